"""Pages: validated records with digests, buffered on disk before their transaction.

A page may be a file of any size. It buffers the JSON of a record, which is parsed again
only if its row has to be written: most records of a nightly file have not changed.
"""

import hashlib
import json
import math
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

from pydantic import BaseModel, ValidationError

from gapfinder.conf import customer_secret

from .input_errors import MAX_DEPTH, InputError, sentence_of, too_deep, type_of
from .schemas import Deletion

EXTRACTION = 5
"""Version of the extraction. Increase it when the engine extracts other passages,
questions, figures or personal data from a record: the next import rewrites all rows."""

BATCH_RECORDS = 1_000
BATCH_CHARACTERS = 16 * 2**20
IN_MEMORY = 16 * 2**20  # bytes

Record = dict[str, Any]

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A valid record that waits for the transaction."""

    id: str
    digest: str  # 32 hexadecimal characters; empty for a deletion
    content: str  # JSON; empty for a deletion

    @property
    def is_deletion(self) -> bool:
        return not self.content


class Page:
    """The valid records of one call, in their order, in batches.

    Full batches are in an unnamed temporary file: no other process can open it, and it
    is deleted when the process ends.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._full_batches = 0
        self.size = 0  # records
        self._batch: list[Waiting] = []
        self._characters = 0
        self._secret = hashlib.sha256(customer_secret().encode()).digest()

    def add(self, record: Record, schema: type[BaseModel], *, now: datetime) -> None:
        """Validate a record, and buffer it.

        Raises:
            InputError: describes the first wrong value, and what was expected.
        """
        values = _cleaned(record)
        if not isinstance(values, dict):
            raise InputError(f"{type_of(values)}, expected an object")
        model = Deletion if values.get("deleted") is True else schema
        try:
            valid: Any = model.model_validate(values, context={"now": now})
        except ValidationError as error:
            raise InputError(sentence_of(error, model)) from None
        if model is Deletion:
            self._append(Waiting(valid.id, "", ""))
        else:
            content = json.dumps(values, sort_keys=True)
            self._append(Waiting(valid.id, self._digest(content), content))

    def batches(self) -> Iterator[list[Waiting]]:
        self._file.seek(0)
        for _ in range(self._full_batches):
            yield pickle.load(self._file)
        if self._batch:
            yield self._batch

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def _append(self, waiting: Waiting) -> None:
        self._batch.append(waiting)
        self.size += 1
        self._characters += len(waiting.content)
        if len(self._batch) == BATCH_RECORDS or self._characters >= BATCH_CHARACTERS:
            pickle.dump(self._batch, self._file)
            self._full_batches += 1
            self._batch, self._characters = [], 0

    def _digest(self, content: str) -> str:
        """Return a keyed hash of a record.

        Without a key, the id and the numbers that were removed from the record could be
        guessed until the hash fits. The key is that of the customers' hashes, so a new
        key makes imports compute new ones.
        """
        versioned = f"[{EXTRACTION}, {content}]".encode()
        return hashlib.blake2b(versioned, digest_size=16, key=self._secret).hexdigest()


def _cleaned(value: Any, depth: int = 0) -> Any:
    """Return a JSON value without NUL characters and lone surrogates.

    PostgreSQL stores neither, and no customer typed one.
    """
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise InputError("a number that is NaN or infinite, expected a finite one")
    if depth > MAX_DEPTH:
        raise too_deep()
    if isinstance(value, list):
        return [_cleaned(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_storable(k): _cleaned(v, depth + 1) for k, v in value.items()}
    return value


def _storable(text: str) -> str:
    if text.isascii() and "\0" not in text:  # fast path for most keys and ids
        return text
    return _UNSTORABLE.sub(
        lambda m: "" if m[0] == "\0" else "\N{REPLACEMENT CHARACTER}", text
    )
