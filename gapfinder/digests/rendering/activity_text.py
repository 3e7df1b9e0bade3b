"""What editors did, and how good the data is, in words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from gapfinder.display.numbers import day, number
from gapfinder.models import Digest

from .week_text import share

DONE = {  # by kind of event, in the order they are told
    "published": ngettext_lazy("%(n)s gap published", "%(n)s gaps published", "number"),
    "drafting": ngettext_lazy(
        "%(n)s gap being written", "%(n)s gaps being written", "number"
    ),
    "dismissed": ngettext_lazy("%(n)s gap dismissed", "%(n)s gaps dismissed", "number"),
    "merged": ngettext_lazy(
        "%(n)s gap merged into another", "%(n)s gaps merged into others", "number"
    ),
    "split": ngettext_lazy("%(n)s gap split", "%(n)s gaps split", "number"),
    "verdict": ngettext_lazy("%(n)s verdict given", "%(n)s verdicts given", "number"),
    "excluded": ngettext_lazy(
        "%(n)s gap given an exclusion rule",
        "%(n)s gaps given exclusion rules",
        "number",
    ),
}


def editors(done: Mapping[str, int]) -> list[str]:
    """Return a line for each kind of decision that was taken, counts only."""
    told = [
        str(words % {"number": done[kind], "n": number(done[kind])})
        for kind, words in DONE.items()
        if done.get(kind)
    ]
    return told or [_("No decisions in this week.")]


def quality(digest: Digest, facts: Mapping[str, Any]) -> list[str]:
    """Say what is not known, and how old what is known was when it was written."""
    week, told = facts["week"], facts["import"]
    zone = digest.help_center.zone
    lines = _unknown(week)
    if told["newest"]:
        newest = datetime.fromisoformat(told["newest"])
        said = _("The newest contact is of %(moment)s: %(age)s old.")
        moment = date_format(newest.astimezone(zone), "DATETIME_FORMAT")
        age = timesince(newest, max(newest, digest.composed_at))
        lines.append(said % {"moment": moment, "age": age})
    lines.append(_run(told))
    return lines


def import_of(digest: Digest, told: Mapping[str, Any]) -> str:
    """Say of a week in which nobody came how new the newest contact is; "": unknown.

    One that is no older than the week shows that contacts are imported; without one it
    may be that nobody came, or that nothing is imported any more.
    """
    if told["newest"] is None:
        return _("No contact has been imported yet.")
    if not told["newest"]:
        return ""
    newest = datetime.fromisoformat(told["newest"])
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


def _unknown(week: Mapping[str, Any]) -> list[str]:
    lines = []
    for count, said in (
        (
            week["without_question"],
            ngettext(
                "%(n)s contact without a question (%(share)s)",
                "%(n)s contacts without a question (%(share)s)",
                week["without_question"],
            ),
        ),
        (
            week["waiting"],
            ngettext(
                "%(n)s contact that no analysis has looked at (%(share)s)",
                "%(n)s contacts that no analysis has looked at (%(share)s)",
                week["waiting"],
            ),
        ),
    ):
        if count:
            shown = {"n": number(count), "share": share(count, week["contacts"])}
            lines.append(said % shown)
    return lines


def _run(told: Mapping[str, Any]) -> str:
    if told["run_finished"] is None or told["run_last_day"] is None:
        return _("No analysis has been made yet.")
    said = _("The latest analysis is of %(day)s and has seen contacts up to %(last)s.")
    days = (date.fromisoformat(told[name]) for name in ("run_finished", "run_last_day"))
    finished, last = map(day, days)
    return said % {"day": finished, "last": last}
