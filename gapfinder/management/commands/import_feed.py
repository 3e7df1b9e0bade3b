"""Import what a help desk put into a folder, and delete what is stored."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from gapfinder.imports.feed import taken
from gapfinder.management.plain_command import PlainCommand
from gapfinder.management.progress import Stopwatch, counted

KINDS = ("articles", "contacts")
STOPPED = 130


class Command(PlainCommand):
    """Imports each file for itself: one that fails keeps no other from being stored.

    What is stored is deleted, for it holds what customers said as it was. What is not
    stays, and so do bad lines, each file's in its own `.rejected.jsonl`.

    Exit status: 0 all is stored, or there was nothing; 1 a file is not, as the disk or
    the database failed; 2 the folder, a file or the help centre's slug is wrong, which
    does not pass; 130 stopped by Ctrl-C.
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
            found = [
                (kind, path) for kind in KINDS for path in taken(folder, kind, now)
            ]
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            passing = not isinstance(error, FileNotFoundError | NotADirectoryError)
            raise CommandError(
                f"{folder}: {reason}, nothing is imported",
                returncode=1 if passing else 2,
            ) from error
        ends = [self._end(kind, path, options["help_center"]) for kind, path in found]
        failed = [status for status in ends if status]
        stored = counted(len(ends) - len(failed), "file")
        self.stdout.write(f"{stored} stored, {len(failed):,} kept, in {time}")
        if failed:
            raise CommandError(
                f"{counted(len(failed), 'file')} not stored, kept in {folder}",
                returncode=min(failed),  # what may pass is to be tried again soon
            )

    def _end(self, kind: str, path: Path, slug: str) -> int:
        """Import a file, and return the status with which that ended."""
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
            self.tell_unexpected(error)
            return 1
        return 0
