"""A digest is due once a week, in every time zone, also across DST changes."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gapfinder.engine.weeks import WEEK, SendSchedule, bounds, monday_of

OSLO, NEW_YORK = ZoneInfo("Europe/Oslo"), ZoneInfo("America/New_York")
SYDNEY, LORD_HOWE = ZoneInfo("Australia/Sydney"), ZoneInfo("Australia/Lord_Howe")
MONDAY, SUNDAY = 0, 6
LONGEST = timedelta(hours=26)  # that clocks were ever moved at once: Samoa, a whole day
INSTANT = timedelta(microseconds=1)

zones = some.sampled_from(sorted(available_timezones() - {"localtime"})).map(ZoneInfo)
mondays = some.dates(date(1975, 1, 1), date(2080, 1, 1)).map(monday_of)
schedules = some.builds(
    SendSchedule,
    weekday=some.integers(0, 6),
    hour=some.integers(0, 23),
    zone=zones,
    weeks_zone=zones,
)


def schedule_of(weekday: int, hour: int, zone: ZoneInfo, weeks: ZoneInfo | None = None):
    return SendSchedule(weekday=weekday, hour=hour, zone=zone, weeks_zone=weeks or zone)


def on_the_wall(schedule: SendSchedule, monday: str) -> str:
    """What calendar and clock of the reader show when a week's letter is due."""
    due = schedule.due_at(date.fromisoformat(monday)).astimezone(schedule.zone)
    return f"{due:%a %Y-%m-%d %H:%M %Z}"


@pytest.mark.parametrize(
    ("weekday", "hour", "expected"),
    [
        (0, 7, "Mon 2026-11-23 07:00 CET"),
        (0, 0, "Mon 2026-11-23 00:00 CET"),
        (4, 15, "Fri 2026-11-27 15:00 CET"),
        (6, 23, "Sun 2026-11-29 23:00 CET"),
    ],
)
def test_it_is_due_at_the_first_such_hour_after_the_week(weekday, hour, expected):
    assert on_the_wall(schedule_of(weekday, hour, OSLO), "2026-11-16") == expected


def test_in_march_the_hour_that_is_left_out_is_the_one_the_clocks_jump_to():
    at_two = schedule_of(SUNDAY, 2, OSLO)

    assert on_the_wall(at_two, "2026-03-09") == "Sun 2026-03-22 02:00 CET"
    assert on_the_wall(at_two, "2026-03-16") == "Sun 2026-03-29 03:00 CEST"
    assert on_the_wall(at_two, "2026-03-23") == "Sun 2026-04-05 02:00 CEST"


def test_in_october_it_is_due_in_the_first_of_two_equal_hours():
    at_two = schedule_of(SUNDAY, 2, OSLO)
    due = at_two.due_at(date(2026, 10, 12))

    assert on_the_wall(at_two, "2026-10-12") == "Sun 2026-10-25 02:00 CEST"
    assert at_two.newest_week(due) == date(2026, 10, 12)
    assert at_two.newest_week(due + timedelta(hours=1)) == date(2026, 10, 12)


def test_clocks_that_move_by_half_an_hour_do_too():
    assert on_the_wall(schedule_of(SUNDAY, 2, LORD_HOWE), "2026-09-21") == (
        "Sun 2026-10-04 02:30 +11"
    )


def test_a_day_that_a_country_left_out_is_the_next_one():
    samoa = schedule_of(
        4, 7, ZoneInfo("Pacific/Apia")
    )  # had no Friday, 30 December 2011

    assert on_the_wall(samoa, "2011-12-19") == "Sat 2011-12-31 07:00 +14"


def test_a_reader_elsewhere_gets_it_by_the_own_clock():
    assert on_the_wall(schedule_of(MONDAY, 7, NEW_YORK, OSLO), "2026-11-16") == (
        "Mon 2026-11-23 07:00 EST"
    )


def test_a_reader_in_the_west_may_have_it_on_sunday_evening():
    assert on_the_wall(schedule_of(SUNDAY, 20, NEW_YORK, OSLO), "2026-11-16") == (
        "Sun 2026-11-22 20:00 EST"
    )


def test_a_reader_in_the_east_waits_until_the_week_is_over():
    early = schedule_of(MONDAY, 7, SYDNEY, OSLO)  # on Sunday at 21:00 in Oslo

    assert on_the_wall(early, "2026-11-16") == "Mon 2026-11-30 07:00 AEDT"


def test_where_clocks_put_the_hour_before_the_end_it_is_due_at_the_end():
    at_six = schedule_of(
        SUNDAY, 18, NEW_YORK, OSLO
    )  # the end itself, but for some weeks

    assert on_the_wall(at_six, "2026-03-02") == "Sun 2026-03-08 19:00 EDT"
    assert on_the_wall(at_six, "2026-03-23") == "Sun 2026-03-29 18:00 EDT"


@given(schedules, mondays)
def test_a_later_week_is_due_later(schedule, monday):
    assert schedule.due_at(monday) < schedule.due_at(monday + WEEK)


@given(schedules, mondays)
def test_from_its_moment_to_the_next_one_a_week_is_the_newest(schedule, monday):
    due, next_due = schedule.due_at(monday), schedule.due_at(monday + WEEK)

    assert (
        schedule.newest_week(due) == schedule.newest_week(next_due - INSTANT) == monday
    )
    assert schedule.newest_week(due - INSTANT) == monday - WEEK


@given(schedules, mondays)
def test_it_is_due_when_the_week_is_over_and_within_another_one(schedule, monday):
    end = bounds(monday, schedule.weeks_zone)[1].astimezone(UTC)

    assert end <= schedule.due_at(monday) <= end + WEEK + LONGEST


@given(schedules, mondays)
def test_it_is_due_at_the_readers_hour_but_for_changes_of_clocks(schedule, monday):
    due = schedule.due_at(monday)
    end = bounds(monday, schedule.weeks_zone)[1].astimezone(UTC)
    wall = due.astimezone(schedule.zone)

    if (wall.weekday(), wall.hour, wall.minute) != (schedule.weekday, schedule.hour, 0):
        before = (due - timedelta(days=1)).astimezone(schedule.zone).utcoffset()
        assert due == end or before != wall.utcoffset()
