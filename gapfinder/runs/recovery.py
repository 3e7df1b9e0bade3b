"""Recovery: queue runs again whose message or worker is lost, or fail them.

Recovery reads all it needs from rows. It may run twice at once, and after any crash;
brokers may lose every message, as Redis does when it restarts without persistence.
"""

import logging
from datetime import datetime, timedelta

from gapfinder.models import Chunk, Run
from gapfinder.models.runs.run import MOST_ATTEMPTS

from .queue import send_again, workers_are_used

RESEND_AFTER = timedelta(minutes=15)  # in the queue: the message may be lost
RETRY_WITHIN = timedelta(hours=1)  # people look after a database that is away longer

logger = logging.getLogger(__name__)


def recover_runs(now: datetime) -> int:
    """Queue again the runs that no process works on, or store why they failed.

    Returns:
        How many runs were sent to a worker.
    """
    Chunk.objects.of_ended_runs().delete()
    if not workers_are_used():
        return 0
    workers_busy = Run.objects.alive(now).exists()
    failed = Run.objects.failed_transiently(now - RETRY_WITHIN)
    runs = [*Run.objects.unfinished(), *failed]
    return sum(_recover(run, now, workers_busy=workers_busy) for run in runs)


def _recover(run: Run, now: datetime, *, workers_busy: bool) -> bool:
    if run.state == Run.State.QUEUED:
        return _recover_queued(run, now, workers_busy=workers_busy)
    if run.state == Run.State.RUNNING and not run.is_silent():
        return False
    if run.attempts < MOST_ATTEMPTS and run.queue_again():
        logger.info("run %s is queued again, begun %s times", run.pk, run.attempts)
        return send_again(run)
    run.fail_if_silent()
    return False


def _recover_queued(run: Run, now: datetime, *, workers_busy: bool) -> bool:
    """Send a queued run again; fail it if it waits long while no worker is busy."""
    if run.is_silent() and not workers_busy:
        run.fail_if_silent()
        return False
    sent = run.sent_at or run.seen_at
    return now - sent > RESEND_AFTER and send_again(run)
