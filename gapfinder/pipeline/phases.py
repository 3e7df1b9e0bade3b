"""The steps of a run, the seconds each takes, and how a run ends."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from gapfinder.models import Run

from .running import Telling
from .writing import RegroupedError

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

    Raises:
        RegroupedError: they did during each of several goes.
    """
    for go in range(GOES):
        try:
            return look()
        except RegroupedError:
            if go == GOES - 1:
                raise
            run.encoded = 0
            logger.info("run %s: gaps were regrouped meanwhile, again", run.pk)
    raise AssertionError("there is at least one go")


def told(telling: Telling, progress: Progress, total: int) -> Callable[[int], object]:
    def tell(encoded: int) -> None:
        telling.encoded(encoded, total)
        progress(encoded, total)

    return tell


def finish(run: Run, started: float, phases: Phases) -> None:
    """Make it the latest run, in the transaction that writes its judgements.

    Raises:
        SupersededError: it was taken for dead meanwhile.
    """
    run.phases = {name: round(took, 3) for name, took in phases.seconds.items()}
    run.seconds = round(time.monotonic() - started, 3)
    run.finished_at = run.started_at + timedelta(seconds=run.seconds)
    run.finish()  # locks the row, so last: until then it gives signs of life
    run.save()
