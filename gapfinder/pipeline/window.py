"""Read: rows of a help centre become the texts the engine thinks with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.clustering.constraints import NEW, NO_GAP
from gapfinder.engine.clustering.exclusion_rules import Rules
from gapfinder.engine.coverage.exemplars import Exemplars
from gapfinder.engine.text.locales import base_language
from gapfinder.engine.text.reason_signals import Signals
from gapfinder.models import (
    Article,
    Contact,
    Exclusion,
    Gap,
    GapEvent,
    HelpCenter,
    Judgement,
    Passage,
    Question,
)

from .feedback import Word, names_of, read_outside, read_words, shared_in, verdicts_on

NO_ROWS = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Window:
    """The contacts of some weeks, their questions, and the published articles.

    Contacts, questions and articles are in the order of their ids, whatever the order
    in the database, so that the same data gives the same result.
    """

    contacts: Sequence[Contact]
    questions: Sequence[Question]
    contact_of: NDArray[np.int64]  # (n_questions,) rows of `contacts`
    articles: Sequence[Article]  # published and with words
    passages: Sequence[Passage]
    words: Sequence[Word] = ()  # what editors said of questions, oldest first
    outside: Sequence[Question] = ()  # questions of other weeks that teach
    last_gap_of: Mapping[int, int] = field(default_factory=dict)  # key → number, or 0
    held_gaps: Collection[int] = ()  # numbers of `Gap.objects.held()`
    regrouped: int = 0  # the last merge or split by an editor, `last_regrouping`
    exclusions: Sequence[Sequence[str]] = ()  # phrases of the rules that are active

    @cached_property
    def texts(self) -> list[str]:
        return [question.text for question in self.questions]

    @cached_property
    def locales(self) -> list[str]:
        return [base_language(self.contacts[row].locale) for row in self.contact_of]

    @cached_property
    def signals(self) -> list[Signals]:
        return [Signals(**self.contacts[row].signals) for row in self.contact_of]

    @cached_property
    def styles(self) -> list[str]:
        """Language, and whether it is searched in: three words are no phone call.

        Short queries lie together whatever they are about, as languages do.
        """
        told = [self.contacts[row] for row in self.contact_of]
        return [_style_of(contact.locale, contact.channel) for contact in told]

    @cached_property
    def answered(self) -> NDArray[np.int64]:
        """Questions in whose contact an agent answered in words."""
        rows = [i for i, row in enumerate(self.contact_of) if self.contacts[row].answer]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def answers(self) -> list[str]:
        return [self.contacts[self.contact_of[row]].answer for row in self.answered]

    @cached_property
    def article_locales(self) -> list[str]:
        return [base_language(article.locale) for article in self.articles]

    @cached_property
    def passage_owners(self) -> NDArray[np.int64]:
        """(n_passages,) rows of `articles`."""
        row_of = {article.pk: row for row, article in enumerate(self.articles)}
        rows = [row_of[passage.article_id] for passage in self.passages]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def passage_locales(self) -> list[str]:
        return [self.article_locales[row] for row in self.passage_owners]

    @cached_property
    def families(self) -> NDArray[np.int64]:
        """(n_articles,) numbers of articles that are translations of each other."""
        numbers: dict[str, int] = {}
        original = {row.external_id: row.translation_of for row in self.articles}
        return np.array(
            [
                numbers.setdefault(_root(row.external_id, original), len(numbers))
                for row in self.articles
            ],
            dtype=np.int64,
        )

    @cached_property
    def shared(self) -> list[list[int]]:
        """For every question, the families agents shared in its contact."""
        by_contact = [self._families_shared_in(row) for row in self.contacts]
        return [by_contact[row] for row in self.contact_of]

    @cached_property
    def verdicts(self) -> Exemplars:
        """What editors said of questions in the window."""
        return verdicts_on(_rows(self.questions), self.words, self.family_of)

    @cached_property
    def last_gaps(self) -> NDArray[np.int64]:
        """(n_questions,) the gap each was last in, `NO_GAP`, or `NEW` to all runs."""
        gaps = [self.last_gap_of.get(question.pk, NEW) for question in self.questions]
        return np.array(gaps, dtype=np.int64)

    @cached_property
    def left_out(self) -> NDArray[np.bool_]:
        """(n_questions,) that an editor's rule leaves out of every gap."""
        return Rules(self.exclusions).among(self.texts)

    @cached_property
    def taught_texts(self) -> list[str]:
        """Exemplars: questions outside the window that editors or agents taught."""
        return [question.text for question in self.outside]

    @cached_property
    def taught_locales(self) -> list[str]:
        return [base_language(question.contact.locale) for question in self.outside]

    @cached_property
    def taught_styles(self) -> list[str]:
        told = [question.contact for question in self.outside]
        return [_style_of(contact.locale, contact.channel) for contact in told]

    @cached_property
    def taught_shared(self) -> list[list[int]]:
        """For every exemplar, the families agents shared in its contact."""
        return [self._families_shared_in(question.contact) for question in self.outside]

    @cached_property
    def taught_verdicts(self) -> Exemplars:
        """What editors said of the exemplars; rows of `taught_texts`."""
        return verdicts_on(_rows(self.outside), self.words, self.family_of)

    @cached_property
    def family_of(self) -> dict[int, int]:
        keys = [article.pk for article in self.articles]
        return dict(zip(keys, self.families.tolist(), strict=True))

    def _families_shared_in(self, contact: Contact) -> list[int]:
        names = shared_in(contact)
        return sorted({self._pages[name] for name in names if name in self._pages})

    @cached_property
    def _pages(self) -> dict[str, int]:
        return {
            name: family
            for article, family in zip(
                self.articles, self.families.tolist(), strict=True
            )
            for name in names_of(article)
        }

    @cached_property
    def originals(self) -> list[int]:
        """For every family the row of the article the others are translations of."""
        rows: dict[int, int] = {}
        for row, family in enumerate(self.families.tolist()):
            if family not in rows or not self.articles[row].translation_of:
                rows[family] = row
        return [rows[family] for family in range(len(rows))]

    @cached_property
    def versions(self) -> list[dict[str, int]]:
        """For every family the rows of its articles by language."""
        rows: list[dict[str, int]] = [{} for _ in self.originals]
        for row, family in enumerate(self.families.tolist()):
            rows[family].setdefault(self.article_locales[row], row)
        return rows

    @cached_property
    def readable(self) -> list[set[str]]:
        """For every family the languages it is written in."""
        return [set(versions) for versions in self.versions]


