"""ISO weeks: Monday to Sunday, in a time zone, whatever the clocks do."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def bounds(monday: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of a week and that of the next.

    Days are added to the wall clock, so a week in which clocks change has an hour less
    or more.
    """
    midnight = datetime.combine(monday, time.min, zone)
    return midnight, midnight + WEEK


def last_whole_week(now: datetime, zone: ZoneInfo) -> date:
    """Return the Monday of the newest week that was over at `now` in a zone."""
    return monday_of(now.astimezone(zone).date()) - WEEK
