"""Write: what was thought becomes gaps with an identity, and judgements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from gapfinder.conf import Conf
from gapfinder.engine.clustering.constraints import Labels
from gapfinder.engine.clustering.gap_identity import identify
from gapfinder.models import (
    Contact,
    Gap,
    GapQuote,
    HelpCenter,
    Judgement,
    Question,
    Run,
)
from gapfinder.pipeline.analysis.analysis import Thought
from gapfinder.pipeline.analysis.explanations import Explained
from gapfinder.pipeline.analysis.valuation import Worth
from gapfinder.pipeline.run_control.erased_during_run import refuse_gone
from gapfinder.pipeline.run_control.regroup_lock import take_turn
from gapfinder.pipeline.window import Window

from .article_effects import count_needs, measure_followed
from .contact_status import changed_standing
from .gap_fields import fill, fill_evidence, fill_value, quotes_of, store_figures
from .gap_history import count_weeks, lost_of, record
from .judgement_rows import judgements_of
from .last_gaps import remember
from .reopening import name_article, return_dismissed, return_published
from .search_text import keep_words, renew_left


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of a run; `gaps` in the order of `Thought.gaps`."""

    run: Run
    gaps: list[Gap]
    judgements: list[Judgement]  # in the order of `Window.questions`


def write(
    run: Run,
    window: Window,
    thought: Thought,
    worth: Sequence[Worth],
    *,
    explained: Explained,
    options: Conf,
) -> Written:
    """Store a run's gaps and judgements, all of them or none.

    A group that shares its contacts with a gap of any earlier run is that gap. One that
    an editor dismissed keeps its contacts and gets no rank until it has outgrown that,
    and one that is published gets none unless its contacts keep coming.

    Raises:
        RegroupedError: nothing is stored.
    """
    with transaction.atomic():
        help_center = take_turn(run, window.regrouped)
        refuse_gone(help_center, run, window)
        known = _stored(help_center)
        gaps, needs = _gaps(
            help_center,
            known,
            run,
            window,
            thought,
            worth=worth,
            explained=explained,
            options=options,
        )
        asked = Question.objects.asked_between(help_center, run.since, run.until)
        judged = Judgement.objects.of_questions(asked)
        judgements = judgements_of(
            run, window, thought, explained, gaps, options=options
        )
        remember(
            help_center, judgements, judged, window=window, thought=thought, needs=needs
        )
        judged.delete()
        Judgement.objects.insert(judgements)
        renew_left(window, judgements, known, gaps)
        Contact.objects.store_standing(changed_standing(window, judgements))
    return Written(run, gaps, judgements)


def _stored(help_center: HelpCenter) -> dict[int, Gap]:
    """Return the gaps by number, locked: who gives one a title meanwhile waits."""
    stored = Gap.objects.of(help_center).select_for_update()
    return {gap.number: gap for gap in stored}


def _gaps(
    help_center: HelpCenter,
    known: Mapping[int, Gap],
    run: Run,
    window: Window,
    thought: Thought,
    *,
    worth: Sequence[Worth],
    explained: Explained,
    options: Conf,
) -> tuple[list[Gap], Labels]:
    lost = lost_of(known)
    members = [
        {window.contacts[row].external_id for row in found.contacts}
        for found in thought.gaps
    ]
    identity = identify(_members_before(help_center), members)
    gaps = [
        known[number] if number else _new_gap(help_center, run)
        for number in identity.gap_of
    ]
    for gap, found, each, near in zip(
        gaps, thought.gaps, worth, explained.gaps, strict=True
    ):
        fill(gap, found, run, window)
        name_article(gap, found, window)
        fill_value(gap, each)
        fill_evidence(gap, near, window)
    published = [gap for gap in known.values() if gap.is_published]
    needs = count_needs(run, window, thought, gaps, published=published)
    measure_followed(run, published)
    pairs = [(gap, f.contacts) for gap, f in zip(gaps, thought.gaps, strict=True)]
    return_published(run, window, pairs, least=options.min_gap_contacts)
    return_dismissed(run, gaps, factor=options.dismissed_returns_at)
    run.gaps = _rank(help_center, gaps)
    help_center.save(update_fields=["last_gap_number"])
    Gap.objects.bulk_create([gap for gap in gaps if gap.pk is None])
    store_figures([gap for gap in gaps if gap.number in known])
    record(run, identity, gaps, known=known, lost=lost)
    counted = {gap.number for gap in published}
    count_weeks(run, [gap for gap in gaps if gap.number not in counted])
    keep_words(window, thought, gaps)
    quotes = (
        quotes_of(gap, found, each, near, window)
        for gap, found, each, near in zip(
            gaps, thought.gaps, worth, explained.gaps, strict=True
        )
    )
    GapQuote.objects.store(chain.from_iterable(quotes), of=gaps)
    return gaps, needs


def _rank(help_center: HelpCenter, gaps: Sequence[Gap]) -> int:
    """Number those that somebody may work on, and return how many they are."""
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
    """Return the contacts last in each gap by their own ids: rows come in any order.

    Those of a gap that was lost are among them: it is known again when they return.
    """
    members: dict[int, set[str]] = defaultdict(set)
    judged = Judgement.objects.once_in_gaps_of(help_center)
    contact = "question__contact__external_id"
    for number, name in judged.values_list("last_gap__number", contact):
        members[number].add(name)
    return members
