"""Normalise texts: lines, widths, search terms and invisible characters."""

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

    A line that is an address stays whole. The rest of an indented line is aligned with
    its text, not with its number:

    >>> print(wrapped("  1. How do I move?", 14), end="")
      1. How do I
         move?
    """
    lines = text.rstrip().strip("\n").splitlines()
    return "\n".join(_wrapped_line(line.rstrip(), width) for line in lines) + "\n"


def _wrapped_line(line: str, width: int) -> str:
    if line.lstrip().startswith(_ADDRESS):
        return line  # a broken link does not work
    margin = _MARGIN.match(line)
    indent = " " * len(margin[0] if margin else "")
    return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)


WORD = re.compile(r"\w+")
MIN_QUOTE_WORDS = 4  # of a sentence that cannot be a quotation by chance


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the distinct words of texts, folded, in alphabetical order.

    Python folds the words because SQLite folds ASCII only. The text is normalised
    first, so that both encodings of an å are found.

    >>> words_of(["Åpent i dag?", "I DAG: åpent!"])
    ['dag', 'i', 'åpent']
    """
    words: set[str] = set()
    for text in texts:
        words.update(_folded(text))
    return sorted(words)


class Quotable:
    """Texts that a note may quote, whole or by their longer sentences."""

    def __init__(self, texts: Iterable[str]) -> None:
        quotes: set[tuple[str, ...]] = set()
        for text in texts:
            sentences = map(_folded, split_sentences(text, ""))
            quotes.add(tuple(_folded(text)))
            quotes.update(
                tuple(sentence)
                for sentence in sentences
                if len(sentence) >= MIN_QUOTE_WORDS
            )
        self._runs = {" ".join(("", *run, "")) for run in quotes if run}

    def is_quoted_in(self, note: str) -> bool:
        """Whether a note contains one of them, word for word.

        >>> Quotable(["How do I move? Thanks"]).is_quoted_in("asks: how do I move")
        True
        """
        words = " ".join(("", *_folded(note), ""))
        return any(run in words for run in self._runs)


def _folded(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


# Controls, soft hyphens, spaces without width, marks of direction.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Joiners are part of emoji and of Persian words; in a number they hide it.
_JOINERS = re.compile("(?<=[0-9A-Za-z\u00c0-\u024f@.+_-])[\u200c\u200d]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
FULL_WIDTH_OFFSET = 0xFEE0  # code point of a full-width character minus the plain one's


def strip_invisible(text: str) -> str:
    """Remove invisible characters and replace full-width ones by plain ones.

    Both would hide a number from the patterns of redaction.

    >>> text = "913\N{ZERO WIDTH SPACE}45\N{SOFT HYPHEN}678"
    >>> strip_invisible(text), strip_invisible("\uff19\uff11")
    ('91345678', '91')
    """
    text = _FULL_WIDTH.sub(lambda match: chr(ord(match[0]) - FULL_WIDTH_OFFSET), text)
    return _JOINERS.sub("", _INVISIBLE.sub("", text))