def read_window(help_center: HelpCenter, since: datetime, until: datetime) -> Window:
    regrouped = last_regrouping(help_center)  # first: a later one is noticed
    contacts = list(
        Contact.objects.of(help_center)
        .received_between(since, until)
        .order_by("external_id")
        .defer("turns", "extra", "tags")
    )
    row_of = {contact.pk: row for row, contact in enumerate(contacts)}
    questions = list(Question.objects.asked_between(help_center, since, until))
    passages = list(Passage.objects.of(help_center))
    spoken = {passage.article_id for passage in passages}
    published = Article.objects.of(help_center).published().order_by("external_id")
    articles = [row for row in published.defer("body") if row.pk in spoken]
    contact_of = np.array([row_of[q.contact_id] for q in questions], dtype=np.int64)
    return Window(
        contacts,
        questions,
        contact_of,
        articles,
        passages,
        words=read_words(help_center),
        outside=read_outside(help_center, articles, since=since, until=until),
        last_gap_of=_last_gaps(help_center, since, until),
        held_gaps=Gap.objects.of(help_center).held().numbers(),
        regrouped=regrouped,
        exclusions=Exclusion.objects.of(help_center).active().phrases(),
    )


def last_regrouping(help_center: HelpCenter) -> int:
    """Return the key of the last event by which an editor merged or split gaps."""
    events = GapEvent.objects.of(help_center).of_editors().regroupings()
    return events.newest_key()


def _last_gaps(
    help_center: HelpCenter, since: datetime, until: datetime
) -> dict[int, int]:
    asked = Question.objects.asked_between(help_center, since, until)
    judged = Judgement.objects.of_questions(asked)
    last = judged.values_list("question_id", "last_gap__number")
    return {question: number or NO_GAP for question, number in last}


def _rows(questions: Sequence[Question]) -> dict[int, int]:
    return {question.pk: row for row, question in enumerate(questions)}


def _root(article: str, original: Mapping[str, str]) -> str:
    """Follow translations to the first article; a ring of them has its least id."""
    seen = [article]
    while (source := original.get(seen[-1], "")) and source not in seen:
        seen.append(source)
    return min(seen) if source in seen else seen[-1]


def _style_of(locale: str, channel: str) -> str:
    language = base_language(locale)
    search = Contact.Channel.SEARCH
    return f"{language} {search}" if channel == search else language
