"""Numbers, shares, durations and days, in the format of the active language."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

NOTHING = "-"
MINUS = "\N{MINUS SIGN}"
SHORT = 80  # characters in the cell of a list
MINUTE = 60  # seconds, and minutes an hour
STEADY = 0.05  # smaller changes of weekly contacts count as steady


def number(value: float) -> str:
    return number_format(value, force_grouping=True)


def decimal(value: float) -> str:
    return number_format(round(value, 1), decimal_pos=1, force_grouping=True)


def share(value: float | None) -> str | None:
    return None if value is None else percent(value)


def percent(value: float) -> str:
    """Return a share in the format of the active language: 17% or 17 %."""
    return _("%(percent)s%%") % {"percent": round(100 * value)}


def duration(seconds: float) -> str:
    """Return a duration in hours and minutes; below a minute in seconds."""
    if round(seconds) < MINUTE:
        return _("%(seconds)s s") % {"seconds": number(round(seconds))}
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    shown = {"hours": number(hours), "minutes": minutes}
    return _("%(hours)s h %(minutes)s min") % shown


def score(value: float) -> str:
    return number_format(round(value, 2), decimal_pos=2)


def difference(value: float) -> str:
    """Return a difference of scores, with its sign."""
    sign = MINUS if value < 0 else "+"
    return f"{sign}{score(abs(value))}"


def trend(value: float) -> str:
    if abs(value) < STEADY:
        return _("steady")
    return change(value)


def trend_between(low: float, high: float) -> str:
    """Return the ends of a trend's interval, which are never "steady"."""
    shown = {"low": change(low), "high": change(high)}
    return _("between %(low)s and %(high)s") % shown


def change(value: float) -> str:
    """Return a change with its sign, however small."""
    sign = MINUS if value < 0 else "+"
    return sign + percent(abs(value))


def day(value: date) -> str:
    """Return a date that does not wrap."""
    return date_format(value).replace(" ", "\N{NO-BREAK SPACE}")


def week(monday: date) -> str:
    """Return the ISO week that begins on a Monday, as in 2026-W47."""
    return f"{monday:%G-W%V}"


def short(text: str) -> str:
    return Truncator(text).chars(SHORT)
