"""Tables as files for spreadsheets; texts from outside are harmless in them."""

import csv
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO

from .cell_escaping import harmless, harmless_line, printable

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by it Excel knows UTF-8

Cell = str | float | None


def written(kind: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the file of a table: "csv" or "xlsx"."""
    as_kind = {"csv": _csv, "xlsx": _xlsx}[kind]
    safe = harmless_line if kind == "csv" else harmless
    return as_kind(heads, ([_as(safe, cell) for cell in row] for row in rows))


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows(rows)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write row by row: the memory does not grow with the rows."""
    import xlsxwriter

    file = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def _as(safe: Callable[[str], str], cell: Cell) -> Cell:
    return safe(printable(cell)) if isinstance(cell, str) else cell
