"""The nearest of many vectors: exactly while they are few, nearly so when many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gapfinder.engine.embeddings.centering import Centred, centre, to_unit_length
from gapfinder.engine.embeddings.nearest_neighbours import (
    EXACT_UP_TO,
    Lookup,
    extend_neighbours,
    find_neighbours,
    nearest,
)

EAST, NORTH, WEST = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]
NORTH_EAST = [0.6, 0.8]  # cosine 0.6 to east, 0.8 to north
FEW = 200  # so few that they are compared with all


@pytest.fixture(scope="module")
def many():
    """200 needs with a hundred questions each, and some: too many to compare all."""
    random = np.random.default_rng(1)
    needs = random.normal(size=(200, 16))
    about = random.integers(200, size=EXACT_UP_TO + 1000)
    return to_unit_length(needs[about] + 0.6 * random.normal(size=(len(about), 16)))


def random_vectors(seed, n):
    """Return n unit rows scattered about three needs; no two pairs equally far."""
    random = np.random.default_rng(seed)
    needs = random.normal(size=(3, 3))
    return to_unit_length(
        needs[random.integers(3, size=n)] + 0.5 * random.normal(size=(n, 3))
    )


def test_the_nearest_come_first():
    vectors = np.float32([EAST, NORTH_EAST])

    cosine, row = nearest(vectors, np.float32([WEST, NORTH, EAST]), k=2)

    assert_array_equal(row, [[2, 1], [1, 2]])
    assert_allclose(cosine, [[1, 0], [0.8, 0.6]], atol=1e-6)


@given(seed=st.integers(0, 10_000), n=st.integers(1, 30), m=st.integers(1, 30))
@settings(deadline=None, max_examples=30)
def test_few_are_compared_with_all(seed, n, m):
    random = np.random.default_rng(seed)
    vectors, among = (to_unit_length(random.normal(size=(size, 5))) for size in (n, m))

    cosine, row = nearest(vectors, among, k=m)

    assert_allclose(cosine, -np.sort(-vectors @ among.T, axis=1), atol=1e-5)
    assert_array_equal(np.sort(row, axis=1), np.tile(np.arange(m), (n, 1)))


def test_of_many_nearly_all_true_neighbours_are_found(many):
    true, _ = nearest(many[:FEW], many, k=16)

    cosine, _ = nearest(many, many, k=16)

    assert (cosine[:FEW] >= true[:, -1:] - 1e-6).mean() > 0.95


def test_the_cosines_of_many_are_those_of_the_rows(many):
    cosine, row = nearest(many, many, k=3)

    assert_array_equal(row[:, 0], np.arange(len(many)))
    assert_allclose(cosine, np.einsum("nd,nkd->nk", many, many[row]), rtol=0, atol=1e-5)


def test_the_same_many_have_the_same_neighbours(many):
    _, first = nearest(many, many, k=3)
    _, second = nearest(many.copy(), many.copy(), k=3)

    assert_array_equal(first, second)


def test_where_the_cells_hold_too_few_the_rest_is_nobody():
    angles = np.linspace(0, 2 * np.pi, 2 * EXACT_UP_TO, endpoint=False)
    circle = to_unit_length(np.stack([np.cos(angles), np.sin(angles)], axis=1))

    cosine, row = nearest(circle[: EXACT_UP_TO // 2 + 1], circle, k=1_000)

    assert_array_equal(row < 0, cosine < -1)
    assert (row < 0).any()


def test_what_is_looked_up_later_finds_the_same():
    lookup = Lookup(np.float32([WEST, NORTH, EAST]))

    for _ in range(2):
        _, row = lookup.nearest(np.float32([EAST, NORTH_EAST]), k=1)
        assert_array_equal(row, [[2], [1]])


def test_rows_that_are_centred_when_asked_for_find_what_centred_rows_find(many):
    locales = ["nb", "sv"] * (len(many) // 2)
    lookup, rows = Lookup(many), many[: len(locales)]

    cosine, row = lookup.nearest(Centred(rows, locales), k=2)

    expected = lookup.nearest(centre(rows, locales), k=2)
    assert_array_equal(row, expected[1])
    assert_array_equal(cosine, expected[0])


def test_every_vector_is_its_own_nearest():
    neighbours = find_neighbours(np.float32([EAST, NORTH, NORTH_EAST]), k=1)

    assert_array_equal(neighbours.row, [[0, 2], [1, 2], [2, 1]])
    assert_allclose(neighbours.similarity, [[1, 0.6], [1, 0.8], [1, 0.8]], atol=1e-6)


@given(seed=st.integers(0, 10_000), n=st.integers(1, 40), k=st.integers(1, 10))
@settings(deadline=None, max_examples=30)
def test_neighbours_are_those_of_a_matrix_product(seed, n, k):
    rows = random_vectors(seed, n)
    cosines = -np.sort(-rows @ rows.T, axis=1)[:, : k + 1]

    neighbours = find_neighbours(rows, k=k)

    assert_allclose(neighbours.similarity, cosines, atol=1e-5)
    assert_allclose(
        np.take_along_axis(rows @ rows.T, neighbours.row, axis=1), cosines, atol=1e-5
    )


@given(
    seed=st.integers(0, 10_000),
    n=st.integers(0, 20),
    m=st.integers(0, 20),
    k=st.integers(1, 10),
)
@settings(deadline=None, max_examples=30)
def test_extended_neighbours_are_those_among_all_vectors(seed, n, m, k):
    rows = random_vectors(seed, n + m)
    vectors, extra = rows[:n], rows[n:]

    neighbours = extend_neighbours(find_neighbours(vectors, k=k), vectors, extra, k=k)

    cosines = vectors @ rows.T
    expected = -np.sort(-cosines, axis=1)[:, : k + 1] if n else np.zeros((0, 0))
    assert_allclose(neighbours.similarity, expected, atol=1e-5)
    assert_allclose(
        np.take_along_axis(cosines, neighbours.row, axis=1) if n else neighbours.row,
        neighbours.similarity,
        atol=1e-5,
    )
