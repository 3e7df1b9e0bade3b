"""Import of files: each line is a record, and errors name the line.

A feed is a folder into which a help desk puts files; a file stays until it is stored.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from gapfinder.models import HelpCenter

from .input_errors import InputError
from .jsonl import Line, open_input, read_lines
from .page import Record
from .rejected_lines import RejectedLines
from .store import Imported, Kind, Progress, RecordT, store

CLAIMED = re.compile(r"-\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z\.jsonl", re.ASCII)

logger = logging.getLogger(__name__)


def import_file(
    path: Path,
    kind: Kind[RecordT],
    help_center: HelpCenter,
    *,
    now: datetime,
    skip_bad: bool = False,
    progress: Progress = lambda stored, read: None,
) -> Imported:
    """Store every line of a file in one transaction, which begins when all are read.

    Raises:
        InputError: the file cannot be read or is empty, or a line is bad and `skip_bad`
            is off; nothing is stored.
        OSError: the file of rejected lines cannot be written; nothing is stored.
    """
    with open_input(path) as file, RejectedLines(path) as rejected:
        lines = _Lines(path, file, rejected if skip_bad else None)
        imported = store(
            lines.records(),
            kind,
            help_center,
            now=now,
            on_reject=lines.reject,
            before_commit=rejected.keep,
            progress=progress,
        )
    unreadable = lines.unreadable
    imported = replace(
        imported,
        read=imported.read + unreadable,
        rejected=imported.rejected + unreadable,
    )
    logger.info("%s: %s", path, imported)
    return imported


def claim_files(folder: Path, kind: str, now: datetime) -> list[Path]:
    """Rename a new file to a unique name, and return all files so named, oldest first.

    The help desk can then write the next file while this one is read, and no later
    import overwrites the file of its bad lines. Files with other names are ignored: the
    help desk may be writing them.

    Args:
        folder: where the help desk puts its files.
        kind: "articles" or "contacts", as in `contacts.jsonl`.
        now: the time in the new name.

    Raises:
        OSError: there is no such folder, or its files cannot be renamed.
    """
    name = f"{kind}-{now.astimezone(UTC):%Y-%m-%dT%H%M%S.%f}Z.jsonl"
    with suppress(FileNotFoundError):
        (folder / f"{kind}.jsonl").rename(folder / name)
    return sorted(
        path
        for path in folder.iterdir()
        if CLAIMED.fullmatch(path.name.removeprefix(kind))
    )


class _Lines:
    """The lines of a file as records; a bad line stops the import, or is collected.

    Args:
        path: the file's name, for errors.
        file: where the lines come from.
        rejected: collects bad lines; None: the first one stops the import.
    """

    def __init__(
        self, path: Path, file: BinaryIO, rejected: RejectedLines | None
    ) -> None:
        self._path = path
        self._file = file
        self._rejected = rejected
        self._line: Line | None = None  # of the record that was read last
        self.unreadable = 0  # lines that hold no record

    def records(self) -> Iterator[dict[str, Any]]:
        for line in read_lines(self._file):
            self._line = line
            try:
                values = line.values()
            except InputError as error:
                self.reject({}, str(error))
                self.unreadable += 1
            else:
                yield values
        if self._line is None:
            raise InputError(
                f"{self._path}: the file is empty, expected one JSON object a line"
            )

    def reject(self, _record: Record, reason: str) -> None:
        """Reject the line that was read last."""
        assert self._line is not None
        if self._rejected is None:
            raise InputError(f"{self._path}:{self._line.number}: {reason}")
        self._rejected.add(self._line, reason)
