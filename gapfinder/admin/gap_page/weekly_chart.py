"""The contacts of a gap week by week, with marks for what was done about it."""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gapfinder.admin.common import html
from gapfinder.admin.common.charts import chart
from gapfinder.engine.weeks import WEEK, monday_of
from gapfinder.models import Gap, GapEvent

from . import history

SHOWN = 26  # weeks
LATER = 4  # weeks after the last that was counted in which a mark still has a place
MARKED = (
    *(GapEvent.Kind.RETURNED, GapEvent.Kind.MERGED, GapEvent.Kind.SPLIT),
    *(GapEvent.Kind.REOPENED, GapEvent.Kind.DRAFTING, GapEvent.Kind.PUBLISHED),
    GapEvent.Kind.DISMISSED,
)


def weeks_chart(gap: Gap) -> str:
    """Return the chart; "" if no run has counted a whole week."""
    newest = gap.counted.newest_first()[:SHOWN]
    counted = {week.monday: week.contacts for week in newest}
    if not counted:
        return ""
    marks = list(_marks(gap, max(counted)))
    mondays = _mondays(min(counted), [*counted, *(monday for monday, _said in marks)])
    places = {monday: place for place, monday in enumerate(mondays)}
    return chart(
        _("Contacts by week"),
        [date_format(monday, "MONTH_DAY_FORMAT") for monday in mondays],
        {_("contacts"): [counted.get(monday) for monday in mondays]},
        marks=[(places[at], said) for at, said in marks if at in places],
        kind="bar",
    )


def _mondays(first: date, others: Iterable[date]) -> list[date]:
    weeks = (max(others) - first) // WEEK + 1
    return [first + place * WEEK for place in range(weeks)][-SHOWN:]


def _marks(gap: Gap, last: date) -> Iterator[tuple[date, str]]:
    """Yield the Monday and the words for each event of its own, the oldest first."""
    own = [event for event in history.events_of(gap) if event.gap_id == gap.pk]
    for event in sorted(own, key=attrgetter("at")):
        day = event.at.astimezone(gap.help_center.zone).date()
        monday = monday_of(day)
        if event.kind in MARKED and monday <= last + LATER * WEEK:
            said = _("%(day)s: %(what)s")
            kind = event.get_kind_display()
            yield monday, said % {"day": html.day(day), "what": kind}
