"""Text search: case-insensitive filters for words in the columns of a table."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import connections
from django.db.models import Q

TRIGRAM = 3  # letters


def matches_words(words: str, *fields: str, using: str) -> Q:
    """Match rows that have every word in one of the fields."""
    condition = Q()
    for word in words.split():
        in_a_field = (contains(field, word, using=using) for field in fields)
        condition &= reduce(or_, in_a_field)
    return condition


def contains(field: str, word: str, *, using: str) -> Q:
    """Match rows with a word in a field, also as a part of a longer word."""
    forms = spellings(word, using=using)
    return reduce(or_, (Q((f"{field}__icontains", form)) for form in forms))


def matches_indexed_words(field: str, words: Iterable[str], *, using: str) -> Q:
    """Match rows with all words in a field, by conditions that a trigram index serves.

    A word of one or two letters has a trigram only at the beginning of a word, so it
    matches words that begin with it.
    """
    condition = Q()
    for word in words:
        forms = spellings(word, using=using)
        condition &= reduce(or_, (_has_word(field, form) for form in forms))
    return condition


def spellings(word: str, *, using: str) -> list[str]:
    """Return a word as rows may spell it: SQLite folds the case of ASCII only."""
    if word.isascii() or connections[using].vendor != "sqlite":
        return [word]
    return sorted({word, word.lower(), word.upper(), word.capitalize()})


def _has_word(field: str, word: str) -> Q:
    if len(word) >= TRIGRAM:
        return Q((f"{field}__icontains", word))
    return Q((f"{field}__istartswith", word)) | Q((f"{field}__icontains", f" {word}"))
