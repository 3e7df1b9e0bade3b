"""Heartbeat of a run: proof that its process lives, progress, reason of a failure."""

import copy
import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context

from django.db import Error, connection

from gapfinder.engine.embeddings.encoder import EncoderError
from gapfinder.log_filters import safe_message
from gapfinder.models import Failure, Run, SupersededError

BEAT = 30  # seconds; `Run.is_silent` waits for many of them
LONGEST = 4 * 3600  # seconds; pools of one thread keep no limit of Celery's
REPORT_EVERY = 1  # seconds between two writes of how far it has come

logger = logging.getLogger(__name__)


class ProgressReporter:
    """Stores how far a run has come, outside of its transaction, at most once a second.

    Raises a `SupersededError` in a run that was given up meanwhile.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._reported_at = -float(REPORT_EVERY)

    def phase(self, name: str) -> None:
        if name != self.run.phase:
            self.run.phase = name
            self._report()

    def encoded(self, texts: int, total: int) -> None:
        self.run.encoded += texts
        self.run.to_encode = total
        ready = self.run.encoded >= total
        if ready or time.monotonic() >= self._reported_at + REPORT_EVERY:
            self._report()

    def _report(self) -> None:
        self._reported_at = time.monotonic()
        try:
            self.run.save_progress()
        except Error as error:  # progress is optional; the run goes on
            logger.warning(
                "run %s: progress is not stored: %s", self.run.pk, safe_message(error)
            )
            connection.close_if_unusable_or_obsolete()  # the next step has a new one


@contextmanager
def running(run: Run) -> Iterator[ProgressReporter]:
    """Store a heartbeat during the block, and the reason if the block fails."""
    # A run makes a million objects that live to its end, hardly any of them in cycles.
    # Collections after every few hundred new ones would take two fifths of reading.
    gc.set_threshold(100_000, 50, 100)
    over = threading.Event()
    context = copy_context()  # so that its log records name the run, too
    beat = (_beat, copy.copy(run), over)
    heart = threading.Thread(target=context.run, args=beat, daemon=True)
    heart.start()
    try:
        yield ProgressReporter(run)
    except BaseException as error:
        _store(run, error)
        raise
    finally:
        over.set()
        heart.join()


def _beat(run: Run, over: threading.Event) -> None:
    """Run in a thread of its own: some steps report nothing for many minutes."""
    started = time.monotonic()
    while not over.wait(BEAT):
        try:
            if time.monotonic() - started > LONGEST:
                run.fail(Failure.TOO_LONG)
            run.save_heartbeat()
        except Error:  # such as the lock of a long write: the next one counts
            logger.debug("run %s: no sign of life stored", run.pk, exc_info=True)
        finally:
            connection.close()


def _store(run: Run, error: BaseException) -> None:
    if isinstance(error, SupersededError):
        return  # the process that gave it up has stored why
    failure, words = _failure_of(error)
    if failure == Failure.UNEXPECTED:
        logger.error("run %s failed", run.pk, exc_info=error)
    elif failure == Failure.STOPPED:  # by a person, who knows why
        logger.info("run %s was stopped", run.pk)
    else:  # the kind says where to look, and words of a database may quote a row
        logger.error("run %s failed: %s: %s", run.pk, failure, safe_message(error))
    try:
        run.fail(failure, words)
    except Error:  # the first error says more
        logger.warning("run %s: why it failed is not stored", run.pk, exc_info=True)


def _failure_of(error: BaseException) -> tuple[Failure, str]:
    """Return the kind of failure, and its message if that cannot quote a customer.

    A database quotes values in its errors, so only the error's class is stored.
    """
    if not isinstance(error, Exception):  # Ctrl-C, or a worker that must end
        return Failure.STOPPED, ""
    kinds: list[tuple[type[Exception], Failure, str]] = [
        (EncoderError, Failure.ENCODER, str(error)),
        (Error, Failure.DATABASE, type(error).__name__),
        (OSError, Failure.DISK, getattr(error, "strerror", None) or ""),
        (MemoryError, Failure.MEMORY, ""),
    ]
    for kind, failure, words in kinds:
        if isinstance(error, kind):
            return failure, words
    return Failure.UNEXPECTED, type(error).__name__
