"""Celery's way in: names instead of rows, limits of time, and nothing else."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from gapfinder import digests
from gapfinder.models import HelpCenter

HOUR = 3600  # seconds


@shared_task(soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 300)
def find_gaps(help_center_slug: str) -> None:
    """Find the gaps of the help centre's newest weeks."""
    from gapfinder import pipeline  # loads torch and faiss: in the worker, nowhere else

    pipeline.find_gaps(HelpCenter.objects.get(slug=help_center_slug))


@shared_task(
    autoretry_for=(OSError,),
    retry_backoff=60,  # seconds, then twice as long each time
    retry_backoff_max=HOUR,
    max_retries=8,  # about three hours in which the mail server may come back
    soft_time_limit=120,
    time_limit=150,
)
def send_weekly_digest(help_center_slug: str, day: str | None = None) -> bool:
    """Send the digest of the week of `day` (ISO 8601), or of the last whole week."""
    help_center = HelpCenter.objects.get(slug=help_center_slug)
    if day is None:
        week = digests.last_whole_week(help_center, timezone.now())
    else:
        week = date.fromisoformat(day)
    return digests.send_digest(help_center, week)
