"""Which group of this run is which gap of last time.

Gaps are followed by their members (contacts), not by their vectors: a contact stays the
same contact when thresholds are tuned, the encoder is changed, or a gap's centre drifts
with new words, and editors see for themselves why two gaps are one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

K = TypeVar("K", int, str)

# Of a gap whose contacts were nearly all answered since, a few may turn up in a group
# about something else. Fewer than this share of what the gap was are not the gap.
REMNANT = 0.1

MOST = 0.5  # of a gap's members: more than this is most of them

_TIES = 1000  # steps in which the closeness of tied pairs is compared


@dataclass(frozen=True, slots=True)
class Identity:
    """What became of the gaps of last time; groups are given by index in `now`."""

    gap_of: list[int | None]  # of each group: the gap that it is, None for a new one
    merged: dict[int, int]  # gap that is no more → gap whose group has most of it now
    split: dict[int, list[int]]  # gap → new groups with a good part of it, ascending


@dataclass(frozen=True, slots=True)
class _Shared:
    """Pairs of a gap and a group with common members; all arrays have shape (pairs,).

    Gaps are given by their place in ascending order of number.
    """

    gap: NDArray[np.int64]
    group: NDArray[np.int64]
    members: NDArray[np.float64]  # how many they share, from 1
    of_gap: NDArray[np.float64]  # share of the gap's members that are in any group
    of_smaller: NDArray[np.float64]  # share of the smaller of those and the group
    of_both: NDArray[np.float64]  # share of their union (Jaccard index)

    def only(self, kept: NDArray[np.bool_]) -> "_Shared":
        """Return the pairs that are kept."""
        return _Shared(
            self.gap[kept],
            self.group[kept],
            self.members[kept],
            of_gap=self.of_gap[kept],
            of_smaller=self.of_smaller[kept],
            of_both=self.of_both[kept],
        )


def identify(
    before: Mapping[int, Collection[K]],
    now: Sequence[Collection[K]],
    *,
    least: float = 0.5,
) -> Identity:
    """Give the groups of this run the numbers of the gaps they continue.

    Each gap goes to at most one group and each group to at most one gap, so that the
    members shared in all are the most possible. Ties go to the gap of the lower number,
    then to the pair with the larger overlap; the order of `now` never matters unless
    two groups have the same members.

    A gap's members count as far as they are in any group now: those that an article
    answers since, or that fell out of the window, say nothing about where the gap went.

    Args:
        before: gap number → its members, all of last time.
        now: the members of each group. A member may be in several.
        least: share of the smaller of gap and group that the two must share, over 0 and
            up to 1, to be the same; half of it makes a new group a split-off.

    Raises:
        ValueError: `least` is not a share.

    Source:
        D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE
        Transactions on Aerospace and Electronic Systems 52 (2016), in its sparse form
        in SciPy; the events are those of D. Greene, D. Doyle and P. Cunningham,
        "Tracking the evolution of communities in dynamic social networks" (2010).
    """
    if not 0 < least <= 1:
        raise ValueError(f"least is {least}: give a share over 0 and up to 1")
    numbers = sorted(before)
    groups = [frozenset(group) for group in now]
    shared = _shared([frozenset(before[number]) for number in numbers], groups)
    gap_of: list[int | None] = [None] * len(groups)
    for gap, group in _assign(shared.only(shared.of_smaller >= least)):
        gap_of[group] = numbers[gap]
    return Identity(
        gap_of,
        merged=_merged(shared, numbers, gap_of),
        split=_split(shared.only(shared.of_gap >= least / 2), numbers, gap_of),
    )


def _shared(before: list[frozenset[K]], now: list[frozenset[K]]) -> _Shared:
    """Count what gaps and groups share, in an order that their members decide."""
    order = sorted(range(len(now)), key=lambda group: sorted(now[group]))
    present = sorted(frozenset(chain.from_iterable(now)))
    column = {member: place for place, member in enumerate(present)}
    gaps = _incidence(before, column)
    both = (gaps @ _incidence([now[group] for group in order], column).T).tocoo()
    by_place = np.lexsort((both.col, both.row))
    gap, place = both.row[by_place], both.col[by_place]
    group = np.asarray(order, dtype=np.int64)[place]
    members = both.data[by_place].astype(np.float64)

    was = _sizes(before)[gap]
    still = np.asarray(gaps.sum(axis=1), dtype=np.float64).ravel()[gap]
    size = _sizes(now)[group]
    pairs = _Shared(
        gap.astype(np.int64),
        group,
        members,
        of_gap=members / still,
        of_smaller=members / np.minimum(still, size),
        of_both=members / (still + size - members),
    )
    return pairs.only(members >= REMNANT * np.minimum(was, size))


def _sizes(sets: Iterable[frozenset[K]]) -> NDArray[np.float64]:
    return np.fromiter(map(len, sets), dtype=np.float64)


def _incidence(sets: Sequence[frozenset[K]], column: Mapping[K, int]) -> Any:
    """Return a sparse matrix, shape (sets, members in any group), of 0 and 1."""
    from scipy.sparse import csr_array

    places: list[list[int]] = [
        [column[one] for one in members if one in column] for members in sets
    ]
    ends = np.cumsum([0, *map(len, places)])
    flat = np.fromiter(chain.from_iterable(places), dtype=np.int64)
    ones = np.ones(len(flat), dtype=np.int64)
    return csr_array((ones, flat, ends), shape=(len(sets), len(column)))


def _assign(pairs: _Shared) -> Iterable[tuple[int, int]]:
    """Choose pairs, no gap and no group twice, that share the most members in all.

    The solver wants a partner for every gap, so each has a column of its own that
    stands for nobody and shares nothing.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import (
        min_weight_full_bipartite_matching,
    )

    if not len(pairs.gap):
        return []
    gaps, row = np.unique(pairs.gap, return_inverse=True)
    # In order of first appearance: that is decided by members, an index is not.
    seen, first, inverse = np.unique(
        pairs.group, return_index=True, return_inverse=True
    )
    groups, column = seen[np.argsort(first)], np.argsort(np.argsort(first))[inverse]
    n_gaps, n_groups = len(gaps), len(groups)

    worth = pairs.members + _preference(row, column, pairs.of_both, n_gaps, n_groups)
    nobody = worth.max() + 1
    nobodies = np.arange(n_gaps)
    cost = csr_array(
        (
            np.append(nobody - worth, np.full(n_gaps, nobody)),
            (np.append(row, nobodies), np.append(column, n_groups + nobodies)),
        ),
        shape=(n_gaps, n_groups + n_gaps),
    )
    rows, columns = min_weight_full_bipartite_matching(cost)
    taken = columns < n_groups
    return zip(gaps[rows[taken]].tolist(), groups[columns[taken]].tolist(), strict=True)


