"""JSON Lines: read a file, and parse one object a line."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from .input_errors import InputError, too_deep, type_of

MAX_LINE = 64 * 2**20  # bytes

_EXPECTED = "expected one JSON object a line"


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # the first is 1
    raw: bytes  # without the line's end; one byte more than MAX_LINE if it was cut

    def values(self) -> dict[str, Any]:
        """Return the object.

        Raises:
            InputError: not UTF-8, not JSON, not an object, or too big.
        """
        if len(self.raw) > MAX_LINE:
            raise InputError(
                f"a line of more than {MAX_LINE // 2**20} MB, expected a shorter one"
            )
        values = _parsed(_decoded(self.raw))
        if not isinstance(values, dict):
            raise InputError(f"{type_of(values)}, {_EXPECTED}")
        return values

    def text(self) -> str:
        """Return the raw line with invalid bytes escaped; of a huge line the start."""
        raw = self.raw if len(self.raw) <= MAX_LINE else self.raw[:1000]
        return raw.decode(errors="backslashreplace")


def open_input(path: Path) -> BinaryIO:
    """Open a file to read lines from.

    Raises:
        InputError: there is no such file, or it may not be read.
    """
    try:
        return path.open("rb")
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(f"{path}: {reason}, {_EXPECTED} in a file") from None


def read_lines(file: BinaryIO) -> Iterator[Line]:
    """Yield the lines that are not blank, without loading the whole file."""
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
            _skip_rest_of_line(file)
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if not raw.isspace() and raw:
            yield Line(number, raw.removesuffix(b"\n").removesuffix(b"\r"))


def _skip_rest_of_line(file: BinaryIO) -> None:
    while rest := file.readline(2**20):
        if rest.endswith(b"\n"):
            return


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        column = len(raw[: error.start].decode()) + 1
        raise InputError(
            f"byte 0x{raw[error.start]:02x} at column {column} is not UTF-8, "
            "expected UTF-8 text"
        ) from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = error.msg[0].lower() + error.msg[1:]
        raise InputError(
            f"broken JSON at column {error.colno} ({problem}), {_EXPECTED}"
        ) from None
    except RecursionError:
        raise too_deep() from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise InputError(
            "a number of thousands of digits, expected a shorter"
        ) from None
