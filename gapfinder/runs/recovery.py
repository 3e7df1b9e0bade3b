"""Tending: no run is forgotten, whatever became of its message or its worker.

What there is to do is read from rows, so it may be done twice at once, and after any
stop. Brokers need not remember anything: Redis forgets all when it starts anew.
"""

import logging
from datetime import datetime, timedelta

from gapfinder.models import Chunk, Run
from gapfinder.models.runs.run import MOST_ATTEMPTS

from .queue import send_again, workers_are_used

SENT_AGAIN_AFTER = timedelta(minutes=15)  # in the queue: the message may be lost
PASSES_WITHIN = timedelta(hours=1)  # a database that is away longer is looked after

logger = logging.getLogger(__name__)


def tend_runs(now: datetime) -> int:
    """Queue again what nobody works on any more, or say why it failed.

    Returns:
        How many runs were sent to a worker.
    """
    Chunk.objects.of_ended_runs().delete()
    if not workers_are_used():
        return 0
    moving = Run.objects.being_run(now).exists()
    waiting = [*Run.objects.unfinished(), *_failed_in_passing(now)]
    return sum(_tended(run, now, moving=moving) for run in waiting)


def _failed_in_passing(now: datetime) -> list[Run]:
    return list(Run.objects.failed_in_passing(now - PASSES_WITHIN))


def _tended(run: Run, now: datetime, *, moving: bool) -> bool:
    if run.state == Run.State.QUEUED:
        return _still_queued(run, now, moving=moving)
    if run.state == Run.State.RUNNING and not run.is_silent():
        return False
    if run.attempts < MOST_ATTEMPTS and run.queue_again():
        logger.info("run %s is queued again, begun %s times", run.pk, run.attempts)
        return send_again(run)
    run.fail_if_silent()
    return False


def _still_queued(run: Run, now: datetime, *, moving: bool) -> bool:
    """While others are run, the queue is long and nothing is wrong."""
    if run.is_silent() and not moving:
        run.fail_if_silent()
        return False
    sent = run.sent_at or run.seen_at
    return now - sent > SENT_AGAIN_AFTER and send_again(run)
