"""Which questions ask the same."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import (
    AT_ONCE,
    Centred,
    centre,
    to_unit_length,
    whiten,
)
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.embeddings.nearest_neighbours import nearest

NEIGHBOURS = 15
KIN = 5  # neighbours in each language that a question is smoothed with
SMOOTHING = 0.5
LOOSEST, TIGHTEST = 0.45, 0.6  # mean cosines of a group that may be chosen
GRAIN_ABOVE = 0.05
FIRST_GRAIN = 0.2  # the same, while there is no article
COARSER = 0.15  # the mean cosine of coarse groups lies this far below the grain
FEWEST_OF_A_LANGUAGE = 20  # questions, before a language lends neighbours to others
MOST_KIN = 1000  # groups that one group is compared with, the closest


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest questions of each; both shapes (n_questions, k).

    `row` is -1 where there are fewer than k; a question may be among its own.
    """

    row: NDArray[np.int64]
    similarity: NDArray[np.float32]


def need_space(
    questions: Vectors,
    locales: Sequence[str],
    answers: Vectors,
    answered: NDArray[np.int64],
    *,
    styles: Sequence[str] | None = None,
) -> Vectors:
    """Return vectors in which questions of one need are close, whatever the language.

    What agents answered is added to what was asked: customers with one need use many
    words, agents few. Then languages are centred, strong axes damped, and every
    question is moved halfway to its nearest in each language.

    Args:
        questions: (n_questions, dimensions), unit rows.
        locales: n_questions language codes.
        answers: (n_answered, dimensions), unit rows.
        answered: the questions they belong to, (n_answered,).
        styles: what questions are centred by; their languages if not given.
    """
    space = centre(questions, styles or locales)
    if len(answered):
        theirs = Centred(answers, [locales[row] for row in answered])
        for start in range(0, len(answered), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            rows = answered[some]
            space[rows] = to_unit_length(space[rows] + theirs[some])
    # One name for all steps: each lets go of the one before, which may be gigabytes.
    space = whiten(space)
    space = _smooth(space, locales)
    space[~space.any(axis=1), :1] = 1  # nothing tells these apart, so they are alike
    return space


def neighbours(vectors: Vectors, *, k: int = NEIGHBOURS) -> Neighbours:
    """Find the k nearest rows of each row by cosine, itself included."""
    if not len(vectors):
        return Neighbours(np.empty((0, 0), np.int64), np.empty((0, 0), np.float32))
    similarity, row = nearest(vectors, vectors, k=min(k + 1, len(vectors)))
    return Neighbours(row, similarity)


def with_more(
    near: Neighbours, vectors: Vectors, more: Vectors, *, k: int = NEIGHBOURS
) -> Neighbours:
    """Find the k nearest rows of each row among all and some more.

    Only these are looked up: they are few, and what is near among the others is known.

    Args:
        near: what `neighbours` returns for the vectors.
        vectors: (n_questions, dimensions), unit rows.
        more: (n_more, dimensions), unit rows, numbered after the vectors.
        k: how many, itself not counted.
    """
    if not len(vectors) or not len(more):
        return near
    similarity, row = nearest(vectors, more, k=min(k + 1, len(more)))
    found = np.where(row < 0, row, row + len(vectors))
    rows = np.concatenate([near.row, found], axis=1)
    cosines = np.concatenate([near.similarity, similarity], axis=1)
    best = np.argsort(-cosines, axis=1, kind="stable")[:, : k + 1]
    return Neighbours(
        np.take_along_axis(rows, best, axis=1),
        np.take_along_axis(cosines, best, axis=1),
    )


def grain(near: Neighbours, *, written: bool = True) -> float:
    """Return the mean cosine of the questions of one need, 0.45 … 0.6.

    Where many ask the same in few words, needs are tight and close to each other; where
    few tell long stories, they are loose. How near a question's farthest neighbour
    usually is tells which: the median over all questions, and a little. While no
    article is `written`, it is `FIRST_GRAIN`: close neighbours need not be told apart
    as long as none of them is answered.
    """
    if not written:
        return FIRST_GRAIN
    if not near.similarity.size:
        return LOOSEST
    usual = float(np.median(near.similarity[:, -1])) + GRAIN_ABOVE
    return min(max(usual, LOOSEST), TIGHTEST)


def group(
    vectors: Vectors, near: Neighbours, *, similarity: float
) -> NDArray[np.int64]:
    """Join questions until no two groups are as similar as asked.

    Average linkage (UPGMA, Sokal & Michener 1958): two groups are as similar as their
    pairs of questions on average, which is the product of their mean vectors. Only
    groups with neighbouring questions are compared, so the cost grows with
    n · k · log n and not with n²; on labelled sets the result is the same.

    Args:
        vectors: (n_questions, dimensions), unit rows.
        near: their neighbours.
        similarity: mean cosine, -1 … 1, from which groups are joined.

    Returns:
        (n_questions,) group numbers from 0, in order of each group's first question.
    """
    [labels] = nested_groups(vectors, near, similarities=[similarity])
    return labels


def nested_groups(
    vectors: Vectors, near: Neighbours, *, similarities: Sequence[float]
) -> list[NDArray[np.int64]]:
    """Group at several similarities for the cost of the lowest one.

    Returns:
        What `group` returns for each of them; loose groups are made of strict ones.
    """
    forest = _Forest.of(vectors, near, similarity=min(similarities))
    labels = {}
    for similarity in sorted(similarities, reverse=True):
        forest.join_from(similarity)
        labels[similarity] = forest.labels()
    return [labels[similarity] for similarity in similarities]


@dataclass(slots=True)
class _Forest:
    """Groups in the making, each called by one of its questions, its root.

    Of every group only the pair with its nearest kin is kept. It is out of date as soon
    as one of the two has another size, and is replaced when its turn comes: a group
    that grew has looked for its own nearest since, so no closer pair is missed (after
    Müllner 2011, arXiv:1109.2378).
    """

    means: Vectors  # right in the rows of roots
    sizes: list[int]  # 0 for what is no root any more
    parents: NDArray[np.int64]
    kin: list[NDArray[np.int64]]  # questions in the groups to compare with
    similarity: float  # pairs less close are not kept
    pairs: list[tuple[float, int, int, int, int]]  # -cosine, both roots, both sizes

    @classmethod
    def of(cls, vectors: Vectors, near: Neighbours, *, similarity: float) -> "_Forest":
        n = len(vectors)
        row = np.repeat(np.arange(n), near.row.shape[1])
        other = near.row.ravel()
        known = (other >= 0) & (other != row)
        ends = np.concatenate([row[known], other[known]])
        starts = np.concatenate([other[known], row[known]])
        kin = starts[np.argsort(ends, kind="stable")]
        counts = np.bincount(ends, minlength=n)
        forest = cls(
            means=vectors.copy(),
            sizes=[1] * n,
            parents=np.arange(n),
            kin=np.split(kin, np.cumsum(counts))[:n],
            similarity=similarity,
            pairs=[],
        )
        for root in range(n):
            forest.pair(root)
        return forest

    def join_from(self, similarity: float) -> None:
        """Join the closest pair while there is one as close as that."""
        while self.pairs and -self.pairs[0][0] >= similarity:
            _, one, other, *sizes = heapq.heappop(self.pairs)
            if self.sizes[one] != sizes[0]:
                continue
            if self.sizes[other] == sizes[1]:
                one = self.join(one, other)
            self.pair(one)

    def pair(self, root: int) -> None:
        """Keep the pair of a group and its nearest kin, if they are close enough."""
        kin = np.unique(self.roots(self.kin[root]))
        kin = kin[kin != root]
        cosines = self.means[kin] @ self.means[root]
        if len(kin) > MOST_KIN:
            closest = np.argpartition(-cosines, MOST_KIN)[:MOST_KIN]
            kin, cosines = kin[closest], cosines[closest]
        self.kin[root] = kin
        if len(kin) and (cosine := float(cosines.max())) >= self.similarity:
            other = int(kin[cosines.argmax()])
            pair = (-cosine, root, other, self.sizes[root], self.sizes[other])
            heapq.heappush(self.pairs, pair)

    def join(self, one: int, other: int) -> int:
        """Join two groups and return the root, which is that of the larger one."""
        if self.sizes[one] < self.sizes[other]:
            one, other = other, one
        size = self.sizes[one] + self.sizes[other]
        share = np.float32(self.sizes[one] / size)
        self.means[one] = self.means[one] * share + self.means[other] * (1 - share)
        self.kin[one] = np.concatenate([self.kin[one], self.kin[other]])
        self.kin[other] = np.empty(0, np.int64)
        self.parents[other] = one
        self.sizes[one], self.sizes[other] = size, 0
        return one

    def roots(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the roots of rows; larger roots keep the way to them short."""
        parents = self.parents[rows]
        while (parents != rows).any():
            rows, parents = parents, self.parents[parents]
        return rows

    def labels(self) -> NDArray[np.int64]:
        roots = self.roots(np.arange(len(self.parents)))
        _, first, labels = np.unique(roots, return_index=True, return_inverse=True)
        return np.argsort(np.argsort(first))[labels]


def _smooth(vectors: Vectors, locales: Sequence[str]) -> Vectors:
    """Move every vector halfway to its nearest in each language.

    Neighbours in one's own language are always nearer; taking some from each brings
    together what is asked in several. Far ones hardly count (the cosine squared).
    """
    spoken = np.asarray(locales)
    kin = np.zeros_like(vectors)
    for locale in np.unique(spoken):
        rows = np.flatnonzero(spoken == locale)
        if len(rows) < FEWEST_OF_A_LANGUAGE and len(rows) < len(vectors):
            continue
        k = min(KIN + 1, len(rows))
        similarity, place = nearest(vectors, vectors[rows], k=k)
        for column in range(k):
            other = rows[place[:, column]]
            # Where none was found the cosine is below -1, so it weighs nothing.
            weight = np.maximum(similarity[:, column], 0) ** 2
            weight[other == np.arange(len(vectors))] = 0
            kin += weight[:, None] * vectors[other]
    return to_unit_length((1 - SMOOTHING) * vectors + SMOOTHING * to_unit_length(kin))
