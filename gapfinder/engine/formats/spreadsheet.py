"""Tables as files for spreadsheets; texts from outside are harmless in them."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO

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


# What makes a formula of a cell, also in the full width of Chinese and Japanese.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HARMLESS = "'"
BEGINS_A_CELL = re.compile(r'(?<=[;\t\r\n])(?=[\s"]*[-=+@＝＋－＠])')
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before a formula.

    A customer's words may begin like one. What follows white space counts as well: some
    programs take that off when they open a file.

    Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA):
        return HARMLESS + text
    return text


def harmless_line(text: str) -> str:
    """Return a text that also holds where a semicolon parts the cells of a CSV file.

    As in Norwegian, Swedish and Dutch spreadsheets, which end a cell in the middle of
    a text: what follows a semicolon, a tab or the end of a line is a cell there.

    >>> harmless_line("Refund;=1+1"), harmless_line("Refund; why?")
    ("Refund;'=1+1", 'Refund; why?')
    """
    return harmless(BEGINS_A_CELL.sub(HARMLESS, text))


def printable(text: str) -> str:
    """Return a text without the characters that no XML file may hold.

    >>> printable("a" + chr(0) + "b")
    'ab'
    """
    return CONTROLS.sub("", text)
