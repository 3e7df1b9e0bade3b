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
BESIDES_TITLE = 79  # columns that all else takes


def ranking_table(gaps: Sequence[dict[str, Any]]) -> str:
    """Return the gaps of `find_gaps --json` as a table of plain text."""
    width = min(max(shutil.get_terminal_size((WIDEST, 0)).columns, NARROWEST), WIDEST)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name, options in COLUMNS.items():
        # A table that is too wide would lose its narrow columns, not the title's end.
        title = {"max_width": width - BESIDES_TITLE} if name == "title" else {}
        table.add_column(name, no_wrap=True, **(options | title))
    for gap in gaps:
        nearest = gap["article"] or (gap["nearest"] or [{"article": ""}])[0]["article"]
        cells = (
            *(str(gap["rank"]), gap["kind"], gap["title"], gap["locale"]),
            *(str(gap["contacts"]), str(gap["customers"]), _percent(gap["trend"])),
            nearest,
        )
        # Text, not str: a title in square brackets is not markup.
        table.add_row(*(Text(cell) for cell in cells))
    page = io.StringIO()
    Console(file=page, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


COLUMNS: dict[str, dict[str, Any]] = {
    "rank": {"justify": "right"},
    "kind": {},
    "title": {"overflow": "ellipsis"},
    "locale": {},
    "contacts": {"justify": "right"},
    "customers": {"justify": "right"},
    "trend": {"justify": "right"},
    "nearest article": {"overflow": "ellipsis", "max_width": 20},
}


def _percent(share: float) -> str:
    return f"{share:+.0%}" if share else "steady"
