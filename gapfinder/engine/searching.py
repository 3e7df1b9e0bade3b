"""Words to search by: one spelling whatever the case, each word once."""

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"\w+")


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of some texts, folded, each once, in alphabetical order.

    Folded here and not by a database: SQLite knows the case of ASCII only. Letters and
    their accents are put together first, so both ways to write an å are found.

    >>> words_of(["Åpent i dag?", "I DAG: åpent!"])
    ['dag', 'i', 'åpent']
    """
    found: set[str] = set()
    for text in texts:
        found.update(WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    return sorted(found)
