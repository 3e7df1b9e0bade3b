"""Saving of a run: its result becomes judgements, and gaps with lasting identities."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from gapfinder.engine.clustering.constraints import Labels
from gapfinder.engine.clustering.gap_identity import Identity, identify
from gapfinder.models import (
    Contact,
    Gap,
    GapQuote,
    HelpCenter,
    Judgement,
    Question,
    Run,
)
from gapfinder.pipeline.analysis.results import RunResult
from gapfinder.pipeline.run_control.conflicts import lock_help_center, refuse_gone

from .article_effects import count_needs, measure_followed
from .contact_status import changed_statuses
from .gap_fields import fill, fill_evidence, fill_value, quotes_of, store_figures
from .gap_history import count_weeks, lost_of, record
from .judgement_rows import judgements_of, set_last_gaps
from .reopening import return_dismissed, return_published, set_weak
from .search_text import renew_texts_of_lost, store_search_words


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of a run; `gaps` in the order of `Analysis.gaps`."""

    run: Run
    gaps: list[Gap]
    judgements: list[Judgement]  # in the order of `Window.questions`


def save_run(run: Run, result: RunResult) -> Written:
    """Save a run's gaps and judgements, all of them or none.

    A group that shares its contacts with a gap of any earlier run is that gap. A
    dismissed gap keeps its contacts and gets no rank until it has outgrown its
    dismissal. A published gap gets no rank unless its contacts keep coming.

    Raises:
        RegroupedError: an editor merged or split gaps since the run read them.
        GoneError: contacts were erased or forgotten since.
    """
    window = result.window
    with transaction.atomic():
        help_center = lock_help_center(run, window.regrouped)
        refuse_gone(help_center, run, window)
        known = _locked_gaps(help_center)
        gaps, needs = _save_gaps(help_center, known, run, result)
        questions = Question.objects.asked_between(help_center, run.since, run.until)
        earlier = Judgement.objects.of_questions(questions)
        judgements = judgements_of(run, result, gaps)
        set_last_gaps(help_center, judgements, earlier, result, needs=needs)
        earlier.delete()
        Judgement.objects.insert(judgements)
        renew_texts_of_lost(window, judgements, known, gaps)
        Contact.objects.store_status(changed_statuses(window, judgements))
    return Written(run, gaps, judgements)


def _locked_gaps(help_center: HelpCenter) -> dict[int, Gap]:
    """Return the gaps by number, locked: an editor's decision waits meanwhile."""
    gaps = Gap.objects.of(help_center).select_for_update()
    return {gap.number: gap for gap in gaps}


def _save_gaps(
    help_center: HelpCenter, known: Mapping[int, Gap], run: Run, result: RunResult
) -> tuple[list[Gap], Labels]:
    """Save the gaps of a run; return them and the needs of `count_needs`."""
    lost = lost_of(known)
    identity = _identity(help_center, result)
    gaps = [
        known[number] if number else _new_gap(help_center, run)
        for number in identity.gap_of
    ]
    _fill(gaps, run, result)
    published = [gap for gap in known.values() if gap.is_published]
    needs = count_needs(run, result, gaps, published=published)
    measure_followed(run, published)
    return_published(run, gaps, result)
    return_dismissed(run, gaps, factor=result.options.dismissed_returns_at)
    run.gaps = _rank(help_center, gaps)
    help_center.save(update_fields=["last_gap_number"])
    Gap.objects.bulk_create([gap for gap in gaps if gap.pk is None])
    store_figures([gap for gap in gaps if gap.number in known])
    record(run, identity, gaps, known=known, lost=lost)
    counted = {gap.number for gap in published}
    count_weeks(run, [gap for gap in gaps if gap.number not in counted])
    store_search_words(result, gaps)
    quotes = (
        quotes_of(gap, *parts, result.window)
        for gap, parts in zip(gaps, result.by_gap(), strict=True)
    )
    GapQuote.objects.store(chain.from_iterable(quotes), of=gaps)
    return gaps, needs


def _identity(help_center: HelpCenter, result: RunResult) -> Identity:
    """Return which gap of an earlier run each result is."""
    members = [
        {result.window.contacts[row].external_id for row in gap.contacts}
        for gap in result.analysis.gaps
    ]
    return identify(_members_before(help_center), members)


def _fill(gaps: Sequence[Gap], run: Run, result: RunResult) -> None:
    window = result.window
    for gap, parts in zip(gaps, result.by_gap(), strict=True):
        gap_result, valuation, articles = parts
        fill(gap, gap_result, run, window)
        set_weak(gap, gap_result, window)
        fill_value(gap, valuation)
        fill_evidence(gap, articles, window)


def _rank(help_center: HelpCenter, gaps: Sequence[Gap]) -> int:
    """Rank the gaps that are open to work on, and return how many they are."""
    Gap.objects.of(help_center).current().update(rank=None)
    rank = 0
    for gap in gaps:
        rank += not gap.rests
        gap.rank = None if gap.rests else rank
    return rank


def _new_gap(help_center: HelpCenter, run: Run) -> Gap:
    help_center.last_gap_number += 1
    number = help_center.last_gap_number
    return Gap(help_center=help_center, number=number, found_at=run.started_at)


def _members_before(help_center: HelpCenter) -> Mapping[int, set[str]]:
    """Return the external ids of the contacts that were last in each gap, by number.

    Gaps that were lost are among them: they are known again when contacts return.
    """
    members: dict[int, set[str]] = defaultdict(set)
    judged = Judgement.objects.once_in_gaps_of(help_center)
    contact = "question__contact__external_id"
    for number, name in judged.values_list("last_gap__number", contact):
        members[number].add(name)
    return members
