"""Send the digests that are due, or those of a help centre, or write them to files."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from gapfinder import digests
from gapfinder.engine.weeks import last_whole_week
from gapfinder.management.base_command import (
    PlainCommand,
    Stopwatch,
    counted,
    known_help_center,
    progress_bar,
)
from gapfinder.management.letter_files import write_letters
from gapfinder.models import Delivery, HelpCenter, Subscription
from gapfinder.models.digests.delivery import DeliveryQuerySet

WEEK = re.compile(r"([12]\d{3})-W(\d\d)", re.ASCII)
State = Delivery.State


class Command(PlainCommand):
    """Sends one digest a subscriber and week, however often it is called.

    With --due it sends at each subscription's weekday and hour, as the schedule does
    with a broker; otherwise to all subscribers at once. Failed deliveries are retried,
    with --due at their next try. Uncertain ones are not: the admin lists them, and can
    send them again.

    Exit status: 0 all subscribers have it, or nothing is due, or the files are written;
    1 a delivery failed or is uncertain, or the database failed; 2 the help centre, the
    week or the folder are wrong, or there is no subscription; 130 stopped by Ctrl-C.
    """

    help = "Sends a week's digest to the subscribers of a help centre, each once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--help-center",
            metavar="SLUG",
            help="the help centre it is about; only --due can do without, for all",
        )
        parser.add_argument(
            "--due",
            action="store_true",
            help="send only what is due by each subscription's weekday, hour and zone: "
            "for cron, once an hour or more often",
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
        try:
            self._do(options, Stopwatch())
        except KeyboardInterrupt:
            message = "stopped: call it again for those who have no letter yet"
            raise CommandError(message, returncode=130) from None
        except (OperationalError, ProgrammingError) as error:
            reason = str(error).partition("\n")[0].lower()
            raise CommandError(
                f"{reason}: not all letters are sent", returncode=1
            ) from error

    def _do(self, options: dict[str, Any], time: Stopwatch) -> None:
        slug = options["help_center"]
        if options["due"]:
            if options["week"] is not None or options["dry_run"]:
                raise CommandError(
                    "--due is about what is due by now: leave --week and --dry-run out",
                    returncode=2,
                )
            help_center = None if slug is None else known_help_center(slug)
            self._send_due(help_center, time)
            return
        if slug is None:
            raise CommandError(
                "--help-center is missing; only --due can do without", returncode=2
            )
        help_center = known_help_center(slug)
        monday = _monday(options["week"], help_center)
        if options["dry_run"]:
            self._write(help_center, monday, options["out"], time)
        else:
            self._send(help_center, monday, time)

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
            message = f"{reason}: no letters are written to {folder}"
            raise CommandError(message, returncode=2) from error
        message = f"{counted(letters, 'letter')} of {monday:%G-W%V} written, 0 sent"
        self.stdout.write(f"{message}, in {time}")

    def _send(self, help_center: HelpCenter, monday: date, time: Stopwatch) -> None:
        if not Subscription.objects.of(help_center).active().exists():
            raise CommandError(
                f"{help_center.slug} has no subscriptions to its digest: add them in "
                'the admin, under "Subscriptions"',
                returncode=2,
            )
        week = Delivery.objects.of(help_center).about(monday).to_readers()
        before = week.sent().count()
        _send_all(digests.make_all(help_center, monday, timezone.now()))
        states = _count_states(week)
        sent = counted(max(states[State.SENT] - before, 0), "letter")
        message = f"{sent} of {monday:%G-W%V} sent, {before:,} had it before"
        self.stdout.write(f"{message}{_others(states)}, in {time}")
        _refuse_unless_all_sent(week, states)

    def _send_due(self, help_center: HelpCenter | None, time: Stopwatch) -> None:
        keys = digests.make_due(timezone.now(), help_center)
        _send_all(keys)
        due = Delivery.objects.filter(pk__in=keys)
        states = _count_states(due)
        sent = counted(states[State.SENT], "letter")
        were = "was" if states[State.SENT] == 1 else "were"
        self.stdout.write(f"{sent} sent that {were} due{_others(states)}, in {time}")
        _refuse_unless_all_sent(due, states)


def _send_all(keys: Sequence[int]) -> None:
    for key in progress_bar(iterable=keys):
        digests.send(key, now=timezone.now())


def _count_states(deliveries: DeliveryQuerySet) -> Counter[str]:
    return Counter(deliveries.values_list("state", flat=True))


def _others(states: Counter[str]) -> str:
    """Return the counts of unsent deliveries; rare states only if there are any."""
    failed = f", {states[State.FAILED] + states[State.WAITING]:,} failed"
    rare = {State.UNCERTAIN: "uncertain", State.SENDING: "being sent elsewhere"}
    return failed + "".join(
        f", {states[state]:,} {words}" for state, words in rare.items() if states[state]
    )


def _refuse_unless_all_sent(deliveries: DeliveryQuerySet, states: Counter[str]) -> None:
    if not set(states) - {State.SENT}:
        return
    reasons = Counter(deliveries.exclude(error="").values_list("error", flat=True))
    most = next((f": {words}" for words, _n in reasons.most_common(1)), "")
    message = f'not everybody has it{most}; the admin lists them, "Deliveries"'
    raise CommandError(message, returncode=1)


def _monday(week: str | None, help_center: HelpCenter) -> date:
    if week is None:
        return last_whole_week(timezone.now(), help_center.zone)
    match = WEEK.fullmatch(week)
    try:
        if match:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        pass  # a year has 52 or 53 weeks
    raise CommandError(
        f"--week is {week!r}, expected an ISO week such as 2026-W47", returncode=2
    )
