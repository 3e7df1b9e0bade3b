"""Helpers that build HTML; they escape all input.

Numbers in words are those of `wording.numbers`, under the names that screens use.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gapfinder.display.numbers import (
    MINUS,
    NOTHING,
    STEADY,
    change,
    day,
    decimal,
    difference,
    duration,
    number,
    percent,
    score,
    share,
    short,
    trend,
    trend_between,
    week,
)
from gapfinder.models import Gap

__all__ = [
    "MINUS",
    "NOTHING",
    "STEADY",
    "address_of",
    "admin_link",
    "bullets",
    "change",
    "day",
    "decimal",
    "difference",
    "duration",
    "link_to",
    "number",
    "outside_link",
    "percent",
    "preformatted",
    "score",
    "scrolling",
    "share",
    "short",
    "table",
    "trend",
    "trend_between",
    "week",
]


def admin_link(model: type[Model], pk: int, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address_of(model, pk), text)


def address_of(model: type[Model], pk: int) -> str:
    """Return where the page of a row is."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return reverse(name, args=[pk])


def link_to(row: Model | None) -> str:
    if row is None:
        return NOTHING
    named = row.title if isinstance(row, Gap) else str(row)
    return admin_link(type(row), row.pk, short(named))


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


def _cells(row: Sequence[Any]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in row))
