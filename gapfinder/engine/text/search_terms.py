"""Words to search by: one spelling whatever the case."""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"\w+")
FEWEST = 4  # words of a sentence that nobody says by chance

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


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
            sentences = map(_folded, _SENTENCE.split(text))
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
