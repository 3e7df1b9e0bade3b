"""Letters in plain text: lines that fit a mail, and texts that fit a line."""

import re
import textwrap

# An indent, with a number or dash that may follow: where the rest of the line belongs.
_MARGIN = re.compile(r"(?: +(?:(?:[\d.,\u00a0\u202f]+|-) +)?)?")

_ADDRESS = ("https://", "http://")
_WORD = re.compile(r"\w+")
MOST = 0.8  # of the words of a short text


def one_line(text: str) -> str:
    r"""Return the words of a text, one space between any two.

    >>> one_line(" two\r\n  lines ")
    'two lines'
    """
    return " ".join(text.split())


def mostly_said_in(short: str, text: str) -> bool:
    """Return whether most words of a text stand in another one, whatever their case.

    >>> mostly_said_in("Moving house in June …", "we are moving house in june, help!")
    True
    >>> mostly_said_in("Moving house", "How do I pay?")
    False
    """
    words = words_in(short)
    return bool(words) and len(words & words_in(text)) >= MOST * len(words)


def words_in(text: str) -> set[str]:
    """Return the words of a text, each once, whatever their case."""
    return set(_WORD.findall(text.casefold()))


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
