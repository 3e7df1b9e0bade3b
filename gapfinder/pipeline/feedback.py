"""Feedback for a run: editors' verdicts, and exemplars outside its window."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import Q

from gapfinder.engine.coverage.exemplars import Exemplars
from gapfinder.engine.text.agent_answers import normalised_address
from gapfinder.models import Article, Contact, HelpCenter, Question, Verdict

SHARED_BEFORE = 2_000  # newest contacts before the window, for exemplars
WEIGHTS = {Verdict.Answer.YES: 1.0, Verdict.Answer.NO: -1.0, Verdict.Answer.PARTLY: 0.0}


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A verdict on one question and one article, by their keys."""

    question: int
    article: int
    answer: str


def load_verdicts(help_center: HelpCenter) -> list[LabelledQuestion]:
    """Return the verdicts that count, by question, oldest first."""
    verdicts = Verdict.objects.of(help_center).counting().oldest_first()
    labelled = verdicts.filter(questions__isnull=False)
    rows = labelled.values_list("questions", "article", "answer")
    return [LabelledQuestion(*row) for row in rows]


def load_exemplars(
    help_center: HelpCenter,
    articles: Sequence[Article],
    *,
    since: datetime,
    until: datetime,
    shared_in_newest: int = SHARED_BEFORE,
) -> list[Question]:
    """Return exemplars outside a window, in the order of their contacts' ids.

    They are questions with a verdict, whenever they were asked, and the questions of
    the newest contacts before the window in which agents shared one of the articles.
    """
    verdicts = Verdict.objects.of(help_center).counting()
    before = Contact.objects.of(help_center).received_before(since).with_shared()
    newest = before.newest_first().only("articles_shared", "links")[:shared_in_newest]
    names = {name for article in articles for name in shareable_names(article)}
    sharing = [row.pk for row in newest if not names.isdisjoint(shared_names(row))]
    questions = Question.objects.with_contact().labelled_by(verdicts, or_in=sharing)
    inside = Q(contact__received_at__gte=since, contact__received_at__lt=until)
    return list(questions.exclude(inside).by_id())


def verdict_weights(
    rows: Mapping[int, int],
    verdicts: Sequence[LabelledQuestion],
    families: Mapping[int, int],
) -> Exemplars:
    """Return the weights of verdicts; the newest of a question and family counts.

    No pair of question and family comes twice; both ascend. A weak answer weighs 0.

    Args:
        rows: of the questions, by their keys; other questions are left out.
        verdicts: oldest first.
        families: of the articles, by their keys; other articles are left out.
    """
    weights = {
        (rows[verdict.question], families[verdict.article]): WEIGHTS[
            Verdict.Answer(verdict.answer)
        ]
        for verdict in verdicts
        if verdict.question in rows and verdict.article in families
    }
    pairs = sorted(weights)
    return Exemplars(
        row=np.array([row for row, _ in pairs], dtype=np.int64),
        family=np.array([family for _, family in pairs], dtype=np.int64),
        weight=np.array([weights[pair] for pair in pairs], dtype=np.float32),
    )


def shareable_names(article: Article) -> Collection[str]:
    """Return the names that agents share an article by: its id, and its page."""
    return {
        name for name in (article.external_id, normalised_address(article.url)) if name
    }


def shared_names(contact: Contact) -> Collection[str]:
    """Return the ids and pages of articles that agents named in a contact."""
    return [*contact.articles_shared, *contact.links]
