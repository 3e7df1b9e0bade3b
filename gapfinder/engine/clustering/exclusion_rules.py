"""Editors' exclusion rules: a rule excludes texts that contain all of its phrases."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

SEPARATORS = re.compile(r"[,;\n]")


def phrases_of(typed: str) -> list[str]:
    """Return the distinct words and phrases that an editor typed, in their order.

    Commas, semicolons and line breaks separate phrases; white space inside a phrase
    becomes a single space. A phrase without a letter or a digit is dropped.

    >>> phrases_of("broken  link, Invoice,invoice, !")
    ['broken link', 'Invoice']
    """
    phrases_by_key = {
        _folded(phrase): phrase
        for phrase in reversed([" ".join(p.split()) for p in SEPARATORS.split(typed)])
        if any(letter.isalnum() for letter in phrase)
    }
    return list(reversed(phrases_by_key.values()))


def excludes(phrases: Sequence[str], text: str) -> bool:
    """Whether a text contains all phrases, as whole words, ignoring case.

    A rule without phrases excludes nothing.

    >>> excludes(["invoice", "PDF"], "Where is the pdf of my invoice?")
    True
    >>> excludes(["invoice"], "Where are my invoices?")
    False
    """
    return Rules([phrases]).exclude(text)


class Rules:
    """Several compiled rules, for use on many texts."""

    def __init__(self, rules: Iterable[Sequence[str]]) -> None:
        self._rules = [[_pattern(phrase) for phrase in rule] for rule in rules if rule]

    def exclude(self, text: str) -> bool:
        """Whether any of the rules excludes the text."""
        folded = _folded(text) if self._rules else ""
        return any(
            all(pattern.search(folded) for pattern in patterns)
            for patterns in self._rules
        )

    def mask(self, texts: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each text whether any of the rules excludes it, (n_texts,)."""
        return np.fromiter(map(self.exclude, texts), np.bool_, len(texts))


def _pattern(phrase: str) -> re.Pattern[str]:
    words = map(re.escape, _folded(phrase).split())
    # Not `\b`: a phrase may begin or end with a sign, as in "C++".
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")


def _folded(text: str) -> str:
    """Fold case, then normalise accents again: case folding may decompose them."""
    return normalize("NFKC", normalize("NFKC", text).casefold())
