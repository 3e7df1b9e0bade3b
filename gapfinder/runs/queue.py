"""The queue: send runs and chunks to workers without waiting for a broker.

A message holds a slug, keys and dates, no texts. A broker may lose any message:
`recovery` sends runs again, and the process of a run encodes lost chunks itself.
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
PATIENCE = 3  # seconds until a broker that does not respond counts as down

logger = logging.getLogger(__name__)


def workers_are_used() -> bool:
    """Whether the project has a broker and does not run tasks eagerly in the caller."""
    settings = current_app.conf
    return bool(settings.broker_write_url) and not settings.task_always_eager


@contextmanager
def broker(*, patience: float = PATIENCE) -> Iterator[Any]:
    """Yield a connection that is tried once, and whose operations soon time out."""
    connection = current_app.connection_for_write(connect_timeout=patience)
    # Redis takes its timeouts from these options alone; other brokers ignore them.
    connection.transport_options = connection.transport_options | {
        **{"max_retries": 1, "interval_start": 0},
        **{"socket_connect_timeout": patience, "socket_timeout": patience},
    }
    with connection:
        yield connection


def send_to_worker(
    run: Run, *, since: date | None = None, until: date | None = None
) -> None:
    """Send a queued run; fail the run if the broker cannot be reached."""
    days = {"since": since, "until": until}
    kwargs = {name: day.isoformat() for name, day in days.items() if day}
    if _try_to_send(run, kwargs):
        run.mark_sent()
    else:
        run.fail(Run.Failure.NOT_QUEUED)


def send_again(run: Run) -> bool:
    """Send a queued run with its days; leave it queued if the broker is down."""
    kwargs = {"since": _day(run, run.since), "until": _day(run, run.until)}
    sent = _try_to_send(run, kwargs)
    if sent:
        run.mark_sent()
    return sent


def send_chunks(keys: Sequence[int]) -> None:
    """Send chunks to workers; without a broker the caller encodes them alone."""
    try:
        with broker() as connection:
            for key in keys:
                _send(connection, ENCODE_CHUNK, [key])
    except Exception as error:
        logger.warning("%s chunks are not sent: %s", len(keys), error)


def _try_to_send(run: Run, kwargs: Mapping[str, str]) -> bool:
    try:
        with broker() as connection:
            _send(connection, FIND_GAPS, [run.help_center.slug, run.pk], kwargs)
    except Exception as error:  # each transport raises its own errors
        # The message may hold the broker's password: it goes to the log, not to a page.
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
