"""Pieces of HTML that the screens show; whatever comes from outside is escaped."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

NOTHING = "-"
MINUS = "\N{MINUS SIGN}"
SHORT = 80  # characters that a cell of a list has room for
MINUTE = 60  # seconds, and minutes an hour
STEADY = 0.05  # a smaller change of the weekly contacts says nothing


def number(value: float) -> str:
    return number_format(value, force_grouping=True)


def decimal(value: float) -> str:
    return number_format(round(value, 1), decimal_pos=1, force_grouping=True)


def share(value: float | None) -> str | None:
    return None if value is None else percent(value)


def percent(value: float) -> str:
    """Return a share as its language writes it: 17% or 17 %."""
    return _("%(percent)s%%") % {"percent": round(100 * value)}


def duration(seconds: float) -> str:
    """Return a span of time as hours and minutes; below a minute in seconds."""
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
    return _signed(value)


def trend_between(low: float, high: float) -> str:
    """Return the ends of a trend's interval, which are never "steady"."""
    shown = {"low": _signed(low), "high": _signed(high)}
    return _("between %(low)s and %(high)s") % shown


def change(value: float) -> str:
    """Return a change with its sign, however small."""
    return _signed(value)


def day(value: date) -> str:
    """Return a date that does not wrap."""
    return date_format(value).replace(" ", "\N{NO-BREAK SPACE}")


def week(monday: date) -> str:
    """Return the ISO week that begins on a Monday, as in 2026-W47."""
    return f"{monday:%G-W%V}"


def short(text: str) -> str:
    return Truncator(text).chars(SHORT)


def admin_link(model: type[Model], pk: int, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address_of(model, pk), text)


def address_of(model: type[Model], pk: int) -> str:
    """Return where the page of a row is."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return reverse(name, args=[pk])


def link_to(row: Model | None) -> str:
    if row is None:
        return NOTHING
    return admin_link(type(row), row.pk, short(str(row)))


def outside_link(url: str) -> str:
    """Return a link for web addresses only: `javascript:` and the like stay text."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    if not is_web:
        return url or NOTHING
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', url, url)


def bullets(texts: Iterable[str]) -> str:
    items = format_html_join("", "<li>{}</li>", ((text,) for text in texts))
    return format_html('<ul class="bullets">{}</ul>', items) if items else NOTHING


def table(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table; cells are escaped unless they are safe, as links are."""
    head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in heads))
    body = format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in rows))
    if not body:
        return NOTHING
    return format_html(
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, body
    )


def scrolling(label: str, wide: str) -> str:
    """Return a wide table in a box that scrolls on a phone, also by keyboard."""
    box = '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>'
    return wide if wide == NOTHING else format_html(box, label, wide)


def preformatted(text: str) -> str:
    return format_html("<pre>{}</pre>", text) if text else NOTHING


def _signed(value: float) -> str:
    sign = MINUS if value < 0 else "+"
    return sign + percent(abs(value))


def _cells(row: Sequence[Any]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in row))
