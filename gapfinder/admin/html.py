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
SHORT = 80  # characters that a cell of a list has room for
STEADY = 0.05  # a smaller change of the weekly contacts says nothing


def number(value: float) -> str:
    return number_format(value, force_grouping=True)


def score(value: float) -> str:
    return number_format(round(value, 2), decimal_pos=2)


def trend(value: float) -> str:
    if abs(value) < STEADY:
        return _("steady")
    sign = "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(value):.0%}"


def day(value: date) -> str:
    """Return a date that does not wrap."""
    return date_format(value).replace(" ", "\N{NO-BREAK SPACE}")


def short(text: str) -> str:
    return Truncator(text).chars(SHORT)


def admin_link(model: type[Model], pk: int, text: str) -> SafeString:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[pk]), text)


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


def preformatted(text: str) -> str:
    return format_html("<pre>{}</pre>", text) if text else NOTHING


def _cells(row: Sequence[Any]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in row))
