"""Celery's way in: names instead of rows, limits of time, and nothing else."""

import logging
from datetime import date

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from gapfinder import digests
from gapfinder.models import HelpCenter, Run
from gapfinder.starting import AlreadyRunningError, ask_for_run

HOUR = 3600  # seconds

logger = logging.getLogger(__name__)


@shared_task(soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 300)
def find_gaps(
    help_center_slug: str,
    run_id: int | None = None,
    since: str | None = None,
    until: str | None = None,
    update: bool = False,
) -> None:
    """Find the gaps of the help centre's newest weeks, or of these days (ISO 8601).

    An update sorts what is new into what the last full run found, where that can be.

    Takes the run that was queued for it. One that another process has taken, or that
    was given up, is left alone, so a message that comes twice does no harm.
    """
    from gapfinder import pipeline  # loads torch and faiss: in the worker, nowhere else

    help_center = HelpCenter.objects.get(slug=help_center_slug)
    first = date.fromisoformat(since) if since else None
    end = date.fromisoformat(until) if until else None
    if run_id is None:
        kind = "update" if update else "full"
        run, _new = ask_for_run(help_center, since=first, until=end, kind=kind)
    else:
        run = Run.objects.of(help_center).get(pk=run_id)
    try:
        if run.kind == run.Kind.UPDATE:
            pipeline.update_gaps(
                help_center, or_full=True, since=first, until=end, run=run
            )
        else:
            pipeline.find_gaps(help_center, since=first, until=end, run=run)
    except AlreadyRunningError as error:
        logger.info("%s: nothing to do: %s", help_center, error)
    except SoftTimeLimitExceeded:
        run.fail(Run.Failure.TOO_LONG)
        raise


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
