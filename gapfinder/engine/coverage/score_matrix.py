"""Sparse matrix of the similarity scores of questions and article families.

The dense matrix of two hundred thousand questions and two thousand families takes
gigabytes, and nearly all pairs are far apart. Distant families of a question share one
score.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

BLOCK_PAIRS = 4_000_000  # pairs of a question and a family in one dense block
MAX_DENSE_PAIRS = 16_000_000  # up to here, all pairs are stored
NEAREST_FAMILIES = 64  # of a question, stored where there are more pairs


class Rows(Protocol):
    """A matrix (n_questions, n_families) that returns dense rows, a slice at a time."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __getitem__(self, rows: slice, /) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of questions and families; higher is closer.

    Families that are not stored have the score of the farthest stored family.
    """

    above: Any  # sparse (n_questions, n_families): stored scores minus `rest`
    rest: NDArray[np.float32]  # (n_questions,); 0 where all families are stored

    @classmethod
    def of(cls, rows: Rows, *, max_dense_pairs: int = MAX_DENSE_PAIRS) -> "Scores":
        """Store all scores, or the `NEAREST_FAMILIES` if there are too many."""
        from scipy.sparse import csr_array

        n_questions, n_families = rows.shape
        is_small = n_questions * n_families <= max_dense_pairs
        n_stored = n_families if is_small else min(NEAREST_FAMILIES, n_families)
        family = np.empty((n_questions, n_stored), dtype=np.int32)
        score = np.empty((n_questions, n_stored), dtype=np.float32)
        for block in blocks(n_questions, n_families):
            scores = rows[block]
            if n_stored == n_families:
                family[block], score[block] = np.arange(n_families), scores
                continue
            nearest = np.argpartition(scores, n_families - n_stored, axis=1)[
                :, -n_stored:
            ]
            family[block] = np.sort(nearest, axis=1)
            score[block] = np.take_along_axis(scores, family[block], axis=1)
        rest = np.zeros(n_questions, dtype=np.float32)
        if n_stored < n_families:
            rest = score.min(axis=1)
            score -= rest[:, None]
        starts = np.arange(n_questions + 1) * n_stored
        above = csr_array(
            (score.ravel(), family.ravel(), starts), shape=(n_questions, n_families)
        )
        return cls(above, rest)

    @property
    def shape(self) -> tuple[int, int]:
        n_questions, n_families = self.above.shape
        return n_questions, n_families

    def __getitem__(
        self, rows: slice | NDArray[np.int64] | NDArray[np.bool_], /
    ) -> NDArray[np.float32]:
        """Return the scores of the selected questions, (n_rows, n_families)."""
        return np.asarray(self.above[rows].toarray() + self.rest[rows, None])

    def at(
        self, rows: NDArray[np.int64], families: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores of pairs, (n_pairs,)."""
        return np.asarray(np.ravel(self.above[rows, families]) + self.rest[rows])

    def nearest(self) -> NDArray[np.int64]:
        """Return each question's family with the highest score, (n_questions,)."""
        nearest = np.zeros(self.shape[0], dtype=np.int64)
        for block in blocks(*self.shape):
            nearest[block] = self[block].argmax(axis=1)
        return nearest

    def plus(self, sparse: Any) -> "Scores":
        """Add a sparse array of the same shape."""
        return Scores((self.above + sparse).astype(np.float32), self.rest)

    def mean(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the mean scores of the selected questions, (n_families,)."""
        mean = self.above[rows].sum(axis=0) / len(rows) + self.rest[rows].mean()
        return np.asarray(mean, dtype=np.float32)

    def means(self, labels: NDArray[np.int64]) -> "Scores":
        """Return the mean scores of each group; `labels` number the groups from 0."""
        from scipy.sparse import csr_array

        sizes = np.bincount(labels)
        members = csr_array(
            (1 / sizes[labels], (labels, np.arange(len(labels)))),
            shape=(len(sizes), len(labels)),
        )
        return Scores(
            (members @ self.above).astype(np.float32),
            np.asarray(members @ self.rest, dtype=np.float32),
        )


def blocks(n_questions: int, n_families: int) -> Iterator[slice]:
    """Yield slices that cover all questions, each of about `BLOCK_PAIRS` pairs."""
    step = max(BLOCK_PAIRS // max(n_families, 1), 1)
    for start in range(0, n_questions, step):
        yield slice(start, start + step)
