"""Send the weekly letter of a help centre, or write it to files."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from gapfinder import digests
from gapfinder.engine.weeks import last_whole_week
from gapfinder.management.help_centers import known_help_center
from gapfinder.management.letter_files import write_letters
from gapfinder.management.plain_command import PlainCommand
from gapfinder.management.progress import Stopwatch, counted, progress_bar
from gapfinder.models import Delivery, HelpCenter, Subscription

WEEK = re.compile(r"([12]\d{3})-W(\d\d)", re.ASCII)
State = Delivery.State


class Command(PlainCommand):
    """Sends one letter a subscriber and week, however often it is called.

    Those whom it did not reach are tried again; those of whom nobody knows are not: the
    admin lists them, and sends them again.

    Exit status: 0 everybody has it, now or before, or the files are written; 1 somebody
    has not, or may not have, or the database failed; 2 the help centre, the week or the
    folder are wrong, or nobody has subscribed; 130 stopped by Ctrl-C.
    """

    help = "Sends a week's digest to the subscribers of a help centre, each once."

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
            help="write the letters to files: nothing is sent, nothing is stored",
        )
        parser.add_argument(
            "--out",
            type=Path,
            default=Path("digests"),
            metavar="DIR",
            help="the folder for the files of --dry-run; default: digests/",
        )

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        try:
            help_center = known_help_center(options["help_center"])
            monday = _monday(options["week"], help_center)
            if options["dry_run"]:
                self._write(help_center, monday, options["out"], time)
            else:
                self._send(help_center, monday, time)
        except KeyboardInterrupt:
            said = "stopped: call it again for those who have no letter yet"
            raise CommandError(said, returncode=130) from None
        except (OperationalError, ProgrammingError) as error:
            reason = str(error).partition("\n")[0].lower()
            raise CommandError(
                f"{reason}: not all letters are sent", returncode=1
            ) from error

    def _write(
        self, help_center: HelpCenter, monday: date, folder: Path, time: Stopwatch
    ) -> None:
        letters = 0
        try:
            for paths in write_letters(help_center, monday, folder):
                letters += 1
                for path in paths:
                    self.stdout.write(str(path))
        except OSError as error:
            reason = str(error.strerror or error).lower()
            said = f"{reason}: no letters are written to {folder}"
            raise CommandError(said, returncode=2) from error
        said = f"{counted(letters, 'letter')} of {monday:%G-W%V} written, 0 sent"
        self.stdout.write(f"{said}, in {time}")

    def _send(self, help_center: HelpCenter, monday: date, time: Stopwatch) -> None:
        if not Subscription.objects.of(help_center).active().exists():
            raise CommandError(
                f"{help_center.slug} has no subscriptions to its digest: add them in "
                'the admin, under "Subscriptions"',
                returncode=2,
            )
        week = Delivery.objects.of(help_center).about(monday).to_readers()
        before = week.sent().count()
        keys = digests.make_all(help_center, monday, timezone.now())
        for key in progress_bar(iterable=keys):
            digests.send(key, now=timezone.now())
        ends = Counter(week.values_list("state", flat=True))
        self.stdout.write(f"{_counts(ends, before, monday)}, in {time}")
        reasons = Counter(week.exclude(error="").values_list("error", flat=True))
        if set(ends) - {State.SENT}:
            most = next((f": {words}" for words, _n in reasons.most_common(1)), "")
            said = f'not everybody has it{most}; the admin lists them, "Deliveries"'
            raise CommandError(said, returncode=1)


def _counts(ends: Counter[str], before: int, monday: date) -> str:
    """Say it in words; what is seldom only if it is there."""
    sent = max(ends[State.SENT] - before, 0)
    said = (
        f"{counted(sent, 'letter')} of {monday:%G-W%V} sent, {before:,} had it before"
    )
    said += f", {ends[State.FAILED] + ends[State.WAITING]:,} failed"
    seldom = {State.UNCERTAIN: "uncertain", State.SENDING: "being sent elsewhere"}
    return said + "".join(
        f", {ends[state]:,} {words}" for state, words in seldom.items() if ends[state]
    )


def _monday(week: str | None, help_center: HelpCenter) -> date:
    if week is None:
        return last_whole_week(timezone.now(), help_center.zone)
    given = WEEK.fullmatch(week)
    try:
        if given:
            return date.fromisocalendar(int(given[1]), int(given[2]), 1)
    except ValueError:
        pass  # a year has 52 or 53 weeks
    raise CommandError(
        f"--week is {week!r}, expected an ISO week such as 2026-W47", returncode=2
    )
