"""Input errors: one sentence that names the value received and the value expected.

The sentence shows a value only if it cannot be a customer's words: a date, a number, a
code. Other texts are not quoted: customers' words do not belong in terminals or logs.
"""

import re
from typing import Any

from pydantic import BaseModel, ValidationError

from .schemas import EXPECTED, WHOLE, Expected, Turn

MAX_DEPTH = 50  # lists and objects inside one another
HUGE = 1e15  # larger numbers are described, not shown
MARKS = (1, 2)  # lengths of lists of numbers that are shown, as those of a scale


class InputError(Exception):
    """The input cannot be imported; the message is a whole sentence."""


def sentence_of(error: ValidationError, schema: type[BaseModel]) -> str:
    """Describe the first wrong value of a record, and its place.

    Args:
        error: raised by the validation of the record.
        schema: the schema.
    """
    first = error.errors(include_url=False)[0]
    if first["type"] == WHOLE:
        return first["msg"]
    came, place = first["input"], ""
    match first["loc"]:
        case ("turns", int(number)):
            return f"turn {number + 1} is {type_of(came)}, expected an object"
        case ("turns", int(number), key):
            place, schema = f"turn {number + 1}: ", Turn
        case (key, *_):
            pass
    if first["type"] == "missing":
        return f'{place}no "{key}", expected {_expected(schema, str(key))}'
    expected = first["msg"] if first["type"] == EXPECTED else "a list"
    if came is None and first["loc"][-1] == key:
        return f'{place}no "{key}", expected {expected}'
    shown = first.get("ctx", {}).get("shown", "")
    return f'{place}"{key}" is {_described(came, shown)}, expected {expected}'


def too_deep() -> InputError:
    return InputError(f"JSON nested too deep, expected at most {MAX_DEPTH} levels")


def type_of(value: object) -> str:
    """Name a JSON value's type in words."""
    return {
        bool: "true or false",
        dict: "an object",
        float: "a number",
        int: "a number",
        list: "a list",
        str: "a text",
    }.get(type(value), "null")


def _expected(schema: type[BaseModel], key: str) -> str:
    metadata = schema.model_fields[key].metadata
    return next(item.text for item in metadata if isinstance(item, Expected))


def _described(value: object, shown: str) -> str:
    """Describe a value; show a text only if it matches `shown`, a pattern."""
    if isinstance(value, str):
        return _described_text(value, shown)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < HUGE else "a huge number"
    if isinstance(value, list) and len(value) in MARKS and _are_numbers(value):
        return f"[{', '.join(_described(mark, '') for mark in value)}]"
    return type_of(value)


def _described_text(value: str, shown: str) -> str:
    if not value:
        return "empty"
    if shown and re.fullmatch(shown, value, re.ASCII):
        return f'"{value}"'
    length = "1 character" if len(value) == 1 else f"{len(value):,} characters"
    return f"a text of {length}"


def _are_numbers(values: list[Any]) -> bool:
    return all(type(value) in (int, float) for value in values)
