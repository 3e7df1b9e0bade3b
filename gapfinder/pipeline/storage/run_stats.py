"""Figures of a run, as numbers without words: the overview shows them at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from gapfinder.engine.metrics.ranking import week_of, weekly_counts, whole_weeks
from gapfinder.engine.metrics.self_service import Ending, outcomes
from gapfinder.engine.metrics.significance import change
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Contact, Gap, GapEvent, Judgement, Run
from gapfinder.models.runs.payloads import (
    Coverage,
    GapChanges,
    NamedGaps,
    RunFigures,
    WeekOutcomes,
)
from gapfinder.pipeline.window import Window

from .contact_status import reason_of, self_service_among, worst_by_contact
from .save_run import Written

Kind = GapEvent.Kind
NAMED = 5  # gaps of each kind of change; all are counted
# A gap is new for a week, however often the analysis is started in it; what the run of
# the week before found is not, should that have started some minutes later.
NEW_FOR = timedelta(days=6, hours=12)
LOCALES = 20  # with the most contacts; a language detector may find more


def figures_of(run: Run, window: Window, written: Written) -> RunFigures:
    """Count the contacts of a run, and name the gaps that changed.

    A contact counts once, and ends as `engine.outcomes` says; those without a question
    are among `contacts` only.
    """
    worst = worst_by_contact(written.judgements)
    endings = _endings(written.judgements, worst)
    return RunFigures(
        weeks=_weeks(run, window, worst, endings),
        locales=_by(lambda row: row.locale, window.contacts, endings, most=LOCALES),
        channels=_by(lambda row: str(row.channel), window.contacts, endings),
        changes=_changes(run, written.gaps),
    )


def _endings(
    judgements: Iterable[Judgement], worst: Mapping[int, Judgement]
) -> dict[int, Ending]:
    """Return how each contact ended, by its key."""
    in_gaps = {
        judged.question.contact_id for judged in judgements if judged.gap is not None
    }
    return {
        contact: Ending(
            answered=judged.match == Judgement.Match.ANSWERED,
            in_gap=contact in in_gaps,
            reason=reason_of(judged),
        )
        for contact, judged in worst.items()
    }


def _weeks(
    run: Run,
    window: Window,
    worst: Mapping[int, Judgement],
    endings: Mapping[int, Ending],
) -> dict[date, WeekOutcomes]:
    zone = run.help_center.zone
    mondays = weekly_counts([], since=run.since, until=run.until, zone=zone)
    came: dict[date, list[Contact]] = defaultdict(list)
    for contact in window.contacts:
        came[week_of(contact.received_at, zone)].append(contact)
    first, last = min(came), max(came)
    return {
        monday: WeekOutcomes(
            days=_days(run, monday),
            contacts=len(came[monday]),
            **asdict(outcomes(_known(endings, came[monday]))),
            self_service=self_service_among(came[monday], worst),
        )
        for monday in mondays
        if first <= monday <= last
    }


def _days(run: Run, monday: date) -> int:
    zone = run.help_center.zone
    first, end = (moment.astimezone(zone).date() for moment in (run.since, run.until))
    return (min(end, monday + WEEK) - max(first, monday)).days


def _by(
    name_of: Callable[[Contact], str],
    contacts: Iterable[Contact],
    endings: Mapping[int, Ending],
    *,
    most: int | None = None,
) -> dict[str, Coverage]:
    named: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        named[name_of(contact)].append(contact)
    ordered = sorted(named.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    counted = {}
    for name, came in ordered[:most]:
        ended = outcomes(_known(endings, came))
        counted[name] = Coverage(
            contacts=len(came), answered=ended.answered, in_gaps=ended.in_gaps
        )
    return counted


def _known(
    endings: Mapping[int, Ending], contacts: Iterable[Contact]
) -> Iterable[Ending]:
    return (endings[row.pk] for row in contacts if row.pk in endings)


def _changes(run: Run, gaps: Sequence[Gap]) -> GapChanges:
    """Name the gaps of each kind, the greatest change first, those found by rank.

    A gap that is new or returned has no usual week, so it neither grew nor shrank.
    """
    shown = [gap for gap in gaps if gap.rank is not None]
    kinds: dict[str, set[int]] = {Kind.FOUND: set(), Kind.RETURNED: set()}
    events = GapEvent.objects.of(run.help_center)
    recent = events.happened_after(run.started_at - NEW_FOR)
    for key, kind in recent.values_list("gap_id", "kind"):
        kinds.setdefault(kind, set()).add(key)
    apart = {
        gap.number: _change(run, gap)
        for gap in shown
        if gap.pk not in kinds[Kind.FOUND] | kinds[Kind.RETURNED]
    }
    grown = sorted((-by, number) for number, by in apart.items() if by > 0)
    shrunk = sorted((by, number) for number, by in apart.items() if by < 0)
    return GapChanges(
        new=_named([gap.number for gap in shown if gap.pk in kinds[Kind.FOUND]]),
        grown=_named([number for _by, number in grown]),
        shrunk=_named([number for _by, number in shrunk]),
        returned=_named(
            [gap.number for gap in shown if gap.pk in kinds[Kind.RETURNED]]
        ),
    )


def _change(run: Run, gap: Gap) -> float:
    counted = {date.fromisoformat(day): count for day, count in gap.weeks.items()}
    zone = run.help_center.zone
    whole = whole_weeks(counted, since=run.since, until=run.until, zone=zone)
    *before, last = whole.values() or [0]
    return change(before, last)


def _named(numbers: Sequence[int]) -> NamedGaps:
    return NamedGaps(len(numbers), numbers[:NAMED])
