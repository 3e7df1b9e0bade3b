"""`GET /healthz`: does the site reach what it needs, and how old is its last run?"""

from datetime import datetime
from http import HTTPStatus

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from gapfinder.asking import Asked
from gapfinder.models import Run
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
    database, age = _database(timezone.now())
    queue = _queue()
    reached = LOST not in {database, queue}
    status = HTTPStatus.OK if reached else HTTPStatus.SERVICE_UNAVAILABLE
    found = {"database": database, "broker": queue, "last_run_seconds_ago": age}
    return JsonResponse(found, status=status)


def _database(now: datetime) -> tuple[str, int | None]:
    """Return whether it is reached, and the seconds since a run has finished."""
    try:
        found = LAST_RUN.answer(patience=PATIENCE)
    except (Error, OSError):
        return LOST, None
    if found is None:
        return LOST, None
    (finished_at,) = found
    age = round((now - finished_at).total_seconds()) if finished_at else None
    return REACHED, age


def _queue() -> str:
    if not workers_are_used():
        return NOT_USED
    try:
        return BROKER.answer(patience=PATIENCE) or LOST
    except (OSError, OperationalError):
        return LOST


def _last_run() -> tuple[datetime | None]:
    """Return when the newest finished run has finished, by a new connection."""
    try:
        runs = Run.objects.finished().newest_first()
        return (runs.values_list("finished_at", flat=True).first(),)
    finally:
        connection.close()  # this thread's own


def _reach_broker() -> str:
    with broker(patience=PATIENCE) as connected:
        connected.ensure_connection(max_retries=1, timeout=PATIENCE)
    return REACHED


LAST_RUN = Asked(_last_run)
BROKER = Asked(_reach_broker)
