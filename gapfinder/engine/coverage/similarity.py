"""Similarity of articles to questions and to agents' answers.

All translations of one article are a *family*. A question is compared with every
language of a family, and the family answers it or does not.
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

SEARCHED_PASSAGES = 64  # the nearest of each question; other articles are far
HUB_NEIGHBOURS = 50  # questions by which the damping of a family is measured
ANSWER_WEIGHT = 0.7  # of the agent's answer; the question has weight 1


@dataclass(frozen=True)
class ArticleIndex:
    """Embeddings of the published articles of a help centre.

    Every article owns one passage at least.

    Attributes:
        family: (n_articles,), numbers of the families from 0.
        locale: n_articles languages.
        passages: (n_passages, dimensions), unit rows.
        owner: (n_passages,), the article of each passage.
        is_title: (n_passages,), whether the passage is the article's title.
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
        """The search index of the passages, for questions and for answers."""
        return Lookup(self.centred)

    @cached_property
    def outlines(self) -> Vectors:
        """The sum of the title's and the mean passage's vectors, one row an article."""
        return np.asarray(self.titles + self.bodies, dtype=np.float32)

    def shares(self, locale: str) -> Any:
        """Return the weights of the articles in their families for one language.

        The mean over the languages of a family counts one half, and the family's
        article in the given language counts the other half, if there is one. Sparse
        (n_families, n_articles).
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
        """Title vectors of the articles; without a title, the mean passage's."""
        return self._mean_of(self.is_title)

    @cached_property
    def bodies(self) -> Vectors:
        """Mean passage vectors of the articles; without passages, the title's."""
        return self._mean_of(~self.is_title)

    def _mean_of(self, rows: NDArray[np.bool_]) -> Vectors:
        n_articles = len(self.family)
        means, fallback_means = (
            np.zeros((n_articles, self.centred.shape[1])) for _ in "ab"
        )
        np.add.at(means, self.owner[rows], self.centred[rows])
        np.add.at(fallback_means, self.owner[~rows], self.centred[~rows])
        empty = ~np.isin(np.arange(n_articles), self.owner[rows])
        means[empty] = fallback_means[
            empty
        ]  # articles with only a title, or without one
        return to_unit_length(means)


@dataclass(frozen=True, slots=True)
class ArticleSimilarity:
    """Similarity of n families to n_questions, computed a slice at a time."""

    questions: Centred  # (n_questions, dimensions)
    language: NDArray[np.int64]  # (n_questions,) indices in the two lists
    family_weights: list[Any]  # sparse (n_families, n_articles), for each language
    outlines: list[Vectors]  # (n_families, dimensions), for each language
    owner: NDArray[np.int64]  # (n_questions, k) articles of the best passages
    cosines: NDArray[np.float32]  # of these, falling; other articles get the last

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.questions), self.family_weights[0].shape[0]

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        """Return (n_rows, n_families)."""
        passages, questions, language = (
            self._above_last(rows),
            self.questions[rows],
            self.language[rows],
        )
        similarity = np.repeat(self.cosines[rows, -1:], self.shape[1], axis=1)
        for language_row in np.unique(language):
            own = np.flatnonzero(language == language_row)
            similarity[own] += questions[own] @ self.outlines[language_row].T
            similarity[own] += (
                passages[own] @ self.family_weights[language_row].T
            ).toarray()
        return np.asarray(similarity / 3)

    def _above_last(self, rows: slice) -> Any:
        """Return by how much an article's best passage exceeds the last one found.

        Sparse (n_rows, n_articles).
        """
        from scipy.sparse import csr_array

        owner, cosines = self.owner[rows], self.cosines[rows]
        n_articles = self.family_weights[0].shape[1]
        keys = np.arange(len(owner))[:, None] * n_articles + owner
        keys, first = np.unique(keys, return_index=True)  # the best of each article
        above = (cosines - cosines[:, -1:]).ravel()[first]
        return csr_array(
            (above, np.divmod(keys, n_articles)), shape=(len(owner), n_articles)
        )


