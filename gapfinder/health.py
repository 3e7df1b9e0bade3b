"""`GET /healthz`: does the site reach what it needs, and does it keep up?"""

from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from gapfinder.asking import Asked
from gapfinder.models import HelpCenter, Run
from gapfinder.queueing import broker, workers_are_used

REACHED, LOST, NOT_USED = "reached", "not reached", "not used"
PATIENCE = 2  # seconds for each to answer: a probe must not pile up behind them


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503 when the database or the broker cannot be reached.

    It names no help centre and no error: anybody may ask. Nor does it read a session,
    which would ask the database first.
    """
    ages = _ages(timezone.now())
    found = {
        "database": REACHED if ages else LOST,
        "broker": _queue(),
        "last_run_seconds_ago": ages and ages.run,
        "oldest_unseen_seconds_ago": ages and ages.unseen,
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE if LOST in found.values() else HTTPStatus.OK
    return JsonResponse(found, status=status)


class Ages(NamedTuple):
    """Seconds since a run has finished, and since the oldest unseen question.

    Each is None where there is no such thing.
    """

    run: int | None
    unseen: int | None


def _ages(now: datetime) -> Ages | None:
    """Return them, or None if the database is not reached."""
    try:
        moments = MOMENTS.answer(patience=PATIENCE)
    except (Error, OSError):
        return None
    return moments and Ages(*(_since(moment, now) for moment in moments))


def _since(moment: datetime | None, now: datetime) -> int | None:
    return round((now - moment).total_seconds()) if moment else None


def _queue() -> str:
    if not workers_are_used():
        return NOT_USED
    try:
        return BROKER.answer(patience=PATIENCE) or LOST
    except (OSError, OperationalError):
        return LOST


def _moments() -> tuple[datetime | None, datetime | None]:
    """Return what `Ages` counts from, by a new connection."""
    try:
        runs = Run.objects.finished().newest_first()
        finished_at = runs.values_list("finished_at", flat=True).first()
        return finished_at, HelpCenter.objects.oldest_unseen()
    finally:
        connection.close()  # this thread's own


def _reach_broker() -> str:
    with broker(patience=PATIENCE) as connected:
        connected.ensure_connection(max_retries=1, timeout=PATIENCE)
    return REACHED


MOMENTS = Asked(_moments)
BROKER = Asked(_reach_broker)
