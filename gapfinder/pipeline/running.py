"""Running: what others see of a run while it works, and why it failed."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context

from django.db import DatabaseError, connection

from gapfinder.engine.encoders import EncoderError
from gapfinder.logs import told
from gapfinder.models import Failure, Run, SupersededError

BEAT = 30  # seconds; `Run.is_silent` waits for many of them
TOLD_AFTER = 1  # seconds between two writes of how far it has come

logger = logging.getLogger(__name__)


class Telling:
    """Writes how far a run has come, outside of its transaction and not too often."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._told_at = -float(TOLD_AFTER)

    def phase(self, name: str) -> None:
        if name != self.run.phase:
            self.run.phase = name
            self._tell()

    def encoded(self, texts: int, total: int) -> None:
        self.run.encoded += texts
        self.run.to_encode = total
        ready = self.run.encoded >= total
        if ready or time.monotonic() >= self._told_at + TOLD_AFTER:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        try:
            self.run.tell()
        except DatabaseError as error:  # nobody watches then; the work goes on
            logger.warning(
                "run %s: progress is not stored: %s", self.run.pk, told(error)
            )


@contextmanager
def running(run: Run) -> Iterator[Telling]:
    """Give signs of life during the block, and store why it failed if it does."""
    over = threading.Event()
    context = copy_context()  # its lines of the log are about this run, too
    beat = (_beat, run.pk, over)
    heart = threading.Thread(target=context.run, args=beat, daemon=True)
    heart.start()
    try:
        yield Telling(run)
    except BaseException as error:
        _store(run, error)
        raise
    finally:
        over.set()
        heart.join()


def _beat(pk: int, over: threading.Event) -> None:
    """A thread of its own: some steps say nothing for many minutes."""
    while not over.wait(BEAT):
        try:
            Run.objects.filter(pk=pk).give_sign_of_life()
        except DatabaseError:  # such as the lock of a long write: the next one counts
            logger.debug("run %s: no sign of life stored", pk, exc_info=True)
        finally:
            connection.close()


def _store(run: Run, error: BaseException) -> None:
    failure, words = _told(error)
    if failure == Failure.UNEXPECTED:
        logger.error("run %s failed", run.pk, exc_info=error)
    else:  # the kind says where to look, and words of a database may quote a row
        logger.error("run %s failed: %s: %s", run.pk, failure, told(error))
    try:
        run.fail(failure, words)
    except DatabaseError:  # the first error says more
        logger.warning("run %s: why it failed is not stored", run.pk, exc_info=True)


def _told(error: BaseException) -> tuple[Failure, str]:
    """Return the kind of failure, and what it says where that holds no customer's word.

    A database quotes values in its errors, so only its kind of error is kept.
    """
    if not isinstance(error, Exception):  # Ctrl-C, or a worker that must end
        return Failure.STOPPED, ""
    kinds: list[tuple[type[Exception], Failure, str]] = [
        (SupersededError, Failure.SILENT, ""),
        (EncoderError, Failure.ENCODER, str(error)),
        (DatabaseError, Failure.DATABASE, type(error).__name__),
        (OSError, Failure.DISK, getattr(error, "strerror", None) or ""),
        (MemoryError, Failure.MEMORY, ""),
    ]
    for kind, failure, words in kinds:
        if isinstance(error, kind):
            return failure, words
    return Failure.UNEXPECTED, type(error).__name__
