"""Group questions that ask the same: average linkage over nearest neighbours."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import (
    BLOCK_ROWS,
    Centred,
    centre,
    to_unit_length,
    whiten,
)
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.embeddings.nearest_neighbours import Neighbours, nearest

SMOOTHING_NEIGHBOURS = 5  # in each language
SMOOTHING = 0.5
MIN_THRESHOLD, MAX_THRESHOLD = 0.45, 0.6  # mean cosines from which groups are joined
THRESHOLD_MARGIN = 0.05
THRESHOLD_WITHOUT_ARTICLES = 0.2
COARSER = 0.15  # the mean cosine of coarse groups is this much below the threshold
MIN_LANGUAGE_QUESTIONS = 20  # before its questions smooth those of other languages
MAX_COMPARED_GROUPS = 1000  # groups that one group is compared with, the closest


def need_space(
    questions: Vectors,
    locales: Sequence[str],
    answers: Vectors,
    answered: NDArray[np.int64],
    *,
    styles: Sequence[str] | None = None,
) -> Vectors:
    """Return vectors in which questions with one need are close in any language.

    The agent's answer is added to the question: customers with one need use many
    different words, agents use few. Then the vectors are centred by language and
    whitened, and each question moves halfway to its nearest neighbours in each
    language.

    Args:
        questions: (n_questions, dimensions), unit rows.
        locales: n_questions language codes.
        answers: (n_answered, dimensions), unit rows.
        answered: (n_answered,), the rows of the questions that the answers belong to.
        styles: n_questions labels by which questions are centred; the locales if not
            given.
    """
    space = centre(questions, styles or locales)
    if len(answered):
        centred_answers = Centred(answers, [locales[row] for row in answered])
        for start in range(0, len(answered), BLOCK_ROWS):
            block = slice(start, start + BLOCK_ROWS)
            rows = answered[block]
            space[rows] = to_unit_length(space[rows] + centred_answers[block])
    # One name for all steps, so that each step frees the array of the step before,
    # which may be gigabytes.
    space = whiten(space)
    space = _smooth(space, locales)
    space[~space.any(axis=1), :1] = 1  # zero rows: one and the same direction
    return space


def threshold(neighbours: Neighbours, *, has_articles: bool = True) -> float:
    """Return the mean cosine from which questions are one need, 0.45 … 0.6.

    Where many customers ask the same in few words, needs are tight and close to each
    other; where few customers write long stories, needs are loose. The farthest
    neighbour of a question shows which: the threshold is the median of these cosines
    over all questions, plus `THRESHOLD_MARGIN`. A help centre without articles uses
    `THRESHOLD_WITHOUT_ARTICLES`: as long as no need is answered, close needs may share
    a group.
    """
    if not has_articles:
        return THRESHOLD_WITHOUT_ARTICLES
    if not neighbours.similarity.size:
        return MIN_THRESHOLD
    median = float(np.median(neighbours.similarity[:, -1]))
    return min(max(median + THRESHOLD_MARGIN, MIN_THRESHOLD), MAX_THRESHOLD)


def group(
    vectors: Vectors, neighbours: Neighbours, *, similarity: float
) -> NDArray[np.int64]:
    """Join groups of questions until no two are as similar as the threshold.

    Average linkage (UPGMA, Sokal & Michener 1958): the similarity of two groups is the
    mean cosine of their pairs of questions, which is the product of their mean vectors.
    Only groups with neighbouring questions are compared, so the cost grows with n · k ·
    log n instead of n²; on labelled sets the result is the same.

    Args:
        vectors: (n_questions, dimensions), unit rows.
        neighbours: of the vectors.
        similarity: mean cosine, -1 … 1, from which groups are joined.

    Returns:
        (n_questions,) group numbers from 0, in order of each group's first question.
    """
    [labels] = nested_groups(vectors, neighbours, similarities=[similarity])
    return labels


def nested_groups(
    vectors: Vectors, neighbours: Neighbours, *, similarities: Sequence[float]
) -> list[NDArray[np.int64]]:
    """Group at several thresholds for the cost of the lowest one.

    Returns:
        For each similarity what `group` returns; each group at a lower similarity is a
        union of groups at a higher one.
    """
    forest = _Forest.of(vectors, neighbours, similarity=min(similarities))
    labels = {}
    for similarity in sorted(similarities, reverse=True):
        forest.join_from(similarity)
        labels[similarity] = forest.labels()
    return [labels[similarity] for similarity in similarities]


@dataclass(slots=True)
class _Forest:
    """Groups that are being joined, each named by one of its questions, its root.

    Of every group only the pair with its nearest neighbour is stored. A pair is out of
    date when one of its groups has changed size; it is replaced when it is popped. A
    group that grew has searched for its own nearest neighbour since, so no closer pair
    is missed (after Müllner 2011, arXiv:1109.2378).
    """

    means: Vectors  # valid in the rows of roots
    sizes: list[int]  # 0 for rows that are no longer roots
    parents: NDArray[np.int64]
    neighbour_rows: list[NDArray[np.int64]]  # of each root: in groups to compare with
    similarity: float  # minimum cosine of a stored pair
    pairs: list[tuple[float, int, int, int, int]]  # -cosine, both roots, both sizes

    @classmethod
    def of(
        cls, vectors: Vectors, neighbours: Neighbours, *, similarity: float
    ) -> "_Forest":
        n = len(vectors)
        row = np.repeat(np.arange(n), neighbours.row.shape[1])
        other = neighbours.row.ravel()
        is_neighbour = (other >= 0) & (other != row)
        ends = np.concatenate([row[is_neighbour], other[is_neighbour]])
        starts = np.concatenate([other[is_neighbour], row[is_neighbour]])
        neighbour_rows = starts[np.argsort(ends, kind="stable")]
        counts = np.bincount(ends, minlength=n)
        forest = cls(
            means=vectors.copy(),
            sizes=[1] * n,
            parents=np.arange(n),
            neighbour_rows=np.split(neighbour_rows, np.cumsum(counts))[:n],
            similarity=similarity,
            pairs=[],
        )
        for root in range(n):
            forest.pair(root)
        return forest

    def join_from(self, similarity: float) -> None:
        """Join the closest pair as long as its cosine is at least `similarity`."""
        while self.pairs and -self.pairs[0][0] >= similarity:
            _, one, other, *sizes = heapq.heappop(self.pairs)
            if self.sizes[one] != sizes[0]:
                continue
            if self.sizes[other] == sizes[1]:
                one = self.join(one, other)
            self.pair(one)

    def pair(self, root: int) -> None:
        """Store the pair of a group and its nearest neighbour if it is close."""
        roots = np.unique(self.roots(self.neighbour_rows[root]))
        roots = roots[roots != root]
        cosines = self.means[roots] @ self.means[root]
        if len(roots) > (most := MAX_COMPARED_GROUPS):
            closest = np.argpartition(-cosines, most)[:most]
            roots, cosines = roots[closest], cosines[closest]
        self.neighbour_rows[root] = roots
        if len(roots) and (cosine := float(cosines.max())) >= self.similarity:
            other = int(roots[cosines.argmax()])
            pair = (-cosine, root, other, self.sizes[root], self.sizes[other])
            heapq.heappush(self.pairs, pair)

    def join(self, one: int, other: int) -> int:
        """Join two groups and return the new root, that of the larger group."""
        if self.sizes[one] < self.sizes[other]:
            one, other = other, one
        size = self.sizes[one] + self.sizes[other]
        share = np.float32(self.sizes[one] / size)
        self.means[one] = self.means[one] * share + self.means[other] * (1 - share)
        self.neighbour_rows[one] = np.concatenate(
            [self.neighbour_rows[one], self.neighbour_rows[other]]
        )
        self.neighbour_rows[other] = np.empty(0, np.int64)
        self.parents[other] = one
        self.sizes[one], self.sizes[other] = size, 0
        return one

    def roots(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the roots of rows; the larger group's root stays: short paths."""
        parents = self.parents[rows]
        while (parents != rows).any():
            rows, parents = parents, self.parents[parents]
        return rows

    def labels(self) -> NDArray[np.int64]:
        roots = self.roots(np.arange(len(self.parents)))
        _, first, labels = np.unique(roots, return_index=True, return_inverse=True)
        return np.argsort(np.argsort(first))[labels]


def _smooth(vectors: Vectors, locales: Sequence[str]) -> Vectors:
    """Move every vector halfway to its nearest neighbours in each language.

    The nearest neighbours in a question's own language are always nearer than those in
    another; taking neighbours from each language brings together one need in several
    languages. Distant neighbours hardly count: the weight is the squared cosine.
    """
    languages = np.asarray(locales)
    neighbour_sum = np.zeros_like(vectors)
    for locale in np.unique(languages):
        rows = np.flatnonzero(languages == locale)
        if len(rows) < MIN_LANGUAGE_QUESTIONS and len(rows) < len(vectors):
            continue
        k = min(SMOOTHING_NEIGHBOURS + 1, len(rows))
        similarity, position = nearest(vectors, vectors[rows], k=k)
        for column in range(k):
            other = rows[position[:, column]]
            # A missing neighbour has a cosine below -1, so its weight is 0.
            weight = np.maximum(similarity[:, column], 0) ** 2
            weight[other == np.arange(len(vectors))] = 0
            neighbour_sum += weight[:, None] * vectors[other]
    return to_unit_length(
        (1 - SMOOTHING) * vectors + SMOOTHING * to_unit_length(neighbour_sum)
    )
