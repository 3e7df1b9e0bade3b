"""Health check: `GET /healthz` reports database, broker and the age of results."""

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
PATIENCE = 2  # seconds for each step: slow probes must not pile up
PROBE = "gapfinder probe"  # the alias of a database connection
SHORT_TIMEOUTS = {  # its options; a reader of SQLite must not wait for a writer
    "sqlite": {"timeout": PATIENCE, "transaction_mode": "DEFERRED"},
    "postgresql": {
        "connect_timeout": PATIENCE,
        "tcp_user_timeout": PATIENCE * 1000,  # for a machine that is gone
        "pool": False,
    },
}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503 when the database or the broker cannot be reached.

    The response names no help centre and no error, as the page is public. The view
    reads no session, as that would need the database.
    """
    ages = _ages(timezone.now())
    report = {
        "database": REACHED if ages else LOST,
        "broker": _broker_state(),
        "last_run_seconds_ago": ages and ages.run,
        "oldest_unseen_seconds_ago": ages and ages.unseen,
    }
    status = (
        HTTPStatus.SERVICE_UNAVAILABLE if LOST in report.values() else HTTPStatus.OK
    )
    return JsonResponse(report, status=status)


class Ages(NamedTuple):
    """Seconds since the last run finished, and since the oldest unanalysed question.

    None where there is no run or no such question.
    """

    run: int | None
    unseen: int | None


def _ages(now: datetime) -> Ages | None:
    """Return the ages, or None if the database is not reached."""
    try:
        with _short_lived_connection() as alias:
            runs = Run.objects.using(alias).finished().newest_first()
            finished_at = runs.values_list("finished_at", flat=True).first()
            unseen = HelpCenter.objects.using(alias).oldest_unseen()
    except (Error, OSError):
        return None
    return Ages(_since(finished_at, now), _since(unseen, now))


@contextmanager
def _short_lived_connection() -> Iterator[str]:
    """Yield the alias of a new connection with short timeouts.

    An existing connection would hang on a frozen server: a client limits only the time
    to connect, and the server limits the time of a query.
    """
    probe = connections[DEFAULT_DB_ALIAS].copy(PROBE)
    probe.settings_dict["OPTIONS"] |= SHORT_TIMEOUTS.get(probe.vendor, {})
    connections[PROBE] = probe
    try:
        # In a transaction: a pooler such as PgBouncer then keeps the limit to this one.
        with transaction.atomic(PROBE), probe.cursor() as cursor:
            if probe.vendor == "postgresql":
                cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE}s'")
            yield PROBE
    finally:
        probe.close()
        del connections[PROBE]


def _since(moment: datetime | None, now: datetime) -> int | None:
    return round((now - moment).total_seconds()) if moment else None


def _broker_state() -> str:
    if not workers_are_used():
        return NOT_USED
    try:
        with broker(patience=PATIENCE) as connection:
            connection.ensure_connection(max_retries=1, timeout=PATIENCE)
    except (OSError, OperationalError):
        return LOST
    return REACHED
