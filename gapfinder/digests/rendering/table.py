"""The table that a letter brings: a row a gap, in the columns of the desk's export."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gapfinder.digests.content.references import QuotingRow, References
from gapfinder.display.gap_export import COLUMNS
from gapfinder.engine.formats.spreadsheet import Cell, table_file
from gapfinder.models import Digest, Gap, TitleSource
from gapfinder.models.payload import from_json, to_json

# No assignee: a letter names nobody.
FROM_EXPORT = (
    *("id", "rank", "title", "kind", "status", "contacts", "customers"),
    *("contacts_per_week", "trend", "trend_low", "trend_high", "searched_first"),
    *("satisfaction", "handle_seconds", "saving_seconds", "locale", "section"),
    *("article", "nearest", "score", "examples", "found_at", "published_at"),
)
OWN = {"asked": _("contacts in the week"), "before": _("in the week before")}
AFTER = "status"  # the columns of the week follow this one

REFERRED = ("title", "examples")
EXPORTED = [column for column in COLUMNS if column.key in FROM_EXPORT]
FIELDS = (  # of the gaps that are to be rows
    *("help_center", "number", "rank", "title", "retitled", "kind", "status", "volume"),
    *("customers", "contacts_per_week", "trend", "trend_low", "trend_high"),
    *("searched_first", "csat", "handle_seconds", "saving_seconds", "locale"),
    *("section", "nearest", "found_at", "published_at"),
    *("article__external_id", "article__title", "article__locale"),
)


def row_of(
    gap: Gap,
    *,
    title: str | TitleSource | None,
    asked: tuple[int, int],
    examples: list[int],
) -> dict[str, Any]:
    """Return the row of a gap, as it is kept: of customers' words the references."""
    cells: dict[str, Any] = {
        column.key: column.cell(gap)
        for column in EXPORTED
        if column.key not in REFERRED
    }
    this, before = asked
    return cells | {
        "asked": this,
        "before": before,
        "title": to_json(title),
        "retitled": gap.retitled,
        "examples": examples,
    }


def table_of(digest: Digest, language: str) -> bytes:
    """Return the gaps of an issue as CSV, heads and codes in the reader's language."""
    with override(language):
        names = _names()
        shown = {"kind": dict(Gap.Kind.choices), "status": dict(Gap.Status.choices)}
        rows = [
            [_cell(row.get(key), shown.get(key, {})) for key in names]
            for row in _worded(digest.gaps)
        ]
        return table_file("csv", list(names.values()), rows)


def _worded(rows: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows with customers' words in place of what refers to them."""
    quoting = [from_json(QuotingRow, row) or QuotingRow() for row in rows]
    references = References.of(quoting)
    for row, gap in zip(rows, quoting, strict=True):
        words = {"title": references.title(gap), "examples": references.examples(gap)}
        yield {**row, **words}


def _names() -> dict[str, str]:
    """Return the heads by key, in order."""
    names: dict[str, str] = {}
    for column in EXPORTED:
        names[column.key] = str(column.label)
        if column.key == AFTER:
            names |= {key: str(label) for key, label in OWN.items()}
    names["contacts"] = gettext("contacts of the latest analysis")
    return names


def _cell(value: Any, labels: dict[Any, Any]) -> Cell:
    if isinstance(value, list):
        return "\n".join(value)
    found: Cell = str(labels[value]) if value in labels else value
    return found
