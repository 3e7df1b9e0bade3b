"""The ranking of gaps as a table for a terminal."""

import io
import shutil
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDEST, NARROWEST = 132, 100  # columns


def ranking_table(gaps: Sequence[dict[str, Any]]) -> str:
    """Return the gaps of `find_gaps --json` as a table of plain text."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, options in COLUMNS.items():
        table.add_column(name, **options)
    for gap in gaps:
        nearest = gap["article"] or (gap["nearest"] or [{"article": ""}])[0]["article"]
        cells = (
            *(str(gap["rank"]), gap["kind"], gap["title"], gap["locale"]),
            *(str(gap["contacts"]), str(gap["customers"]), _percent(gap["trend"])),
            nearest,
        )
        # Text, not str: a title in square brackets is not markup.
        table.add_row(*(Text(cell) for cell in cells))
    width = min(max(shutil.get_terminal_size((WIDEST, 0)).columns, NARROWEST), WIDEST)
    page = io.StringIO()
    Console(file=page, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


COLUMNS: dict[str, dict[str, Any]] = {
    "rank": {"justify": "right"},
    "kind": {},
    "title": {"ratio": 1, "overflow": "ellipsis", "no_wrap": True},
    "locale": {},
    "contacts": {"justify": "right"},
    "customers": {"justify": "right"},
    "trend": {"justify": "right"},
    "nearest article": {"overflow": "ellipsis", "no_wrap": True, "max_width": 26},
}


def _percent(share: float) -> str:
    return f"{share:+.0%}" if share else "steady"
