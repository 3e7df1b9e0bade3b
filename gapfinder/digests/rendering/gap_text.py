"""A gap of an issue in words: what it is, how it goes, and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.digests.content.schema import AskedGap, NamedGap, TopGap
from gapfinder.display.numbers import STEADY, number
from gapfinder.display.quotation_marks import quoted
from gapfinder.models import Gap

FAST = 0.5  # a trend that is told apart from others


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLines:
    place: str
    title: str
    title_locale: str
    locale: str  # of the examples
    id: str
    address: str
    facts: Sequence[str]
    examples: Sequence[str]
    task: str


def top_gaps(
    gaps: Sequence[TopGap], address: Callable[[str, int | None], str]
) -> list[GapLines]:
    return [
        GapLines(
            place=number(place),
            title=gap.words,
            title_locale=locale_of_title(gap),
            locale=gap.locale,
            id=gap.id,
            address=address("gap", gap.pk),
            facts=[*_what(gap), asked(gap), trend(gap.trend)],
            examples=[quoted(example) for example in gap.quotes],
            task=task(gap),
        )
        for place, gap in enumerate(gaps, start=1)
    ]


def locale_of_title(gap: NamedGap) -> str:
    """Return what a title is in; "", as HTML says it: unknown, as of an editor's."""
    return "" if gap.retitled else gap.locale


def asked(gap: AskedGap) -> str:
    said = ngettext(
        "%(n)s contact (the week before: %(before)s)",
        "%(n)s contacts (the week before: %(before)s)",
        gap.contacts,
    )
    return said % {"n": number(gap.contacts), "before": number(gap.before)}


def trend(change: float) -> str:
    """Say how it goes over all weeks of the analysis: one week may differ."""
    return _("trend: %(trend)s") % {"trend": _trend(change)}


def task(gap: TopGap) -> str:
    """Say what to do, by the kind of the gap."""
    article, nearest = gap.article, gap.nearest
    if gap.kind == Gap.Kind.WEAK and article:
        return _("Improve: %(article)s") % {"article": article}
    if gap.kind == Gap.Kind.TRANSLATION and article:
        if not gap.locale:
            return _("Translate: %(article)s") % {"article": article}
        said = _("Translate into %(locale)s: %(article)s")
        return said % {"article": article, "locale": gap.locale}
    if nearest:
        return _("Write an article; the nearest is: %(article)s") % {"article": nearest}
    return _("Write an article; none comes near.")


def _what(gap: TopGap) -> list[str]:
    """Return the kind, the locale, and who is at work on it already."""
    said = [str(gap.kind.label)]
    if gap.locale:
        said.append(gap.locale)
    if gap.status != Gap.Status.OPEN:
        said.append(str(gap.status.label))
    return said


def _trend(change: float) -> str:
    if abs(change) < STEADY:
        return _("steady")
    if change > 0:
        return _("rising fast") if change >= FAST else _("rising")
    return _("falling fast") if change <= -FAST else _("falling")
