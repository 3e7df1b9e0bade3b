"""The answers that say what most answers say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from gapfinder.engine.embeddings.centering import to_unit_length
from gapfinder.engine.naming.representative_answers import (
    MAX_ANSWERS,
    MAX_COMPARED,
    representative_answers,
    similarity_threshold,
)

EAST, NORTH, WEST, SOUTH = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]
EAST_NORTH_EAST = [0.8, 0.6]  # cosine 0.8 to east, 0.6 to north

sets = st.builds(
    lambda seed, n: to_unit_length(np.random.default_rng(seed).normal(size=(n, 3))),
    st.integers(0, 10_000),
    st.integers(0, 12),
)
cosines = st.floats(-0.9, 0.99)


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def chosen(answers, *, threshold, readable=None):
    if readable is None:
        readable = np.ones(len(answers), dtype=bool)
    return representative_answers(answers, threshold=threshold, readable=readable)


def test_the_answer_that_most_are_like_comes_first():
    found = chosen(vectors(NORTH, NORTH, EAST, EAST, EAST), threshold=0.9)

    assert found.rows == [2, 0]
    assert found.alike.all()


def test_of_answers_that_as_many_are_like_the_central_one_comes_first():
    found = chosen(vectors(NORTH, EAST, EAST_NORTH_EAST), threshold=0.5)

    assert found.rows == [2]


def test_an_answer_that_editors_read_stands_for_those_that_say_the_same():
    answers = vectors(EAST, EAST, EAST_NORTH_EAST, NORTH, NORTH)
    readable = np.array([False, False, True, False, False])

    found = chosen(answers, threshold=0.7, readable=readable)

    assert found.rows == [2, 3]


def test_an_answer_that_no_other_is_like_is_not_typical():
    found = chosen(vectors(EAST, EAST, NORTH), threshold=0.9)

    assert found.rows == [0]
    assert_array_equal(found.alike, [True, True, False])


def test_where_all_answers_differ_one_is_shown():
    found = chosen(vectors(EAST, NORTH, WEST), threshold=0.9)

    assert len(found.rows) == 1
    assert found.alike.sum() == 1


def test_of_very_many_answers_some_are_looked_at():
    found = chosen(vectors(*[EAST] * MAX_COMPARED, *[NORTH] * 500), threshold=0.9)

    assert found.rows == [0, MAX_COMPARED]
    assert found.alike.all()


def test_no_answers_no_typical_ones():
    found = chosen(np.zeros((0, 0), dtype=np.float32), threshold=0.5)

    assert (found.rows, len(found.alike)) == ([], 0)


@settings(deadline=None)
@given(sets, cosines)
def test_typical_answers_are_few_and_unlike_each_other(answers, threshold):
    found = chosen(answers, threshold=threshold)

    assert min(len(answers), 1) <= len(found.rows) <= MAX_ANSWERS
    assert found.alike[found.rows].all()
    close = answers[found.rows] @ answers[found.rows].T >= threshold
    assert not np.triu(close, k=1).any()


def test_a_cosine_is_as_far_above_the_median_as_the_farthest_are_below():
    """Of six pairs four have cosine 0, the median, and two -1, the farthest."""
    assert similarity_threshold(vectors(EAST, NORTH, WEST, SOUTH)) == 1


def test_many_answers_that_say_the_same_do_not_hide_that_they_do():
    """Half of all pairs say the same: the closest pairs are no measure of chance."""
    chance = np.random.default_rng(0)
    needs = to_unit_length(chance.normal(size=(2, 50)))
    needs -= needs.mean(axis=0)
    answers = np.repeat(needs, 30, axis=0) + chance.normal(size=(60, 50)) / 7
    answers = to_unit_length(answers)

    threshold = similarity_threshold(answers)

    assert (answers[:30] @ answers[30:].T < threshold).all()


@pytest.mark.parametrize("n", [0, 1])
def test_where_there_is_no_pair_nothing_says_the_same(n):
    assert similarity_threshold(vectors(EAST)[:n]) == 1


@settings(deadline=None)
@given(sets)
def test_what_says_the_same_is_a_cosine(answers):
    assert -1 <= similarity_threshold(answers) <= 1
