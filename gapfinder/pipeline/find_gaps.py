"""The main job, from the window of days to the rows of its result."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction

from gapfinder.conf import conf
from gapfinder.logs import about
from gapfinder.models import HelpCenter, Run
from gapfinder.starting import start_run

from .article_figures import store_article_figures
from .chunks import encode_together
from .encoding import encode, new_texts, ready_ensemble, texts_to_encode
from .figures import figures_of
from .reading import Window, read_window
from .reconnecting import (
    CONNECTION_ERRORS,
    ReconnectedError,
    is_lost,
    wait_for_database,
)
from .running import Telling, running
from .speaking import self_service_of
from .thinking import think
from .valuing import value_gaps
from .writing import RegroupedError, Written, write

logger = logging.getLogger(__name__)

GOES = 5  # at a window whose gaps editors merge or split while a run is thinking
Progress = Callable[[int, int], object]  # called with texts encoded, and all to encode


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
        SupersededError: it was taken for dead, or took too long.
        RegroupedError: editors merged or split gaps during each of several goes.
    """
    run = start_run(help_center, since=since, until=until, run=run)
    started = time.monotonic()
    with about(run=run.pk, help_center=help_center.slug):
        with running(run) as telling:
            window, written = _found(run, started, telling, progress)
        logger.info(
            "run %s: %s contacts, %s gaps, %s s",
            *(run.pk, run.contacts, run.gaps, run.seconds),
        )
    return window, written


def _found(
    run: Run, started: float, telling: Telling, progress: Progress
) -> tuple[Window, Written]:
    """Look until no editor merges or splits gaps meanwhile, but not for ever.

    Nor does a database that goes away meanwhile end it: vectors are kept, and the rest
    is done again when it is back.
    """
    phases = _Phases(telling)
    for go in range(GOES):
        try:
            return _looked(run, started, telling, progress, phases=phases)
        except RegroupedError:
            if go == GOES - 1:
                raise
            logger.info("run %s: gaps were regrouped meanwhile, again", run.pk)
        except ReconnectedError:
            if go == GOES - 1:
                raise
        except CONNECTION_ERRORS:
            if go == GOES - 1 or not is_lost():
                raise
            wait_for_database()
        run.encoded = 0
    raise AssertionError("there is at least one go")


def _looked(
    run: Run,
    started: float,
    telling: Telling,
    progress: Progress,
    *,
    phases: "_Phases",
) -> tuple[Window, Written]:
    options = conf()
    with phases("read"):
        window = read_window(run.help_center, run.since, run.until)
        ensemble = ready_ensemble()
        run.encoder = ensemble.identity
        new = new_texts(window, ensemble)
        total = texts_to_encode(new, ensemble)
    with phases("encode"):
        telling.encoded(0, total)
        told = _told(telling, progress, total)
        encode_together(run, new, told)
        encoded = encode(window, ensemble, told)
    thought, explained = think(window, encoded, options, phases)
    with phases("value"):
        worth = value_gaps(run, window, encoded, thought)
    run.contacts, run.questions = len(window.contacts), len(window.questions)
    telling.phase("write")  # before the transaction, where nobody would see it
    written = None
    try:
        with transaction.atomic():  # nobody sees a run that judged but is not finished
            with phases("write"):
                written = write(
                    run, window, thought, worth, explained=explained, options=options
                )
                run.self_service = asdict(self_service_of(window, written.judgements))
                run.figures = figures_of(run, window, written)
                store_article_figures(run, window, written.judgements)
            run.phases = {name: round(took, 3) for name, took in phases.seconds.items()}
            run.seconds = round(time.monotonic() - started, 3)
            run.finished_at = run.started_at + timedelta(seconds=run.seconds)
            run.finish()  # locks the row, so last: until then it gives signs of life
            run.save()
    except CONNECTION_ERRORS as error:
        if written is None or not is_lost():
            raise
        wait_for_database()
        if not run.has_finished():  # else only the word of the commit was lost
            raise ReconnectedError from error
    return window, written


class _Phases:
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


def _told(telling: Telling, progress: Progress, total: int) -> Callable[[int], object]:
    def tell(encoded: int) -> None:
        telling.encoded(encoded, total)
        progress(encoded, total)

    return tell
