"""The stored figures of a run in words: this week against last, and coverage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.admin.common import html
from gapfinder.engine.metrics.self_service import SelfService
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Contact, Judgement, Run
from gapfinder.models.runs.payloads import Coverage, RunFigures, WeekOutcomes

LEAST_DAYS = 5  # a working week; what has begun on Monday is no week to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A number of the week, that of the week before, and what changed."""

    label: str
    value: str
    before: str
    change: str
    meter: str = ""  # a share, 0 … 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekShown:
    number: str  # of the ISO week
    before: str  # that of the week before
    first_day: str
    last_day: str
    has_last: bool  # the week before is known
    newer: str
    contacts: Row
    shares: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfServiceShown:
    rows: Sequence[Row]
    contacts: str
    known: str
    searched: str
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    name: str
    contacts: str
    answered: str
    meter: str
    in_gaps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    title: str
    head: str
    rows: Sequence[CoverageRow]


def weeks(run: Run, figures: RunFigures) -> WeekShown | None:
    """Compare the newest week with the one before; None: nobody came."""
    compared = _this_and_last(figures)
    if compared is None:
        return None
    monday, this, last = compared
    endings = (
        (_("Answered by an article"), attrgetter("answered")),
        (_("In a gap"), attrgetter("in_gaps")),
        (_("Not grouped"), attrgetter("alone")),
    )
    first_day, last_day = _days_of(run, monday, this)
    return WeekShown(
        number=str(monday.isocalendar().week),
        before=str((monday - WEEK).isocalendar().week),
        first_day=html.day(first_day),
        last_day=html.day(last_day),
        has_last=last is not None,
        newer=_newer(figures.weeks, monday),
        contacts=_counted(
            _("Contacts"), this.contacts, last.contacts if last else None
        ),
        shares=[
            _row(label, _share_of(count, this), _share_of(count, last))
            for label, count in endings
        ],
    )


def self_service(figures: RunFigures) -> SelfServiceShown | None:
    """Say who had searched first, and who came for what no article gives."""
    compared = _this_and_last(figures)
    if compared is None:
        return None
    _monday, this, last = compared
    now = this.self_service
    before = last.self_service if last else SelfService()
    reasons = (
        (_("Wanted to be sure"), Judgement.Reason.REASSURANCE),
        (_("Wanted a person"), Judgement.Reason.PREFERS_PERSON),
        (_("About the own account"), Judgement.Reason.ACCOUNT),
    )
    rows = [
        _row(
            _("Had searched the help centre first"),
            now.searched_first,
            before.searched_first,
        ),
        *(
            _row(
                label,
                now.reasons.get(reason),
                before.reasons.get(reason),
            )
            for label, reason in reasons
        ),
    ]
    return SelfServiceShown(
        rows=rows,
        contacts=html.number(now.contacts),
        known=html.number(now.searched_known),
        searched=_rating(now.csat_searched),
        others=_rating(now.csat_others),
    )


def coverage(figures: RunFigures) -> list[CoverageTable]:
    """Return the share that articles answer, by locale and by channel."""
    channels = {name: str(label) for name, label in Contact.Channel.choices}
    return [
        CoverageTable(
            title=_("Answered by an article, by locale"),
            head=_("locale"),
            rows=[
                _covered(name or _("not known"), covered)
                for name, covered in _most_first(figures.locales)
            ],
        ),
        CoverageTable(
            title=_("Answered by an article, by channel"),
            head=_("channel"),
            rows=[
                _covered(channels.get(name, name), covered)
                for name, covered in _most_first(figures.channels)
            ],
        ),
    ]


def _most_first(
    counted: Mapping[str, Coverage],
) -> list[tuple[str, Coverage]]:
    """Order by contacts: a database may keep no order."""
    return sorted(counted.items(), key=lambda pair: (-pair[1].contacts, pair[0]))


def _this_and_last(
    figures: RunFigures,
) -> tuple[date, WeekOutcomes, WeekOutcomes | None] | None:
    """Return the newest week that is most of one, or else the newest."""
    if not figures.weeks:
        return None
    counted = figures.weeks
    mondays = sorted(counted, reverse=True)
    most = [monday for monday in mondays if counted[monday].days >= LEAST_DAYS]
    monday = (most or mondays)[0]
    return monday, counted[monday], counted.get(monday - WEEK)


def _days_of(run: Run, monday: date, week: WeekOutcomes) -> tuple[date, date]:
    """Return the first and the last day that the run has seen of a week."""
    first = max(monday, run.since.astimezone(run.help_center.zone).date())
    return first, first + timedelta(days=week.days - 1)


def _newer(counted: Mapping[date, WeekOutcomes], monday: date) -> str:
    """Say what has come in since a week, in one too short to compare."""
    came = sum(week.contacts for day, week in counted.items() if day > monday)
    if not came:
        return ""
    return ngettext(
        "%(count)s contact since then, in the week that has begun.",
        "%(count)s contacts since then, in the week that has begun.",
        came,
    ) % {"count": html.number(came)}


def _counted(label: str, this: int, last: int | None) -> Row:
    return Row(
        label=label,
        value=html.number(this),
        before=html.NOTHING if last is None else html.number(last),
        change=_percent_more(this, last),
    )


def _row(label: str, now: float | None, before: float | None) -> Row:
    return Row(
        label=label,
        value=html.share(now) or html.NOTHING,
        before=html.share(before) or html.NOTHING,
        change=_points(now, before),
        meter=f"{now or 0:.3f}",
    )


def _covered(name: str, covered: Coverage) -> CoverageRow:
    answered = _share(covered.answered, covered.contacts)
    return CoverageRow(
        name=name,
        contacts=html.number(covered.contacts),
        answered=html.share(answered) or html.NOTHING,
        meter=f"{answered or 0:.3f}",
        in_gaps=html.share(_share(covered.in_gaps, covered.contacts)) or "",
    )


def _share_of(
    count: Callable[[WeekOutcomes], int], week: WeekOutcomes | None
) -> float | None:
    return _share(count(week), week.contacts) if week else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _rating(value: float | None) -> str:
    return "" if value is None else html.number(round(value))


def _percent_more(this: int, last: int | None) -> str:
    if not last:
        return ""
    percent = round(100 * (this - last) / last)
    return _("%(change)s%%") % {"change": _signed(percent)}


def _points(now: float | None, before: float | None) -> str:
    """Return a difference of shares, as they are shown: 62% after 58% is 4 points."""
    if now is None or before is None:
        return ""
    points = round(100 * now) - round(100 * before)
    return ngettext("%(change)s point", "%(change)s points", abs(points)) % {
        "change": _signed(points)
    }


def _signed(value: int) -> str:
    if not value:
        return "±0"
    return f"{'+' if value > 0 else html.MINUS}{html.number(abs(value))}"
