"""An update: new contacts are sorted into what the last full run found."""

import logging
import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from gapfinder.conf import Conf, conf
from gapfinder.engine.ensembles import Ensemble
from gapfinder.engine.updating import needs_full_run
from gapfinder.logs import about
from gapfinder.models import Contact, Gap, HelpCenter, Judgement, Run
from gapfinder.starting import start_run

from .article_figures import store_article_figures
from .basis import NoUpdateError, last_full_run
from .chunks import encode_together
from .collecting import seldom_collecting
from .encoding import new_texts, ready_ensemble, said_in
from .figures import figures_of
from .find_gaps import look
from .gone import refuse_gone, refuse_unknown
from .hearing import hear
from .leaving_out import leave_out
from .phases import Phases, Progress, stored, teller, until_settled
from .placing import Placing, place_news
from .reading import Window
from .recounting import read_counted, recount
from .running import Telling, running
from .sorting import News, SortedNews, read_news, sort_news
from .speaking import changed_standing, self_service_of
from .taking_turns import take_turn
from .writing import Written

logger = logging.getLogger(__name__)


def update_gaps(
    help_center: HelpCenter,
    *,
    or_full: bool = False,
    since: date | None = None,
    until: date | None = None,
    run: Run | None = None,
    progress: Progress = lambda encoded, total: None,
) -> tuple[Window, Written]:
    """Sort the contacts that came since the last run into the gaps; count all anew.

    What is new to the help centre it does not find, nor does it change what was judged
    before: a full run does, and thinks of all that was sorted as if it were new.

    Args:
        help_center: whose contacts.
        or_full: look in full where an update cannot be.
        since: the first day, as of `find_gaps`.
        until: the day after the last.
        run: the queued one to work off.
        progress: told how far the encoding has come.

    Returns:
        What `find_gaps` returns, but the window has nothing that was said.

    Raises:
        NoUpdateError: there is no full run to update, unless `or_full`.
        What `find_gaps` raises, besides.
    """
    options = conf()
    if not or_full:  # a refused one is no row
        _last_full_run(help_center, options)
    run = start_run(
        help_center, since=since, until=until, run=run, kind=Run.Kind.UPDATE
    )
    started = time.monotonic()
    with about(run=run.pk, help_center=help_center.slug):
        with seldom_collecting(), running(run) as telling:
            found = _looked(run, options, started, telling, progress)
        logger.info(
            "run %s: %s, %s contacts, %s gaps, %s s",
            *(run.pk, run.kind, run.contacts, run.gaps, run.seconds),
        )
    return found


def _looked(
    run: Run, options: Conf, started: float, telling: Telling, progress: Progress
) -> tuple[Window, Written]:
    """Update; in full if nothing else tells, or somebody asked for that meanwhile."""
    if run.kind == Run.Kind.FULL:
        return look(run, started, telling, progress)
    try:
        ensemble, full = _last_full_run(run.help_center, options)
    except NoUpdateError as error:
        logger.info("run %s: in full, for %s", run.pk, error)
        run.kind = Run.Kind.FULL
        run.save(update_fields=["kind"])
        return look(run, started, telling, progress)
    update = _Update(run, full, ensemble, options, started)
    return until_settled(run, lambda: update.look(telling, progress))


def _last_full_run(help_center: HelpCenter, options: Conf) -> tuple[Ensemble, Run]:
    ensemble = ready_ensemble()
    full = last_full_run(help_center, encoder=ensemble.identity, options=options)
    return ensemble, full


@dataclass(frozen=True, slots=True)
class _Update:
    run: Run
    full: Run
    ensemble: Ensemble
    options: Conf
    started: float

    def look(self, telling: Telling, progress: Progress) -> tuple[Window, Written]:
        run, phases = self.run, Phases(telling)
        with phases("read"):
            news = read_news(run, self.full)
            new = new_texts(said_in(news.window), self.ensemble)
            total = sum(len(each.texts.texts) for each in new)
        telling.encoded(0, total)
        tell = teller(telling, progress, total)
        with phases("encode"):
            encode_together(run, new, tell)
        sorted_news = sort_news(news, self.ensemble, tell, phases)
        telling.phase("write")  # before the transaction, where nobody would see it
        return stored(run, self.started, phases, lambda: self._write(news, sorted_news))

    def _write(self, news: News, sorted_news: SortedNews) -> tuple[Window, Written]:
        run = self.run
        help_center = take_turn(run, news.regrouped)
        refuse_gone(help_center, run, news.window)
        refuse_unknown(self.full, news.judged)
        stored = Gap.objects.of(help_center).select_for_update()
        gaps = {gap.pk: gap for gap in stored}
        leave_out(run, news.rules, self.options)
        hear(run, news.heard, gaps, self.options)
        place_news(run, Placing(run, news, sorted_news, gaps, self.options))
        window, judgements = read_counted(run, news.window.articles, gaps)
        written = recount(
            *(run, window, judgements, gaps),
            help_center=help_center,
            options=self.options,
        )
        Contact.objects.store_standing(changed_standing(window, judgements))
        run.encoder, run.basis = self.full.encoder, self.full.basis
        run.contacts, run.questions = len(window.contacts), len(judgements)
        run.self_service = asdict(self_service_of(window, judgements))
        run.figures = figures_of(run, window, written)
        run.figures["update"] = self._told(sorted_news)
        store_article_figures(run, window, judgements)
        return window, written

    def _told(self, sorted_news: SortedNews) -> dict[str, Any]:
        """Say how many new questions fit nowhere, and if that asks for a full run.

        All since the full run count: an update a day has few.
        """
        answered_from = self.options.answered_from
        usual = int(sorted_news.usual.alone(answered_from).sum())
        sampled = sorted_news.trust.sampled
        run = self.run
        judged = Judgement.objects.asked_between(run.help_center, run.since, run.until)
        since_full = judged.provisional()
        of, alone = since_full.count(), since_full.alone().count()
        return {
            "full_run": self.full.pk,
            "new": len(sorted_news.found.need),
            "since_full": of,
            "alone": alone,
            "usual": round(usual / sampled, 4) if sampled else None,
            "recovered": sorted_news.trust.recovered,
            "right": sorted_news.trust.right,
            "needs_full_run": needs_full_run(alone, of, usual=usual, sampled=sampled),
        }
