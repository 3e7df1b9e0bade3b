"""The night: an analysis of each help centre that something new came to."""

from datetime import datetime, timedelta

from gapfinder.models import HelpCenter, Run

from .queue import send_again, workers_are_used
from .start import ask_for_run, has_news

# Asked for several times a night: beat, a broker or all workers may be down at one of
# them, and what failed by then may have passed.
ONE_NIGHT = timedelta(hours=6)


def queue_analyses(now: datetime) -> int:
    """Send a run to a worker for every help centre with news; return how many.

    One that is under way is joined, so who asks at the same moment starts nothing.
    """
    if not workers_are_used():
        return 0
    return sum(_queued(each, now) for each in HelpCenter.objects.order_by("slug"))


def _queued(help_center: HelpCenter, now: datetime) -> bool:
    tonight = Run.objects.of(help_center).begun_since(now - ONE_NIGHT)
    if not tonight.leave_room() or not has_news(help_center):
        return False
    run, new = ask_for_run(help_center)
    return new and send_again(run)
