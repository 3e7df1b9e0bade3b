"""Which questions ask what a published gap asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.clustering.constraints import NEW, NO_GAP
from gapfinder.engine.clustering.published_needs import follow


def followed(labels, last, gaps=None, *, wanting=None, languages=None, published=(7,)):
    n = len(labels)
    return follow(
        np.array(labels, dtype=np.int64),
        np.array(last, dtype=np.int64),
        np.array(gaps or [NO_GAP] * n, dtype=np.int64),
        wanting=np.array([True] * n if wanting is None else wanting, dtype=bool),
        languages=languages or ["nb"] * n,
        published=published,
    ).tolist()


def test_new_questions_of_the_group_that_was_the_gap_are_its_need():
    assert followed([0, 0, 0, 1], [7, 7, NEW, NEW]) == [7, 7, 7, NO_GAP]


def test_questions_found_in_the_gap_again_are_its_need():
    assert followed([0, 1, 1], [NEW, NEW, NEW], [7, NO_GAP, 8]) == [7, NO_GAP, NO_GAP]


@pytest.mark.parametrize(("others", "is_need"), [(1, True), (2, False), (3, False)])
def test_most_of_those_seen_before_must_be_of_the_gap(others, is_need):
    found = followed([0] * (3 + others), [7, 7, NEW, *[NO_GAP] * others])

    assert (found[2] == 7) is is_need


def test_who_wants_no_content_counts_on_neither_side():
    found = followed([0, 0, 0, 0], [7, 7, NEW, NEW], wanting=[True, False, False, True])

    assert found == [7, NO_GAP, NO_GAP, 7]


def test_other_languages_count_on_neither_side():
    """The gap was of the Swedish ones alone: an article answers the Norwegians."""
    found = followed(
        [0, 0, 0, 0, 0],
        [7, NO_GAP, NO_GAP, NEW, NEW],
        languages=["sv", "nb", "nb", "nb", "sv"],
    )

    assert found == [7, NO_GAP, NO_GAP, NO_GAP, 7]


def test_questions_of_another_gap_stay_there():
    assert followed([0, 0, 0, 0], [7, 7, 7, 8], [0, 0, 8, 0]) == [7, 7, NO_GAP, NO_GAP]


def test_a_gap_in_two_groups_is_followed_into_both():
    found = followed([0, 0, 1, 1], [7, NEW, 7, NEW])

    assert found == [7, 7, 7, 7]


def test_without_published_gaps_nothing_is_followed():
    assert followed([0, 0], [7, NEW], published=()) == [NO_GAP, NO_GAP]
    assert followed([], []) == []


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([NEW, 0, 7, 8]))))
def test_the_order_of_the_questions_does_not_matter(rows):
    labels, last = [row[0] for row in rows], [row[1] for row in rows]

    there = followed(labels, last, published=(7, 8))
    back = followed(labels[::-1], last[::-1], published=(8, 7))

    assert there == back[::-1]
