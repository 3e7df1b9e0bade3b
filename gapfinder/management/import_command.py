"""Base of the two import commands: arguments, errors, progress and summary."""

from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from gapfinder.ingest import Imported, InputError, get_help_center, import_file
from gapfinder.ingest.rejected_lines import rejected_path
from gapfinder.ingest.store import Kind
from gapfinder.log_filters import log_context, safe_message

from .base_command import PlainCommand, Stopwatch, counted, progress_bar


class ImportCommand(PlainCommand):
    """Reads one file into one help centre.

    Exit status: 0 stored, 1 the disk or the database failed, 2 the file or the help
    centre's slug is wrong, 130 stopped by Ctrl-C. Any status but 0 stores nothing.
    """

    thing: ClassVar[str]
    kind: ClassVar[Kind[Any]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help="JSON Lines, UTF-8, one object a line",
        )
        parser.add_argument(
            "--help-center",
            required=True,
            metavar="SLUG",
            help="the help centre they belong to; a new slug makes a new one",
        )
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="store the good lines, write the bad ones to FILE.rejected.jsonl",
        )

    def handle(self, **options: Any) -> None:
        file: Path = options["file"]
        time = Stopwatch()
        try:
            with log_context(help_center=options["help_center"]):
                imported = self._import(
                    file, options["help_center"], options["skip_bad"]
                )
        except InputError as error:
            raise CommandError(str(error), returncode=2) from None
        except KeyboardInterrupt:
            raise CommandError(
                f"stopped: nothing of {file} is stored", returncode=130
            ) from None
        except (OSError, OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"{_reason(error)}: nothing of {file} is stored", returncode=1
            ) from error
        self.stdout.write(f"{self._summary(imported, file)}, in {time}")

    def _import(self, file: Path, slug: str, skip_bad: bool) -> Imported:
        help_center = get_help_center(slug)
        with progress_bar(unit=self.thing, unit_scale=True, desc=file.name) as bar:

            def show(stored: int, read: int) -> None:
                bar.total = read
                bar.update(stored - bar.n)

            return import_file(
                file,
                self.kind,
                help_center,
                now=timezone.now(),
                skip_bad=skip_bad,
                progress=show,
            )

    def _summary(self, imported: Imported, file: Path) -> str:
        where = f" ({rejected_path(file)})" if imported.rejected else ""
        return (
            f"{counted(imported.read, self.thing)} read: {imported.created:,} new, "
            f"{imported.updated:,} updated, {imported.unchanged:,} unchanged, "
            f"{imported.rejected:,} rejected{where}{_deletions(imported)}"
        )


def _deletions(imported: Imported) -> str:
    if not imported.deleted and not imported.unknown:
        return ""
    return f", {imported.deleted:,} deleted, {imported.unknown:,} not there to delete"


def _reason(error: Exception) -> str:
    """Return in one line what failed, without quoting a row."""
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror.lower()}"
    return safe_message(error)
