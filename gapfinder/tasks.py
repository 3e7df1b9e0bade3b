"""Celery tasks: they take primitive arguments, set time limits, and delegate.

A worker acknowledges a message when it takes it; the state of a run is in its row.
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
RETRY_LOST_DATABASE = {  # such as a database that restarts
    "autoretry_for": (OperationalError, InterfaceError),
    "retry_backoff": 5,  # seconds, then twice as long each time
    "retry_backoff_max": 2 * MINUTE,
    "max_retries": 6,
}

logger = logging.getLogger(__name__)


@shared_task(
    **RETRY_LOST_DATABASE, soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 5 * MINUTE
)
def find_gaps(
    help_center_slug: str,
    run_id: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> None:
    """Find the gaps of the help centre's newest weeks, or of these days (ISO 8601).

    The task works on the run that was queued for it. It skips a run that another
    process has claimed or that was given up, so a duplicate message does no harm.
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
    """Encode a chunk of a run, unless it is encoded or another worker has it."""
    from gapfinder import pipeline  # loads torch: in the worker, nowhere else

    pipeline.encode_chunk(chunk_id)


@shared_task(**RETRY_LOST_DATABASE, soft_time_limit=10 * MINUTE, time_limit=11 * MINUTE)
def analyse_help_centers() -> None:
    """Queue an analysis of each help centre that has new questions."""
    nightly.queue_analyses(timezone.now())


@shared_task(
    name="gapfinder.tasks.tend_runs",  # as schedules of projects name it
    soft_time_limit=2 * MINUTE,
    time_limit=3 * MINUTE,
)
def recover_runs() -> None:
    """Queue the runs again whose worker or message is lost."""
    recovery.recover_runs(timezone.now())


@shared_task(**RETRY_LOST_DATABASE, soft_time_limit=MINUTE, time_limit=2 * MINUTE)
def measure_help_centers() -> None:
    """Queue a `measure_published` task for each help centre."""
    for slug in HelpCenter.objects.order_by("slug").values_list("slug", flat=True):
        measure_published.delay(slug)


@shared_task(**RETRY_LOST_DATABASE, soft_time_limit=30 * MINUTE, time_limit=31 * MINUTE)
def measure_published(help_center_slug: str) -> None:
    """Measure the effect of a help centre's published articles."""
    from gapfinder.pipeline.storage import article_effects

    article_effects.measure_published(HelpCenter.objects.get(slug=help_center_slug))


@shared_task(
    **RETRY_LOST_DATABASE, soft_time_limit=4 * HOUR, time_limit=4 * HOUR + 5 * MINUTE
)
def forget_texts() -> None:
    """Erase the texts of contacts past `GAPFINDER_RETENTION_DAYS`, unless that is 0."""
    now, days = timezone.now(), conf().retention_days
    if days:
        erase.expire_texts(now - timedelta(days=days), now=now)


@shared_task(soft_time_limit=10 * MINUTE, time_limit=11 * MINUTE)
def send_due_digests() -> None:
    """Queue the digests that are due: new ones, and failed ones whose retry has come.

    It only reads and writes rows, so it may run twice at once, too often, or late.
    """
    now = timezone.now()
    for delivery_id in digests.make_due(now):
        send_delivery.delay(delivery_id)
        Delivery.objects.were_queued([delivery_id], now)


@shared_task(soft_time_limit=5 * MINUTE, time_limit=6 * MINUTE)
def send_delivery(delivery_id: int) -> None:
    """Send one digest, if its row says that it is still to be sent.

    After a transient failure `send_due_digests` queues it again at the row's next try.
    """
    digests.send(delivery_id, now=timezone.now())
