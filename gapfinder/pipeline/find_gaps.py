"""The main job, from the window of days to the rows of its result."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from django.db import transaction

from gapfinder.conf import cache_dir, conf
from gapfinder.engine.ensembles import Ensemble
from gapfinder.models import Contact, HelpCenter, Run

from .article_figures import store_article_figures
from .encoding import encode, texts_to_encode
from .figures import figures_of
from .reading import Window, read_window
from .speaking import self_service_of
from .thinking import think
from .valuing import value_gaps
from .writing import Written, write

logger = logging.getLogger(__name__)

Progress = Callable[[int, int], object]  # called with texts encoded, and all to encode


class NoContactsError(Exception):
    """There is no contact to look at; the message says in which days."""


def find_gaps(
    help_center: HelpCenter,
    *,
    since: date | None = None,
    until: date | None = None,
    progress: Progress = lambda encoded, total: None,
) -> tuple[Window, Written]:
    """Find what contacts ask for and no article answers; store it and return it.

    Args:
        help_center: whose contacts and articles.
        since: the first day, in the help centre's time zone.
        until: the day after the last.
        progress: told how far the encoding has come.

    Raises:
        NoContactsError: no contact was received in these days.
        EncoderError: the encoder cannot be loaded.
    """
    started, phases = time.monotonic(), _Phases()
    options = conf()
    run = Run(help_center=help_center, **_window(help_center, since, until))
    with phases("read"):
        window = read_window(help_center, run.since, run.until)
        if not window.contacts:
            raise NoContactsError(_no_contacts(run))
        ensemble = Ensemble.of(options.encoder, cache=cache_dir())
        run.encoder = ensemble.identity
        total = texts_to_encode(window, ensemble)
    with phases("encode"):
        encoded = encode(window, ensemble, _told(progress, total))
    thought, explained = think(window, encoded, options, phases)
    with phases("value"):
        worth = value_gaps(run, window, encoded, thought)
    run.contacts, run.questions = len(window.contacts), len(window.questions)
    with transaction.atomic():  # nobody sees a run that judged but has not finished
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
        run.save()
    logger.info(
        "run %s: %s contacts, %s gaps, %s s",
        *(run.pk, run.contacts, run.gaps, run.seconds),
    )
    return window, written


class _Phases:
    """Seconds by name; one name may run several times."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.seconds[name] += time.monotonic() - started


def _window(
    help_center: HelpCenter, since: date | None, until: date | None
) -> dict[str, datetime]:
    zone = help_center.zone
    if until is None:
        newest = Contact.objects.of(help_center).newest_first().first()
        if newest is None:
            raise NoContactsError(
                f"{help_center.slug} has no contacts yet: import some with "
                f"manage.py import_contacts FILE --help-center {help_center.slug}"
            )
        until = newest.received_at.astimezone(zone).date() + timedelta(days=1)
    since = since or until - timedelta(weeks=conf().window_weeks)
    return {
        "since": datetime.combine(since, time_of_day(), zone),
        "until": datetime.combine(until, time_of_day(), zone),
    }


def _no_contacts(run: Run) -> str:
    return (
        f"{run.help_center.slug} has no contacts received from {run.since:%Y-%m-%d} on "
        f"and before {run.until:%Y-%m-%d}"
    )


def _told(progress: Progress, total: int) -> Callable[[int], object]:
    def tell(encoded: int) -> None:
        progress(encoded, total)

    return tell
