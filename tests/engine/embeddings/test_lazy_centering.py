"""Centred vectors by the row: the same as all at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from gapfinder.engine.embeddings.centering import Centred, centre, to_unit_length

SPOKEN = ["nb", "sv", ""]


@given(seed=st.integers(0, 10_000), n=st.integers(1, 40), m=st.integers(0, 3))
@settings(deadline=None, max_examples=40)
def test_any_rows_are_those_of_all_at_once(seed, n, m):
    random = np.random.default_rng(seed)
    rows, around = (to_unit_length(random.normal(size=(size, 5))) for size in (n, m))
    locales = random.choice(SPOKEN, n).tolist()
    asked = random.integers(n, size=7)

    centred = Centred(rows, locales, around=around)

    expected = centre(rows, locales, around=around)
    assert_array_equal(centred[asked], expected[asked])
    assert_array_equal(centred[: n // 2], expected[: n // 2])
    assert_array_equal(centred[:], expected)


def test_what_is_centred_stays_as_it_is():
    rows = np.float32([[1, 0], [0, 1]])

    Centred(rows, ["nb", "nb"])[:]

    assert_array_equal(rows, [[1, 0], [0, 1]])


@pytest.mark.parametrize("shape", [(0, 0), (0, 3)])
def test_of_no_vectors_there_is_no_row(shape):
    centred = Centred(np.zeros(shape, np.float32), [])

    assert len(centred) == 0
    assert centred.shape == centred[:].shape == shape
