"""What to write first: weeks, trends and the order of gaps."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.metrics.ranking import (
    rank,
    trend,
    trend_interval,
    week_of,
    weekly_counts,
)

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 11, 16, tzinfo=OSLO)

counts = st.lists(st.integers(0, 1000), max_size=10)
volumes = st.lists(st.integers(0, 5), max_size=8)


@pytest.mark.parametrize("weekly", [[], [5], [1, 9], [0, 0, 0, 0]])
def test_two_weeks_or_no_contacts_are_no_trend(weekly):
    assert trend(weekly) == 0


def test_as_many_every_week_is_no_trend():
    assert trend([40] * 8) == 0


def test_the_trend_is_the_change_over_twice_the_mean():
    """200 more over a mean of 200, of 600 contacts: 200 / 400 · 600 / 612."""
    assert trend([100, 200, 300]) == 0.49


def test_steady_doubling_is_a_strong_rise():
    assert trend([1, 2, 4, 8, 16]) > 0.6
    assert trend([16, 8, 4, 2, 1]) < -0.6


@pytest.mark.parametrize(
    "weekly", [[1, 0, 2, 1], [0, 1, 0, 1], [2, 0, 1, 0, 1, 0, 2, 1]]
)
def test_a_few_contacts_are_no_trend(weekly):
    assert abs(trend(weekly)) <= 0.1


def test_one_stormy_week_is_no_trend():
    assert trend([10, 10, 10, 10, 10, 10, 10, 300]) == 0


def test_the_more_contacts_the_surer_the_trend():
    assert 0 < trend([1, 2, 3]) < trend([10, 20, 30]) < trend([1000, 2000, 3000])


@settings(deadline=None)
@given(counts)
def test_a_trend_is_between_minus_one_and_one_with_two_decimals(weekly):
    assert -1 <= trend(weekly) <= 1
    assert trend(weekly) == round(trend(weekly), 2)


@pytest.mark.parametrize("weekly", [[], [5], [1, 9], [0, 0, 0, 0]])
def test_of_two_weeks_or_no_contacts_no_trend_is_known(weekly):
    assert trend_interval(weekly) == (-1, 1)


def test_steady_contacts_leave_the_scatter_of_a_poisson_count():
    """Of 288 contacts: 1.96 · √(3 / (288 + 12)) = 0.196."""
    assert trend_interval([36] * 8) == (-0.2, 0.2)


def test_four_times_the_contacts_halve_the_interval():
    """Of 1188, and 12 more for the doubt: 1.96 · √(3 / 1200) = 0.098."""
    assert trend_interval([148.5] * 8) == (-0.1, 0.1)


def test_contacts_that_come_in_bursts_tell_less():
    low, high = trend_interval([0, 72, 0, 72, 0, 72, 0, 72])

    assert high - low > 2 * 0.4


def test_a_strong_rise_is_no_chance_and_a_few_contacts_may_be():
    assert trend_interval([10, 20, 30, 40])[0] > 0
    assert trend_interval([1, 2, 3])[0] < 0


def test_the_true_trend_is_inside_nineteen_times_of_twenty():
    chance = np.random.default_rng(0)
    inside = []
    for _ in range(1000):
        true = float(np.clip(chance.normal(0, 0.5), -1, 1))
        weekly = chance.poisson(10 * (1 + true * np.linspace(-1, 1, 8)))
        low, high = trend_interval(weekly.tolist())
        inside.append(low <= true <= high)

    assert 0.93 <= np.mean(inside) <= 0.99


@settings(deadline=None)
@given(counts)
def test_the_trend_is_inside_its_interval(weekly):
    low, high = trend_interval(weekly)

    assert -1 <= low <= trend(weekly) <= high <= 1


def test_the_slope_of_a_trend_is_that_of_theil_and_sen():
    """Of pairs 1, 0, 7/3, -1, 3 and 7 the median is 5/3, over 3 weeks 5; mean 3."""
    assert trend([1, 2, 1, 8]) == round(5 / (2 * 3) * 12 / (12 + 12), 2)


@settings(deadline=None)
@given(counts)
def test_the_same_weeks_backwards_have_the_opposite_trend(weekly):
    assert trend(weekly[::-1]) == -trend(weekly)


@pytest.mark.parametrize("days", range(7))
def test_every_day_of_a_week_belongs_to_its_monday(days):
    assert week_of(MONDAY + timedelta(days=days), OSLO) == date(2026, 11, 16)


def test_a_week_begins_at_midnight_where_the_help_centre_is():
    sunday_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert week_of(sunday_in_utc, OSLO) == date(2026, 11, 23)


def test_a_moment_without_a_zone_has_no_week():
    with pytest.raises(ValueError, match="no time zone"):
        week_of(datetime(2026, 11, 16), OSLO)


def test_weeks_without_contacts_count_zero_and_stand_in_order():
    weeks = weekly_counts(
        [MONDAY + timedelta(days=15), MONDAY, MONDAY + timedelta(days=6)],
        since=MONDAY,
        until=MONDAY + timedelta(weeks=4),
        zone=OSLO,
    )

    assert list(weeks.items()) == [
        (date(2026, 11, 16), 2),
        (date(2026, 11, 23), 0),
        (date(2026, 11, 30), 1),
        (date(2026, 12, 7), 0),
    ]


def test_the_end_of_the_window_is_excluded_and_its_start_is_not():
    until = MONDAY + timedelta(weeks=1)
    moments = [MONDAY - timedelta(seconds=1), MONDAY, until]

    weeks = weekly_counts(moments, since=MONDAY, until=until, zone=OSLO)

    assert weeks == {date(2026, 11, 16): 1}


def test_a_window_across_the_end_of_summer_time_has_no_week_twice():
    since = datetime(2026, 10, 19, tzinfo=OSLO)
    until = datetime(2026, 11, 2, tzinfo=OSLO)
    hours = [since + timedelta(hours=hour) for hour in range(24 * 14)]

    weeks = weekly_counts(hours, since=since, until=until, zone=OSLO)

    assert weeks == {date(2026, 10, 19): 168, date(2026, 10, 26): 168}


def test_an_empty_window_has_no_weeks():
    assert weekly_counts([MONDAY], since=MONDAY, until=MONDAY, zone=OSLO) == {}


def test_most_contacts_come_first_then_titles_then_rows():
    assert rank([2, 5, 2, 2], ["b", "c", "a", "b"]) == [1, 2, 0, 3]


def test_each_gap_needs_its_title():
    with pytest.raises(ValueError, match="2 volumes, 1 titles"):
        rank([1, 2], ["a"])


@settings(deadline=None)
@given(volumes)
def test_a_ranking_is_a_permutation(numbers):
    assert sorted(rank(numbers, ["a"] * len(numbers))) == list(range(len(numbers)))


@settings(deadline=None)
@given(volumes.filter(bool), st.data())
def test_one_more_contact_never_lowers_a_rank(numbers, data):
    row = data.draw(st.integers(0, len(numbers) - 1))
    titles = data.draw(
        st.lists(st.sampled_from("ab"), min_size=len(numbers), max_size=len(numbers))
    )
    busier = [n + (place == row) for place, n in enumerate(numbers)]

    assert rank(busier, titles).index(row) <= rank(numbers, titles).index(row)
