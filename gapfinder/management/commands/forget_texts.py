"""Take the texts out of contacts that are past their time."""

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from gapfinder.conf import conf
from gapfinder.erasure.erase import forget_texts
from gapfinder.log_filters import told
from gapfinder.management.base_command import PlainCommand, Stopwatch, counted


class Command(PlainCommand):
    """Forgets a thousand contacts at a time; what is done stays done.

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
            forgotten = forget_texts(now - timedelta(days=days), now=now)
        except DatabaseError as error:
            raise CommandError(told(error), returncode=1) from error
        self.stdout.write(f"{counted(forgotten, 'contact')} forgotten, in {time}")
