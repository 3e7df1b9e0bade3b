"""What an article did to its contacts, against the trend of all others."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.metrics.article_effect import MAX_WEEKS, clearly_fewer, effect

week = st.tuples(st.integers(90, 110), st.integers(2_000, 2_200))
weeks = st.lists(week, min_size=4, max_size=12)


def measured(before, after, *, others=(1_000, 1_000)):
    """Weeks of the need on both sides of the publication; the others hold still."""
    need = [*before, 999, *after]
    rest = [others[0]] * len(before) + [1] + [others[1]] * len(after)
    return effect(need, rest, published=len(before))


def of_weeks(before, after):
    need, others = zip(*before, (0, 0), *after, strict=True)
    return effect(need, others, published=len(before))


# --- By hand --------------------------------------------------------------------------


def test_half_the_contacts_are_half_the_contacts():
    found = measured([100] * 8, [50] * 8)

    assert (found.verdict, found.change) == ("fewer", -0.5)
    assert (found.before, found.after, found.expected) == (100, 50, 100)
    assert (found.others_change, found.weeks_before, found.weeks_after) == (0, 8, 8)


def test_the_trend_of_all_others_is_taken_out():
    """All others doubled: without the article 200 would have come, and 100 did."""
    found = measured([100] * 8, [100] * 8, others=(1_000, 2_000))

    assert (found.verdict, found.change) == ("fewer", -0.5)
    assert (found.expected, found.others_change) == (200, 1)


def test_a_fall_that_all_share_is_no_effect():
    found = measured([100] * 8, [50] * 8, others=(1_000, 500))

    assert (found.verdict, found.change) == ("none", 0)
    assert found.low < 0 < found.high


def test_more_contacts_are_told_as_well():
    assert measured([100] * 8, [150] * 8).verdict == "more"


def test_the_interval_is_that_of_an_odds_ratio():
    """1/800 + 1/400 + 2/8000 = 0.004, whose root is 0.0632; t with 14 is 2.145.

    0.5 · e^(±0.1357) is 0.4366 and 0.5726.
    """
    found = measured([100] * 8, [50] * 8)

    assert found.low == pytest.approx(-0.5634, abs=1e-3)
    assert found.high == pytest.approx(-0.4274, abs=1e-3)


def test_weeks_that_scatter_widen_it():
    """80 of 1080 and 120 of 1120 by turns: 18.2 off a share of 1/11, whose variance is
    about 90.9. Eight weeks of 3.64 over 14 degrees of freedom are 2.08, its root 1.44.
    """
    calm = measured([100] * 8, [100] * 8)
    bursts = measured([80, 120] * 4, [100] * 8)

    ratio = math.log1p(bursts.high) / math.log1p(calm.high)
    assert ratio == pytest.approx(1.44, abs=0.01)


def test_no_contacts_at_all_are_all_fewer():
    found = measured([100] * 8, [0] * 8)

    assert (found.verdict, found.change, found.low) == ("fewer", -1, -1)
    assert found.high < -0.9


def test_at_most_twelve_weeks_are_counted_on_either_side():
    found = measured([7] * 5 + [100] * MAX_WEEKS, [50] * MAX_WEEKS + [900] * 5)

    assert (found.change, found.weeks_before, found.weeks_after) == (-0.5, 12, 12)


# --- Too early ------------------------------------------------------------------------


@pytest.mark.parametrize("after", [0, 1, 2])
def test_below_three_weeks_it_is_too_early(after):
    found = measured([100] * 8, [50] * after)

    assert (found.verdict, found.change) == ("too_early", None)
    assert (found.weeks_after, found.weeks_needed) == (after, 3)


def test_it_is_too_early_until_a_halving_would_show():
    """(ln 2 / 2.8)² is 0.0613; 1 / 96 of it is for the 96 before, so 2 / 0.0509 = 39.3.

    At eight a week that is five weeks.
    """
    for after in (0, 3, 4):
        found = measured([8] * 12, [8] * after)
        assert (found.verdict, found.weeks_needed) == ("too_early", 5)

    assert measured([8] * 12, [8] * 5).verdict == "none"


def test_too_few_ever_to_tell():
    """One a week are 12 before; alone they leave 1 / 12 = 0.0833 of doubt."""
    found = measured([1] * 12, [0] * 12)

    assert (found.verdict, found.weeks_needed) == ("too_few", None)


@pytest.mark.parametrize(
    ("before", "others"), [([], 1_000), ([100] * 2, 1_000), ([0] * 8, 1_000), ([9], 0)]
)
def test_without_a_before_nothing_can_be_told(before, others):
    assert measured(before, [50] * 8, others=(others, 1_000)).verdict == "too_few"


def test_weeks_in_which_nobody_came_at_all_say_nothing():
    assert measured([100] * 8, [0] * 8, others=(1_000, 0)).verdict == "too_early"


def test_need_and_others_are_of_the_same_weeks():
    with pytest.raises(ValueError, match="3 weeks of the need, 2 of all others"):
        effect([1, 2, 3], [1, 2], published=1)


# --- Laws -----------------------------------------------------------------------------


@given(before=weeks, after=weeks)
def test_twice_as_many_others_change_nothing(before, after):
    found = of_weeks(before, after)
    twice = [[(need, 2 * rest) for need, rest in side] for side in (before, after)]

    assert of_weeks(*twice).change == pytest.approx(found.change, abs=1e-3)


@given(before=weeks, after=weeks)
def test_before_and_after_swapped_turn_the_change_around(before, after):
    there, back = of_weeks(before, after), of_weeks(after, before)

    for one, other in (("change", "change"), ("low", "high"), ("high", "low")):
        ratio = (1 + getattr(there, one)) * (1 + getattr(back, other))
        assert ratio == pytest.approx(1, rel=1e-2)


@given(before=weeks, after=weeks)
def test_the_change_lies_in_its_interval(before, after):
    found = of_weeks(before, after)

    assert -1 <= found.low <= found.change <= found.high


@given(before=weeks, after=weeks)
def test_more_weeks_of_the_same_narrow_the_interval(before, after):
    before, after = before[:6], after[:6]

    few, many = of_weeks(before, after), of_weeks(before * 2, after * 2)

    assert many.change == pytest.approx(few.change, abs=1e-3)
    assert many.high - many.low <= few.high - few.low


# --- In truth -------------------------------------------------------------------------


@pytest.mark.parametrize("scatter", [1.0, 3.0])
def test_the_true_change_is_in_the_interval_19_times_of_20(scatter):
    """Storms hit need and others alike; the need scatters besides, and fell by 30%."""
    dice, trials, held = np.random.default_rng(4), 2_000, 0
    for _ in range(trials):
        storms = dice.lognormal(sigma=0.3, size=21)
        mean = 60 * storms * np.where(np.arange(21) > 10, 0.7, 1)
        shape = mean / (scatter - 1) if scatter > 1 else None
        own = mean if shape is None else dice.gamma(shape, scatter - 1)
        found = effect(dice.poisson(own), dice.poisson(3_000 * storms), published=10)
        held += found.low is not None and found.low <= -0.3 <= found.high

    assert 0.93 < held / trials < 0.985


# --- Counts alone ---------------------------------------------------------------------


def test_six_in_a_week_and_none_in_the_next_are_clearly_fewer():
    """One in 2⁶ is below one in 40, one in 2⁵ is not."""
    assert clearly_fewer(6, 0, weeks_before=1, weeks_after=1)
    assert not clearly_fewer(5, 0, weeks_before=1, weeks_after=1)


def test_as_many_as_before_are_not_fewer():
    assert not clearly_fewer(700, 100, weeks_before=7, weeks_after=1)
    assert clearly_fewer(700, 50, weeks_before=7, weeks_after=1)


def test_no_time_tells_nothing():
    assert not clearly_fewer(9, 0, weeks_before=1, weeks_after=0)
    assert not clearly_fewer(0, 3, weeks_before=0, weeks_after=1)
