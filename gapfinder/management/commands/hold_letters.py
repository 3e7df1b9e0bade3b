"""Hold back digests that a restored database would send a second time."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from gapfinder import digests
from gapfinder.log_filters import safe_message
from gapfinder.management.base_command import PlainCommand, Stopwatch, counted


class Command(PlainCommand):
    """Call it after a restore, before beat and workers start.

    The database does not know what was sent since the dump. So every digest that is due
    or waiting becomes uncertain: the admin lists them, and can send those again that
    were surely not sent. Digests that become due later are sent as usual, unless
    `--later` holds them, too.

    Exit status: 0 done; 1 the database failed.
    """

    help = "After a restore: holds back letters that may have been sent since the dump."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--later",
            action="store_true",
            help="also those of the week that are due later: somebody had called "
            "send_digest for all at once",
        )

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        try:
            held = digests.hold_letters(timezone.now(), later=options["later"])
        except DatabaseError as error:
            raise CommandError(safe_message(error), returncode=1) from error
        self.stdout.write(f"{counted(held, 'letter')} held back, in {time}")
