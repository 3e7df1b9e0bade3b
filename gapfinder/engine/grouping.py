"""Which questions ask the same."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors
from .spaces import centre, to_unit_length, whiten

NEIGHBOURS = 15
KIN = 5  # neighbours in each language that a question is smoothed with
SMOOTHING = 0.5
LOOSEST, TIGHTEST = 0.45, 0.6  # mean cosines of a group that may be chosen
GRAIN_ABOVE = 0.05
FIRST_GRAIN = 0.2  # the same, while there is no article
FEWEST_OF_A_LANGUAGE = 20  # questions, before a language lends neighbours to others


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
    centred = centre(questions, styles or locales)
    if len(answered):
        theirs = centre(answers, [locales[row] for row in answered])
        centred[answered] = to_unit_length(centred[answered] + theirs)
    space = _smooth(whiten(centred), locales)
    space[~space.any(axis=1), :1] = 1  # nothing tells these apart, so they are alike
    return space


def neighbours(vectors: Vectors, *, k: int = NEIGHBOURS) -> Neighbours:
    """Find the k nearest rows of each row by cosine, itself included."""
    import faiss

    if not len(vectors):
        return Neighbours(np.empty((0, 0), np.int64), np.empty((0, 0), np.float32))
    vectors = np.ascontiguousarray(vectors)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    similarity, row = index.search(vectors, min(k + 1, len(vectors)))
    return Neighbours(row, similarity)


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
    forest = _Forest.of(vectors, near)
    pairs = forest.pairs_from(similarity)
    while pairs:
        _, one, other = heapq.heappop(pairs)
        if forest.alive(one) and forest.alive(other):
            joined = forest.join(one, other)
            for kin, cosine in forest.kin_of(joined):
                if cosine >= similarity:
                    heapq.heappush(pairs, (-cosine, kin, joined))
    return forest.labels(len(vectors))


@dataclass(slots=True)
class _Forest:
    """Groups as trees: leaves are questions, joining makes a new root."""

    means: dict[int, NDArray[np.float32]]
    sizes: dict[int, int]
    kin: dict[int, set[int]]
    parent: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, vectors: Vectors, near: Neighbours) -> "_Forest":
        kin: dict[int, set[int]] = {row: set() for row in range(len(vectors))}
        for row, others in enumerate(near.row.tolist()):
            for other in others:
                if other >= 0 and other != row:
                    kin[row].add(other)
                    kin[other].add(row)
        sizes = dict.fromkeys(kin, 1)
        return cls(dict(enumerate(vectors)), sizes, kin)

    def alive(self, node: int) -> bool:
        return node in self.means

    def pairs_from(self, similarity: float) -> list[tuple[float, int, int]]:
        pairs = [
            (-cosine, row, other)
            for row in self.kin
            for other, cosine in self.kin_of(row)
            if other > row and cosine >= similarity
        ]
        heapq.heapify(pairs)
        return pairs

    def kin_of(self, node: int) -> list[tuple[int, float]]:
        others = sorted(self.kin[node])
        if not others:
            return []
        cosines = np.stack([self.means[other] for other in others]) @ self.means[node]
        return list(zip(others, cosines.tolist(), strict=True))

    def join(self, one: int, other: int) -> int:
        joined = len(self.parent) // 2 + self._leaves
        size = self.sizes[one] + self.sizes[other]
        share = np.float32(self.sizes[one] / size)
        self.means[joined] = self.means.pop(one) * share + self.means.pop(other) * (
            1 - share
        )
        self.sizes[joined] = size
        self.kin[joined] = (self.kin.pop(one) | self.kin.pop(other)) - {one, other}
        for kin in self.kin[joined]:
            self.kin[kin] -= {one, other}
            self.kin[kin].add(joined)
        self.parent[one] = self.parent[other] = joined
        return joined

    def labels(self, n_questions: int) -> NDArray[np.int64]:
        numbers: dict[int, int] = {}
        labels = np.empty(n_questions, dtype=np.int64)
        for row in range(n_questions):
            root = row
            while root in self.parent:
                root = self.parent[root]
            labels[row] = numbers.setdefault(root, len(numbers))
        return labels

    @property
    def _leaves(self) -> int:
        return len(self.means) + len(self.parent) // 2


def _smooth(vectors: Vectors, locales: Sequence[str]) -> Vectors:
    """Move every vector halfway to its nearest in each language.

    Neighbours in one's own language are always nearer; taking some from each brings
    together what is asked in several. Far ones hardly count (the cosine squared).
    """
    import faiss

    spoken = np.asarray(locales)
    kin = np.zeros_like(vectors)
    for locale in np.unique(spoken):
        rows = np.flatnonzero(spoken == locale)
        if len(rows) < FEWEST_OF_A_LANGUAGE and len(rows) < len(vectors):
            continue
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors[rows]))
        nearest = min(KIN + 1, len(rows))
        similarity, place = index.search(np.ascontiguousarray(vectors), nearest)
        for column in range(nearest):
            other = rows[place[:, column]]
            weight = np.maximum(similarity[:, column], 0) ** 2
            weight[other == np.arange(len(vectors))] = 0
            kin += weight[:, None] * vectors[other]
    return to_unit_length((1 - SMOOTHING) * vectors + SMOOTHING * to_unit_length(kin))
