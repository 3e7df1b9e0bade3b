"""History of gaps: the events of a run, and contacts by week."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from gapfinder.engine.clustering.gap_identity import Identity
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Gap, GapEvent, GapWeek, Run

Kind = GapEvent.Kind


def lost_of(gaps: Mapping[int, Gap]) -> frozenset[int]:
    """Return the numbers of gaps that the run before did not find."""
    return frozenset(
        number for number, gap in gaps.items() if gap.rank is None and not gap.rests
    )


def record(
    run: Run,
    identity: Identity,
    gaps: Sequence[Gap],
    *,
    known: Mapping[int, Gap],
    lost: Collection[int],
) -> None:
    """Store the events of gaps: found, returned, merged, split.

    Args:
        run: the one that found `gaps`.
        identity: which of them is which of those known.
        gaps: stored, in the order of the identity.
        known: those of earlier runs, by number.
        lost: numbers of those that the run before did not find.
    """
    merged = {
        known[gap]: known[survivor]
        for gap, survivor in identity.merged.items()
        if known[gap].merged_into_id != known[survivor].pk
    }
    returned = [gap for gap in gaps if gap.number in lost]
    for gap in returned:
        gap.merged_into = None
    for gap, survivor in merged.items():
        gap.merged_into = survivor
    Gap.objects.bulk_update([*returned, *merged], ["merged_into"])
    events = [
        *((gap, Kind.RETURNED, None) for gap in returned),
        *((gap, Kind.FOUND, None) for gap in gaps if gap.number not in known),
        *((gap, Kind.MERGED, survivor) for gap, survivor in merged.items()),
        *(
            (known[gap], Kind.SPLIT, gaps[row])
            for gap, rows in identity.split.items()
            for row in rows
        ),
    ]
    GapEvent.objects.bulk_create(
        GapEvent(gap=gap, kind=kind, other=other, run=run, at=run.started_at)
        for gap, kind, other in events
    )


def count_weeks(run: Run, gaps: Sequence[Gap]) -> None:
    """Store by week the contacts the run found in each gap."""
    keep_weeks(run, {gap: dict(_weeks(gap)) for gap in gaps})


def keep_weeks(run: Run, counts: Mapping[Gap, Mapping[date, int]]) -> None:
    """Store contacts by week; a week that the window cuts is not updated.

    The last week is cut by the newest contact, not by the window, unless an earlier run
    saw more of it.
    """
    zone = run.help_center.zone
    first, end = (moment.astimezone(zone).date() for moment in (run.since, run.until))
    seen = Run.objects.of(run.help_center).finished().seen_until()
    is_newest = seen is None or run.until >= seen
    GapWeek.objects.store(
        GapWeek(gap=gap, monday=monday, contacts=contacts)
        for gap, weeks in counts.items()
        for monday, contacts in weeks.items()
        if monday >= first and (is_newest or monday + WEEK <= end)
    )


def _weeks(gap: Gap) -> list[tuple[date, int]]:
    return [(date.fromisoformat(day), count) for day, count in gap.weeks.items()]
