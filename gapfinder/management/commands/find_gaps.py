"""Find the content gaps of a help centre and print their ranking."""

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from gapfinder.display.run import why_in_touch
from gapfinder.engine.embeddings.encoder import EncoderError
from gapfinder.log_filters import safe_message
from gapfinder.management.base_command import (
    PlainCommand,
    Stopwatch,
    add_days,
    counted,
    day,
    known_help_center,
    progress_bar,
)
from gapfinder.management.ranking_table import ranking_table
from gapfinder.models import HelpCenter, Run, SupersededError
from gapfinder.pipeline import (
    AlreadyRunningError,
    GoneError,
    NoContactsError,
    RegroupedError,
    Window,
    Written,
    find_gaps,
    ranking,
    report,
)

POLL_INTERVAL = 1  # seconds


class Command(PlainCommand):
    """Finds gaps, stores them and prints their ranking.

    Exit status: 0 found, 1 the encoder, the disk or the database failed, 2 the help
    centre or the days are wrong, 130 stopped by Ctrl-C. Vectors made so far are kept.
    """

    help = "Find what customers ask for and no article answers, ranked by contacts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--help-center", required=True, metavar="SLUG")
        add_days(parser)
        parser.add_argument(
            "--json", type=Path, metavar="OUT.json", help="write the whole result here"
        )

    def handle(self, **options: Any) -> None:
        stopwatch = Stopwatch()
        since, until = (day(options[name], name) for name in ("since", "until"))
        if since and until and since >= until:
            raise CommandError(
                f"--since {since} is not before --until {until}", returncode=2
            )
        bar = progress_bar(unit="text", desc="encoding")

        def show(encoded: int, total: int) -> None:
            bar.total = total
            if not bar.update(encoded):
                bar.refresh()  # what was encoded too fast to be due

        try:
            help_center = known_help_center(options["help_center"])
            with bar:
                window, written = self._wait_and_find(
                    help_center, since=since, until=until, progress=show
                )
            summarize = report if options["json"] else ranking
            result = summarize(window, written)
        except NoContactsError as error:
            raise CommandError(str(error), returncode=2) from None
        except (EncoderError, GoneError, RegroupedError, SupersededError) as error:
            raise CommandError(str(error), returncode=1) from None
        except KeyboardInterrupt:
            raise CommandError(
                "stopped: nothing is judged anew; vectors made so far are kept",
                returncode=130,
            ) from None
        except (OSError, DatabaseError) as error:
            reason = safe_message(error)
            raise CommandError(f"{reason}: the run is not finished") from error
        if options["json"]:
            _write(options["json"], result)
        self._print(written.run, result, stopwatch)

    def _print(self, run: Run, result: dict[str, Any], stopwatch: Stopwatch) -> None:
        self.stdout.write(ranking_table(result["gaps"]))
        if reasons := why_in_touch(run):
            self.stdout.write(reasons)
        self.stdout.write(
            f"{counted(run.contacts, 'contact')}, "
            f"{counted(run.questions, 'question')}: "
            f"{counted(len(result['gaps']), 'gap')} with "
            f"{counted(_in_gaps(result), 'contact')}, in {stopwatch}"
        )

    def _wait_and_find(
        self, help_center: HelpCenter, **options: Any
    ) -> tuple[Window, Written]:
        """Find gaps once no other process analyses this help centre."""
        waiting = False
        while True:
            try:
                return find_gaps(help_center, **options)
            except AlreadyRunningError as error:
                if not waiting:
                    self.stderr.write(f"run {error.run.pk} is at it: waiting for it")
                waiting = True
                time.sleep(POLL_INTERVAL)


def _write(path: Path, result: dict[str, Any]) -> None:
    text = json.dumps(result, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    try:
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe, a folder
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path, text)
    except OSError as error:
        raise CommandError(
            f"{path}: {(error.strerror or str(error)).lower()}: the run is stored, but "
            "its result is not written"
        ) from error


def _replace(path: Path, text: str) -> None:
    """Write to a temporary file first: a full disk then leaves no partial file."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _in_gaps(result: dict[str, Any]) -> int:
    return len({contact for gap in result["gaps"] for contact in gap["contact_ids"]})
