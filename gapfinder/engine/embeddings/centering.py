"""Centre and whiten embeddings, so that cosines are comparable across languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .encoder import Vectors

MEAN_PRIOR = 20  # vectors of a language at which its own mean has weight one half
WHITE_DIMENSIONS = 200
WHITE_POWER = 0.3  # 0 keeps the variances, 1 makes them equal
MIN_LENGTH = 1e-6  # shorter vectors are rounding errors of equal vectors
BLOCK_ROWS = 16_384  # vectors processed at a time; all of them may be gigabytes


def to_unit_length(vectors: NDArray[np.floating]) -> Vectors:
    """Scale rows to length 1; rows shorter than `MIN_LENGTH` become zeros."""
    scaled = np.empty(vectors.shape, dtype=np.float32)
    for rows in _blocks(vectors):
        lengths = np.linalg.norm(vectors[rows], axis=1, keepdims=True)
        scaled[rows] = vectors[rows] / np.maximum(lengths, MIN_LENGTH)
        scaled[rows][lengths[:, 0] <= MIN_LENGTH] = 0
    return scaled


def centre(
    vectors: Vectors, locales: Sequence[str], *, around: Vectors | None = None
) -> Vectors:
    """Subtract the mean of its language from every vector; scale to unit length.

    Multilingual encoders give each language a region of its own; E5 also puts all texts
    into one narrow cone. Subtracting the mean removes both (Mu & Viswanath 2018,
    arXiv:1702.01417). The mean of a language with few vectors is shrunk towards the
    mean of all vectors, and the mean of few vectors towards that of `around`, so that a
    single contact is not its own mean.

    Args:
        vectors: shape (n, dimensions), unit rows.
        locales: n language codes; "" is a language like the others.
        around: shape (m, dimensions), the vectors that these will be compared with.
    """
    if not len(vectors):
        return vectors
    language_means = Means.of(vectors, locales, around=around)
    language = language_means.places(locales)
    centred = np.empty(vectors.shape, dtype=np.float32)
    for rows in _blocks(vectors):
        centred[rows] = to_unit_length(
            vectors[rows] - language_means.means[language[rows]]
        )
    return centred


@dataclass(frozen=True, slots=True)
class Means:
    """The mean vector of each language, which `centre` subtracts."""

    locales: NDArray[np.str_]  # (n_languages,), ascending
    means: NDArray[np.floating]  # (n_languages, dimensions)

    @classmethod
    def of(
        cls, vectors: Vectors, locales: Sequence[str], *, around: Vectors | None = None
    ) -> "Means":
        """Compute the means of one vector at least; arguments as for `centre`."""
        reference = vectors if around is None or not len(around) else around
        reference_mean = reference.mean(axis=0)
        overall = _shrunk_mean(
            vectors.mean(axis=0), len(vectors), towards=reference_mean
        )
        languages, language = np.unique(np.asarray(locales), return_inverse=True)
        means = np.stack(
            [
                _shrunk_mean(total / size, size, towards=overall)
                for total, size in zip(*_sums(vectors, language), strict=True)
            ]
        )
        return cls(languages, means)

    def places(self, locales: Sequence[str]) -> NDArray[np.int64]:
        """Return the row of `means` of each locale; all must have been in the fit."""
        return np.searchsorted(self.locales, np.asarray(locales))


def whiten(
    vectors: Vectors, *, dimensions: int = WHITE_DIMENSIONS, power: float = WHITE_POWER
) -> Vectors:
    """Rotate to the principal axes and damp the strongest, shape (n, ≤ dimensions).

    The strongest axes separate languages, channels and politeness rather than needs.
    Damping them slightly brings one need in two languages together; damping them fully
    (power 1) loses the needs too (Su et al. 2021, arXiv:2103.15316).
    """
    if not len(vectors):
        return vectors
    mean = vectors.mean(axis=0)
    centred_blocks = (vectors[rows] - mean for rows in _blocks(vectors))
    variances, axes = np.linalg.eigh(
        sum(block.T @ block for block in centred_blocks) / len(vectors)
    )
    axes_by_variance = np.argsort(-variances, kind="stable")[
        : min(dimensions, len(vectors))
    ]
    # Axis signs are arbitrary; cosines are unaffected.
    scale = np.maximum(variances[axes_by_variance], 1e-9) ** (-power / 2)
    rotation = axes[:, axes_by_variance]
    white = np.empty((len(vectors), len(axes_by_variance)), dtype=np.float32)
    for rows in _blocks(vectors):
        white[rows] = (vectors[rows] - mean) @ rotation * scale
    return to_unit_length(white)


def _shrunk_mean(
    mean: NDArray[np.floating], size: int, *, towards: NDArray[np.floating]
) -> NDArray[np.floating]:
    weight = size / (size + MEAN_PRIOR)
    return np.asarray(weight * mean + (1 - weight) * towards)


def _sums(
    vectors: Vectors, labels: NDArray[np.int64]
) -> tuple[NDArray[np.floating], list[int]]:
    """Return the sum of the vectors with each label, and the number of them."""
    from scipy.sparse import csr_array

    ones = np.ones(len(labels), dtype=vectors.dtype)
    members = csr_array((ones, (labels, np.arange(len(labels)))))
    return np.asarray(members @ vectors), np.bincount(labels).tolist()


def _blocks(vectors: NDArray[np.floating]) -> Iterator[slice]:
    for start in range(0, len(vectors), BLOCK_ROWS):
        yield slice(start, start + BLOCK_ROWS)


class Centred:
    """The vectors that `centre` returns, computed for the selected rows only.

    A second copy of two hundred thousand questions takes half a gigabyte while they are
    scored; a block of rows takes next to nothing.

    Args:
        vectors: (n, dimensions), unit rows.
        locales: n language codes, or other labels to centre by.
        around: (m, dimensions), the vectors that these will be compared with.
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
        vectors = self._vectors[rows]
        if not len(vectors):
            return vectors
        return to_unit_length(vectors - self._means[self._place[rows]])
