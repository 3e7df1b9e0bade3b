"""Celery's way in: names instead of rows, limits of time, and nothing else.

A message is done with when a worker takes it: what becomes of a run is in its row.
"""

import logging
from datetime import date, timedelta

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from gapfinder import digests
from gapfinder.conf import conf
from gapfinder.erasure import erase
from gapfinder.models import Delivery, HelpCenter, Run
from gapfinder.runs import nightly, recovery
from gapfinder.runs.start import AlreadyRunningError, ask_for_run

MINUTE, HOUR = 60, 3600  # seconds
AWAY = {  # a database that starts anew
    "autoretry_for": (OperationalError, InterfaceError),
    "retry_backoff": 5,  # seconds, then twice as long each time
    "retry_backoff_max": 2 * MINUTE,
    "max_retries": 6,
}

logger = logging.getLogger(__name__)


@shared_task(**AWAY, soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 5 * MINUTE)
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


@shared_task(soft_time_limit=20 * MINUTE, time_limit=25 * MINUTE)
def encode_chunk(chunk_id: int) -> None:
    """Encode a part of a run's texts, unless that is done, or somebody is at it."""
    from gapfinder import pipeline  # loads torch: in the worker, nowhere else

    pipeline.encode_chunk(chunk_id)


@shared_task(**AWAY, soft_time_limit=10 * MINUTE, time_limit=11 * MINUTE)
def analyse_help_centers() -> None:
    """Queue an analysis of each help centre that has news."""
    nightly.queue_analyses(timezone.now())


@shared_task(soft_time_limit=2 * MINUTE, time_limit=3 * MINUTE)
def tend_runs() -> None:
    """Queue again the runs that nobody works on any more."""
    recovery.tend_runs(timezone.now())


@shared_task(**AWAY, soft_time_limit=MINUTE, time_limit=2 * MINUTE)
def measure_help_centers() -> None:
    """Queue the measuring of each help centre's published articles."""
    for slug in HelpCenter.objects.order_by("slug").values_list("slug", flat=True):
        measure_published.delay(slug)


@shared_task(**AWAY, soft_time_limit=30 * MINUTE, time_limit=31 * MINUTE)
def measure_published(help_center_slug: str) -> None:
    """Measure what the published articles of a help centre did."""
    from gapfinder.pipeline.storage import article_effects

    article_effects.measure_published(HelpCenter.objects.get(slug=help_center_slug))


@shared_task(**AWAY, soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 5 * MINUTE)
def forget_texts() -> None:
    """Take the texts out of contacts that are past their time, if there is one."""
    now, days = timezone.now(), conf().retention_days
    if days:
        erase.forget_texts(now - timedelta(days=days), now=now)


@shared_task(soft_time_limit=10 * MINUTE, time_limit=11 * MINUTE)
def send_due_digests() -> None:
    """Queue what is due by now: new letters, and those whose next try has come.

    It reads and writes rows, so it may run twice at once, too often, or too late.
    """
    now = timezone.now()
    for delivery_id in digests.make_due(now):
        send_delivery.delay(delivery_id)
        Delivery.objects.were_queued([delivery_id], now)


@shared_task(soft_time_limit=5 * MINUTE, time_limit=6 * MINUTE)
def send_delivery(delivery_id: int) -> None:
    """Send one letter, if its row says that it is still to be sent.

    What can pass is tried again when the row says so, by `send_due_digests`.
    """
    digests.send(delivery_id, now=timezone.now())
