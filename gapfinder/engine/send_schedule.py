"""When a letter is due: once for every week, whatever the clocks do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .weeks import WEEK, bounds, last_whole_week

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A reader's weekday (0: Monday) and hour (0 … 23), where the reader is."""

    weekday: int
    hour: int
    zone: ZoneInfo
    weeks_zone: ZoneInfo  # where the weeks begin that the letters are about

    def due_at(self, monday: date) -> datetime:
        """Return when the letter about the week of a Monday is due, in UTC.

        That is the first such hour after the week, or the week's end where a change of
        clocks has put the hour before it. An hour that the clocks leave out is the one
        they jump to; of two equal ones it is the first.

        How far the zones are apart is taken from one fixed day: if it were that of the
        week, two weeks could share an hour and one of the letters would get lost. So
        each week has a moment of its own, later than that of the week before.
        """
        apart = _offset(self.zone) - _offset(self.weeks_zone)
        wanted = timedelta(days=self.weekday, hours=self.hour)
        after = apart + (wanted - apart) % WEEK  # since Monday 00:00 on the wall
        wall = datetime.combine(monday + WEEK, time.min) + after
        _start, end = bounds(monday, self.weeks_zone)
        return max(wall.replace(tzinfo=self.zone).astimezone(UTC), end.astimezone(UTC))

    def newest(self, now: datetime) -> date:
        """Return the Monday of the newest week whose letter is due at `now`."""
        monday = last_whole_week(now, self.weeks_zone)
        while self.due_at(monday) > now:
            monday -= WEEK
        return monday


def _offset(zone: ZoneInfo) -> timedelta:
    return zone.utcoffset(SOME_DAY.astimezone(zone)) or timedelta(0)
