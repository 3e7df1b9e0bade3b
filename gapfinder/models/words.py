"""Words inside of texts, asked for so that an index of their trigrams is used."""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Q

TRIGRAM = 3  # letters


def holds(field: str, words: Iterable[str], *, using: str) -> Q:
    """Where a text holds all the words, whatever their case.

    A word of one or two letters has no trigram unless it begins there, so it finds
    what begins with it.
    """
    found = Q()
    for word in words:
        held = Q()
        for spelling in _spellings(word, using):
            held |= _held(field, spelling)
        found &= held
    return found


def _held(field: str, word: str) -> Q:
    if len(word) >= TRIGRAM:
        return Q((f"{field}__icontains", word))
    return Q((f"{field}__istartswith", word)) | Q((f"{field}__icontains", f" {word}"))


def _spellings(word: str, using: str) -> set[str]:
    """SQLite folds the case of ASCII only."""
    if word.isascii() or connections[using].vendor != "sqlite":
        return {word}
    return {word, word.lower(), word.capitalize()}
