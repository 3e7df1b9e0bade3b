"""JSON columns as frozen dataclasses: one way to write them, one way to read them.

A row outlives the code that wrote it. So a key that is missing, a value of another type
and a code that is not known are read as the default of their field, and keys that no
field has are passed over. A column stays a plain `JSONField`; beside it stands a
`Payload`, which reads and writes it as a dataclass.

Columns that hold plain counts by code, locale or Monday stay maps: `Counts`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Generic,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

from django.db import models

Counts: TypeAlias = Mapping[str, int]  # contacts by code, by locale or by ISO Monday
Reader: TypeAlias = Callable[[object], Any]

P = TypeVar("P")
D = TypeVar("D")

PLAIN = {str, int, float, bool, NoneType}  # a run writes very many
UNREADABLE = object()

# Metadata of fields that a column does not hold just by their names.
BRIEF = {"brief": True}  # not written while it has its default
UNSTORED = {"unstored": True}  # neither written nor read


def key(name: str) -> dict[str, Any]:
    """Return the metadata of a field whose name in JSON is another."""
    return {"key": name}


def to_json(value: Any) -> Any:
    """Return what `json` writes of a payload, in the order of its fields."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {to_json(key): to_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(each) for each in value]
    if is_dataclass(value):
        return {
            key: to_json(getattr(value, name))
            for name, key, default in _written(cast(Any, type(value)))
            if default is UNREADABLE or getattr(value, name) != default
        }
    return value.isoformat() if isinstance(value, date) else value


def from_json(payload: type[P], written: object) -> P | None:
    """Return the payload that JSON holds; None where a field without a default lacks.

    Of a list or a map the entries are left out that cannot be read.
    """
    found = _reader(cast(Any, payload))(written)
    return None if found is UNREADABLE else cast(P, found)


class Payload(Generic[P, D]):
    """An attribute of a model: what one of its JSON columns holds, as a dataclass.

    It is read anew each time; set, it replaces the JSON.
    """

    @overload
    def __init__(self: "Payload[P, None]", column: str, payload: type[P]) -> None: ...

    @overload
    def __init__(
        self: "Payload[P, P]", column: str, payload: type[P], default: Callable[[], P]
    ) -> None: ...

    def __init__(self, column: str, payload: Any, default: Any = None) -> None:
        """Read a column.

        Args:
            column: the name of the JSON field.
            payload: the dataclass, or a list of them.
            default: makes what stands for JSON that cannot be read; without it: None.
        """
        self._column, self._payload = column, payload
        self._default = default or (lambda: None)

    @overload
    def __get__(self, row: None, model: type) -> "Payload[P, D]": ...

    @overload
    def __get__(self, row: models.Model, model: type) -> P | D: ...

    def __get__(self, row: models.Model | None, model: type) -> Any:
        if row is None:
            return self
        found = _reader(self._payload)(getattr(row, self._column))
        return self._default() if found is UNREADABLE else found

    def __set__(self, row: models.Model, value: P) -> None:
        setattr(row, self._column, to_json(value))


@cache
def _written(payload: Any) -> list[tuple[str, str, Any]]:
    """Return name, key and the default that is not written of each field."""
    return [
        (
            each.name,
            _key(each),
            _default(each) if "brief" in each.metadata else UNREADABLE,
        )
        for each in fields(payload)
        if "unstored" not in each.metadata
    ]


@cache
def _reader(kind: Any) -> Reader:
    """Return what makes a value of a type of its JSON, or `UNREADABLE`."""
    origin = get_origin(kind) or kind
    inner = [_reader(each) for each in get_args(kind)]
    if not inner:
        return _single_reader(origin)
    if origin in (Union, UnionType):
        return _any_of(inner)
    if issubclass(origin, Mapping):
        return _map_reader(*inner)
    return _list_reader(list if origin is list else tuple, *inner)


def _single_reader(kind: Any) -> Reader:
    if is_dataclass(kind):
        return _dataclass_reader(cast(type, kind))
    if hasattr(kind, "_fields"):
        return _row_reader(kind)
    if issubclass(kind, Enum):
        return _tried(kind)
    return _tried(kind.fromisoformat) if issubclass(kind, date) else _plain_reader(kind)


def _plain_reader(kind: type) -> Reader:
    """A whole number is a float, too; true and false are no numbers."""
    kinds = (float, int) if kind is float else kind
    refused = () if kind is bool else bool

    def read(written: object) -> Any:
        fits = isinstance(written, kinds) and not isinstance(written, refused)
        return written if fits else UNREADABLE

    return read


def _tried(make: Callable[[Any], Any]) -> Reader:
    def read(written: object) -> Any:
        try:
            return make(written)
        except (TypeError, ValueError):
            return UNREADABLE

    return read


def _any_of(readers: Sequence[Reader]) -> Reader:
    def read(written: object) -> Any:
        tried = (reader(written) for reader in readers)
        return next((each for each in tried if each is not UNREADABLE), UNREADABLE)

    return read


def _list_reader(make: Callable[[Any], Any], entry: Reader) -> Reader:
    def read(written: object) -> Any:
        if not isinstance(written, list | tuple):
            return UNREADABLE
        return make(each for each in map(entry, written) if each is not UNREADABLE)

    return read


def _map_reader(key: Reader, entry: Reader) -> Reader:
    def read(written: object) -> Any:
        if not isinstance(written, dict):
            return UNREADABLE
        pairs = ((key(name), entry(each)) for name, each in written.items())
        return {name: each for name, each in pairs if UNREADABLE not in (name, each)}

    return read


def _row_reader(row: Any) -> Reader:
    """Read a named tuple, which JSON holds as a list."""
    readers = [_reader(kind) for kind in get_type_hints(row).values()]

    def read(written: object) -> Any:
        if not isinstance(written, list | tuple) or len(written) != len(readers):
            return UNREADABLE
        cells = [reader(cell) for reader, cell in zip(readers, written, strict=True)]
        return UNREADABLE if UNREADABLE in cells else row(*cells)

    return read


def _dataclass_reader(payload: type) -> Reader:
    hints = get_type_hints(payload)
    kept = [
        (each, _key(each), _reader(hints[each.name]))
        for each in fields(payload)
        if "unstored" not in each.metadata
    ]

    def read(written: object) -> Any:
        if not isinstance(written, dict):
            return UNREADABLE
        values = {}
        for each, key, reader in kept:
            found = reader(written[key]) if key in written else UNREADABLE
            if found is not UNREADABLE:
                values[each.name] = found
            elif _default(each) is UNREADABLE:
                return UNREADABLE
        return payload(**values)

    return read


def _key(each: "Field[Any]") -> str:
    return str(each.metadata.get("key", each.name))


def _default(each: "Field[Any]") -> Any:
    """Return it, or `UNREADABLE` where there is none."""
    if each.default_factory is not MISSING:
        return each.default_factory()
    return UNREADABLE if each.default is MISSING else each.default
