"""Words that are looked for in the columns of a table, whatever their case."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import connections
from django.db.models import Q

TRIGRAM = 3  # letters


def said_in(words: str, *fields: str, using: str) -> Q:
    """Match rows that have every word in one of the fields."""
    found = Q()
    for word in words.split():
        found &= reduce(or_, (contains(field, word, using=using) for field in fields))
    return found


def contains(field: str, word: str, *, using: str) -> Q:
    """Match rows with a word, or what it is a part of, in a field."""
    asked = (Q((f"{field}__icontains", each)) for each in spellings(word, using=using))
    return reduce(or_, asked)


def holds(field: str, words: Iterable[str], *, using: str) -> Q:
    """Match rows with all words in a field, so that an index of trigrams is used.

    A word of one or two letters has no trigram unless it begins there, so it finds
    what begins with it.
    """
    found = Q()
    for word in words:
        found &= reduce(
            or_, (_held(field, each) for each in spellings(word, using=using))
        )
    return found


def spellings(word: str, *, using: str) -> list[str]:
    """Return a word as a row may spell it: SQLite folds the case of ASCII only."""
    if word.isascii() or connections[using].vendor != "sqlite":
        return [word]
    return sorted({word, word.lower(), word.upper(), word.capitalize()})


def _held(field: str, word: str) -> Q:
    if len(word) >= TRIGRAM:
        return Q((f"{field}__icontains", word))
    return Q((f"{field}__istartswith", word)) | Q((f"{field}__icontains", f" {word}"))
