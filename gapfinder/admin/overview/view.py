"""The overview: what an editor sees on Monday, in seven queries besides the login."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from gapfinder.admin.common import charts, html
from gapfinder.admin.common.access import chosen_center, seen_centers
from gapfinder.models import Article, Contact, Gap, HelpCenter, Run
from gapfinder.models.runs.payloads import GapChanges

from .figures import coverage, self_service, weeks

GAPS_SHOWN = 10
TO_WRITE = (Gap.Status.OPEN, Gap.Status.DRAFTING)
OLD = timedelta(days=8)  # a weekly run that is missed once


def compose(request: HttpRequest) -> dict[str, Any]:
    """Return what `app_index.html` shows of the help centre that is chosen."""
    user = request.user
    center, may_see = chosen_center(request), user.has_perm("gapfinder.view_gap")
    may_add_center = user.has_perm("gapfinder.add_helpcenter")
    page: dict[str, Any] = {
        "center": center,
        "centers": seen_centers(request),
        "may_add_center": may_add_center,
        "may_see": may_see,
    }
    if center is None or not may_see:
        return page | {"steps": _first_steps(None) if may_add_center else []}
    if user.has_perm("gapfinder.add_run"):
        page["start_url"] = _start_url(center)
    if user.has_perm("gapfinder.view_digest"):
        page["digests_url"] = _listed("digest", center)
    if user.has_perm("gapfinder.change_gap") and user.has_perm("gapfinder.add_verdict"):
        page["review_url"] = reverse("admin:gapfinder_gap_review")
    run = Run.objects.of(center).finished().newest_first().first()
    if run is None:
        return page | {"steps": _first_steps(center)}
    run.help_center = center
    return page | _of_run(run, timezone.now())


def _of_run(run: Run, now: datetime) -> dict[str, Any]:
    center, figures = run.help_center, run.counted
    shown = {
        "run": _run(run, now),
        "warnings": _warnings(run, now),
        "gaps": [_gap(gap) for gap in _top_gaps(center)],
        "all_gaps_url": _listed("gap", center),
    }
    if figures is None:
        return shown
    return shown | {
        "week": weeks(run, figures),
        "self_service": self_service(figures),
        "changes": _changes(center, figures.changes),
        "coverage": coverage(figures),
    }


def _run(run: Run, now: datetime) -> dict[str, Any]:
    finished = run.finished_at or run.started_at
    zone = run.help_center.zone
    first = run.since.astimezone(zone)
    last = run.until.astimezone(zone) - timedelta(microseconds=1)
    return {
        "url": reverse("admin:gapfinder_run_change", args=[run.pk]),
        "when": finished,
        "age": timesince(finished, now),
        "took": html.duration(run.seconds),
        "first_day": html.day(first),
        "last_day": html.day(last),
        "contacts": html.number(run.contacts),
        "questions": html.number(run.questions),
        "gaps": html.number(run.gaps),
        "encoder": run.encoder,
    }


def _warnings(run: Run, now: datetime) -> list[str]:
    told = []
    if now - (run.finished_at or run.started_at) > OLD:
        told.append(_("The latest analysis is more than a week old."))
    newest = Contact.objects.of(run.help_center).newest_received()
    if newest is not None and newest >= run.until:
        told.append(_("Contacts have come in that the latest analysis has not seen."))
    if run.counted is None:
        told.append(
            _("The latest analysis stored no figures by week: start another one.")
        )
    return told


def _top_gaps(center: HelpCenter) -> QuerySet[Gap]:
    """Return those that are still to be written, or being written."""
    gaps = Gap.objects.of(center).current().with_statuses(TO_WRITE)
    return gaps.best_first().for_a_line()[:GAPS_SHOWN]


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "rank": gap.rank,
        "title": html.short(gap.title),
        "url": _page_of(gap),
        "kind": gap.get_kind_display(),
        "locale": gap.locale,
        "status": gap.get_status_display(),
        "is_open": gap.status == Gap.Status.OPEN,
        "returned": gap.returned,
        "contacts": html.number(gap.volume),
        "trend": html.trend(gap.trend),
        "spark": charts.sparkline(list(gap.weeks.values())),
    }


def _changes(center: HelpCenter, changes: GapChanges) -> list[dict[str, Any]]:
    rows = Gap.objects.of(center).with_numbers(changes.numbers).for_a_line()
    gaps = {gap.number: gap for gap in rows}
    usual = _("by more than chance, against the weeks before")
    kinds = (
        (_("New"), _("found for the first time"), changes.new),
        (_("Grown"), usual, changes.grown),
        (_("Shrunk"), usual, changes.shrunk),
        (_("Returned"), _("were dismissed or had ceased"), changes.returned),
    )
    return [
        {
            "label": label,
            "meaning": meaning,
            "count": html.number(named.count),
            "gaps": [
                {
                    "title": html.short(gap.title),
                    "url": _page_of(gap),
                    "contacts": html.number(gap.volume),
                }
                for gap in (gaps[each] for each in named.gaps if each in gaps)
            ],
            "more": html.number(named.count - len(named.gaps))
            if named.count > len(named.gaps)
            else "",
        }
        for label, meaning, named in kinds
    ]


def _first_steps(center: HelpCenter | None) -> list[dict[str, Any]]:
    """Return what to do before there is anything to see, with what is done already."""
    slug = center.slug if center else "SLUG"
    rows = (Article.objects, Contact.objects)
    articles, contacts = (
        center is not None and each.of(center).exists() for each in rows
    )
    return [
        {
            "what": _("Import the articles of the help centre."),
            "command": f"manage.py import_articles articles.jsonl --help-center {slug}",
            "done": articles,
        },
        {
            "what": _("Import the contacts of customer service."),
            "command": f"manage.py import_contacts contacts.jsonl --help-center {slug}",
            "done": contacts,
        },
        {
            "what": _("Find the gaps."),
            "command": f"manage.py find_gaps --help-center {slug}",
            "done": False,
            "is_run": contacts,
        },
    ]


def _start_url(center: HelpCenter) -> str:
    try:
        query = {"help_center": center.slug}
        return reverse("admin:gapfinder_run_start", query=query)
    except NoReverseMatch:  # the screen is not there
        return ""


def _page_of(gap: Gap) -> str:
    return reverse("admin:gapfinder_gap_change", args=[gap.pk])


def _listed(screen: str, center: HelpCenter) -> str:
    query = {"help_center": center.slug}
    return reverse(f"admin:gapfinder_{screen}_changelist", query=query)
