"""ISO weeks in a time zone, and the time at which a week's digest is due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)
OFFSET_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # on which time zones are compared


def monday_of(day: date) -> date:
    """Return the first day of the ISO week of a day."""
    return day - timedelta(days=day.weekday())


def bounds(monday: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of a week and that of the next.

    Days are added to the wall clock, so a week with a DST change has one hour less or
    more.
    """
    midnight = datetime.combine(monday, time.min, zone)
    return midnight, midnight + WEEK


def last_whole_week(now: datetime, zone: ZoneInfo) -> date:
    """Return the Monday of the newest week that had ended in a zone at `now`."""
    return monday_of(now.astimezone(zone).date()) - WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSchedule:
    """A reader's weekday (0: Monday) and hour (0 … 23), in the reader's time zone."""

    weekday: int
    hour: int
    zone: ZoneInfo
    weeks_zone: ZoneInfo  # in which the weeks of the digests begin

    def due_at(self, monday: date) -> datetime:
        """Return when the digest about the week of a Monday is due, in UTC.

        That is the first such hour after the week, or the end of the week where a DST
        change has put the hour before it. An hour that a DST change skips is the hour
        after the jump; of two equal hours it is the first.

        The difference between the two time zones is taken on one fixed day. With the
        difference of each week, two weeks could share an hour and one of the digests
        would get lost. So each week has its own send time, later than that of the week
        before.
        """
        difference = _offset(self.zone) - _offset(self.weeks_zone)
        wanted = timedelta(days=self.weekday, hours=self.hour)
        after = (
            difference + (wanted - difference) % WEEK
        )  # since Monday 00:00 on the wall
        wall = datetime.combine(monday + WEEK, time.min) + after
        _start, end = bounds(monday, self.weeks_zone)
        return max(wall.replace(tzinfo=self.zone).astimezone(UTC), end.astimezone(UTC))

    def newest_week(self, now: datetime) -> date:
        """Return the Monday of the newest week whose digest is due at `now`."""
        monday = last_whole_week(now, self.weeks_zone)
        while self.due_at(monday) > now:
            monday -= WEEK
        return monday


def _offset(zone: ZoneInfo) -> timedelta:
    return zone.utcoffset(OFFSET_DAY.astimezone(zone)) or timedelta(0)
