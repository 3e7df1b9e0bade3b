"""Compute and store the facts of a digest.

Facts are numbers, codes, ISO dates, and references to what customers said: `issue_of`
has the words. All of them are counted by the database or added up by the engine, in as
many queries for a million contacts as for ten.
"""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from gapfinder.engine.metrics.weekly import ContactGroup, week_figures
from gapfinder.engine.weeks import WEEK, monday_of
from gapfinder.models import (
    Audience,
    Contact,
    Digest,
    GapEvent,
    HelpCenter,
    Judgement,
    Run,
    Verdict,
)
from gapfinder.models.contacts.contact import ContactQuerySet
from gapfinder.models.payload import to_json

from .gaps import FoundGaps
from .schema import REASONS, Facts, Imported, Week, WeekBefore, kept_of
from .scope import Scope

PATIENCE = 20  # seconds for who writes, such as an import: a letter has time


def compose(
    help_center: HelpCenter,
    audience: Audience | None,
    day: date,
    *,
    now: datetime,
) -> Digest:
    """Return the issue about the week of a day; the first call writes it, for good.

    Two that write at once get the same one.

    Raises:
        BusyError: an import, a run or an erasure takes long.
    """
    monday = monday_of(day)
    issues = Digest.objects.about(help_center, audience, monday)
    written = issues.first()
    if written is not None:
        return written
    with transaction.atomic():
        HelpCenter.objects.with_keys([help_center.pk]).lock(patience=PATIENCE)
        return issues.first() or Digest.objects.create(
            help_center=help_center,
            audience=audience,
            monday=monday,
            composed_at=now,
            **draft(help_center, audience, monday),
        )


def draft(
    help_center: HelpCenter, audience: Audience | None, monday: date
) -> dict[str, object]:
    """Return `facts` and `gaps` of an issue."""
    scope = Scope(help_center, audience, monday_of(monday))
    last = Digest.objects.about(help_center, audience, scope.monday - WEEK)
    before = last.without_table().first()
    run = Run.objects.of(help_center).finished().newest_first().first()
    found = FoundGaps(scope, run, news_since=_news_since(scope, before))
    week = _counted(scope.contacts())
    earlier = _counted(scope.contacts(weeks_before=1))
    facts = Facts(
        help_center=str(help_center),
        audience=str(audience) if audience else "",
        week=Week(
            **week,
            open_gaps=found.still_open,
            gaps=len(found.gaps),
            first=not scope.earlier_contacts().exists(),
        ),
        before=WeekBefore(
            **earlier, open_gaps=kept_of(before).week.open_gaps if before else None
        ),
        top=found.top(),
        changes=found.changes(),
        editors=_editors(scope),
        imported=_imported(help_center, run),
    )
    return {"facts": to_json(facts), "gaps": found.rows()}


def _news_since(scope: Scope, before: Digest | None) -> datetime:
    """Return from when on a gap is news: since the issue before was written.

    A run in the night after a week finds what that week asked, so its end is no limit;
    an issue that was written late, or long before the week began, is none either.
    """
    since, until = scope.bounds
    if before is None or not since <= before.composed_at < until:
        return since
    return before.composed_at


def _counted(contacts: ContactQuerySet) -> dict[str, Any]:
    """Return the fields of `WeekFigures`."""
    groups = (ContactGroup(**row) for row in contacts.alike())
    answered = Judgement.Match.ANSWERED.value
    reasons = [reason.value for reason in REASONS]
    figures = week_figures(groups, answered=answered, reasons=reasons)
    return {each.name: getattr(figures, each.name) for each in fields(figures)}


def _editors(scope: Scope) -> dict[str, int]:
    """Count what editors did, by kind of event; verdicts are of contacts, too."""
    events = GapEvent.objects.of(scope.help_center).for_audience(scope.audience)
    done = events.of_editors().happened_between(*scope.bounds)
    given = Verdict.objects.of(scope.help_center).for_audience(scope.audience)
    verdicts = given.given_between(*scope.bounds).count()
    return done.counted_by_kind() | {GapEvent.Kind.VERDICT.value: verdicts}


def _imported(help_center: HelpCenter, run: Run | None) -> Imported:
    """Return how new the newest contact is, and up to which day a run has seen any."""
    newest = Contact.objects.of(help_center).newest_received()
    imported = Imported(newest=newest.isoformat() if newest else None)
    if run is None:
        return imported
    zone = help_center.zone
    finished = run.finished_at or run.started_at
    last = run.until.astimezone(zone) - timedelta(microseconds=1)
    return replace(
        imported,
        run_finished=finished.astimezone(zone).date(),
        run_last_day=last.date(),
    )
