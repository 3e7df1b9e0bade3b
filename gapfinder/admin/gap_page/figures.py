"""Key figures of a gap, each with a caption."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gapfinder.admin.common import html
from gapfinder.engine.metrics.savings import Saving, Value
from gapfinder.models import Gap

from . import savings_text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it is of, and what else is known: `reasons` are folded."""

    name: str
    shown: str
    note: str = ""
    reasons: Sequence[str] = ()


def figures(gap: Gap) -> Iterator[Figure]:
    """Yield those that the latest run found; a gap just split off has few."""
    worth = gap.worth
    yield Figure(_("Contacts"), html.number(gap.volume))
    yield Figure(_("Customers"), html.number(gap.customers))
    if worth is None:
        return
    yield Figure(
        _("Contacts a week"),
        html.decimal(gap.contacts_per_week),
        savings_text.customers(worth),
    )
    within = html.trend_between(gap.trend_low, gap.trend_high)
    yield Figure(_("Trend"), html.trend(gap.trend), within)
    yield from _known(gap, worth)


def _known(gap: Gap, worth: Value) -> Iterator[Figure]:
    """Yield what only some help centres know of their contacts."""
    if gap.searched_first is not None:
        note = _("looked in the help centre before")
        yield Figure(_("Searched first"), html.percent(gap.searched_first), note)
    if gap.csat is not None:
        compared = savings_text.satisfaction(worth.satisfaction)
        yield Figure(_("Satisfaction"), html.decimal(gap.csat), compared)
    if gap.handle_seconds is not None:
        taken = html.duration(gap.handle_seconds)
        yield Figure(_("Handling time"), taken, _("a contact, median"))
    yield _saving(gap, worth.saving)


def _saving(gap: Gap, saving: Saving) -> Figure:
    seconds = gap.saving_seconds
    if seconds is None:
        seconds = saving.seconds_per_week
    shown = html.NOTHING if seconds is None else html.duration(seconds)
    return Figure(
        _("Could save"), shown, savings_text.rest(saving), savings_text.reasons(saving)
    )
