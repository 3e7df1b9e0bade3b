"""Erase the texts of contacts past their retention."""

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from gapfinder.conf import conf
from gapfinder.erasure.erase import expire_texts
from gapfinder.log_filters import safe_message
from gapfinder.management.base_command import PlainCommand, Stopwatch, counted


class Command(PlainCommand):
    """Erases the texts of a thousand contacts in each transaction.

    Exit status: 0 done; 1 the database failed; 2 no time is set.
    """

    help = "Takes the texts out of contacts older than GAPFINDER_RETENTION_DAYS."

    def handle(self, **options: Any) -> None:
        time, now = Stopwatch(), timezone.now()
        days = conf().retention_days
        if not days:
            raise CommandError(
                "GAPFINDER_RETENTION_DAYS is 0: texts are kept for ever", returncode=2
            )
        try:
            expired = expire_texts(now - timedelta(days=days), now=now)
        except DatabaseError as error:
            raise CommandError(safe_message(error), returncode=1) from error
        self.stdout.write(f"{counted(expired, 'contact')} forgotten, in {time}")
