"""The stored figures of a run in words: this week against last, and coverage."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.admin.common import html
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Contact, Judgement, Run

LEAST_DAYS = 5  # a working week; what has begun on Monday is no week to compare


def weeks(run: Run) -> dict[str, Any] | None:
    """Compare the newest week with the one before; None: no figures are stored."""
    found = _this_and_last(run)
    if found is None:
        return None
    monday, this, last = found
    endings = (
        (_("Answered by an article"), "answered"),
        (_("In a gap"), "in_gaps"),
        (_("Not grouped"), "alone"),
    )
    return {
        "number": str(monday.isocalendar().week),
        "before": str((monday - WEEK).isocalendar().week),
        **_days_of(run, monday, this),
        "has_last": last is not None,
        "newer": _newer(run, monday),
        "contacts": _counted(
            _("Contacts"), this["contacts"], last["contacts"] if last else None
        ),
        "shares": [
            {**_shared(label, name, this, last), "contacts": html.number(this[name])}
            for label, name in endings
        ],
    }


def self_service(run: Run) -> dict[str, Any] | None:
    """Say who had searched first, and who came for what no article gives."""
    found = _this_and_last(run)
    if found is None:
        return None
    _monday, this, last = found
    now, before = this["self_service"], last["self_service"] if last else None
    reasons = (
        (_("Wanted to be sure"), Judgement.Reason.REASSURANCE),
        (_("Wanted a person"), Judgement.Reason.PREFERS_PERSON),
        (_("About the own account"), Judgement.Reason.ACCOUNT),
    )
    rows = [
        _row(
            _("Had searched the help centre first"),
            now["searched_first"],
            before and before["searched_first"],
        ),
        *(
            _row(
                label,
                now["reasons"].get(reason),
                before and before["reasons"].get(reason),
            )
            for label, reason in reasons
        ),
    ]
    return {
        "rows": rows,
        "contacts": html.number(now["contacts"]),
        "known": html.number(now["searched_known"]),
        "searched": _rating(now["csat_searched"]),
        "others": _rating(now["csat_others"]),
    }


def coverage(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the share that articles answer, by locale and by channel."""
    if not figures:
        return []
    channels = {name: str(label) for name, label in Contact.Channel.choices}
    return [
        {
            "title": _("Answered by an article, by locale"),
            "head": _("locale"),
            "rows": [
                _covered(name or _("not known"), told)
                for name, told in _most_first(figures["locales"])
            ],
        },
        {
            "title": _("Answered by an article, by channel"),
            "head": _("channel"),
            "rows": [
                _covered(channels.get(name, name), told)
                for name, told in _most_first(figures["channels"])
            ],
        },
    ]


def _most_first(
    counted: Mapping[str, Mapping[str, int]],
) -> list[tuple[str, Mapping[str, int]]]:
    """Order by contacts: a database may keep no order."""
    return sorted(counted.items(), key=lambda pair: (-pair[1]["contacts"], pair[0]))


def _this_and_last(
    run: Run,
) -> tuple[date, Mapping[str, Any], Mapping[str, Any] | None] | None:
    """Return the newest week that is most of one, or else the newest."""
    told = run.figures.get("weeks") if run.figures else None
    if not told:
        return None
    days = sorted(told, reverse=True)
    most = [day for day in days if told[day]["days"] >= LEAST_DAYS]
    monday = date.fromisoformat((most or days)[0])
    last = told.get((monday - WEEK).isoformat())
    return monday, told[monday.isoformat()], last


def _days_of(run: Run, monday: date, week: Mapping[str, Any]) -> dict[str, str]:
    """Return the first and the last day that the run has seen of a week."""
    first = max(monday, run.since.astimezone(run.help_center.zone).date())
    last = first + timedelta(days=week["days"] - 1)
    return {"first_day": html.day(first), "last_day": html.day(last)}


def _newer(run: Run, monday: date) -> str:
    """Say what has come in since a week, in one too short to compare."""
    came = sum(
        week["contacts"]
        for day, week in run.figures["weeks"].items()
        if date.fromisoformat(day) > monday
    )
    if not came:
        return ""
    return ngettext(
        "%(count)s contact since then, in the week that has begun.",
        "%(count)s contacts since then, in the week that has begun.",
        came,
    ) % {"count": html.number(came)}


def _counted(label: str, this: int, last: int | None) -> dict[str, str]:
    return {
        "label": label,
        "value": html.number(this),
        "before": html.NOTHING if last is None else html.number(last),
        "change": _percent_more(this, last),
    }


def _shared(
    label: str, name: str, this: Mapping[str, Any], last: Mapping[str, Any] | None
) -> dict[str, str]:
    before = _share(last[name], last["contacts"]) if last else None
    return _row(label, _share(this[name], this["contacts"]), before)


def _row(label: str, now: float | None, before: float | None) -> dict[str, str]:
    return {
        "label": label,
        "value": html.share(now) or html.NOTHING,
        "meter": f"{now or 0:.3f}",
        "before": html.share(before) or html.NOTHING,
        "change": _points(now, before),
    }


def _covered(name: str, told: Mapping[str, int]) -> dict[str, str]:
    answered = _share(told["answered"], told["contacts"])
    return {
        "name": name,
        "contacts": html.number(told["contacts"]),
        "answered": html.share(answered) or html.NOTHING,
        "meter": f"{answered or 0:.3f}",
        "in_gaps": html.share(_share(told["in_gaps"], told["contacts"])) or "",
    }


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
