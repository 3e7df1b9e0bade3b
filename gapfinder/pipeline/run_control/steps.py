"""Steps of a run: timed phases, retries after conflicts, and the final commit."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.db import transaction

from gapfinder.db_reconnect import (
    CONNECTION_ERRORS,
    ReconnectedError,
    current_connection,
    is_lost,
    wait_for_database,
)
from gapfinder.models import Run

from .conflicts import GoneError, RegroupedError
from .heartbeat import ProgressReporter

ATTEMPTS = 5  # at a window whose gaps editors merge or split while a run works
Progress = Callable[[int, int], object]  # called with texts encoded, and all to encode
T = TypeVar("T")

logger = logging.getLogger(__name__)


class Phases:
    """Seconds by name; one name may run several times."""

    def __init__(self, reporter: ProgressReporter) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._reporter = reporter

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        self._reporter.phase(name)
        started = time.monotonic()
        yield
        self.seconds[name] += time.monotonic() - started


def retry_conflicts(run: Run, attempt: Callable[[], T]) -> T:
    """Return what an attempt returns, of up to `ATTEMPTS` that end in conflicts.

    An attempt is also repeated when the database went away and is back. The vectors
    that were made before are stored, so they are not made again.

    Raises:
        RegroupedError: editors merged or split gaps during the last attempt, too.
        GoneError: contacts were erased or forgotten during the last attempt, too.
    """
    for number in range(ATTEMPTS):
        before = current_connection()
        try:
            return attempt()
        except RegroupedError:
            if number == ATTEMPTS - 1:
                raise
            logger.info("run %s: gaps were regrouped meanwhile, again", run.pk)
        except GoneError as error:
            error.clear()
            if number == ATTEMPTS - 1:
                raise
            logger.info("run %s: contacts were erased meanwhile, again", run.pk)
        except ReconnectedError:
            if number == ATTEMPTS - 1:
                raise
        except CONNECTION_ERRORS:
            if number == ATTEMPTS - 1 or not is_lost(before):
                raise
            wait_for_database()
        run.encoded = 0
    raise AssertionError("there is at least one attempt")


def report_to_both(
    reporter: ProgressReporter, progress: Progress, total: int
) -> Callable[[int], object]:
    """Return a function that reports a number of encoded texts to both."""

    def report(encoded: int) -> None:
        reporter.encoded(encoded, total)
        progress(encoded, total)

    return report


def commit(run: Run, started: float, phases: Phases, save: Callable[[], T]) -> T:
    """Save a run's result and make the run the latest one, all of it or nothing.

    Raises:
        SupersededError: the run was given up meanwhile, or took too long.
        ReconnectedError: the database went away, and nothing is saved.
    """
    saved: T | None = None
    before = current_connection()
    try:
        with transaction.atomic():  # nobody sees a run that judged but is not finished
            with phases("write"):
                saved = save()
            _finish(run, started, phases)
    except CONNECTION_ERRORS as error:
        if saved is None or not is_lost(before):
            raise
        wait_for_database()
        # Otherwise the commit succeeded, and only its reply was lost.
        if not run.has_finished():
            raise ReconnectedError from error
    return saved


def _finish(run: Run, started: float, phases: Phases) -> None:
    run.phases = {name: round(took, 3) for name, took in phases.seconds.items()}
    run.seconds = round(time.monotonic() - started, 3)
    run.finished_at = run.started_at + timedelta(seconds=run.seconds)
    run.finish()  # locks the row, so last: the heartbeat has to update it until then
    run.save()
