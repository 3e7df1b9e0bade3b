"""Asking what may never answer: in a thread of its own, and waiting only so long."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Asked(Generic[Answer]):
    """A question that is asked again and again, by one thread at a time.

    Who asks while an earlier one still waits joins it, so a hundred probes of a
    database that hangs are one thread, not a hundred.

    Args:
        question: what the thread calls.
        stuck_after: seconds after which a thread is left behind and another one asks:
            a connection that died silently answers nobody any more.
    """

    def __init__(
        self, question: Callable[[], Answer], *, stuck_after: float = 60
    ) -> None:
        self._question = question
        self._stuck_after = stuck_after
        self._lock = threading.Lock()
        self._going: _Going[Answer] | None = None

    def answer(self, *, patience: float) -> Answer | None:
        """Return the answer, or None if there is none within `patience` seconds.

        Raises:
            Exception: what the question raised.
        """
        going = self._join()
        going.thread.join(patience)
        if going.error is not None:
            raise going.error
        return going.answer

    def _join(self) -> "_Going[Answer]":
        with self._lock:
            going = self._going
            if going is None or not 0 <= going.age < self._stuck_after:
                going = self._going = _Going(self._question)
            return going


class _Going(Generic[Answer]):
    """One thread that asks."""

    def __init__(self, question: Callable[[], Answer]) -> None:
        self.answer: Answer | None = None
        self.error: Exception | None = None
        self._began = time.monotonic()
        self._question = question
        # A daemon: a process that ends does not wait for it.
        self.thread = threading.Thread(target=self._ask, daemon=True)
        self.thread.start()

    @property
    def age(self) -> float:
        """Seconds since it began; -1: it has ended."""
        return time.monotonic() - self._began if self.thread.is_alive() else -1

    def _ask(self) -> None:
        try:
            self.answer = self._question()
        except Exception as error:
            self.error = error
