"""Gaps that come back: published or dismissed, and still asked for."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from gapfinder.engine.metrics.article_effect import clearly_fewer
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Gap, GapEvent, Run
from gapfinder.models.gaps.gap import FOLLOWED_FOR
from gapfinder.pipeline.analysis.analysis import FoundGap
from gapfinder.pipeline.window import Window

# Search engines take some days to show a new page, readers and agents to know of it;
# contacts of that time say nothing about what it answers.
SETTLING = WEEK


def name_article(gap: Gap, found: FoundGap, window: Window) -> None:
    """Call a gap weak that has an article of its own, and is found all the same.

    Unless the article only lacks a language, or is no page any more.
    """
    article = gap.published_article_id
    if article is None or found.finding.kind == "translation":
        return
    shown = [each for each in window.articles if each.pk == article]
    if shown:
        gap.kind, gap.article = Gap.Kind.WEAK, shown[0]


def return_dismissed(run: Run, gaps: Iterable[Gap], *, factor: float) -> None:
    """Open dismissed gaps that have outgrown that by a factor, or whose day came."""
    today = run.started_at.astimezone(run.help_center.zone).date()
    for gap in gaps:
        if gap.has_outgrown(factor) or gap.is_due(today):
            gap.come_back(run)


def return_published(
    run: Run,
    window: Window,
    pairs: Iterable[tuple[Gap, Sequence[int]]],
    *,
    least: int,
) -> None:
    """Open published gaps that `least` contacts asked for once the page had settled.

    `pairs` are gaps and the rows of their contacts.

    Not those whose contacts clearly fell: the article does its work, though not for
    everybody. Half a year on, those who still ask are worth another look anyway.
    """
    for gap, rows in pairs:
        if gap.status != Gap.Status.PUBLISHED or gap.published_at is None:
            continue
        settled = gap.published_at + SETTLING
        came = [window.contacts[row].received_at for row in rows]
        since = max(settled, run.since)
        late = sum(moment >= since for moment in came)
        if late >= least and not _fell(gap, run, late, since=since):
            _open(gap, run, contacts=late)


def _open(gap: Gap, run: Run, *, contacts: int) -> None:
    """Open it again, and say how many still asked, and of which article."""
    article, at = gap.published_article, gap.published_at
    told = {
        "contacts": contacts,
        "article": article and article.external_id,
        "published_at": at and at.isoformat(),
    }
    gap.status, gap.returned = Gap.Status.OPEN, True
    gap.save(update_fields=["status", "returned"])
    gap.events.create(
        kind=GapEvent.Kind.RETURNED, run=run, at=run.started_at, data=told
    )


def _fell(gap: Gap, run: Run, late: int, *, since: datetime) -> bool:
    """Whether the contacts are clearly fewer: by the effect, else by counts alone."""
    told, published = gap.effect, gap.published_at
    if not told or published is None or run.until - published > FOLLOWED_FOR:
        return False
    if told["change"] is not None:
        return bool(told["verdict"] == "fewer")
    before = _before(told["weeks"], told["published"])
    return clearly_fewer(
        sum(before),
        late,
        weeks_before=len(before),
        weeks_after=(run.until - since) / WEEK,
    )


def _before(
    weeks: Sequence[tuple[str, int | None, int | None]], published: str
) -> list[int]:
    return [n for monday, n, _ in weeks if monday < published and n is not None]
