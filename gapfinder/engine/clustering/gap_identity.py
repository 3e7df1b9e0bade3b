"""Match the groups of an analysis with the gaps of the analysis before.

Gaps are matched by their members (contacts), not by their vectors. Contacts stay the
same when thresholds or the encoder change or when new words move a gap's centre, and
editors can see why two gaps are one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

K = TypeVar("K", int, str)

# When articles have answered nearly all contacts of a gap, the few that remain may be
# in a group about something else. A pair must share this part of the earlier gap or of
# the group, whichever is smaller.
REMNANT = 0.1

MAJORITY = 0.5  # share of a gap's members; a group needs more

_SIMILARITY_STEPS = 1000  # in which the Jaccard index of tied pairs is rounded


@dataclass(frozen=True, slots=True)
class Identity:
    """What became of the earlier gaps; groups are given by their index in `now`."""

    gap_of: list[int | None]  # of each group: the gap it continues, or None
    merged: dict[int, int]  # ended gap → gap whose group has most of its members now
    split: dict[int, list[int]]  # gap → new groups with a large share of it, ascending


@dataclass(frozen=True, slots=True)
class _Overlaps:
    """Pairs of a gap and a group with common members; all arrays have shape (pairs,).

    Gaps are given by their index in ascending order of number.
    """

    gap: NDArray[np.int64]
    group: NDArray[np.int64]
    members: NDArray[np.float64]  # how many they share, from 1
    of_gap: NDArray[np.float64]  # share of the gap's members that are in any group
    of_smaller: NDArray[np.float64]  # share of the smaller of those and the group
    of_both: NDArray[np.float64]  # share of their union (Jaccard index)

    def only(self, mask: NDArray[np.bool_]) -> "_Overlaps":
        """Return the pairs that a mask selects."""
        return _Overlaps(
            self.gap[mask],
            self.group[mask],
            self.members[mask],
            of_gap=self.of_gap[mask],
            of_smaller=self.of_smaller[mask],
            of_both=self.of_both[mask],
        )


def identify(
    before: Mapping[int, Collection[K]],
    now: Sequence[Collection[K]],
    *,
    least: float = 0.5,
) -> Identity:
    """Give the groups of an analysis the numbers of the gaps that they continue.

    Each gap goes to at most one group and each group to at most one gap, such that the
    total number of shared members is as large as possible. Ties go to the gap with the
    lower number, then to the pair with the larger overlap; the order of `now` never
    matters unless two groups have the same members.

    Only those members of a gap count that are in any group now: members that an article
    answers since, or that are older than the window, do not show where the gap went.

    Args:
        before: gap number → its members, all of the analysis before.
        now: the members of each group. A member may be in several groups.
        least: share of the smaller of gap and group that the two must have in common to
            be the same, above 0 and up to 1; half of it makes a new group a split-off.

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
    overlaps = _overlaps([frozenset(before[number]) for number in numbers], groups)
    gap_of: list[int | None] = [None] * len(groups)
    for gap, group in _assign(overlaps.only(overlaps.of_smaller >= least)):
        gap_of[group] = numbers[gap]
    return Identity(
        gap_of,
        merged=_merged(overlaps, numbers, gap_of),
        split=_split(overlaps.only(overlaps.of_gap >= least / 2), numbers, gap_of),
    )


def _overlaps(before: list[frozenset[K]], now: list[frozenset[K]]) -> _Overlaps:
    """Count the members that gaps and groups share, in an order set by the members."""
    order = sorted(range(len(now)), key=lambda group: sorted(now[group]))
    present = sorted(frozenset(chain.from_iterable(now)))
    column = {member: place for place, member in enumerate(present)}
    gaps = _incidence(before, column)
    common = (gaps @ _incidence([now[group] for group in order], column).T).tocoo()
    by_place = np.lexsort((common.col, common.row))
    gap, place = common.row[by_place], common.col[by_place]
    group = np.asarray(order, dtype=np.int64)[place]
    members = common.data[by_place].astype(np.float64)

    size_before = _sizes(before)[gap]
    size_present = np.asarray(gaps.sum(axis=1), dtype=np.float64).ravel()[gap]
    size = _sizes(now)[group]
    pairs = _Overlaps(
        gap.astype(np.int64),
        group,
        members,
        of_gap=members / size_present,
        of_smaller=members / np.minimum(size_present, size),
        of_both=members / (size_present + size - members),
    )
    return pairs.only(members >= REMNANT * np.minimum(size_before, size))


