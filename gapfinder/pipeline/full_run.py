"""The run: load a window, embed it, analyse it, save the result."""

import logging
import time
from datetime import date

from gapfinder.conf import conf
from gapfinder.log_filters import log_context
from gapfinder.models import HelpCenter, Run
from gapfinder.pipeline.analysis.analysis import analyse
from gapfinder.pipeline.analysis.results import RunResult
from gapfinder.pipeline.analysis.valuation import value_gaps
from gapfinder.pipeline.run_control.heartbeat import ProgressReporter, running
from gapfinder.pipeline.run_control.steps import (
    Phases,
    Progress,
    commit,
    report_to_both,
    retry_conflicts,
)
from gapfinder.pipeline.storage.article_stats import store_article_figures
from gapfinder.pipeline.storage.contact_status import self_service_of
from gapfinder.pipeline.storage.run_stats import figures_of
from gapfinder.pipeline.storage.save_run import Written, save_run
from gapfinder.runs.start import start_run

from .embedding import encode, new_texts, ready_ensemble, texts_of, texts_to_encode
from .embedding_chunks import encode_together
from .window import Window, read_window
from .window_features import WindowFeatures

logger = logging.getLogger(__name__)


def find_gaps(
    help_center: HelpCenter,
    *,
    since: date | None = None,
    until: date | None = None,
    run: Run | None = None,
    progress: Progress = lambda encoded, total: None,
) -> tuple[Window, Written]:
    """Find what contacts ask for and no article answers; store it and return it.

    The run's row exists from the start, with its progress or the reason of its failure.
    Judgements and gaps are saved in one transaction at the end.

    Args:
        help_center: whose contacts and articles.
        since: the first day, in the help centre's time zone.
        until: the day after the last.
        run: the queued run to claim; None: a new one.
        progress: called with texts encoded, and all to encode.

    Raises:
        NoContactsError: no contact was received in these days.
        AlreadyRunningError: another process analyses this help centre.
        EncoderError: the encoder cannot be loaded.
        SupersededError: its heartbeat stopped, or it took too long.
        RegroupedError: editors merged or split gaps during each of several attempts.
    """
    run = start_run(help_center, since=since, until=until, run=run)
    started = time.monotonic()
    with log_context(run=run.pk, help_center=help_center.slug):
        with running(run) as reporter:
            phases = Phases(reporter)
            window, written = retry_conflicts(
                run, lambda: _run(run, started, reporter, progress, phases=phases)
            )
        logger.info(
            "run %s: %s contacts, %s gaps, %s s",
            *(run.pk, run.contacts, run.gaps, run.seconds),
        )
    return window, written


def _run(
    run: Run,
    started: float,
    reporter: ProgressReporter,
    progress: Progress,
    *,
    phases: Phases,
) -> tuple[Window, Written]:
    """Make one attempt at a run that has begun; `started` by the monotonic clock."""
    options = conf()
    with phases("read"):
        window = read_window(run.help_center, run.since, run.until)
        features = WindowFeatures(window)
        ensemble = ready_ensemble()
        run.encoder = ensemble.identity
        new = new_texts(texts_of(features), ensemble)
        total = texts_to_encode(new, ensemble)
    with phases("encode"):
        reporter.encoded(0, total)
        report = report_to_both(reporter, progress, total)
        encode_together(run, new, report)
        encoded = encode(features, ensemble, report)
    analysis, explanations = analyse(features, encoded, options, phases)
    with phases("value"):
        valuations = value_gaps(run, features, encoded, analysis)
    del encoded, features  # gigabytes, and saving needs room
    result = RunResult(window, analysis, explanations, valuations, options)
    run.contacts, run.questions = len(window.contacts), len(window.questions)
    reporter.phase("write")  # before the transaction, which would hide it

    def save() -> Written:
        written = save_run(run, result)
        run.served = self_service_of(window, written.judgements)
        run.counted = figures_of(run, window, written)
        store_article_figures(run, window, written.judgements)
        return written

    return window, commit(run, started, phases, save)
