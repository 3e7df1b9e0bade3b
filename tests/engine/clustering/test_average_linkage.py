"""Grouping of questions that ask the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from gapfinder.engine.clustering.average_linkage import (
    MAX_COMPARED_GROUPS,
    MAX_THRESHOLD,
    MIN_THRESHOLD,
    THRESHOLD_WITHOUT_ARTICLES,
    group,
    need_space,
    nested_groups,
    threshold,
)
from gapfinder.engine.embeddings.centering import to_unit_length
from gapfinder.engine.embeddings.nearest_neighbours import (
    Neighbours,
    find_neighbours,
)

EAST, NORTH, WEST = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]
NORTH_EAST = [0.6, 0.8]  # cosine 0.6 to east, 0.8 to north
EAST_NORTH = [0.8, 0.6]  # cosine 0.96 to north east

NOBODY = np.zeros((0, 2), np.float32)
NO_ROWS = np.zeros(0, np.int64)

seeds = st.integers(0, 10_000)
similarities = st.floats(-0.9, 0.95)


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def random_vectors(seed, n, dimensions=3):
    """A few needs, and questions scattered about them; no two pairs equally far."""
    random = np.random.default_rng(seed)
    needs = random.normal(size=(3, dimensions))
    return to_unit_length(
        needs[random.integers(3, size=n)] + 0.5 * random.normal(size=(n, dimensions))
    )


def grouped(rows, similarity, *, k=100):
    return group(rows, find_neighbours(rows, k=k), similarity=similarity).tolist()


def togetherness(labels):
    labels = np.asarray(labels)
    return labels[:, None] == labels


def test_no_questions_have_no_neighbours_and_no_groups():
    neighbours = find_neighbours(NOBODY)

    assert group(NOBODY, neighbours, similarity=0.5).tolist() == []


def test_one_question_is_one_group():
    assert grouped(vectors(EAST), 0.5) == [0]


def test_questions_closer_than_asked_are_a_group():
    rows = vectors(EAST, NORTH, EAST_NORTH, NORTH_EAST)

    assert grouped(rows, 0.97) == [0, 1, 2, 3]
    assert grouped(rows, 0.95) == [0, 1, 2, 2]


def test_a_group_is_as_close_as_its_pairs_on_average():
    """North is 0.8 and 0.6 from the pair north east & east north: 0.7."""
    rows = vectors(NORTH, EAST_NORTH, NORTH_EAST)

    assert grouped(rows, 0.69) == [0, 0, 0]
    assert grouped(rows, 0.71) == [0, 1, 1]


def test_a_chain_of_neighbours_is_not_one_need():
    degrees = np.radians(np.arange(0, 180, 18))
    rows = np.stack([np.cos(degrees), np.sin(degrees)], axis=1).astype(np.float32)

    assert len(set(grouped(rows, 0.9))) > 2


def test_groups_are_numbered_by_their_first_question():
    rows = vectors(NORTH, EAST, WEST, EAST, NORTH)

    assert grouped(rows, 0.9) == [0, 1, 2, 1, 0]


def test_equal_questions_are_a_group_however_strict():
    assert grouped(vectors(EAST, NORTH, EAST, EAST), 0.999) == [0, 1, 0, 0]


def test_strangers_are_never_compared():
    """Nobody names another as neighbour, so even equal questions stay apart."""
    alone = Neighbours(np.array([[0, -1], [1, -1]]), np.ones((2, 2), np.float32))

    assert group(vectors(EAST, EAST), alone, similarity=0.5).tolist() == [0, 1]


def test_it_is_enough_that_one_of_two_names_the_other():
    neighbours = Neighbours(np.array([[1], [-1]]), np.ones((2, 1), np.float32))

    assert group(vectors(EAST, EAST), neighbours, similarity=0.5).tolist() == [0, 0]


@given(seed=seeds, n=st.integers(2, 25), similarity=similarities)
@settings(deadline=None, max_examples=60)
def test_where_all_are_neighbours_it_is_average_linkage(seed, n, similarity):
    rows = random_vectors(seed, n)
    distances = 1 - rows.astype(np.float64) @ rows.T.astype(np.float64)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), "average")
    expected = fcluster(tree, 1 - similarity, "distance")

    assert_array_equal(togetherness(grouped(rows, similarity)), togetherness(expected))


@given(seed=seeds, n=st.integers(2, 25), similarity=similarities, data=st.data())
@settings(deadline=None, max_examples=60)
def test_the_order_of_the_questions_does_not_matter(seed, n, similarity, data):
    rows = random_vectors(seed, n)
    order = data.draw(st.permutations(range(n)))

    shuffled = grouped(rows[order], similarity, k=4)

    kept = togetherness(grouped(rows, similarity, k=4))
    assert_array_equal(togetherness(shuffled), kept[np.ix_(order, order)])


@given(seed=seeds, n=st.integers(1, 25), one=similarities, other=similarities)
@settings(deadline=None, max_examples=60)
def test_the_stricter_the_more_groups_and_each_within_one(seed, n, one, other):
    rows = random_vectors(seed, n)

    strict = togetherness(grouped(rows, max(one, other), k=4))
    loose = togetherness(grouped(rows, min(one, other), k=4))

    assert (loose | ~strict).all()


@given(seed=seeds, n=st.integers(1, 25), several=st.lists(similarities, min_size=1))
@settings(deadline=None, max_examples=60)
def test_several_groupings_are_those_of_each_similarity(seed, n, several):
    rows = random_vectors(seed, n)
    neighbours = find_neighbours(rows, k=4)

    together = nested_groups(rows, neighbours, similarities=several)

    alone = [group(rows, neighbours, similarity=similarity) for similarity in several]
    assert_array_equal(together, alone)


def test_a_question_that_everybody_names_holds_them_all_together():
    """More than it is compared with at a time."""
    asked = 2 * MAX_COMPARED_GROUPS
    neighbours = Neighbours(
        np.zeros((asked, 1), np.int64), np.ones((asked, 1), np.float32)
    )

    labels = group(vectors(*[EAST] * asked), neighbours, similarity=0.9)

    assert_array_equal(labels, 0)


def test_agents_words_bring_together_what_customers_say_differently():
    asked = to_unit_length(np.eye(6, dtype=np.float32))
    answers = asked[[0, 0, 2, 2, 4, 4]]
    locales = ["nb"] * 6

    alone = need_space(asked, locales, np.zeros((0, 6), np.float32), NO_ROWS)
    answered = need_space(asked, locales, answers, np.arange(6))

    assert answered[0] @ answered[1] > alone[0] @ alone[1]
    assert answered[0] @ answered[1] > answered[0] @ answered[2]


def test_one_need_in_two_languages_is_one_group():
    """Four needs, asked 25 times in each of two languages with corners of their own."""
    random = np.random.default_rng(1)
    needs = np.tile(np.arange(4), 50)
    corner = np.repeat([4, 5], 100)
    asked = np.eye(12)[needs] + 2 * np.eye(12)[corner]
    asked = to_unit_length(asked + 0.1 * random.normal(size=asked.shape))
    locales = ["nb"] * 100 + ["nl"] * 100

    space = need_space(asked, locales, np.zeros((0, 12), np.float32), NO_ROWS)

    assert_array_equal(togetherness(grouped(space, 0.5)), togetherness(needs))


@pytest.mark.parametrize("rows", [[], [EAST], [EAST, EAST], [EAST, WEST]])
def test_however_few_questions_have_a_space(rows):
    space = need_space(
        np.reshape(vectors(*rows), (-1, 2)), ["nb"] * len(rows), NOBODY, NO_ROWS
    )

    assert len(space) == len(rows)
    assert np.isfinite(space).all()


def test_the_space_has_unit_length_and_leaves_its_questions_alone():
    asked = random_vectors(3, 30, 5)
    before = asked.copy()

    space = need_space(asked, ["nb", "sv", ""] * 10, asked[:2], np.array([4, 7]))

    assert_array_equal(asked, before)
    assert_allclose(np.linalg.norm(space, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize(
    ("farthest", "expected"),
    [
        ([0.5, 0.5, 0.5], 0.55),  # a little above the usual
        ([0.1, 0.5, 0.9], 0.55),  # the median, whatever the others are
        ([0.1, 0.2, 0.3], MIN_THRESHOLD),
        ([0.9, 0.9, 0.9], MAX_THRESHOLD),
    ],
)
def test_the_threshold_follows_the_similarity_of_the_farthest_neighbours(
    farthest, expected
):
    similarity = np.float32([[1.0, cosine] for cosine in farthest])
    neighbours = Neighbours(np.zeros((3, 2), dtype=np.int64), similarity)

    assert threshold(neighbours) == pytest.approx(expected)


def test_no_question_has_the_lowest_threshold():
    nobody = Neighbours(np.zeros((0, 0), dtype=np.int64), np.zeros((0, 0), np.float32))

    assert threshold(nobody) == MIN_THRESHOLD


def test_without_articles_groups_are_coarse():
    tight = Neighbours(np.zeros((1, 2), dtype=np.int64), np.float32([[1.0, 0.9]]))

    assert (
        threshold(tight, has_articles=False)
        == THRESHOLD_WITHOUT_ARTICLES
        < MIN_THRESHOLD
    )
