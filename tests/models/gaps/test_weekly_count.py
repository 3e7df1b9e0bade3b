"""Contacts of a gap by week: they outlive the windows of the runs that counted them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gapfinder.pipeline.storage.gap_history import keep_weeks
from tests.support.factories import a_gap, a_run

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)
MONDAY = date(2026, 9, 28)
OSLO = ZoneInfo("Europe/Oslo")


def kept(gap, counts, *, first, until):
    """Store what a run from one day to another counted, from the week of the first."""
    since, end = (
        datetime(day.year, day.month, day.day, tzinfo=OSLO) for day in (first, until)
    )
    run = a_run(since=since, until=end)
    monday = first - timedelta(days=first.weekday())
    weeks = {monday + place * WEEK: n for place, n in enumerate(counts)}
    keep_weeks(run, {gap: weeks})


def weeks_of(gap):
    return [week.contacts for week in gap.counted.oldest_first()]


def test_the_counts_outlive_the_window():
    gap = a_gap()
    kept(gap, [5, 6, 7], first=MONDAY, until=MONDAY + 3 * WEEK)
    kept(gap, [8, 9], first=MONDAY + 2 * WEEK, until=MONDAY + 4 * WEEK)

    assert weeks_of(gap) == [5, 6, 8, 9]


def test_a_first_week_that_the_window_cuts_keeps_its_number():
    gap = a_gap()
    kept(gap, [5, 6], first=MONDAY, until=MONDAY + 2 * WEEK)
    kept(gap, [2, 7], first=MONDAY + timedelta(days=3), until=MONDAY + 2 * WEEK)

    assert weeks_of(gap) == [5, 7]


def test_a_week_that_goes_on_grows_with_the_next_run():
    gap = a_gap()
    kept(gap, [5, 2], first=MONDAY, until=MONDAY + WEEK + timedelta(days=2))
    kept(gap, [5, 6], first=MONDAY, until=MONDAY + 2 * WEEK)

    assert weeks_of(gap) == [5, 6]


def test_a_last_week_that_an_older_window_cuts_keeps_its_number():
    gap = a_gap()
    kept(gap, [5, 6], first=MONDAY, until=MONDAY + 2 * WEEK)
    kept(gap, [4, 1], first=MONDAY, until=MONDAY + WEEK + timedelta(days=2))

    assert weeks_of(gap) == [4, 6]
