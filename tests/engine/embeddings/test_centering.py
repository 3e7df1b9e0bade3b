"""Spaces in which a cosine means the same for every language."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gapfinder.engine.embeddings.centering import (
    BLOCK_ROWS,
    MEAN_PRIOR,
    centre,
    to_unit_length,
    whiten,
)

EAST, NORTH, WEST = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]
NORTH_EAST = [0.6, 0.8]  # cosine 0.6 to east, 0.8 to north

seeds = st.integers(0, 10_000)


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def random_vectors(seed, n, dimensions=4):
    rows = np.random.default_rng(seed).normal(size=(n, dimensions))
    return to_unit_length(rows)


def test_vectors_get_length_one_and_keep_their_direction():
    scaled = to_unit_length(np.array([[3.0, 4.0], [0.0, 0.002]]))

    assert_allclose(scaled, [NORTH_EAST, NORTH], rtol=1e-6)
    assert scaled.dtype == np.float32


def test_nothing_stays_nothing():
    assert_array_equal(to_unit_length(vectors([0.0, 0.0])), [[0.0, 0.0]])
    assert to_unit_length(np.zeros((0, 2))).shape == (0, 2)


def test_a_question_alone_is_not_its_own_mean():
    """Its mean weighs 1/21 against that of the articles, so it stays where it is."""
    alone = centre(vectors(EAST), ["nb"], around=vectors(WEST, NORTH))

    assert np.linalg.norm(alone) == pytest.approx(1)
    assert (alone @ np.array(EAST))[0] > 0.9


def test_without_anything_around_one_vector_is_the_mean_and_vanishes():
    assert_array_equal(centre(vectors(EAST), ["nb"]), [[0.0, 0.0]])


def test_no_vectors_have_no_centre():
    assert centre(np.zeros((0, 2), np.float32), []).shape == (0, 2)


def test_nothing_around_is_as_good_as_no_around():
    asked = vectors(EAST, NORTH, NORTH_EAST)

    with_none = centre(asked, ["nb"] * 3, around=np.zeros((0, 2), np.float32))

    assert_array_equal(with_none, centre(asked, ["nb"] * 3))


def test_a_language_of_few_borrows_the_mean_of_all():
    """As many vectors as the prior: own mean and that of all weigh one half each."""
    swedish = [NORTH] * MEAN_PRIOR
    norwegian = [EAST] * MEAN_PRIOR
    locales = ["sv"] * MEAN_PRIOR + ["nb"] * MEAN_PRIOR

    centred = centre(vectors(*swedish, *norwegian), locales)

    # Mean of all (½, ½), of Swedish (0, 1): taken off is (¼, ¾), left is (-¼, ¼).
    assert_allclose(centred[0], np.array([-1, 1]) / np.sqrt(2), atol=1e-6)
    assert_allclose(centred[-1], np.array([1, -1]) / np.sqrt(2), atol=1e-6)


def test_corners_of_languages_fall_together():
    """Two needs asked in two languages, each language in a corner of its own."""
    needs, corners = np.eye(2, 4), 3 * np.eye(4)[2:]
    asked = to_unit_length(
        np.array([needs[i % 2] + corners[i // 200] for i in range(400)])
    )
    locales = ["nb"] * 200 + ["nl"] * 200
    assert asked[0] @ asked[200] < asked[0] @ asked[1]  # language before need

    centred = centre(asked, locales)

    assert centred[0] @ centred[200] > 0.8
    assert centred[0] @ centred[1] < 0


@given(seed=seeds, n=st.integers(2, 12), data=st.data())
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_vectors_does_not_matter_to_the_centre(seed, n, data):
    rows = random_vectors(seed, n)
    locales = data.draw(st.lists(st.sampled_from(["nb", "sv", ""]), **exactly(n)))
    order = data.draw(st.permutations(range(n)))

    shuffled = centre(rows[order], [locales[row] for row in order], around=rows[:1])

    assert_allclose(shuffled, centre(rows, locales, around=rows[:1])[order], atol=1e-4)


def test_centring_leaves_what_it_is_given_alone():
    asked = vectors(EAST, NORTH)

    centre(asked, ["nb", "nb"])

    assert_array_equal(asked, [EAST, NORTH])


@given(seed=seeds, n=st.integers(2, 30), dimensions=st.integers(1, 8))
@settings(deadline=None, max_examples=50)
def test_whitening_keeps_every_row_at_length_one(seed, n, dimensions):
    white = whiten(random_vectors(seed, n, 6), dimensions=dimensions)

    assert white.shape == (n, min(n, dimensions, 6))
    assert_allclose(np.linalg.norm(white, axis=1), 1, atol=1e-4)


def test_whitening_with_power_nought_only_turns_the_vectors():
    rows = random_vectors(1, 20)
    around_nought = to_unit_length(rows - rows.mean(axis=0))

    white = whiten(rows, power=0)

    assert_allclose(white @ white.T, around_nought @ around_nought.T, atol=1e-4)


def test_whitening_damps_the_strong_axis():
    """Languages lie 2 apart, needs 0.4: after power 1 they count the same."""
    rows = vectors([1, 0.2], [1, -0.2], [-1, 0.2], [-1, -0.2])

    white = whiten(rows, power=1)

    assert_allclose(np.abs(white), np.sqrt(0.5), atol=1e-3)


@pytest.mark.parametrize("n", [0, 1])
def test_none_or_one_can_be_whitened(n):
    assert len(whiten(np.ones((n, 2), np.float32))) == n


def test_questions_all_alike_stay_finite():
    assert np.isfinite(whiten(vectors(EAST, EAST, EAST))).all()


def exactly(n):
    return {"min_size": n, "max_size": n}


def test_many_vectors_are_worked_on_in_blocks_with_the_same_result():
    rows = random_vectors(1, BLOCK_ROWS + 5)
    locales = ["nb", "sv", "sv"] * (len(rows) // 3 + 1)
    some = slice(BLOCK_ROWS - 5, None)

    centred = centre(rows, locales[: len(rows)])
    white = whiten(rows, power=0)

    lengths = np.linalg.norm(rows[some], axis=1, keepdims=True)
    around_nought = to_unit_length(rows - rows.mean(axis=0))[some]
    assert_allclose(to_unit_length(rows)[some], rows[some] / lengths, atol=1e-6)
    assert_allclose(np.linalg.norm(centred[some], axis=1), 1, atol=1e-6)
    assert_allclose(
        white[some] @ white[some].T, around_nought @ around_nought.T, atol=1e-4
    )
