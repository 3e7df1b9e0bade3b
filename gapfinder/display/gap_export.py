"""Export of gaps: the columns of a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gapfinder.engine.formats.spreadsheet import Cell
from gapfinder.models import Gap


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON, its name in a spreadsheet, its value of a gap."""

    key: str
    label: Any
    value: Callable[[Gap], Any]

    def cell(self, gap: Gap) -> Cell:
        """Return the value for one cell of a spreadsheet."""
        return _plain(self.value(gap))


def _named(key: str, label: Any, field: str = "") -> Column:
    return Column(key, label, lambda gap: getattr(gap, field or key))


def _nearest(gap: Gap) -> str:
    return gap.nearest_key[1]


def _score(gap: Gap) -> float | None:
    nearest = gap.nearest_articles
    return nearest[0].score if nearest else None


COLUMNS: Sequence[Column] = (
    _named("id", _("id"), "public_id"),
    _named("rank", _("rank")),
    _named("title", _("title")),
    _named("kind", _("kind")),
    _named("status", _("status")),
    Column(
        "assignee",
        _("assignee"),
        lambda gap: gap.assignee.get_username() if gap.assignee else "",
    ),
    _named("contacts", _("contacts"), "asked"),
    _named("customers", _("customers")),
    _named("contacts_per_week", _("contacts a week")),
    _named("trend", _("trend")),
    _named("trend_low", _("trend, at least")),
    _named("trend_high", _("trend, at most")),
    _named("searched_first", _("searched first")),
    _named("satisfaction", _("satisfaction"), "csat"),
    _named("handle_seconds", _("handling time in seconds")),
    _named("saving_seconds", _("could save a week, in seconds")),
    _named("channels", _("channels")),
    _named("locale", _("locale")),
    _named("locales", _("locales")),
    _named("weeks", _("contacts by week")),
    _named("section", _("section")),
    Column(
        "article",
        _("article to improve or translate"),
        lambda gap: gap.article.external_id if gap.article else "",
    ),
    Column("nearest", _("nearest article"), _nearest),
    Column("score", _("score"), _score),
    _named("phrases", _("phrases")),
    _named("examples", _("example questions")),
    _named("found_at", _("first found")),
    _named("published_at", _("published on")),
)


def _plain(value: Any) -> Cell:
    """Return numbers unchanged, times in ISO 8601, all other values as text."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number}" for key, number in value.items())
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value)
