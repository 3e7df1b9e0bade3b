"""Import the files that a help desk puts into a folder, and delete stored files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from gapfinder.ingest.file_import import claim_files
from gapfinder.management.base_command import PlainCommand, Stopwatch, counted

KINDS = ("articles", "contacts")
TRANSIENT, STOPPED = 1, 130


class Command(PlainCommand):
    """Imports each file separately: a wrong file does not prevent the others.

    Stored files are deleted, as they hold unredacted customers' words. Other files
    stay, and so do bad lines, each file's in its own `.rejected.jsonl`.

    Exit status: 0 all files are stored, or there are none; 1 a file is not stored, as
    the disk or the database failed; 2 the folder, a file or the help centre's slug is
    wrong, and a retry would fail; 130 stopped by Ctrl-C.
    """

    help = "Store the articles.jsonl and contacts.jsonl of a folder, and delete them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            metavar="FOLDER",
            help="where a help desk puts articles.jsonl and contacts.jsonl",
        )
        parser.add_argument(
            "--help-center",
            required=True,
            metavar="SLUG",
            help="the help centre they belong to; a new slug makes a new one",
        )

    def handle(self, **options: Any) -> None:
        folder: Path = options["folder"]
        time, now = Stopwatch(), timezone.now()
        try:
            files = [claim_files(folder, kind, now) for kind in KINDS]
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            transient = not isinstance(error, FileNotFoundError | NotADirectoryError)
            raise CommandError(
                f"{folder}: {reason}, nothing is imported",
                returncode=TRANSIENT if transient else 2,
            ) from error
        statuses = [
            status
            for kind, paths in zip(KINDS, files, strict=True)
            for status in self._import_all(kind, paths, options["help_center"])
        ]
        failed = [status for status in statuses if status]
        stored = counted(len(statuses) - len(failed), "file")
        self.stdout.write(f"{stored} stored, {len(failed):,} kept, in {time}")
        if failed:
            raise CommandError(
                f"{counted(len(failed), 'file')} not stored, kept in {folder}",
                returncode=min(failed),  # a transient failure is to be retried soon
            )

    def _import_all(self, kind: str, paths: Sequence[Path], slug: str) -> list[int]:
        """Import files of a kind, and return an exit status for each.

        After a transient failure the later files wait for the next call, so that the
        newest record of a contact is stored last.
        """
        statuses: list[int] = []
        for path in paths:
            waits = TRANSIENT in statuses
            status = TRANSIENT if waits else self._import(kind, path, slug)
            statuses.append(status)
        return statuses

    def _import(self, kind: str, path: Path, slug: str) -> int:
        try:
            call_command(
                f"import_{kind}",
                path,
                help_center=slug,
                skip_bad=True,
                stdout=self.stdout,
                stderr=self.stderr,
            )
            path.unlink()
        except CommandError as error:
            if error.returncode == STOPPED:
                raise
            self.stderr.write(str(error))
            return error.returncode
        except Exception as error:
            self.report_unexpected(error)
            return TRANSIENT
        return 0
