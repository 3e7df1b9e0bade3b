"""Which group of this run is which gap of last time."""

import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.clustering.gap_identity import identify


def people(first, last):
    return list(range(first, last + 1))


@st.composite
def partitions(draw, most=30, kinds=7):
    """Groups that have no member in common and at least one each."""
    labels = draw(st.lists(st.integers(0, kinds - 1), max_size=most))
    groups = {}
    for member, label in enumerate(labels):
        groups.setdefault(label, []).append(member)
    return list(groups.values())


def numbered(groups):
    return {10 + row: group for row, group in enumerate(groups)}


def test_a_gap_keeps_its_number_when_half_its_contacts_change():
    found = identify({7: people(1, 10)}, [people(20, 25), people(6, 15)])

    assert found.gap_of == [None, 7]
    assert (found.merged, found.split) == ({}, {})


def test_a_group_with_too_little_in_common_is_a_new_gap():
    """4 of 10 stay together; the others are in groups of their own."""
    found = identify({7: people(1, 10)}, [people(1, 4) + people(20, 30), people(5, 10)])

    assert found.gap_of == [None, 7]


def test_contacts_that_are_answered_or_too_old_by_now_do_not_count():
    """Of ten contacts three are in any group now, and those are together."""
    found = identify({7: people(1, 10)}, [people(8, 10) + people(20, 30)])

    assert found.gap_of == [7]


def test_the_last_few_contacts_of_a_solved_gap_do_not_rename_another():
    """98 of 100 are answered; the two others turn up among 48 who ask otherwise."""
    found = identify({7: people(1, 100)}, [people(99, 146)])

    assert found.gap_of == [None]
    assert found.merged == {}


def test_the_last_few_contacts_of_a_gap_are_still_that_gap_among_themselves():
    assert identify({7: people(1, 100)}, [people(99, 101)]).gap_of == [7]


def test_two_gaps_that_become_one_keep_the_number_that_more_contacts_had():
    found = identify({3: people(1, 4), 5: people(5, 14)}, [people(1, 14)])

    assert found.gap_of == [5]
    assert found.merged == {3: 5}


def test_of_equally_large_gaps_the_older_survives():
    found = identify({9: people(1, 4), 5: people(5, 8)}, [people(1, 8)])

    assert found.gap_of == [5]
    assert found.merged == {9: 5}


def test_a_gap_that_falls_apart_stays_with_the_larger_part():
    """6, 3 and 1 of 10: a quarter makes a part worth telling, a tenth does not."""
    now = [[10], people(7, 9), people(1, 6)]

    found = identify({4: people(1, 10)}, now)

    assert found.gap_of == [None, None, 4]
    assert found.split == {4: [1]}


def test_of_equal_parts_the_one_with_fewer_others_keeps_the_number():
    found = identify({4: people(1, 4)}, [[1, 2, 20], [3, 4]])

    assert found.gap_of == [None, 4]
    assert found.split == {4: [0]}


def test_contacts_that_join_an_older_gap_are_no_split():
    found = identify(
        {1: people(1, 10), 2: people(11, 20)}, [[*people(1, 13)], people(14, 20)]
    )

    assert found.gap_of == [1, 2]
    assert found.split == {}


def test_as_many_contacts_as_possible_stay_with_their_gap():
    """Gap 1 could take either group, gap 2 only the first: both live on."""
    before = {1: people(1, 10) + people(20, 28), 2: people(11, 19)}
    now = [people(1, 19), people(20, 28)]

    found = identify(before, now)

    assert found.gap_of == [2, 1]  # 9 + 9 contacts, not 10


def test_a_contact_may_be_in_several_groups():
    found = identify({1: ["a", "b"], 2: ["b", "c"]}, [["c", "b"], ["b", "a"]])

    assert found.gap_of == [2, 1]


@pytest.mark.parametrize(
    ("before", "now"),
    [({}, []), ({}, [[1]]), ({1: [2]}, []), ({1: [], 2: [5]}, [[], [6]])],
)
def test_without_common_contacts_every_group_is_new(before, now):
    found = identify(before, now)

    assert found.gap_of == [None] * len(now)
    assert (found.merged, found.split) == ({}, {})


@pytest.mark.parametrize("least", [0, -0.1, 1.1])
def test_least_is_a_share(least):
    with pytest.raises(ValueError, match="share"):
        identify({1: [1]}, [[1]], least=least)


@settings(deadline=None)
@given(partitions())
def test_the_same_groups_keep_all_numbers(groups):
    found = identify(numbered(groups), groups)

    assert found.gap_of == list(numbered(groups))
    assert (found.merged, found.split) == ({}, {})


@settings(deadline=None)
@given(partitions(), partitions(), st.randoms(use_true_random=False))
def test_the_order_of_the_groups_does_not_matter(last, now, rng):
    order = rng.sample(range(len(now)), len(now))

    found = identify(numbered(last), now)
    turned = identify(numbered(last), [now[row] for row in order])

    assert turned.gap_of == [found.gap_of[row] for row in order]
    assert turned.merged == found.merged
    assert {
        gap: {order[row] for row in rows} for gap, rows in turned.split.items()
    } == {gap: set(rows) for gap, rows in found.split.items()}


@settings(deadline=None)
@given(partitions(), partitions(), st.sampled_from([0.2, 0.5, 1.0]))
def test_no_number_is_given_twice_and_no_gap_both_lives_and_is_merged(last, now, least):
    found = identify(numbered(last), now, least=least)

    given_out = [gap for gap in found.gap_of if gap is not None]
    assert len(given_out) == len(set(given_out))
    assert not set(found.merged) & set(given_out)
    assert set(found.merged.values()) <= set(given_out)
    assert all(
        found.gap_of[row] is None for rows in found.split.values() for row in rows
    )


@settings(deadline=None)
@given(partitions(), st.data())
def test_new_contacts_never_cost_a_gap_its_number(groups, data):
    sizes = data.draw(
        st.lists(st.integers(0, 99), min_size=len(groups), max_size=len(groups))
    )
    now = [
        [*group, *range(1000 * row, 1000 * row + size)]
        for row, (group, size) in enumerate(zip(groups, sizes, strict=True), start=1)
    ]

    assert identify(numbered(groups), now).gap_of == list(numbered(groups))


@settings(deadline=None)
@given(partitions(most=10, kinds=4), partitions(most=10, kinds=4))
def test_no_other_way_keeps_more_contacts_with_their_gap(last, now):
    """Compared with all ways there are; sizes are such that every pair counts."""
    shared = [[len({*gap} & {*group}) for group in now] for gap in last]
    places = [*range(len(now)), *[None] * len(last)]
    best = max(
        sum(shared[gap][row] for gap, row in enumerate(way) if row is not None)
        for way in set(permutations(places, len(last)))
    )

    found = identify(numbered(last), now, least=0.01)

    kept = [(gap - 10, row) for row, gap in enumerate(found.gap_of) if gap is not None]
    assert sum(shared[gap][row] for gap, row in kept) == best


def test_twenty_thousand_gaps_take_seconds():
    """Each contact of a gap in a chain: every gap competes with two others."""
    gaps = {row: [2 * row, 2 * row + 1] for row in range(20_000)}
    now = [[2 * row + 1, 2 * row + 2] for row in range(20_000)]

    started = time.perf_counter()
    found = identify(gaps, now)

    assert found.gap_of == list(gaps)
    assert time.perf_counter() - started < 30
