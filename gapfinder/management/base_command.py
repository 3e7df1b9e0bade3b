"""Base of the commands: errors as one sentence on standard error, days, progress."""

import logging
import sys
import time
from datetime import date
from typing import Any

from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    SystemCheckError,
)
from tqdm import tqdm

from gapfinder.log_filters import safe_message
from gapfinder.models import HelpCenter

logger = logging.getLogger(__name__)


class PlainCommand(BaseCommand):
    """A command that prints the message of an error without `CommandError:`."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except SystemCheckError:
            raise
        except CommandError as error:
            if not self._from_command_line or options.get("traceback"):
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)
        except Exception as error:
            if not self._from_command_line or options.get("traceback"):
                raise
            self.report_unexpected(error)
            sys.exit(1)

    def report_unexpected(self, error: Exception) -> None:
        """Print an error without its message, which may quote a customer."""
        logger.critical("an unexpected error", exc_info=error)
        self.stderr.write(f"{safe_message(error)}: the log has it")

    @property
    def _from_command_line(self) -> bool:
        """False in `call_command`, whose caller wants the exception."""
        return bool(getattr(self, "_called_from_command_line", False))


def progress_bar(**options: Any) -> "tqdm[Any]":
    """Return a bar on standard error, removed when its block ends; none in a pipe."""
    return tqdm(
        file=sys.stderr, disable=not sys.stderr.isatty(), leave=False, **options
    )


class Stopwatch:
    """Measures the seconds since its creation."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def __str__(self) -> str:
        return f"{time.monotonic() - self._started:.1f} s"


def counted(number: int, thing: str) -> str:
    """Return a count with its noun, as in "1 contact" or "1,234 contacts"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


FIRST_YEAR, LAST_YEAR = 1970, 9998  # every time zone can represent their days


def add_days(parser: CommandParser) -> None:
    parser.add_argument(
        "--since",
        metavar="DATE",
        help="first day; eight weeks before --until if not given",
    )
    parser.add_argument(
        "--until",
        metavar="DATE",
        help="the day after the last; that after the newest contact if not given",
    )


def day(text: str | None, name: str) -> date | None:
    if text is None:
        return None
    try:
        parsed = date.fromisoformat(text)
    except ValueError:
        parsed = date.min
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise CommandError(
            f"--{name} is {text!r}, expected a day such as 2026-11-16", returncode=2
        )
    return parsed


def known_help_center(slug: str) -> HelpCenter:
    help_center = HelpCenter.objects.filter(slug=slug).first()
    if help_center:
        return help_center
    known = ", ".join(HelpCenter.objects.values_list("slug", flat=True))
    raise CommandError(
        f"there is no help centre {slug!r}; "
        + (f"known: {known}" if known else "import articles or contacts to make one"),
        returncode=2,
    )
