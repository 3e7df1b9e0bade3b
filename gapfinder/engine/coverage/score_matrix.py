"""How close many families come to many questions, without a number for every pair.

Of two hundred thousand questions and two thousand families all pairs are gigabytes,
and nearly all of them are far. What is far need not be told apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 4_000_000  # pairs of a question and a family in memory as plain numbers
ALL_UP_TO = 16_000_000  # pairs that are all kept
KEPT = 64  # nearest families of a question, beyond that


class Rows(Protocol):
    """Numbers of shape (n_questions, n_families) that come some rows at a time."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __getitem__(self, rows: slice, /) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Scores:
    """How close each family comes to each question, higher is closer.

    The families beyond the nearest of a question are as close as its farthest kept one.
    """

    above: Any  # sparse (n_questions, n_families): how far those kept are above `rest`
    rest: NDArray[np.float32]  # (n_questions,); 0 where all families are kept

    @classmethod
    def of(cls, rows: Rows, *, all_up_to: int = ALL_UP_TO) -> "Scores":
        """Keep all numbers, or the `KEPT` nearest families if there are too many."""
        from scipy.sparse import csr_array

        n_questions, n_families = rows.shape
        few = n_questions * n_families <= all_up_to
        kept = n_families if few else min(KEPT, n_families)
        family = np.empty((n_questions, kept), dtype=np.int32)
        score = np.empty((n_questions, kept), dtype=np.float32)
        for some in blocks(n_questions, n_families):
            block = rows[some]
            if kept == n_families:
                family[some], score[some] = np.arange(n_families), block
                continue
            nearest = np.argpartition(block, n_families - kept, axis=1)[:, -kept:]
            family[some] = np.sort(nearest, axis=1)
            score[some] = np.take_along_axis(block, family[some], axis=1)
        rest = np.zeros(n_questions, dtype=np.float32)
        if kept < n_families:
            rest = score.min(axis=1)
            score -= rest[:, None]
        starts = np.arange(n_questions + 1) * kept
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
        """Return the scores of some questions, (n_rows, n_families)."""
        return np.asarray(self.above[rows].toarray() + self.rest[rows, None])

    def at(
        self, rows: NDArray[np.int64], families: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores of pairs, (n_pairs,)."""
        return np.asarray(np.ravel(self.above[rows, families]) + self.rest[rows])

    def nearest(self) -> NDArray[np.int64]:
        """Return the family with the highest score of each question, (n_questions,)."""
        nearest = np.zeros(self.shape[0], dtype=np.int64)
        for some in blocks(*self.shape):
            nearest[some] = self[some].argmax(axis=1)
        return nearest

    def plus(self, sparse: Any) -> "Scores":
        """Add a sparse array of the same shape."""
        return Scores((self.above + sparse).astype(np.float32), self.rest)

    def mean(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the mean of some questions, (n_families,)."""
        mean = self.above[rows].sum(axis=0) / len(rows) + self.rest[rows].mean()
        return np.asarray(mean, dtype=np.float32)

    def means(self, labels: NDArray[np.int64]) -> "Scores":
        """Return the mean of each group of questions; `labels` number them from 0."""
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
    """Yield slices of all questions, of as many as make `AT_ONCE` pairs."""
    step = max(AT_ONCE // max(n_families, 1), 1)
    for start in range(0, n_questions, step):
        yield slice(start, start + step)
