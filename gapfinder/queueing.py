"""Sending a run to a worker, from a process that must not wait for the broker."""

import logging
from datetime import date

from celery import current_app

from .models import Run

TASK = "gapfinder.tasks.find_gaps"
PATIENCE = 3  # seconds until a broker that says nothing counts as down
TRIED_ONCE = {
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": PATIENCE,
    "socket_timeout": PATIENCE,
}

logger = logging.getLogger(__name__)


def workers_are_used() -> bool:
    """Whether the project has a broker, and does not run its tasks in the caller."""
    settings = current_app.conf
    return bool(settings.broker_write_url) and not settings.task_always_eager


def send_to_worker(
    run: Run, *, since: date | None = None, until: date | None = None
) -> None:
    """Send a queued run; if the broker cannot be reached, it has failed."""
    days = {"since": since, "until": until}
    kwargs = {name: day.isoformat() for name, day in days.items() if day}
    try:
        connection = current_app.connection_for_write(connect_timeout=PATIENCE)
        connection.transport_options = connection.transport_options | TRIED_ONCE
        with connection:
            current_app.send_task(
                TASK,
                [run.help_center.slug, run.pk],
                kwargs,
                connection=connection,
                retry=False,
                ignore_result=True,
            )
    except Exception as error:  # each transport has its own; none may leave it queued
        # The address of the broker may hold its password: the log has it, no page.
        logger.warning("run %s is not queued: %s", run.pk, error)
        run.fail(Run.Failure.NOT_QUEUED)
