"""Whether customers with one need are less satisfied than all others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.metrics.satisfaction import MIN_RATINGS, satisfaction

ratings = st.lists(
    st.one_of(st.integers(0, 100), st.just(float("nan"))), min_size=0, max_size=30
)


def rated(*values):
    return np.array(values, dtype=np.float64)


def test_means_and_their_difference():
    found = satisfaction(rated(10, 20, 30, 40, 50), rated(60, 70, 80, 90, 100))

    assert (found.mean, found.rest, found.difference) == (30, 80, -50)
    assert found.ratings == 5


def test_the_interval_is_students():
    """Both sides vary less than all, whose variance is 8250 / 9.

    √(2 · 916.7 / 5) = 19.15, and t with 4 degrees of freedom is 2.77: 53.0.
    """
    found = satisfaction(rated(10, 20, 30, 40, 50), rated(60, 70, 80, 90, 100))

    assert (found.low, found.high) == (-100, pytest.approx(3.0, abs=0.2))


def test_contacts_that_were_not_rated_do_not_count():
    some = rated(50, 50, 50, 50, 50, np.nan)

    assert satisfaction(some, rated(*range(60, 70))).ratings == 5


@pytest.mark.parametrize(
    ("ours", "theirs"), [(MIN_RATINGS - 1, 50), (50, MIN_RATINGS - 1)]
)
def test_few_ratings_say_nothing(ours, theirs):
    assert satisfaction(rated(*[50] * ours), rated(*[60] * theirs)) is None


def test_a_few_customers_who_agree_do_not_prove_that_all_will():
    found = satisfaction(rated(*[100] * 5), rated(*[0, 100] * 50))

    assert found.low < 0 < found.high


def test_the_true_difference_is_inside_nineteen_times_of_twenty():
    chance = np.random.default_rng(0)
    inside = []
    for _ in range(1000):
        ours = np.clip(chance.normal(55, 30, size=8), 0, 100)
        theirs = np.clip(chance.normal(55, 30, size=200), 0, 100)
        found = satisfaction(ours, theirs)
        inside.append(found.low <= 0 <= found.high)

    assert 0.94 <= np.mean(inside) <= 1


@settings(deadline=None)
@given(ratings, ratings)
def test_the_difference_is_inside_its_interval(ours, theirs):
    found = satisfaction(rated(*ours), rated(*theirs))

    if found is not None:
        assert -100 <= found.low <= found.difference <= found.high <= 100
