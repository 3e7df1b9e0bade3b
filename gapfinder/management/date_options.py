"""The `--since` and `--until` of commands that look at a window."""

from datetime import date

from django.core.management.base import CommandError, CommandParser

FIRST_YEAR, LAST_YEAR = 1970, 9998  # every time zone can tell their days


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
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CommandError(
            f"--{name} is {text!r}, expected a day such as 2026-11-16", returncode=2
        )
    return found
