"""Centred vectors that are worked out when rows of them are asked for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .centering import Means, to_unit_length
from .encoder import Vectors


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
