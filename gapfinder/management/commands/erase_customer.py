"""Erase one customer's contacts, and all data derived from them."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from gapfinder.erasure.erase import erase_customer
from gapfinder.log_filters import safe_message
from gapfinder.management.base_command import PlainCommand, Stopwatch, counted


class Command(PlainCommand):
    """Erases in every help centre, all or nothing.

    Exit status: 0 erased, or there was nothing to erase; 1 the database failed; 2 no
    customer is named.
    """

    help = "Erases a customer's contacts and everything made of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("customer", metavar="ID", help="as the help desk names it")

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        if not options["customer"].strip():
            raise CommandError("the customer's id is empty", returncode=2)
        try:
            erased = erase_customer(options["customer"])
        except DatabaseError as error:
            reason = safe_message(error)
            raise CommandError(f"{reason}: nothing is erased", returncode=1) from error
        # The id is not printed: logs may keep the output.
        self.stdout.write(
            f"{counted(erased.contacts, 'contact')}, "
            f"{counted(erased.questions, 'question')} and "
            f"{counted(erased.vectors, 'vector')} erased, "
            f"{counted(erased.verdicts, 'verdict')} on them, "
            f"{counted(erased.gaps, 'gap')} no longer with these words, in {time}"
        )
