"""The main job, from the window of days to the rows of its result."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction

from gapfinder.conf import cache_dir, conf
from gapfinder.engine.ensembles import Ensemble
from gapfinder.models import HelpCenter, Run
from gapfinder.starting import start_run

from .article_figures import store_article_figures
from .basis import basis_of
from .encoding import encode, texts_to_encode
from .figures import figures_of
from .reading import Window, read_window
from .running import Telling, running
from .speaking import self_service_of
from .thinking import think
from .valuing import value_gaps
from .writing import RegroupedError, Written, write

logger = logging.getLogger(__name__)

GOES = 5  # at a window whose gaps editors merge or split while a run is thinking
Progress = Callable[[int, int], object]  # called with texts encoded, and all to encode
Look = Callable[..., tuple[Window, Written]]  # as `_looked`


def find_gaps(
    help_center: HelpCenter,
    *,
    since: date | None = None,
    until: date | None = None,
    run: Run | None = None,
    progress: Progress = lambda encoded, total: None,
) -> tuple[Window, Written]:
    """Find what contacts ask for and no article answers; store it and return it.

    The run's row is there from the start, and says how far it has come or why it
    failed; judgements and gaps appear all at once when it has finished.

    Args:
        help_center: whose contacts and articles.
        since: the first day, in the help centre's time zone.
        until: the day after the last.
        run: the queued one to work off.
        progress: told how far the encoding has come.

    Raises:
        NoContactsError: no contact was received in these days.
        AlreadyRunningError: another process looks at this help centre.
        EncoderError: the encoder cannot be loaded.
        SupersededError: it was taken for dead, and another run let in.
        RegroupedError: editors merged or split gaps during each of several goes.
    """
    run = start_run(help_center, since=since, until=until, run=run)
    started = time.monotonic()
    with running(run) as telling:
        window, written = settled(run, started, telling, progress)
    logger.info(
        "run %s: %s contacts, %s gaps, %s s",
        *(run.pk, run.contacts, run.gaps, run.seconds),
    )
    return window, written


def settled(
    run: Run,
    started: float,
    telling: Telling,
    progress: Progress,
    *,
    look: Look | None = None,
) -> tuple[Window, Written]:
    """Look until no editor merges or splits gaps meanwhile, but not for ever.

    Args:
        run: that has begun.
        started: when, by the monotonic clock.
        telling: who watches.
        progress: told how far the encoding has come.
        look: does the work; at all contacts in full if not given.
    """
    phases = Phases(telling)
    for go in range(GOES):
        try:
            return (look or _looked)(run, started, telling, progress, phases=phases)
        except RegroupedError:
            if go == GOES - 1:
                raise
            run.encoded = 0
            logger.info("run %s: gaps were regrouped meanwhile, again", run.pk)
    raise AssertionError("there is at least one go")


def _looked(
    run: Run,
    started: float,
    telling: Telling,
    progress: Progress,
    *,
    phases: "Phases",
) -> tuple[Window, Written]:
    options = conf()
    with phases("read"):
        run.basis = basis_of(run.help_center, options)  # first: later changes count
        window = read_window(run.help_center, run.since, run.until)
        ensemble = Ensemble.of(options.encoder, cache=cache_dir())
        run.encoder = ensemble.identity
        total = texts_to_encode(window, ensemble)
    with phases("encode"):
        telling.encoded(0, total)
        encoded = encode(window, ensemble, told(telling, progress, total))
    thought, explained = think(window, encoded, options, phases)
    with phases("value"):
        worth = value_gaps(run, window, encoded, thought)
    run.contacts, run.questions = len(window.contacts), len(window.questions)
    telling.phase("write")  # before the transaction, where nobody would see it
    with transaction.atomic():  # nobody sees a run that judged but has not finished
        with phases("write"):
            written = write(
                run, window, thought, worth, explained=explained, options=options
            )
            run.self_service = asdict(self_service_of(window, written.judgements))
            run.figures = figures_of(run, window, written)
            store_article_figures(run, window, written.judgements)
        finish(run, started, phases)
    return window, written


def finish(run: Run, started: float, phases: "Phases") -> None:
    """Make it the latest run, in the transaction that writes its judgements.

    Raises:
        SupersededError: it was taken for dead meanwhile.
    """
    run.phases = {name: round(took, 3) for name, took in phases.seconds.items()}
    run.seconds = round(time.monotonic() - started, 3)
    run.finished_at = run.started_at + timedelta(seconds=run.seconds)
    run.finish()  # locks the row, so last: until then it gives signs of life
    run.save()


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


def told(telling: Telling, progress: Progress, total: int) -> Callable[[int], object]:
    def tell(encoded: int) -> None:
        telling.encoded(encoded, total)
        progress(encoded, total)

    return tell
