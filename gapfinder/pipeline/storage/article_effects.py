"""Effects of published articles: contacts counted by week, effects stored."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from gapfinder.engine.clustering.constraints import NO_GAP, Labels
from gapfinder.engine.clustering.published_needs import follow
from gapfinder.engine.metrics.article_effect import MAX_WEEKS, effect
from gapfinder.engine.metrics.ranking import week_of, weekly_counts
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Contact, Gap, GapWeek, HelpCenter, Run
from gapfinder.models.gaps.gap import FOLLOWED_FOR
from gapfinder.models.gaps.payloads import MeasuredEffect, MeasuredWeek
from gapfinder.pipeline.analysis.results import RunResult

from .gap_history import keep_weeks

DAY = timedelta(days=1)
REACH = MAX_WEEKS * WEEK
BATCH_ROWS = 500

Counts = Mapping[date, int]  # contacts by the Monday of their week


def measure_published(help_center: HelpCenter) -> int:
    """Measure the articles published in the last months, and return how many.

    The number of queries does not grow with the number of articles.
    """
    until = Run.objects.of(help_center).finished().seen_until()
    if until is None:
        return 0
    recent = Gap.objects.of(help_center).published_since(until - FOLLOWED_FOR)
    gaps = list(recent)
    measure(help_center, gaps, until)
    return len(gaps)


def measure_followed(run: Run, published: Sequence[Gap]) -> None:
    """Measure those of a run's published gaps that are not long past."""
    seen = Run.objects.of(run.help_center).finished().seen_until()
    until = max(run.until, seen or run.until)
    since = until - FOLLOWED_FOR
    recent = [gap for gap in published if _published_at(gap) >= since]
    measure(run.help_center, recent, until)


def count_needs(
    run: Run, result: RunResult, gaps: Sequence[Gap], *, published: Sequence[Gap]
) -> Labels:
    """Store by week how many contacts ask what a published gap asked, answered or not.

    So the same contacts are counted before and after an article. A need that no
    question of the window was last in keeps its weeks, as its count is unknown.

    Returns:
        (n_questions,) the number of the published gap each asks for, or `NO_GAP`.
    """
    window, analysis = result.window, result.analysis
    number_of = np.array([gap.number for gap in gaps] + [NO_GAP], dtype=np.int64)
    needs = follow(
        analysis.groups,
        window.last_gaps,
        number_of[analysis.gap],
        wanting=analysis.wants_content,
        languages=window.locales,
        published={gap.number for gap in published},
    )
    counted = {
        gap: window.contact_of[needs == gap.number]
        for gap in published
        if gap.number in needs
    }
    zone = run.help_center.zone
    weeks = {
        gap: weekly_counts(
            [window.contacts[row].received_at for row in np.unique(rows)],
            since=run.since,
            until=run.until,
            zone=zone,
        )
        for gap, rows in counted.items()
    }
    keep_weeks(run, weeks)
    return needs


def measure(help_center: HelpCenter, gaps: Sequence[Gap], until: datetime) -> None:
    """Store the effect of every gap's article, from the weeks counted up to `until`.

    All other needs are all contacts less those of the published needs that are known in
    the same weeks: a need with an article of its own is no measure of what would have
    happened without one.
    """
    if not gaps:
        return
    zone = help_center.zone
    needs = _needs(gaps, until.astimezone(zone).date(), zone)
    weeks = sorted(set().union(*needs.values()))
    totals = _totals(help_center, weeks, zone) if weeks else {}
    table = np.array(
        [[counts.get(week, np.nan) for week in weeks] for counts in needs.values()]
    )
    column = {week: place for place, week in enumerate(weeks)}
    for gap in gaps:
        published = week_of(_published_at(gap), zone)
        known = [week for week in needs[gap.pk] if abs(week - published) <= REACH]
        ours = table[:, [column[week] for week in known]]
        treated = ours[~np.isnan(ours).any(axis=1)].sum(axis=0).tolist()
        others = {
            week: max(0, totals.get(week, 0) - round(contacts))
            for week, contacts in zip(known, treated, strict=True)
        }
        _fill(gap, needs[gap.pk], others, published)
    Gap.objects.bulk_update(gaps, ["effect", "effect_change"], BATCH_ROWS)


def _fill(gap: Gap, need: Counts, others: Counts, published: date) -> None:
    """Set the effect with the weeks it was measured by, for the chart and the table."""
    weeks = sorted({*others, published})
    measured = effect(
        [need.get(week, 0) for week in weeks],
        [others.get(week, 0) for week in weeks],
        published=weeks.index(published),
    )
    rows = [MeasuredWeek(week, need.get(week), others.get(week)) for week in weeks]
    gap.measured = MeasuredEffect(**asdict(measured), published=published, weeks=rows)
    gap.effect_change = measured.change


def _needs(
    gaps: Sequence[Gap], end: date, zone: ZoneInfo
) -> dict[int, dict[date, int]]:
    """Return the counts of whole weeks by gap: a part of one would look like a fall."""
    needs: dict[int, dict[date, int]] = {gap.pk: {} for gap in gaps}
    first = min(week_of(_published_at(gap), zone) for gap in gaps) - REACH
    counted = GapWeek.objects.of_gaps(gaps).between(first, end - WEEK + DAY)
    for gap, monday, contacts in counted.oldest_first().values_list(
        "gap_id", "monday", "contacts"
    ):
        needs[gap][monday] = contacts
    return needs


def _published_at(gap: Gap) -> datetime:
    if gap.published_at is None:
        raise ValueError(f"{gap.public_id} was not published: there is no before")
    return gap.published_at


def _totals(
    help_center: HelpCenter, weeks: Sequence[date], zone: ZoneInfo
) -> dict[date, int]:
    first, end = (
        datetime.combine(day, time(), zone) for day in (weeks[0], weeks[-1] + WEEK)
    )
    return Contact.objects.of(help_center).received_between(first, end).by_week(zone)
