"""Bring vectors into spaces in which cosines mean the same for every language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .encoder import Vectors

CENTRE_PRIOR = 20  # vectors a language needs before its own mean weighs one half
WHITE_DIMENSIONS = 200
WHITE_POWER = 0.3  # 0 leaves the variances as they are, 1 makes them equal
NOTHING = 1e-6  # shorter than this is what rounding left of equal vectors
BLOCK_ROWS = 16_384  # vectors processed at a time; all of them may be gigabytes


def to_unit_length(vectors: NDArray[np.floating]) -> Vectors:
    """Scale rows to length 1; rows of next to nothing become zeros."""
    scaled = np.empty(vectors.shape, dtype=np.float32)
    for rows in _blocks(vectors):
        lengths = np.linalg.norm(vectors[rows], axis=1, keepdims=True)
        scaled[rows] = vectors[rows] / np.maximum(lengths, NOTHING)
        scaled[rows][lengths[:, 0] <= NOTHING] = 0
    return scaled


def centre(
    vectors: Vectors, locales: Sequence[str], *, around: Vectors | None = None
) -> Vectors:
    """Take the mean of its language from every vector, and make it unit length again.

    Multilingual encoders give each language a corner of its own; E5 puts all texts into
    one narrow cone besides. Both go with the mean (Mu & Viswanath 2018,
    arXiv:1702.01417). A language with few vectors borrows the mean of all, and few
    vectors altogether that of `around`, so that one contact alone is not its own mean.

    Args:
        vectors: shape (n, dimensions), unit rows.
        locales: n language codes; "" is a language like the others.
        around: shape (m, dimensions), what the vectors will be compared with.
    """
    if not len(vectors):
        return vectors
    learnt = Means.of(vectors, locales, around=around)
    language = learnt.places(locales)
    centred = np.empty(vectors.shape, dtype=np.float32)
    for rows in _blocks(vectors):
        centred[rows] = to_unit_length(vectors[rows] - learnt.means[language[rows]])
    return centred


@dataclass(frozen=True, slots=True)
class Means:
    """What `centre` takes from the vectors of each language."""

    locales: NDArray[np.str_]  # (n_languages,), ascending
    means: NDArray[np.floating]  # (n_languages, dimensions)

    @classmethod
    def of(
        cls, vectors: Vectors, locales: Sequence[str], *, around: Vectors | None = None
    ) -> "Means":
        """Learn them from one vector at least; the arguments are those of `centre`."""
        beside = vectors if around is None or not len(around) else around
        rest = beside.mean(axis=0)
        overall = _shrunk(vectors.mean(axis=0), len(vectors), towards=rest)
        names, language = np.unique(np.asarray(locales), return_inverse=True)
        means = np.stack(
            [
                _shrunk(total / size, size, towards=overall)
                for total, size in zip(*_sums(vectors, language), strict=True)
            ]
        )
        return cls(names, means)

    def places(self, locales: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of `means` for each of the locales they were learnt from."""
        return np.searchsorted(self.locales, np.asarray(locales))


def whiten(
    vectors: Vectors, *, dimensions: int = WHITE_DIMENSIONS, power: float = WHITE_POWER
) -> Vectors:
    """Rotate to the principal axes and damp the strongest, shape (n, ≤ dimensions).

    The strongest axes tell languages, channels and politeness apart rather than needs;
    damping them a little brings the same need in two languages together, damping them
    fully (power 1) loses the needs too (Su et al. 2021, arXiv:2103.15316).
    """
    if not len(vectors):
        return vectors
    mean = vectors.mean(axis=0)
    spread = (vectors[rows] - mean for rows in _blocks(vectors))
    variances, axes = np.linalg.eigh(
        sum(some.T @ some for some in spread) / len(vectors)
    )
    kept = np.argsort(-variances, kind="stable")[: min(dimensions, len(vectors))]
    # The sign of an axis is the library's whim; cosines do not see it.
    scale = np.maximum(variances[kept], 1e-9) ** (-power / 2)
    turned = axes[:, kept]
    white = np.empty((len(vectors), len(kept)), dtype=np.float32)
    for rows in _blocks(vectors):
        white[rows] = (vectors[rows] - mean) @ turned * scale
    return to_unit_length(white)


def _shrunk(
    mean: NDArray[np.floating], size: int, *, towards: NDArray[np.floating]
) -> NDArray[np.floating]:
    weight = size / (size + CENTRE_PRIOR)
    return np.asarray(weight * mean + (1 - weight) * towards)


def _sums(
    vectors: Vectors, labels: NDArray[np.int64]
) -> tuple[NDArray[np.floating], list[int]]:
    """Return the sum of the vectors with each label, and how many they are."""
    from scipy.sparse import csr_array

    ones = np.ones(len(labels), dtype=vectors.dtype)
    members = csr_array((ones, (labels, np.arange(len(labels)))))
    return np.asarray(members @ vectors), np.bincount(labels).tolist()


def _blocks(vectors: NDArray[np.floating]) -> Iterator[slice]:
    for start in range(0, len(vectors), BLOCK_ROWS):
        yield slice(start, start + BLOCK_ROWS)


class Centred:
    """What `spaces.centre` returns, without a second copy of vectors that are many.

    Of two hundred thousand questions it would be half a gigabyte, for as long as they
    are scored; a block of rows costs next to nothing.

    Args:
        vectors: (n, dimensions), unit rows.
        locales: n language codes, or whatever is centred.
        around: (m, dimensions), what the vectors will be compared with.
    """

    def __init__(
        self, vectors: Vectors, locales: Sequence[str], *, around: Vectors | None = None
    ) -> None:
        self._vectors = vectors
        self._means, self._place = np.empty((0, 0), np.float32), np.empty(0, np.int64)
        if len(vectors):
            means = Means.of(vectors, locales, around=around)
            self._means = means.means
            self._place = means.places(locales)

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def shape(self) -> tuple[int, ...]:
        return self._vectors.shape

    def __getitem__(self, rows: slice | NDArray[np.int64]) -> Vectors:
        """Return unit rows, (n_rows, dimensions)."""
        some = self._vectors[rows]
        if not len(some):
            return some
        return to_unit_length(some - self._means[self._place[rows]])
