"""Features of a window for the engine: texts, languages, families, labels.

Each is derived from the rows of a `Window` on first access.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.clustering.exclusion_rules import Rules
from gapfinder.engine.coverage.exemplars import Exemplars
from gapfinder.engine.text.locales import base_language
from gapfinder.engine.text.reason_signals import Signals
from gapfinder.models import Article, Contact, Passage, Question

from .feedback import LabelledQuestion, shareable_names, shared_names, verdict_weights
from .window import Window


@dataclass(frozen=True)
class ArticleFeatures:
    """Articles by language, and families of articles: translations of each other."""

    articles: Sequence[Article]
    passages: Sequence[Passage] = ()

    @cached_property
    def locales(self) -> list[str]:
        return [base_language(article.locale) for article in self.articles]

    @cached_property
    def passage_owners(self) -> NDArray[np.int64]:
        """(n_passages,) rows of `articles`."""
        row_of = {article.pk: row for row, article in enumerate(self.articles)}
        rows = [row_of[passage.article_id] for passage in self.passages]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def passage_locales(self) -> list[str]:
        return [self.locales[row] for row in self.passage_owners]

    @cached_property
    def families(self) -> NDArray[np.int64]:
        """(n_articles,) the number of each article's family, from 0."""
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
    def family_of(self) -> dict[int, int]:
        """The family of each article, by its key."""
        keys = [article.pk for article in self.articles]
        return dict(zip(keys, self.families.tolist(), strict=True))

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
            rows[family].setdefault(self.locales[row], row)
        return rows

    @cached_property
    def readable(self) -> list[set[str]]:
        """For every family the languages it is written in."""
        return [set(versions) for versions in self.versions]

    def version(self, family: int, locale: str) -> int:
        """Return the row of a family's article in a language, else of its original."""
        return self.versions[family].get(locale, self.originals[family])

    def shared_with(self, contact: Contact) -> list[int]:
        """Return the families that agents shared in a contact."""
        names, known = shared_names(contact), self._family_by_name
        return sorted({known[name] for name in names if name in known})

    @cached_property
    def _family_by_name(self) -> dict[str, int]:
        rows = zip(self.articles, self.families.tolist(), strict=True)
        return {
            name: family
            for article, family in rows
            for name in shareable_names(article)
        }


@dataclass(frozen=True)
class QuestionFeatures:
    """Texts of questions, and their labels by editors and agents.

    The questions are those in a window, or exemplars outside it; every list has one
    item a question.
    """

    questions: Sequence[Question]
    contacts: Sequence[Contact]  # of each question
    articles: ArticleFeatures
    editors_verdicts: Sequence[LabelledQuestion]  # of these and of other questions

    def __len__(self) -> int:
        return len(self.questions)

    @cached_property
    def texts(self) -> list[str]:
        return [question.text for question in self.questions]

    @cached_property
    def locales(self) -> list[str]:
        return [base_language(contact.locale) for contact in self.contacts]

    @cached_property
    def styles(self) -> list[str]:
        """Language, plus "search" for search queries.

        Their short texts cluster by length, as texts cluster by language.
        """
        rows = zip(self.locales, self.contacts, strict=True)
        search = Contact.Channel.SEARCH
        return [
            f"{locale} {search}" if contact.channel == search else locale
            for locale, contact in rows
        ]

    @cached_property
    def shared(self) -> list[list[int]]:
        """The families that agents shared in each question's contact."""
        return [self.articles.shared_with(contact) for contact in self.contacts]

    @cached_property
    def verdicts(self) -> Exemplars:
        """Editors' verdicts on these questions."""
        rows = {question.pk: row for row, question in enumerate(self.questions)}
        return verdict_weights(rows, self.editors_verdicts, self.articles.family_of)


@dataclass(frozen=True)
class WindowFeatures:
    """A window as embedding and analysis see it."""

    window: Window

    @cached_property
    def articles(self) -> ArticleFeatures:
        return ArticleFeatures(self.window.articles, self.window.passages)

    @cached_property
    def questions(self) -> QuestionFeatures:
        """The questions of the window."""
        window = self.window
        contacts = [window.contacts[row] for row in window.contact_of]
        return QuestionFeatures(
            window.questions, contacts, self.articles, window.verdicts
        )

    @cached_property
    def exemplars(self) -> QuestionFeatures:
        """Questions outside the window that editors or agents labelled."""
        window = self.window
        contacts = [question.contact for question in window.exemplars]
        return QuestionFeatures(
            window.exemplars, contacts, self.articles, window.verdicts
        )

    @cached_property
    def signals(self) -> list[Signals]:
        """For every question the signals of its contact's reason."""
        return [contact.reason_signals for contact in self.questions.contacts]

    @cached_property
    def answered(self) -> NDArray[np.int64]:
        """Rows of the questions in whose contact an agent answered in words."""
        contacts = self.questions.contacts
        rows = [row for row, contact in enumerate(contacts) if contact.answer]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def answers(self) -> list[str]:
        """The agent's answer to each question of `answered`."""
        return [self.questions.contacts[row].answer for row in self.answered]

    @cached_property
    def answer_locales(self) -> list[str]:
        return [self.questions.locales[row] for row in self.answered]

    @cached_property
    def excluded(self) -> NDArray[np.bool_]:
        """(n_questions,) whether an editor's rule excludes it from every gap."""
        return Rules(self.window.exclusions).mask(self.questions.texts)


def _root(article: str, original: Mapping[str, str]) -> str:
    """Follow translations to the original; a cycle is represented by its least id."""
    seen = [article]
    while (source := original.get(seen[-1], "")) and source not in seen:
        seen.append(source)
    return min(seen) if source in seen else seen[-1]
