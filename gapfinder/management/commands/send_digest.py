"""Send the weekly letter of a help centre, or show it."""

import re
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from gapfinder import digests
from gapfinder.management.help_centers import known_help_center
from gapfinder.management.plain_command import PlainCommand
from gapfinder.management.progress import Stopwatch, counted
from gapfinder.models import HelpCenter

WEEK = re.compile(r"([12]\d{3})-W(\d\d)", re.ASCII)


class Command(PlainCommand):
    """Sends one letter a help centre and week, however often it is called.

    Exit status: 0 sent, now or before, or shown; 1 the mail server or the database
    failed; 2 the help centre, the week or the recipients are wrong; 130 stopped by
    Ctrl-C. Only with 0 is anything stored.
    """

    help = "Sends a week's digest to the recipients of a help centre, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--help-center",
            required=True,
            metavar="SLUG",
            help="the help centre it is about",
        )
        parser.add_argument(
            "--week",
            metavar="2026-W47",
            help="the ISO week it is about; default: the last whole one",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="print the letter instead: nothing is sent, nothing is stored",
        )

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        try:
            help_center = known_help_center(options["help_center"])
            monday = _monday(options["week"], help_center)
            job = self._show if options["dry_run"] else self._send
            job(help_center, monday, time)
        except KeyboardInterrupt:
            raise CommandError("stopped: no digest is sent", returncode=130) from None
        except (OSError, OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"{_reason(error)}: no digest is sent", returncode=1
            ) from error

    def _show(self, help_center: HelpCenter, monday: date, time: Stopwatch) -> None:
        letter = digests.compose(help_center, monday)
        self.stdout.write(letter.text, ending="")
        # On standard error: standard output is the letter and nothing else.
        self.stderr.write(f"1 digest of {monday:%G-W%V} shown, 0 sent, in {time}")

    def _send(self, help_center: HelpCenter, monday: date, time: Stopwatch) -> None:
        recipients = help_center.recipients
        try:
            sent = digests.send_digest(help_center, monday, to=recipients)
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from None
        said = counted(int(sent), "digest") + " sent"
        if sent:
            said += f": {monday:%G-W%V} to {counted(len(recipients), 'recipient')}"
        else:
            said += f": {monday:%G-W%V} was sent before"
        self.stdout.write(f"{said}, in {time}")


def _monday(week: str | None, help_center: HelpCenter) -> date:
    if week is None:
        return digests.last_whole_week(help_center, timezone.now())
    given = WEEK.fullmatch(week)
    try:
        if given:
            return date.fromisocalendar(int(given[1]), int(given[2]), 1)
    except ValueError:
        pass  # a year has 52 or 53 weeks
    raise CommandError(
        f"--week is {week!r}, expected an ISO week such as 2026-W47", returncode=2
    )


def _reason(error: Exception) -> str:
    """Tell in one line what failed."""
    told = isinstance(error, OSError) and error.strerror
    return str(told or error).partition("\n")[0].lower()