def article_similarity(
    questions: Vectors,
    locales: Sequence[str],
    index: ArticleIndex,
    *,
    styles: Sequence[str] | None = None,
) -> ArticleSimilarity:
    """Return the similarity of families to questions, (n_questions, n_families).

    The similarity is the mean of three cosines (title, mean passage, best passage),
    each side centred in its language: a single cosine errs for short titles or for long
    articles. A family's similarity is the mean over its languages; its article in the
    question's own language, if there is one, counts one half of it.

    Args:
        questions: (n_questions, dimensions), unit rows.
        locales: n_questions languages.
        index: one article at least.
        styles: n_questions labels by which questions are centred; the locales if not
            given.
    """
    centred = Centred(questions, styles or locales, around=index.passages)
    owner, best = _best_passages(centred, index)
    # The terms that are linear in articles are added up once for each family.
    languages, language = np.unique(np.array(locales, dtype=str), return_inverse=True)
    shares = [index.shares(str(locale)) for locale in languages] or [index.shares("")]
    outlines = [np.asarray(share @ index.outlines) for share in shares]
    return ArticleSimilarity(centred, language, shares, outlines, owner, best)


@dataclass(frozen=True, slots=True)
class AnsweredSimilarity:
    """Similarity to questions plus that to the answers of some of them."""

    by_questions: Rows
    by_answers: Rows  # (n_answered, n_families)
    row: NDArray[np.int64]  # (n_answered,) the answered questions, ascending
    mean: np.float32  # of `by_answers`

    @property
    def shape(self) -> tuple[int, ...]:
        return self.by_questions.shape

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        total = self.by_questions[rows].copy()
        start, stop, _ = rows.indices(self.shape[0])
        first, last = np.searchsorted(self.row, [start, stop])
        by_answers = self.by_answers[first:last] - self.mean
        total[self.row[first:last] - start] += ANSWER_WEIGHT * by_answers
        return total


def add_answers(by_questions: Rows, by_answers: Rows, row: NDArray[np.int64]) -> Rows:
    """Add the similarity of the families to the agents' answers.

    Agents use the words of articles, customers do not. The function subtracts the mean
    similarity to answers first, so that questions with an answer have no advantage over
    those without.

    Args:
        by_questions: similarity to the questions, (n_questions, n_families).
        by_answers: similarity to the answers, (n_answered, n_families).
        row: the answered questions, (n_answered,), ascending.
    """
    if not len(row):
        return by_questions
    sums = [
        by_answers[block].sum(dtype=np.float64) for block in blocks(*by_answers.shape)
    ]
    return AnsweredSimilarity(
        by_questions, by_answers, row, np.float32(sum(sums) / np.prod(by_answers.shape))
    )


@dataclass(frozen=True, slots=True)
class Damped:
    """Similarity minus a constant for each family."""

    similarity: Rows
    reduction: NDArray[np.float32]  # (n_families,)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.similarity.shape

    def __getitem__(self, rows: slice) -> NDArray[np.float32]:
        return np.asarray(self.similarity[rows] - self.reduction, dtype=np.float32)


def damp_hubs(similarity: Rows) -> Damped:
    """Subtract from each family half its mean similarity to its nearest questions.

    Some general articles are near to every question. This is the cross-domain
    similarity local scaling of Conneau et al. 2018 (arXiv:1710.04087), on the side of
    the articles only.

    Args:
        similarity: (n_questions, n_families).
    """
    n_questions, n_families = similarity.shape
    if not n_questions or not n_families:
        return Damped(similarity, np.zeros(n_families, dtype=np.float32))
    top = np.empty((0, n_families), dtype=np.float32)
    for block in blocks(n_questions, n_families):
        top = np.concatenate([top, similarity[block]])
        if len(top) > HUB_NEIGHBOURS:
            top = np.partition(top, -HUB_NEIGHBOURS, axis=0)[-HUB_NEIGHBOURS:]
    return Damped(similarity, top.mean(axis=0) / 2)


def _best_passages(
    questions: Centred, index: ArticleIndex
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the articles that own the nearest passages, and these cosines."""
    if not len(questions):
        return np.zeros((0, 1), dtype=np.int64), np.zeros((0, 1), dtype=np.float32)
    searched = min(SEARCHED_PASSAGES, len(index.owner))
    best, passage = index.lookup.nearest(questions, k=searched)
    # Where the search found fewer passages, the nearest passage fills the gaps. It is
    # the best of its article already, so it changes nothing; cosines get the last one.
    is_found = passage >= 0
    last = best.min(axis=1, keepdims=True, where=is_found, initial=1)
    passage = np.where(is_found, passage, passage[:, :1])
    return index.owner[passage], np.where(is_found, best, last)
