"""Read: rows of a help centre become the texts and vectors the engine thinks with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.answers import same_page
from gapfinder.engine.encoders import Encoder, Vectors
from gapfinder.engine.languages import primary
from gapfinder.engine.matching import Library
from gapfinder.engine.reasons import prototype_sentences
from gapfinder.engine.signals import Signals
from gapfinder.models import Article, Contact, HelpCenter, Passage, Question
from gapfinder.vectors import Progress, new_texts, vectors_of

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

    @cached_property
    def texts(self) -> list[str]:
        return [question.text for question in self.questions]

    @cached_property
    def locales(self) -> list[str]:
        return [_language(self.contacts[row].locale) for row in self.contact_of]

    @cached_property
    def signals(self) -> list[Signals]:
        return [Signals(**self.contacts[row].signals) for row in self.contact_of]

    @cached_property
    def styles(self) -> list[str]:
        """Language, and whether it is searched in: three words are no phone call.

        Short queries lie together whatever they are about, as languages do.
        """
        return [
            f"{locale} {Contact.Channel.SEARCH}" if searched else locale
            for locale, searched in zip(self.locales, self._searched, strict=True)
        ]

    @property
    def _searched(self) -> list[bool]:
        search = Contact.Channel.SEARCH
        return [self.contacts[row].channel == search for row in self.contact_of]

    @cached_property
    def answered(self) -> NDArray[np.int64]:
        """Questions in whose contact an agent answered in words."""
        rows = [i for i, row in enumerate(self.contact_of) if self.contacts[row].answer]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def answers(self) -> list[str]:
        return [self.contacts[self.contact_of[row]].answer for row in self.answered]

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
        pages = {
            name: int(family)
            for row, family in zip(self.articles, self.families, strict=True)
            for name in (row.external_id, same_page(row.url))
            if name
        }
        by_contact = [
            sorted({pages[name] for name in _shared_in(row) if name in pages})
            for row in self.contacts
        ]
        return [by_contact[row] for row in self.contact_of]

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
            rows[family].setdefault(_language(self.articles[row].locale), row)
        return rows

    @cached_property
    def readable(self) -> list[set[str]]:
        """For every family the languages it is written in."""
        return [set(versions) for versions in self.versions]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of a window."""

    questions: Vectors
    answers: Vectors
    prototypes: Vectors
    library: Library | None  # None where no article has a word


def read_window(help_center: HelpCenter, since: datetime, until: datetime) -> Window:
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
    return Window(contacts, questions, contact_of, articles, passages)


def texts_to_encode(window: Window, encoder: Encoder) -> int:
    """Return how many texts of the window have no vector yet."""
    passages = [passage.text for passage in window.passages]
    return new_texts(
        [*window.texts, *prototype_sentences()], "question", encoder
    ) + new_texts([*passages, *window.answers], "passage", encoder)


def encode(window: Window, encoder: Encoder, progress: Progress) -> Encoded:
    """Return the vectors of all texts, encoding those that are new.

    Answers are written like articles, so they are encoded as passages.
    """
    asked = vectors_of(window.texts, "question", encoder, progress=progress)
    said = vectors_of(window.answers, "passage", encoder, progress=progress)
    prototypes = vectors_of(
        prototype_sentences(), "question", encoder, progress=progress
    )
    return Encoded(asked, said, prototypes, _library(window, encoder, progress))


def _library(window: Window, encoder: Encoder, progress: Progress) -> Library | None:
    if not window.articles:
        return None
    texts = [passage.text for passage in window.passages]
    row_of = {article.pk: row for row, article in enumerate(window.articles)}
    return Library(
        family=window.families,
        locale=[_language(article.locale) for article in window.articles],
        passages=vectors_of(texts, "passage", encoder, progress=progress),
        owner=np.array([row_of[passage.article_id] for passage in window.passages]),
        is_title=np.array(
            [passage.kind == Passage.Kind.TITLE for passage in window.passages]
        ),
    )


def _shared_in(contact: Contact) -> Iterable[str]:
    return [*contact.articles_shared, *contact.links]


def _root(article: str, original: Mapping[str, str]) -> str:
    """Follow translations to the first article; a ring of them has its least id."""
    seen = [article]
    while (source := original.get(seen[-1], "")) and source not in seen:
        seen.append(source)
    return min(seen) if source in seen else seen[-1]


def _language(locale: str) -> str:
    """Who writes nynorsk reads bokmål: for an article's language they are one."""
    language = primary(locale) if locale else ""
    return "nb" if language == "nn" else language
