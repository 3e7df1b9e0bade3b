"""Store the lines of a file: new ones, changed ones, all or none.

A row's digest is a fingerprint of the line it came from, so a line that has not changed
costs one comparison. One transaction holds the whole file: whatever stops it, a bad
line, Ctrl-C or a full disk, leaves the database as it was.
"""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Generic, Protocol, TypeVar

from django.db import models, transaction

from gapfinder.conf import customer_secret
from gapfinder.models import HelpCenter

from .jsonl import InputError, Line, opened, read_lines
from .rejected_lines import Rejected

EXTRACTION = 5
"""Count up when the engine takes other passages, questions, figures or personal data
out of the same line: the next import of a file then writes its rows anew."""

BATCH_LINES = 1_000
BATCH_BYTES = 16 * 2**20

KEY = ("help_center", "external_id")

Progress = Callable[[int], object]  # called with the number of bytes just read

logger = logging.getLogger(__name__)


class Identified(Protocol):
    @property
    def id(self) -> str: ...


LineT = TypeVar("LineT", bound=Identified)
ModelT = TypeVar("ModelT", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the lines that were read; the last four add up to the first."""

    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Valid(Generic[LineT]):
    line: LineT
    digest: str  # 32 hexadecimal characters
    size: int  # bytes


class Kind(Protocol[LineT]):
    """What articles and contacts do each in their own way."""

    def read(self, values: dict[str, Any]) -> LineT:
        """Check a line's values; a `InputError` names the first wrong one."""

    def digests(self, ids: Collection[str]) -> dict[str, str]:
        """Return the digests of those that are stored, by id."""

    def store(self, lines: Sequence[Valid[LineT]]) -> None:
        """Write rows that are new or changed, no id twice, and what hangs on them."""

    def finish(self) -> None:
        """Do what is left when all lines are stored, in the same transaction."""


def import_lines(
    path: Path,
    help_center: HelpCenter,
    kind: Kind[LineT],
    *,
    skip_bad: bool,
    progress: Progress,
) -> Imported:
    """Store every line of a file in one transaction.

    Raises:
        InputError: the file cannot be read or is empty, or a line is bad and `skip_bad`
            is off; nothing is stored.
        OSError: the file of rejected lines cannot be written; nothing is stored.
    """
    counts: Counter[str] = Counter()
    with opened(path) as file, transaction.atomic(), Rejected(path) as rejected:
        # Two imports into one help centre take turns: neither sees half of the other.
        HelpCenter.objects.select_for_update().get(pk=help_center.pk)

        def reject(line: Line, reason: str) -> None:
            if not skip_bad:
                raise InputError(f"{path}:{line.number}: {reason}")
            rejected.add(line, reason)
            counts["rejected"] += 1

        for batch in _batches(_valid_lines(file, kind, reject, progress)):
            counts.update(_store(batch, kind))
        kind.finish()
        if not counts.total():
            raise InputError(
                f"{path}: the file is empty, expected one JSON object a line"
            )
    imported = Imported(
        read=counts.total(),
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        rejected=counts["rejected"],
    )
    logger.info("%s: %s", path, imported)
    return imported


def save(rows: Sequence[ModelT], *, kept: Collection[str] = ()) -> list[ModelT]:
    """Insert rows, or overwrite those of the same help centre and id; all get a pk.

    Of rows that are there, the fields named in `kept` stay as they are.
    """
    model = type(rows[0])
    names = [field.name for field in model._meta.concrete_fields]
    return model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=[name for name in names if name not in {"id", *KEY, *kept}],
    )


def _valid_lines(
    file: BinaryIO,
    kind: Kind[LineT],
    reject: Callable[[Line, str], None],
    progress: Progress,
) -> Iterator[Valid[LineT]]:
    secret = hashlib.sha256(customer_secret().encode()).digest()
    for line in read_lines(file):
        progress(len(line.raw) + 1)
        try:
            values = line.values()
            valid = Valid(kind.read(values), _digest(values, secret), len(line.raw))
        except InputError as error:
            reject(line, str(error))
        else:
            yield valid


def _digest(values: dict[str, Any], secret: bytes) -> str:
    """Fingerprint a line with a key.

    Without one, the id and the numbers that were taken out of the line could be guessed
    until the fingerprint fits. With the customers' key, a new key also means new hashes
    of the customers.
    """
    content = json.dumps([EXTRACTION, values], sort_keys=True).encode()
    return hashlib.blake2b(content, digest_size=16, key=secret).hexdigest()


def _batches(lines: Iterable[Valid[LineT]]) -> Iterator[list[Valid[LineT]]]:
    batch: list[Valid[LineT]] = []
    size = 0
    for valid in lines:
        batch.append(valid)
        size += valid.size
        if len(batch) == BATCH_LINES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _store(batch: Sequence[Valid[LineT]], kind: Kind[LineT]) -> Counter[str]:
    digests = kind.digests({valid.line.id for valid in batch})
    changed: dict[str, Valid[LineT]] = {}
    counts: Counter[str] = Counter()
    for valid in batch:
        key = valid.line.id
        before = digests.get(key)
        if before == valid.digest:
            counts["unchanged"] += 1
            continue
        counts["created" if before is None else "updated"] += 1
        digests[key] = valid.digest
        changed[key] = valid
    if changed:
        kind.store(list(changed.values()))
    return counts
