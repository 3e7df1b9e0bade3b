"""Celery's way in: names instead of rows, limits of time, and nothing else."""

import logging
from datetime import date

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from gapfinder import digests
from gapfinder.models import Delivery, HelpCenter, Run
from gapfinder.starting import AlreadyRunningError, ask_for_run

HOUR = 3600  # seconds

logger = logging.getLogger(__name__)


@shared_task(soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 300)
def find_gaps(
    help_center_slug: str,
    run_id: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> None:
    """Find the gaps of the help centre's newest weeks, or of these days (ISO 8601).

    Takes the run that was queued for it. One that another process has taken, or that
    was given up, is left alone, so a message that comes twice does no harm.
    """
    from gapfinder import pipeline  # loads torch and faiss: in the worker, nowhere else

    help_center = HelpCenter.objects.get(slug=help_center_slug)
    first = date.fromisoformat(since) if since else None
    end = date.fromisoformat(until) if until else None
    if run_id is None:
        run, _new = ask_for_run(help_center, since=first, until=end)
    else:
        run = Run.objects.of(help_center).get(pk=run_id)
    try:
        pipeline.find_gaps(help_center, since=first, until=end, run=run)
    except AlreadyRunningError as error:
        logger.info("%s: nothing to do: %s", help_center, error)
    except SoftTimeLimitExceeded:
        run.fail(Run.Failure.TOO_LONG)
        raise


@shared_task(soft_time_limit=600, time_limit=660, ignore_result=True)
def send_due_digests() -> None:
    """Queue what is due by now: new letters, and those whose next try has come.

    It reads and writes rows, so it may run twice at once, too often, or too late.
    """
    now = timezone.now()
    for delivery_id in digests.make_due(now):
        send_delivery.delay(delivery_id)
        Delivery.objects.were_queued([delivery_id], now)


@shared_task(soft_time_limit=120, time_limit=150, ignore_result=True)
def send_delivery(delivery_id: int) -> None:
    """Send one letter, if its row says that it is still to be sent.

    What can pass is tried again when the row says so, by `send_due_digests`.
    """
    digests.send(delivery_id, now=timezone.now())
