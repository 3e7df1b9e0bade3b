"""`GET /healthz`: does the site reach what it needs, and does it keep up?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from gapfinder.models import HelpCenter, Run
from gapfinder.runs.queue import broker, workers_are_used

REACHED, LOST, NOT_USED = "reached", "not reached", "not used"
PATIENCE = 2  # seconds for each step to answer: probes must not pile up behind them
PROBE = "gapfinder probe"  # the alias of a database connection
IMPATIENT = {  # its options; a reader of SQLite must not wait for a writer's turn
    "sqlite": {"timeout": PATIENCE, "transaction_mode": "DEFERRED"},
    "postgresql": {
        "connect_timeout": PATIENCE,
        "tcp_user_timeout": PATIENCE * 1000,  # a machine that is gone takes no query
        "pool": False,
    },
}


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
        with _impatient_connection() as alias:
            runs = Run.objects.using(alias).finished().newest_first()
            finished_at = runs.values_list("finished_at", flat=True).first()
            unseen = HelpCenter.objects.using(alias).oldest_unseen()
    except (Error, OSError):
        return None
    return Ages(_since(finished_at, now), _since(unseen, now))


@contextmanager
def _impatient_connection() -> Iterator[str]:
    """Give the alias of a new connection: neither it nor its queries wait for long.

    It is a new one because a client limits how long a frozen server may take to greet,
    and leaves it to the server how long a query may take.
    """
    probe = connections[DEFAULT_DB_ALIAS].copy(PROBE)
    probe.settings_dict["OPTIONS"] |= IMPATIENT.get(probe.vendor, {})
    connections[PROBE] = probe
    try:
        # In a transaction: a pooler such as PgBouncer hands its limit to nobody else.
        with transaction.atomic(PROBE), probe.cursor() as cursor:
            if probe.vendor == "postgresql":
                cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}s'")
            yield PROBE
    finally:
        probe.close()
        del connections[PROBE]


def _since(moment: datetime | None, now: datetime) -> int | None:
    return round((now - moment).total_seconds()) if moment else None


def _queue() -> str:
    if not workers_are_used():
        return NOT_USED
    try:
        with broker(patience=PATIENCE) as connected:
            connected.ensure_connection(max_retries=1, timeout=PATIENCE)
    except (OSError, OperationalError):
        return LOST
    return REACHED
