"""A week is news when it differs from the weeks before by more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.metrics.significance import change

weeks = st.lists(st.integers(0, 1_000), min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("before", "last", "by"),
    [
        # 2 (√30.375 - √10.375) / √1.25 = 4.1 deviations
        pytest.param([10, 10, 10, 10], 30, 20.0, id="three times as many"),
        # 2 (√2.375 - √10.375) / √1.25 = -3.0
        pytest.param([10, 10, 10, 10], 2, -8.0, id="a fifth"),
        # 2 (√15.375 - √10.375) / √1.25 = 1.3
        pytest.param([10, 10, 10, 10], 15, 0.0, id="half as many again, by chance"),
        # 2 (√130.375 - √100.375) / √1.25 = 2.5, and less than half as many again
        pytest.param([100, 100, 100, 100], 130, 0.0, id="sure, but no news"),
        # 2 (√3.375 - √1.375) / √1.25 = 1.2
        pytest.param([1, 1, 1, 1], 3, 0.0, id="three times hardly any"),
        # 2 (√8.375 - √0.375) / √1.25 = 4.1
        pytest.param([0, 0, 0, 0], 8, 8.0, id="many from none"),
        # variance over mean 400 / 3 / 10 = 13.3: 4.1 / √13.3 = 1.1 deviations
        pytest.param([20, 0, 20, 0], 30, 0.0, id="one burst more"),
        pytest.param([10, 10], 90, 0.0, id="two weeks are not what is usual"),
        pytest.param([], 90, 0.0, id="a first week"),
    ],
)
def test_a_change_is_told_by_how_many_contacts(
    before: list[int], last: int, by: float
) -> None:
    assert change(before, last) == by


@given(weeks, st.integers(0, 1_000))
def test_the_order_of_the_weeks_before_does_not_matter(
    before: list[int], last: int
) -> None:
    assert change(before, last) == change(sorted(before), last)


@given(weeks, st.integers(0, 1_000))
def test_more_contacts_are_never_told_as_fewer(before: list[int], last: int) -> None:
    found = change(before, last)

    assert found == 0 or (found > 0) == (last > sum(before) / len(before))
