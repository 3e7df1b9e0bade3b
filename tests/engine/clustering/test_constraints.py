"""What editors merged and split stays so, however questions group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.clustering.constraints import (
    NEW,
    NO_GAP,
    apply_constraints,
    held_gaps_of,
    isolate,
)
from gapfinder.engine.embeddings.centering import to_unit_length

EAST, NORTH = [1.0, 0.0], [0.0, 1.0]
NORTH_EAST = [0.6, 0.8]  # nearer to north
EAST_NORTH = [0.8, 0.6]  # nearer to east

ROUTERS, INVOICES, MOVING = 7, 9, 12  # gaps


def held(labels, last_gaps, gaps, vectors=None):
    vectors = vectors or [EAST] * len(labels)
    return apply_constraints(
        np.array(labels),
        np.array(last_gaps),
        gaps,
        np.array(vectors, dtype=np.float32),
    ).tolist()


def together(labels):
    labels = np.asarray(labels)
    return labels[:, None] == labels


@st.composite
def windows(draw, most=25):
    """Groups from 0 in order, what each question was in, and unit vectors."""
    n = draw(st.integers(1, most))
    some = draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))
    labels = np.array([list(dict.fromkeys(some)).index(label) for label in some])
    seen = st.sampled_from([NEW, NO_GAP, ROUTERS, INVOICES, MOVING])
    last = np.array(draw(st.lists(seen, min_size=n, max_size=n)))
    random = np.random.default_rng(draw(st.integers(0, 1000)))
    return labels, last, to_unit_length(random.normal(size=(n, 3)))


some_gaps = st.sets(st.sampled_from([ROUTERS, INVOICES, MOVING]))


def test_groups_of_a_merged_gap_are_one_and_the_others_stay():
    labels = [0, 1, 0, 1, 2]
    last = [ROUTERS, ROUTERS, ROUTERS, ROUTERS, INVOICES]

    assert held(labels, last, {ROUTERS}) == [0, 0, 0, 0, 1]


def test_what_was_split_off_leaves_the_group():
    labels = [0, 0, 0, 0]
    last = [ROUTERS, INVOICES, ROUTERS, INVOICES]

    assert held(labels, last, {INVOICES}) == [0, 1, 0, 1]


def test_new_questions_go_with_the_nearer_side():
    labels = [0, 0, 0, 0]
    last = [ROUTERS, INVOICES, NEW, NEW]

    found = held(labels, last, {INVOICES}, [EAST, NORTH, NORTH_EAST, EAST_NORTH])

    assert found == [0, 1, 1, 0]


def test_new_questions_go_with_their_group_where_all_of_it_goes_one_way():
    """As far away as they are: they grouped with it and with nothing else."""
    labels = [0, 0, 1, 1]
    last = [ROUTERS, NEW, ROUTERS, NEW]

    assert held(labels, last, {ROUTERS}, [EAST, NORTH, EAST, NORTH]) == [0, 0, 0, 0]


def test_what_was_in_no_gap_before_is_drawn_into_none():
    """Four of a group that is answered were once in a gap: the others stay."""
    labels = [0] * 6
    last = [ROUTERS, NO_GAP, ROUTERS, NO_GAP, NO_GAP, NO_GAP]

    assert held(labels, last, {ROUTERS}) == [0, 1, 0, 1, 1, 1]


def test_a_gap_that_is_not_in_the_window_holds_nothing():
    assert held([0, 0, 1], [ROUTERS, NEW, NO_GAP], {MOVING}) == [0, 0, 1]


def test_without_questions_there_is_nothing_to_hold():
    nobody, no_rows = np.zeros((0, 3), np.float32), np.zeros(0, np.int64)

    assert apply_constraints(no_rows, no_rows, {ROUTERS}, nobody).tolist() == []
    assert held_gaps_of(no_rows, no_rows, {ROUTERS}).tolist() == []


def test_questions_are_held_with_the_gap_whose_group_they_are_in():
    labels, last = np.array([0, 0, 1, 1]), np.array([ROUTERS, NEW, INVOICES, NO_GAP])

    assert held_gaps_of(labels, last, {ROUTERS}).tolist() == [ROUTERS, ROUTERS, 0, 0]


@settings(deadline=None)
@given(windows(), some_gaps)
def test_a_held_gap_is_one_group_without_questions_of_others(window, gaps):
    labels, last, vectors = window

    one = together(apply_constraints(labels, last, gaps, vectors))

    for gap in gaps:
        own, others = last == gap, (last != gap) & (last != NEW)
        assert one[np.ix_(own, own)].all()
        assert not one[np.ix_(own, others)].any()


@settings(deadline=None)
@given(windows(), some_gaps)
def test_what_no_editor_touched_groups_as_it_did(window, gaps):
    labels, last, vectors = window
    touched = np.isin(labels, labels[np.isin(last, list(gaps))])
    others = ~np.isin(last, [NEW, *gaps])

    found = apply_constraints(labels, last, gaps, vectors)

    for rows in (~touched, others):
        same = np.ix_(rows, rows)
        assert (together(found)[same] == together(labels)[same]).all()


@settings(deadline=None)
@given(windows(), some_gaps)
def test_a_new_question_stays_with_its_group_or_follows_a_held_gap_of_it(window, gaps):
    labels, last, vectors = window

    found = apply_constraints(labels, last, gaps, vectors)

    for row in np.flatnonzero(last == NEW):
        kin = (labels == labels[row]) & (found == found[row])
        assert (
            kin[last != NEW].any()
            or not np.isin(last[labels == labels[row]], list(gaps)).any()
        )


@settings(deadline=None)
@given(windows(), some_gaps)
def test_the_next_run_over_the_same_questions_holds_the_same(window, gaps):
    """Whether or not what was held turned out to be a gap."""
    labels, last, vectors = window
    first = apply_constraints(labels, last, gaps, vectors)

    side = held_gaps_of(first, last, gaps)
    remembered = np.where(side != NO_GAP, side, np.maximum(last, NO_GAP))

    assert (
        apply_constraints(labels, remembered, gaps, vectors).tolist() == first.tolist()
    )


@settings(deadline=None)
@given(windows(), some_gaps)
def test_groups_are_numbered_in_the_order_of_their_first_questions(window, gaps):
    labels, last, vectors = window

    found = apply_constraints(labels, last, gaps, vectors).tolist()

    first = list(dict.fromkeys(found))
    assert first == list(range(len(first)))


@pytest.mark.parametrize("gaps", [set(), {MOVING}])
def test_without_a_held_gap_the_groups_are_as_they_were(gaps):
    labels = [0, 1, 0, 2]

    assert held(labels, [ROUTERS, NEW, INVOICES, NO_GAP], gaps) == labels


def test_what_is_left_out_is_in_no_group_with_others() -> None:
    labels = np.array([0, 1, 0, 1, 0])

    left_out = np.array([False, False, True, True, False])

    assert isolate(labels, left_out).tolist() == [0, 1, 2, 3, 0]


def test_groups_stay_as_they_are_when_nothing_is_left_out() -> None:
    labels = np.array([1, 0, 1])

    assert isolate(labels, np.zeros(3, dtype=np.bool_)).tolist() == [1, 0, 1]
