"""Texts that a spreadsheet takes for nothing but texts."""

import re

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
