"""The nightly schedule: queue an analysis of each help centre with new questions."""

from datetime import datetime, timedelta

from gapfinder.models import HelpCenter, Run

from .queue import send_again, workers_are_used
from .start import ask_for_run, has_new_questions

# Beat asks several times a night: beat, the broker or all workers may be down at one of
# the times, and the cause of a failure may be gone by the next.
ONE_NIGHT = timedelta(hours=6)


def queue_analyses(now: datetime) -> int:
    """Send a run to a worker for every help centre with new questions; return how many.

    A run that is queued or running is joined, so a simultaneous call starts none.
    """
    if not workers_are_used():
        return 0
    return sum(
        _queue_run(center, now) for center in HelpCenter.objects.order_by("slug")
    )


def _queue_run(help_center: HelpCenter, now: datetime) -> bool:
    tonight = Run.objects.of(help_center).begun_since(now - ONE_NIGHT)
    if not tonight.allow_retry() or not has_new_questions(help_center):
        return False
    run, new = ask_for_run(help_center)
    return new and send_again(run)