def _sizes(sets: Iterable[frozenset[K]]) -> NDArray[np.float64]:
    return np.fromiter(map(len, sets), dtype=np.float64)


def _incidence(sets: Sequence[frozenset[K]], column: Mapping[K, int]) -> Any:
    """Return a sparse matrix, shape (sets, members in any group), of 0 and 1."""
    from scipy.sparse import csr_array

    columns: list[list[int]] = [
        [column[member] for member in members if member in column] for members in sets
    ]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter(chain.from_iterable(columns), dtype=np.int64)
    ones = np.ones(len(flat), dtype=np.int64)
    return csr_array((ones, flat, ends), shape=(len(sets), len(column)))


def _assign(pairs: _Overlaps) -> Iterable[tuple[int, int]]:
    """Choose pairs, no gap and no group twice, that share the most members in total.

    The solver needs a partner for every gap, so each gap has a placeholder column that
    stands for no group and shares nothing.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import (
        min_weight_full_bipartite_matching,
    )

    if not len(pairs.gap):
        return []
    gaps, row = np.unique(pairs.gap, return_inverse=True)
    # In order of first appearance, which the members decide; the index does not.
    group_numbers, first, inverse = np.unique(
        pairs.group, return_index=True, return_inverse=True
    )
    groups, column = (
        group_numbers[np.argsort(first)],
        np.argsort(np.argsort(first))[inverse],
    )
    n_gaps, n_groups = len(gaps), len(groups)

    value = pairs.members + _preference(row, column, pairs.of_both, n_gaps, n_groups)
    no_partner_cost = value.max() + 1
    placeholders = np.arange(n_gaps)
    cost = csr_array(
        (
            np.append(no_partner_cost - value, np.full(n_gaps, no_partner_cost)),
            (np.append(row, placeholders), np.append(column, n_groups + placeholders)),
        ),
        shape=(n_gaps, n_groups + n_gaps),
    )
    rows, columns = min_weight_full_bipartite_matching(cost)
    is_group = columns < n_groups
    return zip(
        gaps[rows[is_group]].tolist(), groups[columns[is_group]].tolist(), strict=True
    )


def _preference(
    row: NDArray[np.int64],
    column: NDArray[np.int64],
    closeness: NDArray[np.float64],
    n_gaps: int,
    n_groups: int,
) -> NDArray[np.float64]:
    """Return tie-breaking values, so small that their sum is less than one member.

    Gaps compete only with those that a chain of pairs connects, so ranks are counted
    within such a component: components are small, and the values stay well above
    rounding.
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
    closer = (
        np.floor(closeness * _SIMILARITY_STEPS) / (_SIMILARITY_STEPS + 1) / rivals**3
    )
    return np.asarray(earlier + closer) / 2


def _merged(
    overlaps: _Overlaps, numbers: list[int], gap_of: list[int | None]
) -> dict[int, int]:
    majorities = overlaps.only(overlaps.of_gap > MAJORITY)
    continued = set(gap_of)
    merged: dict[int, int] = {}
    for pair in np.argsort(-majorities.members, kind="stable").tolist():
        gap, survivor = numbers[majorities.gap[pair]], gap_of[majorities.group[pair]]
        if gap not in continued and survivor is not None:
            merged.setdefault(gap, survivor)
    return merged


def _split(
    parts: _Overlaps, numbers: list[int], gap_of: list[int | None]
) -> dict[int, list[int]]:
    split: dict[int, list[int]] = {}
    for gap, group in zip(parts.gap.tolist(), parts.group.tolist(), strict=True):
        if gap_of[group] is None:
            split.setdefault(numbers[gap], []).append(group)
    return {gap: sorted(groups) for gap, groups in split.items()}
