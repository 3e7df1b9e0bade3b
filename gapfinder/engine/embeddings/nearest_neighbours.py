"""The nearest of many vectors: exactly while they are few, nearly so when many."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .centering import Centred
from .encoder import Vectors

EXACT_UP_TO = 20_000  # vectors looked up among as many are all compared
CELLS = 4.0  # times the square root of the vectors: the parts their space is cut into
SEARCHED = 16  # cells, the nearest to what is looked up
LEARNT_FROM = 20  # vectors a cell that the cells are laid by
STEPS = 5  # of k-means: twice as many, and of twice as many vectors, find no more
AT_ONCE = 16_384  # vectors put in order and looked up: all would be held twice

Found = tuple[NDArray[np.float32], NDArray[np.int64]]


def nearest(vectors: Vectors, among: Vectors, *, k: int) -> Found:
    """Find the k vectors with the highest cosines to each one, as `Lookup.nearest`.

    Args:
        vectors: (n, dimensions), unit rows.
        among: (m, dimensions), unit rows; m is 1 at least.
        k: how many, at most m.
    """
    return Lookup(among).nearest(vectors, k=k)


class Lookup:
    """Vectors that others are looked up among, perhaps more than once.

    Args:
        vectors: (m, dimensions), unit rows; m is 1 at least.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = np.ascontiguousarray(vectors)

    def nearest(self, vectors: Vectors | Centred, *, k: int) -> Found:
        """Find the k vectors with the highest cosines to each one.

        All pairs are compared as long as that costs no more than `EXACT_UP_TO` vectors
        among themselves. Beyond that the space is cut into cells by k-means, and a
        vector meets those of the nearest cells only (an inverted file: Jégou, Douze &
        Schmid 2011, doi:10.1109/TPAMI.2010.57), so the cost grows with n · √n. It finds
        0.96 to 0.99 of the true neighbours, and the same ones every time: k-means
        starts from a fixed seed and learns from every i-th vector.

        Args:
            vectors: (n, dimensions), unit rows.
            k: how many, at most m.

        Returns:
            Cosines, falling, and rows, both (n, k). Where the cells hold fewer than k,
            the rest has row -1 and a cosine below -1.
        """
        if len(vectors) * len(self._vectors) > EXACT_UP_TO**2:
            return _search(self._cells, vectors, k)
        cosine, row = self._all.search(np.ascontiguousarray(vectors[:]), k)
        return cosine, row

    @cached_property
    def _all(self) -> Any:
        import faiss

        index = faiss.IndexFlatIP(self._vectors.shape[1])
        index.add(self._vectors)
        return index

    @cached_property
    def _cells(self) -> Any:
        import faiss

        n, dimensions = self._vectors.shape
        n_cells = int(CELLS * np.sqrt(n))
        centres = faiss.IndexFlatIP(dimensions)
        index = faiss.IndexIVFFlat(
            centres, dimensions, n_cells, faiss.METRIC_INNER_PRODUCT
        )
        index.cp.min_points_per_centroid = 1  # a small language among many has no more
        index.cp.niter = STEPS
        step = max(n // (n_cells * LEARNT_FROM), 1)
        index.train(np.ascontiguousarray(self._vectors[::step]))
        index.add(self._vectors)
        index.nprobe = SEARCHED
        return index


def _search(index: Any, vectors: Vectors | Centred, k: int) -> Found:
    """Search cell by cell: what was just read is at hand, which takes half the time."""
    cell = np.empty(len(vectors), dtype=np.int64)
    for some in _blocks(len(vectors)):
        cell[some] = index.quantizer.search(vectors[some], 1)[1][:, 0]
    order = np.argsort(cell, kind="stable")
    cosine = np.empty((len(vectors), k), dtype=np.float32)
    row = np.empty((len(vectors), k), dtype=np.int64)
    for some in _blocks(len(vectors)):
        cosine[order[some]], row[order[some]] = index.search(vectors[order[some]], k)
    return cosine, row


def _blocks(n: int) -> Iterator[slice]:
    for start in range(0, n, AT_ONCE):
        yield slice(start, start + AT_ONCE)