def _preference(
    row: NDArray[np.int64],
    column: NDArray[np.int64],
    closeness: NDArray[np.float64],
    n_gaps: int,
    n_groups: int,
) -> NDArray[np.float64]:
    """Return what decides ties, so small that all of it is less than one member.

    Gaps compete only with those that a chain of pairs connects, so places are counted
    within such a part: parts are small, and the numbers stay well above rounding.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n = n_gaps + n_groups
    edges = csr_array((np.ones(len(row)), (row, n_gaps + column)), shape=(n, n))
    part = connected_components(edges, directed=False)[1][:n_gaps]
    size = np.bincount(part)
    start = np.cumsum(size) - size
    place = np.empty(n_gaps, dtype=np.int64)
    by_part = np.argsort(part, kind="stable")
    place[by_part] = np.arange(n_gaps) - start[part[by_part]]

    rivals = size[part][row] + 1.0
    earlier = (rivals - place[row]) / rivals**2
    closer = np.floor(closeness * _TIES) / (_TIES + 1) / rivals**3
    return np.asarray(earlier + closer) / 2


def _merged(
    shared: _Shared, numbers: list[int], gap_of: list[int | None]
) -> dict[int, int]:
    most = shared.only(shared.of_gap > MOST)
    kept = set(gap_of)
    merged: dict[int, int] = {}
    for pair in np.argsort(-most.members, kind="stable").tolist():
        gap, survivor = numbers[most.gap[pair]], gap_of[most.group[pair]]
        if gap not in kept and survivor is not None:
            merged.setdefault(gap, survivor)
    return merged


def _split(
    parts: _Shared, numbers: list[int], gap_of: list[int | None]
) -> dict[int, list[int]]:
    split: dict[int, list[int]] = {}
    for gap, group in zip(parts.gap.tolist(), parts.group.tolist(), strict=True):
        if gap_of[group] is None:
            split.setdefault(numbers[gap], []).append(group)
    return {gap: sorted(groups) for gap, groups in split.items()}
