"""What teaches a run: editors' verdicts, and questions from outside its window."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Q

from gapfinder.engine.coverage.exemplars import Exemplars
from gapfinder.engine.text.agent_answers import same_page
from gapfinder.models import Article, Contact, HelpCenter, Question, Verdict

SHARED_BEFORE = 2_000  # newest contacts before the window whose shared articles teach
WEIGHTS = {Verdict.Answer.YES: 1.0, Verdict.Answer.NO: -1.0, Verdict.Answer.PARTLY: 0.0}


@dataclass(frozen=True, slots=True)
class Word:
    """What the newest verdict says of one question and one article, by their keys."""

    question: int
    article: int
    answer: str


def read_words(help_center: HelpCenter) -> list[Word]:
    """Return what the verdicts that count say, oldest first."""
    verdicts = Verdict.objects.of(help_center).counting().oldest_first()
    said = verdicts.filter(questions__isnull=False)
    return [Word(*row) for row in said.values_list("questions", "article", "answer")]


def read_outside(
    help_center: HelpCenter,
    articles: Sequence[Article],
    *,
    since: datetime,
    until: datetime,
    shared_in_newest: int = SHARED_BEFORE,
) -> list[Question]:
    """Return questions outside a window that teach, in the order of contacts' ids.

    Editors taught them, whenever they were asked; or agents shared one of the articles
    in the newest contacts before the window.
    """
    verdicts = Verdict.objects.of(help_center).counting()
    before = Contact.objects.of(help_center).received_before(since).with_shared()
    newest = before.newest_first().only("articles_shared", "links")[:shared_in_newest]
    names = {name for article in articles for name in names_of(article)}
    sharing = [row.pk for row in newest if not names.isdisjoint(shared_in(row))]
    questions = Question.objects.with_contact().taught_by(verdicts, or_in=sharing)
    inside = Q(contact__received_at__gte=since, contact__received_at__lt=until)
    return list(questions.exclude(inside).by_id())


def verdicts_on(
    rows: Mapping[int, int], words: Sequence[Word], families: Mapping[int, int]
) -> Exemplars:
    """Return what is said of some questions; the newest word on each family counts.

    No pair of question and family comes twice; both ascend. A weak answer weighs 0.

    Args:
        rows: of the questions, by their keys; other questions are left out.
        words: oldest first.
        families: of the articles, by their keys; other articles are left out.
    """
    weights = {
        (rows[word.question], families[word.article]): WEIGHTS[
            Verdict.Answer(word.answer)
        ]
        for word in words
        if word.question in rows and word.article in families
    }
    pairs = sorted(weights)
    return Exemplars(
        row=np.array([row for row, _ in pairs], dtype=np.int64),
        family=np.array([family for _, family in pairs], dtype=np.int64),
        weight=np.array([weights[pair] for pair in pairs], dtype=np.float32),
    )


def names_of(article: Article) -> Collection[str]:
    """Return what an article can be shared by: its id, and its page if it has one."""
    return {name for name in (article.external_id, same_page(article.url)) if name}


def shared_in(contact: Contact) -> Collection[str]:
    return [*contact.articles_shared, *contact.links]
