"""Reopening of gaps that were published or dismissed and are still asked for."""

from collections.abc import Iterable
from datetime import datetime

from gapfinder.engine.metrics.article_effect import Verdict, clearly_fewer
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Gap, GapEvent, Run
from gapfinder.models.gaps.gap import FOLLOWED_FOR
from gapfinder.models.gaps.payloads import EventData
from gapfinder.models.payload import to_json
from gapfinder.pipeline.analysis.results import GapResult, RunResult
from gapfinder.pipeline.window import Window

# Search engines take some days to show a new page, readers and agents to know of it;
# contacts of that time say nothing about what it answers.
SETTLING = WEEK


def set_weak(gap: Gap, result: GapResult, window: Window) -> None:
    """Set a gap's kind to weak if its published article does not answer it.

    Not if the article only lacks a language, or is published no more.
    """
    article = gap.published_article_id
    if article is None or result.finding.kind == "translation":
        return
    shown = next((row for row in window.articles if row.pk == article), None)
    if shown:
        gap.kind, gap.article = Gap.Kind.WEAK, shown


def return_dismissed(run: Run, gaps: Iterable[Gap], *, factor: float) -> None:
    """Open dismissed gaps that have outgrown that by a factor, or whose day came."""
    today = run.started_at.astimezone(run.help_center.zone).date()
    for gap in gaps:
        if gap.has_outgrown(factor) or gap.is_due(today):
            gap.come_back(run)


def return_published(run: Run, gaps: Iterable[Gap], result: RunResult) -> None:
    """Open published gaps that enough contacts asked for once the page had settled.

    Not gaps whose contacts clearly fell: the article does its work, though not for
    everybody. After half a year a gap that is still asked for is opened anyway.

    Args:
        run: the one that found the gaps.
        gaps: in the order of `Analysis.gaps`.
        result: the contacts of each, and how many are enough: `min_gap_contacts`.
    """
    least, contacts = result.options.min_gap_contacts, result.window.contacts
    for gap, own in zip(gaps, result.analysis.gaps, strict=True):
        if gap.status != Gap.Status.PUBLISHED or gap.published_at is None:
            continue
        settled = gap.published_at + SETTLING
        came = [contacts[row].received_at for row in own.contacts]
        since = max(settled, run.since)
        late = sum(moment >= since for moment in came)
        if late >= least and not _fell(gap, run, late, since=since):
            _open(gap, run, contacts=late)


def _open(gap: Gap, run: Run, *, contacts: int) -> None:
    """Open a gap, with the contacts that still asked and the article in its history."""
    article, at = gap.published_article, gap.published_at
    data = EventData(
        contacts=contacts,
        article=article.external_id if article else "",
        published_at=at,
    )
    gap.status, gap.returned = Gap.Status.OPEN, True
    gap.save(update_fields=["status", "returned"])
    gap.events.create(
        kind=GapEvent.Kind.RETURNED, run=run, at=run.started_at, data=to_json(data)
    )


def _fell(gap: Gap, run: Run, late: int, *, since: datetime) -> bool:
    """Whether the contacts are clearly fewer: by the effect, else by counts alone."""
    effect, published = gap.measured, gap.published_at
    if effect is None or published is None or run.until - published > FOLLOWED_FOR:
        return False
    if effect.interval is not None:
        return effect.verdict == Verdict.FEWER
    before = effect.needed_before
    return clearly_fewer(
        sum(before),
        late,
        weeks_before=len(before),
        weeks_after=(run.until - since) / WEEK,
    )
