"""Which questions an editor's rule leaves out: all of its phrases occur in them."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

SEPARATORS = re.compile(r"[,;\n]")


def phrases_of(typed: str) -> list[str]:
    """Return the words and phrases that an editor typed, each once, in their order.

    Commas, semicolons and ends of lines part them; within one, any white space is a
    single space. What has no letter and no digit is none.

    >>> phrases_of("broken  link, Invoice,invoice, !")
    ['broken link', 'Invoice']
    """
    found = {
        _folded(phrase): phrase
        for phrase in reversed([" ".join(p.split()) for p in SEPARATORS.split(typed)])
        if any(letter.isalnum() for letter in phrase)
    }
    return list(reversed(found.values()))


def leaves_out(phrases: Sequence[str], text: str) -> bool:
    """Whether each of the phrases occurs in a text, as whole words, whatever the case.

    A rule without phrases leaves nothing out.

    >>> leaves_out(["invoice", "PDF"], "Where is the pdf of my invoice?")
    True
    >>> leaves_out(["invoice"], "Where are my invoices?")
    False
    """
    return Rules([phrases]).leave_out(text)


class Rules:
    """Several rules, prepared for many texts."""

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        self._rules = [[_pattern(phrase) for phrase in rule] for rule in rules if rule]

    def leave_out(self, text: str) -> bool:
        """Whether any of the rules takes the text."""
        folded = _folded(text) if self._rules else ""
        return any(
            all(pattern.search(folded) for pattern in patterns)
            for patterns in self._rules
        )

    def among(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each text whether any of the rules takes it, (n_texts,)."""
        return np.fromiter(map(self.leave_out, texts), np.bool_, len(texts))


def _pattern(phrase: str) -> re.Pattern[str]:
    words = map(re.escape, _folded(phrase).split())
    # Not `\b`: a phrase may begin or end with what is no letter, as in "C++".
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")


def _folded(text: str) -> str:
    """Fold case, and spell accents one way, which folding may part again."""
    return normalize("NFKC", normalize("NFKC", text).casefold())
