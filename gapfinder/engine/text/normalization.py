"""Letters in plain text: lines that fit a mail, and texts that fit a line."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable

from .sentences import split_sentences

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


WORD = re.compile(r"\w+")
FEWEST = 4  # words of a sentence that nobody says by chance


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of some texts, folded, each once, in alphabetical order.

    Folded here and not by a database: SQLite knows the case of ASCII only. Letters and
    their accents are put together first, so both ways to write an å are found.

    >>> words_of(["Åpent i dag?", "I DAG: åpent!"])
    ['dag', 'i', 'åpent']
    """
    found: set[str] = set()
    for text in texts:
        found.update(_folded(text))
    return sorted(found)


class Quotable:
    """What somebody may quote: whole texts, and their sentences of some words."""

    def __init__(self, texts: Iterable[str]) -> None:
        runs: set[tuple[str, ...]] = set()
        for text in texts:
            sentences = map(_folded, split_sentences(text, ""))
            runs.add(tuple(_folded(text)))
            runs.update(tuple(each) for each in sentences if len(each) >= FEWEST)
        self._runs = {" ".join(("", *run, "")) for run in runs if run}

    def is_quoted_in(self, note: str) -> bool:
        """Whether one stands in a note, word for word.

        >>> Quotable(["How do I move? Thanks"]).is_quoted_in("asks: how do I move")
        True
        """
        words = " ".join(("", *_folded(note), ""))
        return any(run in words for run in self._runs)


def _folded(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


# Controls, soft hyphens, spaces without width, marks of direction.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Joiners hold families of emoji and Persian words together; in a number they hide it.
_JOINED = re.compile("(?<=[0-9A-Za-z\u00c0-\u024f@.+_-])[\u200c\u200d]+")
_WIDE = re.compile("[\uff01-\uff5e]")
WIDER = 0xFEE0  # how far a character of full width is from the plain one


def seen(text: str) -> str:
    """Return what a reader sees: no unseen characters, and plain ones for wide ones.

    >>> seen("913\N{ZERO WIDTH SPACE}45\N{SOFT HYPHEN}678"), seen("\uff19\uff11")
    ('91345678', '91')
    """
    text = _WIDE.sub(lambda found: chr(ord(found[0]) - WIDER), text)
    return _JOINED.sub("", _UNSEEN.sub("", text))
