"""Write tables as CSV and XLSX files in which no text runs as a formula."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # makes Excel read UTF-8

Cell = str | float | None


def table_file(
    kind: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Return the bytes of a table file: "csv" or "xlsx"."""
    as_kind = {"csv": _csv, "xlsx": _xlsx}[kind]
    safe = escape_csv_cell if kind == "csv" else escape_formula
    return as_kind(heads, ([_as(safe, cell) for cell in row] for row in rows))


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows(rows)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write row by row: memory use does not grow with the number of rows."""
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


# First characters of a formula, also in the full width of Chinese and Japanese.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
CSV_CELL_FORMULA = re.compile(r'(?<=[;\t\r\n])(?=[\s"]*[-=+@＝＋－＠])')
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape_formula(text: str) -> str:
    """Return a text with an apostrophe before a formula, so that nothing runs it.

    A customer's words may begin like a formula. White space before it does not matter,
    because some programs strip it when they open a file.

    Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection

    >>> escape_formula("=1+1"), escape_formula("1+1")
    ("'=1+1", '1+1')
    """
    if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS):
        return APOSTROPHE + text
    return text


def escape_csv_cell(text: str) -> str:
    """Escape formulas, also after characters that separate cells in a CSV file.

    Norwegian, Swedish and Dutch spreadsheets take a semicolon, a tab or a line break in
    a text for the end of a cell.

    >>> escape_csv_cell("Refund;=1+1"), escape_csv_cell("Refund; why?")
    ("Refund;'=1+1", 'Refund; why?')
    """
    return escape_formula(CSV_CELL_FORMULA.sub(APOSTROPHE, text))


def printable(text: str) -> str:
    """Return a text without the characters that XML forbids.

    >>> printable("a" + chr(0) + "b")
    'ab'
    """
    return CONTROLS.sub("", text)
