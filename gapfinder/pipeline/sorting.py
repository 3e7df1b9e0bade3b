"""Sort: new questions go where those are that ask nearly the same."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np

from gapfinder.engine.ensembles import Ensemble
from gapfinder.engine.exclusions import Rules
from gapfinder.engine.ground import Ground
from gapfinder.engine.updating import Sorted, Trust, near_by, sort, trusted
from gapfinder.models import Exclusion, HelpCenter, Question, Run

from .encoding import see
from .hearing import Heard
from .known import Judged, read_judged
from .reading import Window, last_regrouping, published_articles

Phase = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class News:
    """What came since the last run, and what it is sorted into."""

    window: Window  # of the new questions alone, without passages
    judged: Judged
    rules: Rules
    heard: Heard  # what editors said since the full run
    regrouped: int  # the last merge or split by an editor


@dataclass(frozen=True, slots=True)
class SortedNews:
    """Where the new questions belong, and how far that can be trusted."""

    found: Sorted
    trust: Trust
    usual: Sorted  # how a sample of known questions is sorted


def read_news(run: Run, full: Run) -> News:
    help_center = run.help_center
    regrouped = last_regrouping(help_center)  # first: a later one is noticed
    exclusions = Exclusion.objects.of(help_center).active().phrases()
    window = _new_in(help_center, run, exclusions)
    rules, heard = Rules(exclusions), Heard.since(full, help_center, window)
    judged = read_judged(help_center, full, heard, rules)
    return News(window, judged, rules, heard, regrouped)


def sort_news(
    news: News, ensemble: Ensemble, progress: Callable[[int], object], phase: Phase
) -> SortedNews:
    """Put the new questions beside the known ones, and ask these where they belong."""
    judged, window = news.judged, news.window
    with phase("encode"):
        new = see(window, ensemble, progress)
        known = see(judged, ensemble, progress)
    with phase("match"):
        ground = Ground.of(known)
        space = ground.place(known)
        trust, usual = trusted(space, judged.known)
        placed = ground.place(new)
        found = sort(near_by(placed, space), judged.known, trust)
    return SortedNews(found, trust, usual)


def _new_in(help_center: HelpCenter, run: Run, exclusions: list[list[str]]) -> Window:
    asked = Question.objects.asked_between(help_center, run.since, run.until)
    questions = list(asked.unjudged().with_contact())
    contacts = {question.contact_id: question.contact for question in questions}
    row_of = {key: row for row, key in enumerate(contacts)}
    return Window(
        list(contacts.values()),
        questions,
        np.array([row_of[each.contact_id] for each in questions], dtype=np.int64),
        published_articles(help_center),
        passages=(),
        exclusions=exclusions,
    )
