"""Sending runs and chunks to workers, from a process that must not wait for a broker.

A message holds names and numbers, and none is needed for ever: what is lost with a
broker is sent again (`tending`), or not missed (chunks).
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from celery import current_app
from kombu.connection import Connection

from gapfinder.models import Run

FIND_GAPS = "gapfinder.tasks.find_gaps"
ENCODE_CHUNK = "gapfinder.tasks.encode_chunk"
PATIENCE = 3  # seconds until a broker that says nothing counts as down

logger = logging.getLogger(__name__)


def workers_are_used() -> bool:
    """Whether the project has a broker, and does not run its tasks in the caller."""
    settings = current_app.conf
    return bool(settings.broker_write_url) and not settings.task_always_eager


@contextmanager
def broker(*, patience: float = PATIENCE) -> Iterator[Any]:
    """Give a connection that is tried once, and not for long when it is used."""
    connection = current_app.connection_for_write(connect_timeout=patience)
    # Redis has its patience from these alone; a broker of another kind ignores them.
    connection.transport_options = connection.transport_options | {
        **{"max_retries": 1, "interval_start": 0},
        **{"socket_connect_timeout": patience, "socket_timeout": patience},
    }
    with connection:
        yield connection


def send_to_worker(
    run: Run, *, since: date | None = None, until: date | None = None
) -> None:
    """Send a queued run; if the broker cannot be reached, it has failed."""
    days = {"since": since, "until": until}
    kwargs = {name: day.isoformat() for name, day in days.items() if day}
    if _sent(run, kwargs):
        run.note_sent()
    else:
        run.fail(Run.Failure.NOT_QUEUED)


def send_again(run: Run) -> bool:
    """Send a queued run with its days; a broker that is down is tried again later."""
    kwargs = {"since": _day(run, run.since), "until": _day(run, run.until)}
    sent = _sent(run, kwargs)
    if sent:
        run.note_sent()
    return sent


def send_chunks(keys: Sequence[int]) -> None:
    """Tell the workers of chunks; without a broker who planned them does them alone."""
    try:
        with broker() as connection:
            for key in keys:
                _send(connection, ENCODE_CHUNK, [key])
    except Exception as error:
        logger.warning("%s chunks are not sent: %s", len(keys), error)


def _sent(run: Run, kwargs: Mapping[str, str]) -> bool:
    try:
        with broker() as connection:
            _send(connection, FIND_GAPS, [run.help_center.slug, run.pk], kwargs)
    except Exception as error:  # each transport has its own; none may leave it queued
        # The address of the broker may hold its password: the log has it, no page.
        logger.warning("run %s is not queued: %s", run.pk, error)
        return False
    return True


def _day(run: Run, moment: datetime) -> str:
    return moment.astimezone(run.help_center.zone).date().isoformat()


def _send(
    connection: Connection,
    task: str,
    arguments: Sequence[Any],
    named: Mapping[str, str] | None = None,
) -> None:
    current_app.send_task(
        task,
        list(arguments),
        dict(named or {}),
        connection=connection,
        retry=False,
        ignore_result=True,
    )
