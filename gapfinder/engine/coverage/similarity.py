"""How close every article comes to every question.

Translations of one article are a *family*: a question is compared with all of them, in
whatever language, and the family is what answers it or does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import Centred, centre, to_unit_length
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.embeddings.nearest_neighbours import Lookup

from .score_matrix import Rows, blocks

PASSAGES_SEARCHED = 64  # nearest passages a question; articles beyond them are far
HUB_NEIGHBOURS = 50
ANSWER_WEIGHT = 0.7  # of what the agent said, against what the customer asked


@dataclass(frozen=True)
class Library:
    """The published articles of a help centre.

    `family` (n_articles,) numbers the families from 0; `locale` holds a language an
    article; `passages` (n_passages, dimensions) are unit rows, each owned by the
    article `owner` names and a title where `is_title` says so. Every article owns one
    passage at least.
    """

    family: NDArray[np.int64]
    locale: Sequence[str]
    passages: Vectors
    owner: NDArray[np.int64]
    is_title: NDArray[np.bool_]

    @property
    def n_families(self) -> int:
        return int(self.family.max()) + 1 if len(self.family) else 0

    @cached_property
    def centred(self) -> Vectors:
        return centre(self.passages, [self.locale[article] for article in self.owner])

    @cached_property
    def lookup(self) -> Lookup:
        """Finds passages, for questions and for answers."""
        return Lookup(self.centred)

    @cached_property
    def outlines(self) -> Vectors:
        """The title's and the mean passage's vectors added up, a row an article."""
        return np.asarray(self.titles + self.bodies, dtype=np.float32)

    def shares(self, locale: str) -> Any:
        """Return the part each article has in its family, for a question in a language.

        The mean over the family's languages counts one half and the article in the
        question's own the other, if there is one. Sparse (n_families, n_articles).
        """
        from scipy.sparse import csr_array

        articles = np.arange(len(self.family))
        own = {
            family: article
            for article, family in enumerate(self.family.tolist())
            if self.locale[article] == locale
        }
        share = 1 / np.bincount(self.family)[self.family]
        share[np.isin(self.family, list(own))] /= 2
        share[list(own.values())] += 1 / 2
        return csr_array((share.astype(np.float32), (self.family, articles)))

    @cached_property
    def titles(self) -> Vectors:
        """Of each article; one without a title has its mean passage's."""
        return self._mean_of(self.is_title)

    @cached_property
    def bodies(self) -> Vectors:
        """Of each article the mean passage's; one without a passage has its title's."""
        return self._mean_of(~self.is_title)

    def _mean_of(self, rows: NDArray[np.bool_]) -> Vectors:
        n_articles = len(self.family)
        means, other = (np.zeros((n_articles, self.centred.shape[1])) for _ in "ab")
        np.add.at(means, self.owner[rows], self.centred[rows])
        np.add.at(other, self.owner[~rows], self.centred[~rows])
        empty = ~np.isin(np.arange(n_articles), self.owner[rows])
        means[empty] = other[empty]  # only a title, or no title: it speaks for both
        return to_unit_length(means)


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close n families come to n_questions, worked out for some rows at a time."""

    asked: Centred  # (n_questions, dimensions)
    language: NDArray[np.int64]  # (n_questions,) places in the two lists
    shares: list[Any]  # of articles in families, sparse, for each language
    outlines: list[Vectors]  # (n_families, dimensions), for each language
    owner: NDArray[np.int64]  # (n_questions, k) of the best passages, best first
    best: NDArray[np.float32]  # their cosines; an article without is like the last

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.asked), self.shares[0].shape[0]

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        """Return (n_rows, n_families)."""
        found, asked, language = (
            self._found(rows),
            self.asked[rows],
            self.language[rows],
        )
        close = np.repeat(self.best[rows, -1:], self.shape[1], axis=1)
        for place in np.unique(language):
            own = np.flatnonzero(language == place)
            close[own] += asked[own] @ self.outlines[place].T
            close[own] += (found[own] @ self.shares[place].T).toarray()
        return np.asarray(close / 3)

    def _found(self, rows: slice) -> Any:
        """Return how far an article's best passage is above the last that was found.

        Sparse (n_rows, n_articles).
        """
        from scipy.sparse import csr_array

        owner, best = self.owner[rows], self.best[rows]
        n_articles = self.shares[0].shape[1]
        keys = np.arange(len(owner))[:, None] * n_articles + owner
        keys, first = np.unique(keys, return_index=True)  # of an article the best
        above = (best - best[:, -1:]).ravel()[first]
        return csr_array(
            (above, np.divmod(keys, n_articles)), shape=(len(owner), n_articles)
        )


def closeness(
    questions: Vectors,
    locales: Sequence[str],
    library: Library,
    *,
    styles: Sequence[str] | None = None,
) -> Closeness:
    """Return how close each family comes to each question, (n_questions, n_families).

    The mean of three cosines (title, mean passage, best passage), each side centred in
    its language: one alone is fooled by short titles or by long articles. Of a family
    counts the mean over its languages and, to the same part, its article in the
    question's own, if it has one.

    Args:
        questions: (n_questions, dimensions), unit rows.
        locales: n_questions languages.
        library: the articles, one at least.
        styles: what questions are centred by; their languages if not given.
    """
    asked = Centred(questions, styles or locales, around=library.passages)
    owner, best = _best_passages(asked, library)
    # What is linear in articles is added up once for a family, not for every question.
    spoken, language = np.unique(np.array(locales, dtype=str), return_inverse=True)
    shares = [library.shares(str(locale)) for locale in spoken] or [library.shares("")]
    outlines = [np.asarray(share @ library.outlines) for share in shares]
    return Closeness(asked, language, shares, outlines, owner, best)


@dataclass(frozen=True, slots=True)
class Answered:
    """Closeness of questions to which that of some answers is added."""

    asked: Rows
    told: Rows  # (n_answered, n_families)
    row: NDArray[np.int64]  # (n_answered,) the questions that are answered, rising
    usual: np.float32  # the mean of what is told

    @property
    def shape(self) -> tuple[int, ...]:
        return self.asked.shape

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        total = self.asked[rows].copy()
        start, stop, _ = rows.indices(self.shape[0])
        first, last = np.searchsorted(self.row, [start, stop])
        told = self.told[first:last] - self.usual
        total[self.row[first:last] - start] += ANSWER_WEIGHT * told
        return total


def add_answers(asked: Rows, told: Rows, row: NDArray[np.int64]) -> Rows:
    """Add how close the families come to what the agents answered.

    Agents write in the words of articles, customers do not. The mean closeness is taken
    off first, so that questions with an answer have no advantage over those without.

    Args:
        asked: closeness to the questions, (n_questions, n_families).
        told: closeness to the answers, (n_answered, n_families).
        row: the questions they answer, (n_answered,), rising.
    """
    if not len(row):
        return asked
    sums = [told[some].sum(dtype=np.float64) for some in blocks(*told.shape)]
    return Answered(asked, told, row, np.float32(sum(sums) / np.prod(told.shape)))


@dataclass(frozen=True, slots=True)
class Damped:
    """Closeness from which something is taken for every family."""

    close: Rows
    less: NDArray[np.float32]  # (n_families,)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.close.shape

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        return np.asarray(self.close[rows] - self.less, dtype=np.float32)


def damp_hubs(close: Rows) -> Damped:
    """Take from every family half its mean closeness to its nearest questions.

    Some articles are near to everything. Cross-domain similarity local scaling of
    Conneau et al. 2018 (arXiv:1710.04087), on the side of the articles only.

    Args:
        close: (n_questions, n_families).
    """
    n_questions, n_families = close.shape
    if not n_questions or not n_families:
        return Damped(close, np.zeros(n_families, dtype=np.float32))
    top = np.empty((0, n_families), dtype=np.float32)
    for some in blocks(n_questions, n_families):
        top = np.concatenate([top, close[some]])
        if len(top) > HUB_NEIGHBOURS:
            top = np.partition(top, -HUB_NEIGHBOURS, axis=0)[-HUB_NEIGHBOURS:]
    return Damped(close, top.mean(axis=0) / 2)


def _best_passages(
    asked: Centred, library: Library
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the articles that own the nearest passages, and how near these are."""
    if not len(asked):
        return np.zeros((0, 1), dtype=np.int64), np.zeros((0, 1), dtype=np.float32)
    searched = min(PASSAGES_SEARCHED, len(library.owner))
    best, passage = library.lookup.nearest(asked, k=searched)
    # Where the search found fewer, the nearest stands in for those not found: it is
    # its article's best already, and the rest is like the last that was found.
    found = passage >= 0
    last = best.min(axis=1, keepdims=True, where=found, initial=1)
    passage = np.where(found, passage, passage[:, :1])
    return library.owner[passage], np.where(found, best, last)
