"""Parse primary keys and dates of query parameters and forms."""

from collections.abc import Iterable
from datetime import date

DIGITS = 18  # of a key: any database has room for them
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9000, 1, 1)  # every time zone knows them


def key_of(text: str) -> int | None:
    """Return the key of a row, if a text can be one."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def keys_of(texts: Iterable[str]) -> list[int]:
    return [key for key in map(key_of, texts) if key is not None]


def day_of(text: str | None) -> date | None:
    """Return a day, if a text is one that is near our time."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
