"""An issue in words: what its letter, its page and its plain text all say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.digests.content.schema import Facts, facts_of, kept_of
from gapfinder.display.numbers import number
from gapfinder.engine.privacy.safe_excerpts import excerpt
from gapfinder.models import Digest

from . import activity_text, week_text
from .change_text import Address, Change, changes
from .gap_text import GapLines, top_gaps
from .week_text import Figure

FIGURE = 9  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """All texts are one line and of the reader's language; none is HTML."""

    title: str
    days: str
    quiet: Sequence[str]  # said of a week without contacts, in place of all below
    sentences: Sequence[str]
    week: str  # heads of columns
    week_before: str
    figures: Sequence[Figure]
    gaps_heading: str
    gaps: Sequence[GapLines]
    changes: Sequence[Change]
    self_service: Sequence[Figure]
    self_service_note: str
    editors: Sequence[str]
    quality: Sequence[str]
    address: str  # of its page

    @property
    def figures_width(self) -> int:
        """The room that figures need in plain text, to stand below each other."""
        return max(FIGURE, *(len(figure.value) for figure in self.figures))


def issue_of(digest: Digest, address: Address) -> Issue:
    """Put an issue into the words of the language that is active."""
    facts, monday = facts_of(digest), digest.monday
    week, before = facts.week, facts.before
    gaps = top_gaps(facts.top, address)
    return Issue(
        title=title_of(digest),
        days=_days(digest),
        quiet=() if week.contacts else _quiet(digest, facts),
        sentences=week_text.sentences(facts),
        week=_week(digest),
        week_before=_("week %(week)s")
        % {"week": (monday - timedelta(weeks=1)).isocalendar().week},
        figures=week_text.figures(week, before),
        gaps_heading=_gaps_heading(len(gaps)),
        gaps=gaps,
        changes=changes(facts.changes, address),
        self_service=week_text.self_service(week, before),
        self_service_note=week_text.self_service_note(week),
        editors=activity_text.editors(facts.editors),
        quality=activity_text.quality(digest, facts),
        address=address("digest", digest.pk),
    )


def subject_of(digest: Digest) -> str:
    year, week, _weekday = digest.monday.isocalendar()
    said = _("%(name)s: content gaps, week %(week)s of %(year)s")
    return said % {"name": _whose(digest), "week": week, "year": year}


def title_of(digest: Digest) -> str:
    year, week, _weekday = digest.monday.isocalendar()
    said = _("%(name)s, week %(week)s of %(year)s")
    return said % {"name": _whose(digest), "week": week, "year": year}


def _whose(digest: Digest) -> str:
    """Return the help centre, and the part of it that the issue is about."""
    facts = kept_of(digest)
    names = (facts.help_center or str(digest.help_center), facts.audience)
    return ", ".join(excerpt(name) for name in names if name)


def _week(digest: Digest) -> str:
    return _("week %(week)s") % {"week": digest.monday.isocalendar().week}


def _days(digest: Digest) -> str:
    sunday = digest.monday + timedelta(days=6)
    first, last = (
        date_format(day, "MONTH_DAY_FORMAT") for day in (digest.monday, sunday)
    )
    return f"{first} \N{EN DASH} {last}"


def _quiet(digest: Digest, facts: Facts) -> list[str]:
    """Say it with the age of the import: one that has stopped looks the same."""
    said = _("A quiet week: no contacts (the week before: %(before)s).")
    quiet = said % {"before": number(facts.before.contacts)}
    imported = activity_text.import_of(digest, facts.imported)
    return [quiet, imported] if imported else [quiet]


def _gaps_heading(shown: int) -> str:
    said = ngettext(
        "The gap with most contacts", "The %(n)s gaps with most contacts", shown
    )
    return said % {"n": number(shown)}
