"""What editors did, and how good the data is, in words."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from gapfinder.digests.content.schema import Facts, Imported
from gapfinder.display.numbers import day, number
from gapfinder.engine.metrics.weekly import WeekFigures
from gapfinder.models import Digest, GapEvent
from gapfinder.models.payload import Counts

from .week_text import share

Kind = GapEvent.Kind
DONE = {  # by kind of event, in the order they are told
    Kind.PUBLISHED: ngettext_lazy(
        "%(n)s gap published", "%(n)s gaps published", "number"
    ),
    Kind.DRAFTING: ngettext_lazy(
        "%(n)s gap being written", "%(n)s gaps being written", "number"
    ),
    Kind.DISMISSED: ngettext_lazy(
        "%(n)s gap dismissed", "%(n)s gaps dismissed", "number"
    ),
    Kind.MERGED: ngettext_lazy(
        "%(n)s gap merged into another", "%(n)s gaps merged into others", "number"
    ),
    Kind.SPLIT: ngettext_lazy("%(n)s gap split", "%(n)s gaps split", "number"),
    Kind.VERDICT: ngettext_lazy(
        "%(n)s verdict given", "%(n)s verdicts given", "number"
    ),
    Kind.EXCLUDED: ngettext_lazy(
        "%(n)s gap given an exclusion rule",
        "%(n)s gaps given exclusion rules",
        "number",
    ),
}


def editors(done: Counts) -> list[str]:
    """Return a line for each kind of decision that was taken, counts only."""
    lines = [
        str(words % {"number": done[kind], "n": number(done[kind])})
        for kind, words in DONE.items()
        if done.get(kind)
    ]
    return lines or [_("No decisions in this week.")]


def quality(digest: Digest, facts: Facts) -> list[str]:
    """Say what is not known, and how old what is known was when it was written."""
    imported = facts.imported
    zone = digest.help_center.zone
    lines = _unknown(facts.week)
    if imported.newest:
        newest = datetime.fromisoformat(imported.newest)
        said = _("The newest contact is of %(moment)s: %(age)s old.")
        moment = date_format(newest.astimezone(zone), "DATETIME_FORMAT")
        age = timesince(newest, max(newest, digest.composed_at))
        lines.append(said % {"moment": moment, "age": age})
    lines.append(_run(imported))
    return lines


def import_of(digest: Digest, imported: Imported) -> str:
    """Say of a week in which nobody came how new the newest contact is; "": unknown.

    One that is no older than the week shows that contacts are imported; without one it
    may be that nobody came, or that nothing is imported any more.
    """
    if imported.newest is None:
        return _("No contact has been imported yet.")
    if not imported.newest:
        return ""
    newest = datetime.fromisoformat(imported.newest)
    here = newest.astimezone(digest.help_center.zone).date()
    if here >= digest.monday:
        said = _("The newest contact of the help centre is of %(day)s: %(age)s old.")
        age = timesince(newest, max(newest, digest.composed_at))
        return said % {"day": day(here), "age": age}
    written = digest.composed_at.astimezone(digest.help_center.zone).date()
    days = (written - here).days
    said = ngettext(
        "No contact after %(day)s has been imported: the newest is %(n)s day old.",
        "No contact after %(day)s has been imported: the newest is %(n)s days old.",
        days,
    )
    return said % {"day": day(here), "n": number(days)}


def _unknown(week: WeekFigures) -> list[str]:
    lines = []
    for count, said in (
        (
            week.without_question,
            ngettext(
                "%(n)s contact without a question (%(share)s)",
                "%(n)s contacts without a question (%(share)s)",
                week.without_question,
            ),
        ),
        (
            week.waiting,
            ngettext(
                "%(n)s contact that no analysis has looked at (%(share)s)",
                "%(n)s contacts that no analysis has looked at (%(share)s)",
                week.waiting,
            ),
        ),
    ):
        if count:
            shown = {"n": number(count), "share": share(count, week.contacts)}
            lines.append(said % shown)
    return lines


def _run(imported: Imported) -> str:
    finished, last = imported.run_finished, imported.run_last_day
    if finished is None or last is None:
        return _("No analysis has been made yet.")
    said = _("The latest analysis is of %(day)s and has seen contacts up to %(last)s.")
    return said % {"day": day(finished), "last": day(last)}
