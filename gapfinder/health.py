"""`GET /healthz`: does the site reach what it needs, and how old is its last run?"""

from datetime import datetime
from http import HTTPStatus

from celery import current_app
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from kombu.exceptions import OperationalError

from gapfinder.models import Run

REACHED, LOST, NOT_USED = "reached", "not reached", "not used"
PATIENCE = 2  # seconds for a broker to answer: a probe must not pile up behind it


@never_cache
@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503 when the database or the broker cannot be reached.

    It names no help centre and no error: anybody may ask.
    """
    database, age = _database(timezone.now())
    broker = _broker()
    reached = LOST not in {database, broker}
    status = HTTPStatus.OK if reached else HTTPStatus.SERVICE_UNAVAILABLE
    found = {"database": database, "broker": broker, "last_run_seconds_ago": age}
    return JsonResponse(found, status=status)


def _database(now: datetime) -> tuple[str, int | None]:
    """Return whether it is reached, and the seconds since a run has finished."""
    try:
        run = Run.objects.finished().newest_first().only("finished_at").first()
    except DatabaseError:
        return LOST, None
    if run is None or run.finished_at is None:
        return REACHED, None
    return REACHED, round((now - run.finished_at).total_seconds())


def _broker() -> str:
    if current_app.conf.task_always_eager or not current_app.conf.broker_url:
        return NOT_USED
    try:
        with current_app.connection_for_write(connect_timeout=PATIENCE) as connection:
            connection.ensure_connection(max_retries=1, timeout=PATIENCE)
    except (OSError, OperationalError):
        return LOST
    return REACHED
