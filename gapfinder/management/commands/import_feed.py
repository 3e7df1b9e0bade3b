"""Import what a help desk put into a folder, and delete what is stored."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from gapfinder.ingest.file_import import taken
from gapfinder.management.base_command import PlainCommand, Stopwatch, counted

KINDS = ("articles", "contacts")
PASSING, STOPPED = 1, 130


class Command(PlainCommand):
    """Imports each file for itself: one that is wrong keeps no other from being stored.

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
            found = [taken(folder, kind, now) for kind in KINDS]
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            passing = not isinstance(error, FileNotFoundError | NotADirectoryError)
            raise CommandError(
                f"{folder}: {reason}, nothing is imported",
                returncode=PASSING if passing else 2,
            ) from error
        ends = [
            end
            for kind, paths in zip(KINDS, found, strict=True)
            for end in self._ends(kind, paths, options["help_center"])
        ]
        failed = [status for status in ends if status]
        stored = counted(len(ends) - len(failed), "file")
        self.stdout.write(f"{stored} stored, {len(failed):,} kept, in {time}")
        if failed:
            raise CommandError(
                f"{counted(len(failed), 'file')} not stored, kept in {folder}",
                returncode=min(failed),  # what may pass is to be tried again soon
            )

    def _ends(self, kind: str, paths: Sequence[Path], slug: str) -> list[int]:
        """Import files of a kind, and return the statuses with which that ended.

        Where one fails in a way that may pass, the later ones wait for it: the newest
        file that says something of a contact is to be the last.
        """
        ends: list[int] = []
        for path in paths:
            waits = PASSING in ends
            ends.append(PASSING if waits else self._end(kind, path, slug))
        return ends

    def _end(self, kind: str, path: Path, slug: str) -> int:
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
            return PASSING
        return 0
