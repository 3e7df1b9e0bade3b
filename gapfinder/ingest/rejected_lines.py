"""Rejected lines: a file beside the input with its bad lines and their reasons."""

import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import IO, Self

from .jsonl import Line


def rejected_path(path: Path) -> Path:
    """Return the path of the file for the bad lines of a file."""
    return path.with_name(f"{path.name}.rejected.jsonl")


class RejectedLines:
    """Collects bad lines in a temporary file, which `keep` renames.

    Without bad lines `keep` deletes the file of an earlier import. Only the owner can
    read the file: the lines hold personal data.
    """

    def __init__(self, path: Path) -> None:
        self._path = rejected_path(path)
        self._file: IO[str] | None = None

    def add(self, line: Line, reason: str) -> None:
        if self._file is None:
            self._file = NamedTemporaryFile(  # noqa: SIM115  # closed when the block ends
                "w",
                encoding="utf-8",
                dir=self._path.parent,
                prefix=f"{self._path.name}.",
                delete=False,
            )
        entry = {"line": line.number, "reason": reason, "text": line.text()}
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def keep(self) -> None:
        """Rename the file to its final name.

        Raises:
            OSError: the disk is full, or a folder has the name.
        """
        if self._file is None:
            self._path.unlink(missing_ok=True)
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        Path(self._file.name).replace(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        # A full disk fails here again; the file is deleted all the same.
        with suppress(OSError):
            self._file.close()
        Path(self._file.name).unlink(missing_ok=True)
