"""A few words that are looked for in the columns of a table."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q


def said_in(words: str, *fields: str) -> Q:
    """Match rows that have every word in one of the fields, whatever the case.

    In several spellings, as a database may fold the case of ASCII letters only.
    """
    found = [_in_any(word, fields) for word in words.split()]
    return reduce(and_, found, Q())


def _in_any(word: str, fields: tuple[str, ...]) -> Q:
    spellings = {word, word.lower(), word.upper(), word.capitalize()}
    asked = [
        Q(**{f"{field}__icontains": spelling})
        for field in fields
        for spelling in sorted({word} if word.isascii() else spellings)
    ]
    return reduce(or_, asked)
