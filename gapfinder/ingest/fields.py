"""The values of one JSON object, taken out one by one, each with its type and range."""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from gapfinder.engine.text.locales import standard_locale

from .jsonl import InputError, type_of

MAX_ID = 200  # characters, as the models' columns have room for
MAX_LOCALE = 35
UNTELLABLE = 1e15  # a number from here on is not worth its digits in an error
YEARS = range(1970, 2200)  # outside: a default or a typing error, never a real time

_A_TIME = "a time with an offset such as 2026-02-28T10:00:00+01:00"
_A_LOCALE = "a locale such as nb or en-GB"
_AN_ID = f"a text of 1 to {MAX_ID} characters or a whole number"


class Fields:
    """What is left of an object; every method takes out one key.

    A key that is null counts as absent. An error names the key, and shows a value only
    if it can be no customer's words: a date, a number, a code.

    Args:
        values: the object.
        place: where it stands in the line, such as "turn 3", if not the line itself.
    """

    def __init__(self, values: dict[str, Any], *, place: str = "") -> None:
        self._left = {key: v for key, v in values.items() if v is not None}
        self._place = place and f"{place}: "

    def rest(self) -> dict[str, Any]:
        """Return what nobody asked for."""
        return self._left

    def has(self, key: str) -> bool:
        return key in self._left

    def identifier(self, key: str) -> str:
        if not self.has(key):
            raise self._absent(key, _AN_ID)
        return self._identifier(key, self._left.pop(key))

    def optional_identifier(self, key: str) -> str:
        value = self._left.pop(key, None)
        return "" if value in (None, "") else self._identifier(key, value)

    def identifiers(self, key: str) -> list[str]:
        return [self._identifier(key, item) for item in self.items(key)]

    def items(self, key: str) -> list[Any]:
        value = self._left.pop(key, None)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, value, "a list")
        return value

    def text(self, key: str, *, longest: int | None = None) -> str:
        value = self._left.pop(key, None)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key, value, "a text")
        if longest is not None and len(value) > longest:
            raise self._wrong(key, value, f"at most {longest}")
        return value

    def code(self, key: str, known: Collection[str], *, default: str) -> str:
        value = self._left.pop(key, None)
        if value is None:
            return default
        if value not in known:
            raise self._wrong(key, value, " or ".join(known), shown=r"[A-Za-z_]{1,20}")
        return str(value)

    def speaker(self, known: Collection[str]) -> str:
        """Like a code, but what came may be a person's name and is never shown."""
        expected = " or ".join(known)
        if not self.has("speaker"):
            raise self._absent("speaker", expected)
        value = self._left.pop("speaker")
        if value not in known:
            raise self._wrong("speaker", value, expected)
        return str(value)

    def locale(self, key: str) -> str:
        value = self._left.pop(key, None)
        if value in (None, ""):
            return ""
        locale = standard_locale(value) if isinstance(value, str) else None
        if locale is None or len(locale) > MAX_LOCALE:
            raise self._wrong(key, value, _A_LOCALE, shown=r"[\w-]{1,20}")
        return locale

    def required_locale(self, key: str) -> str:
        if not self._left.get(key):
            raise self._absent(key, _A_LOCALE)
        return self.locale(key)

    def time(self, key: str) -> datetime:
        moment = self.optional_time(key)
        if moment is None:
            raise self._absent(key, _A_TIME)
        return moment

    def optional_time(self, key: str) -> datetime | None:
        value = self._left.pop(key, None)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
            if moment.utcoffset() is not None and moment.year in YEARS:
                return moment.astimezone(UTC)
        except (TypeError, ValueError):
            pass
        raise self._wrong(key, value, _A_TIME, shown=r"[\d:.,+TZW -]{1,40}")

    def number(self, key: str, *, highest: int) -> float | None:
        value = self._left.pop(key, None)
        if value is None:
            return None
        if type(value) not in (int, float) or not 0 <= value <= highest:
            raise self._wrong(key, value, f"a number from 0 to {highest}")
        return float(value)

    def flag(self, key: str) -> bool | None:
        value = self._left.pop(key, None)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def _identifier(self, key: str, value: Any) -> str:
        if type(value) is int:
            value = str(value)
        if not isinstance(value, str) or not value.strip() or len(value) > MAX_ID:
            raise self._wrong(key, value, _AN_ID)
        return value

    def _absent(self, key: str, expected: str) -> InputError:
        return InputError(f'{self._place}no "{key}", expected {expected}')

    def _wrong(
        self, key: str, value: object, expected: str, *, shown: str = ""
    ) -> InputError:
        came = _described(value, shown)
        return InputError(f'{self._place}"{key}" is {came}, expected {expected}')


def _described(value: object, shown: str) -> str:
    """Tell what came: a text only if it looks like `shown`, a pattern."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < UNTELLABLE else "a huge number"
    if isinstance(value, str):
        if not value:
            return "empty"
        if shown and re.fullmatch(shown, value, re.ASCII):
            return f'"{value}"'
        length = "1 character" if len(value) == 1 else f"{len(value):,} characters"
        return f"a text of {length}"
    return type_of(value)
