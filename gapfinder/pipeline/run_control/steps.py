"""The steps of a run, the seconds each takes, and how a run ends."""

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
    in_use,
    is_lost,
    wait_for_database,
)
from gapfinder.models import Run

from .erased_during_run import GoneError
from .heartbeat import Telling
from .regroup_lock import RegroupedError

GOES = 5  # at a window whose gaps editors merge or split while a run is thinking
Progress = Callable[[int, int], object]  # called with texts encoded, and all to encode
T = TypeVar("T")

logger = logging.getLogger(__name__)


class Phases:
    """Seconds by name; one name may run several times."""

    def __init__(self, telling: Telling) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._telling = telling

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        self._telling.phase(name)
        started = time.monotonic()
        yield
        self.seconds[name] += time.monotonic() - started


def until_settled(run: Run, look: Callable[[], T]) -> T:
    """Look until no editor merges or splits gaps meanwhile, but not for ever.

    Nor does a database that goes away meanwhile end it: vectors are kept, and the rest
    is done again when it is back.

    Raises:
        RegroupedError: editors did so during each of several goes.
        GoneError: contacts were erased or forgotten during each of them.
    """
    for go in range(GOES):
        before = in_use()
        try:
            return look()
        except RegroupedError:
            if go == GOES - 1:
                raise
            logger.info("run %s: gaps were regrouped meanwhile, again", run.pk)
        except GoneError as error:
            error.clear()
            if go == GOES - 1:
                raise
            logger.info("run %s: contacts were erased meanwhile, again", run.pk)
        except ReconnectedError:
            if go == GOES - 1:
                raise
        except CONNECTION_ERRORS:
            if go == GOES - 1 or not is_lost(before):
                raise
            wait_for_database()
        run.encoded = 0
    raise AssertionError("there is at least one go")


def teller(telling: Telling, progress: Progress, total: int) -> Callable[[int], object]:
    """Return what says of some more texts that they are encoded, to both."""

    def tell(encoded: int) -> None:
        telling.encoded(encoded, total)
        progress(encoded, total)

    return tell


def stored(run: Run, started: float, phases: Phases, store: Callable[[], T]) -> T:
    """Store what a run found and make it the latest one, all of it or nothing.

    Raises:
        SupersededError: it was taken for dead meanwhile, or took too long.
        ReconnectedError: the database went away, and nothing is stored.
    """
    found: T | None = None
    before = in_use()
    try:
        with transaction.atomic():  # nobody sees a run that judged but is not finished
            with phases("write"):
                found = store()
            _finish(run, started, phases)
    except CONNECTION_ERRORS as error:
        if found is None or not is_lost(before):
            raise
        wait_for_database()
        if not run.has_finished():  # else only the word of the commit was lost
            raise ReconnectedError from error
    return found


def _finish(run: Run, started: float, phases: Phases) -> None:
    run.phases = {name: round(took, 3) for name, took in phases.seconds.items()}
    run.seconds = round(time.monotonic() - started, 3)
    run.finished_at = run.started_at + timedelta(seconds=run.seconds)
    run.finish()  # locks the row, so last: until then it gives signs of life
    run.save()
