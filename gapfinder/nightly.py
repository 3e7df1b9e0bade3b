"""The night: an analysis of each help centre that something new came to."""

from datetime import datetime, timedelta

from gapfinder.engine.weeks import bounds, monday_of
from gapfinder.models import HelpCenter, Run
from gapfinder.queueing import send_again, workers_are_used
from gapfinder.starting import ask_for_run, has_news

# Asked for several times a night: beat, a broker or all workers may be down at one of
# them, and what failed by then may have passed.
ONE_NIGHT = timedelta(hours=6)
# Besides encoding: a full run that is as quick as that is no trouble every night.
QUICK = timedelta(minutes=1)


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
    run, new = ask_for_run(help_center, kind=kind_for(help_center, now))
    return new and send_again(run)


def kind_for(help_center: HelpCenter, now: datetime) -> Run.Kind:
    """Choose what a night does: a full run finds new gaps, an update is quick.

    Where full runs take long there is one a week, in the night before Monday's letters,
    and one when an update asks for it.
    """
    finished = Run.objects.of(help_center).finished()
    full = finished.full().newest_first().first()
    newest = finished.newest_first().first()
    if full is None or newest is None or full.thought_for <= QUICK:
        return Run.Kind.FULL
    monday, _end = bounds(
        monday_of(now.astimezone(help_center.zone).date()), help_center.zone
    )
    is_old = full.started_at < monday
    return Run.Kind.FULL if is_old or newest.asks_for_full_run else Run.Kind.UPDATE
