"""Letters in plain text: lines that fit a mail, and texts that fit a line."""

import re
import textwrap

# An indent, with a number or dash that may follow: where the rest of the line belongs.
_MARGIN = re.compile(r"(?: +(?:(?:[\d.,\u00a0\u202f]+|-) +)?)?")

_ADDRESS = ("https://", "http://")


def one_line(text: str) -> str:
    r"""Return the words of a text, one space between any two.

    >>> one_line(" two\r\n  lines ")
    'two lines'
    """
    return " ".join(text.split())


def wrapped(text: str, width: int) -> str:
    """Break lines longer than `width` columns, and end the text with one newline.

    A line that is an address stays whole. What is broken off an indented line stands
    below its text, not below its number:

    >>> print(wrapped("  1. How do I move?", 14), end="")
      1. How do I
         move?
    """
    lines = text.rstrip().strip("\n").splitlines()
    return "\n".join(_wrapped_line(line.rstrip(), width) for line in lines) + "\n"


def _wrapped_line(line: str, width: int) -> str:
    if line.lstrip().startswith(_ADDRESS):
        return line  # a broken one leads nowhere
    margin = _MARGIN.match(line)
    indent = " " * len(margin[0] if margin else "")
    return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)
