"""Bring vectors into spaces in which cosines mean the same for every language."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors

CENTRE_PRIOR = 20  # vectors a language needs before its own mean weighs one half
WHITE_DIMENSIONS = 200
WHITE_POWER = 0.3  # 0 leaves the variances as they are, 1 makes them equal
NOTHING = 1e-6  # shorter than this is what rounding left of equal vectors


def to_unit_length(vectors: NDArray[np.floating]) -> Vectors:
    """Scale rows to length 1; rows of next to nothing become zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled = np.asarray(vectors / np.maximum(lengths, NOTHING), dtype=np.float32)
    scaled[lengths[:, 0] <= NOTHING] = 0  # in place: there may be gigabytes of them
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
    rest = vectors.mean(axis=0) if around is None or not len(around) else around.mean(0)
    overall = _shrunk_mean(vectors, towards=rest)
    centred = vectors.astype(np.float32, copy=True)
    labels = np.asarray(locales)
    for locale in np.unique(labels):
        rows = labels == locale
        centred[rows] -= _shrunk_mean(vectors[rows], towards=overall)
    return to_unit_length(centred)


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
    spread = vectors - vectors.mean(axis=0)
    variances, axes = np.linalg.eigh(spread.T @ spread / max(len(vectors), 1))
    kept = np.argsort(-variances, kind="stable")[: min(dimensions, len(vectors))]
    # The sign of an axis is the library's whim; cosines do not see it.
    scale = np.maximum(variances[kept], 1e-9) ** (-power / 2)
    return to_unit_length(spread @ axes[:, kept] * scale)


def _shrunk_mean(
    vectors: Vectors, *, towards: NDArray[np.floating]
) -> NDArray[np.floating]:
    weight = len(vectors) / (len(vectors) + CENTRE_PRIOR)
    return np.asarray(weight * vectors.mean(axis=0) + (1 - weight) * towards)
