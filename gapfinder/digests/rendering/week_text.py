"""The figures of a week in words, with those of the week before beside them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.digests.content.schema import Facts, Week, WeekBefore
from gapfinder.display.numbers import decimal, number, percent
from gapfinder.engine.metrics.weekly import Rated, WeekFigures
from gapfinder.models import Judgement

UNKNOWN = "\N{EN DASH}"
LESS_THAN_ONE = 0.005  # is rounded to no percent, and is not nothing
MANIFOLD = 10  # times as many: percents of it say nothing


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: str
    before: str


def sentences(facts: Facts) -> list[str]:
    """Say in three sentences how many came, what they found, and what they asked."""
    week, before = facts.week, facts.before
    came = _came(week.contacts, before.contacts, first=week.first)
    return [came, _found(week), _asked(facts)]


def figures(week: Week, before: WeekBefore) -> list[Figure]:
    """Return the six that a reader looks at first."""
    both = (week, before)
    return [
        Figure(_("Contacts"), *(number(each.contacts) for each in both)),
        Figure(
            _("Answered by an article"),
            *(share(each.answered, each.judged) for each in both),
        ),
        Figure(_("In a gap"), *(share(each.in_gaps, each.judged) for each in both)),
        Figure(
            _("Searched first, still in touch"),
            *(share(each.searched_first, each.searched_known) for each in both),
        ),
        Figure(
            _("Satisfaction, of 100"), *(_rating(each.satisfaction) for each in both)
        ),
        Figure(_("Open gaps"), *(_known(each.open_gaps) for each in both)),
    ]


def self_service(week: Week, before: WeekBefore) -> list[Figure]:
    """Return what is known of either week."""
    both = (week, before)
    reasons = (
        (_("Wanted to be sure"), Judgement.Reason.REASSURANCE),
        (_("Wanted a person"), Judgement.Reason.PREFERS_PERSON),
        (_("About the own account"), Judgement.Reason.ACCOUNT),
    )
    told = [
        Figure(
            _("Had searched the help centre first"),
            *(_count(each.searched_first, each.searched_known) for each in both),
        ),
        *(
            Figure(
                label,
                *(
                    _count(each.reasons.get(reason, 0), each.reasons_of)
                    for each in both
                ),
            )
            for label, reason in reasons
        ),
        Figure(
            _("Satisfaction of those who had searched (ratings)"),
            *(_rated(each.searched) for each in both),
        ),
        Figure(
            _("Satisfaction of those who had not (ratings)"),
            *(_rated(each.others) for each in both),
        ),
    ]
    return [each for each in told if {each.value, each.before} != {UNKNOWN}]


def self_service_note(week: WeekFigures) -> str:
    said = ngettext(
        "Of %(contacts)s contact with customer service; of %(known)s it is known if "
        "the customer had searched.",
        "Of %(contacts)s contacts with customer service; of %(known)s it is known if "
        "the customer had searched.",
        week.served,
    )
    return said % {
        "contacts": number(week.served),
        "known": number(week.searched_known),
    }


def share(part: int, whole: int) -> str:
    """Return a share; what is not nothing, or not all, is not called so."""
    if not whole:
        return UNKNOWN
    if 1 - LESS_THAN_ONE < part / whole < 1:
        return _("more than %(share)s") % {"share": percent(0.99)}
    return _percent(part / whole)


def _percent(value: float) -> str:
    if 0 < value < LESS_THAN_ONE:
        return _("less than %(share)s") % {"share": percent(0.01)}
    return percent(value)


def _came(contacts: int, before: int, *, first: bool) -> str:
    told = {"contacts": number(contacts), "before": number(before)}
    if first:
        said = ngettext(
            "%(contacts)s contact came in, the first one known.",
            "%(contacts)s contacts came in, the first ones known.",
            contacts,
        )
        return said % told
    if not before:
        said = ngettext(
            "%(contacts)s contact came in, after a week without any.",
            "%(contacts)s contacts came in, after a week without any.",
            contacts,
        )
        return said % told
    if contacts > MANIFOLD * before:
        said = _("%(contacts)s contacts came in, after %(before)s the week before.")
        return said % told
    if contacts > before:
        told["change"] = _percent((contacts - before) / before)
        said = ngettext(
            "%(contacts)s contact came in, %(change)s more than the week before.",
            "%(contacts)s contacts came in, %(change)s more than the week before.",
            contacts,
        )
    elif contacts < before:
        told["change"] = share(before - contacts, before)
        said = ngettext(
            "%(contacts)s contact came in, %(change)s fewer than the week before.",
            "%(contacts)s contacts came in, %(change)s fewer than the week before.",
            contacts,
        )
    else:
        said = ngettext(
            "%(contacts)s contact came in, as many as the week before.",
            "%(contacts)s contacts came in, as many as the week before.",
            contacts,
        )
    return said % told


def _found(week: WeekFigures) -> str:
    if not week.judged:
        return ngettext(
            "No analysis has looked at it yet.",
            "No analysis has looked at them yet.",
            week.contacts,
        )
    if week.contacts == 1:
        return _found_one(week)
    said = _("An article answers %(answered)s of them, and %(in_gaps)s are in a gap.")
    if week.waiting:
        said = _(
            "Of the %(judged)s that an analysis has looked at, an article answers "
            "%(answered)s, and %(in_gaps)s are in a gap."
        )
    return said % {
        "judged": number(week.judged),
        "answered": share(week.answered, week.judged),
        "in_gaps": share(week.in_gaps, week.judged),
    }


def _found_one(week: WeekFigures) -> str:
    if week.answered:
        return _("An article answers it.")
    if week.in_gaps:
        return _("It is in a gap.")
    return _("No article answers it.")


def _asked(facts: Facts) -> str:
    if not facts.top:
        return _("No gap was asked about in this week.")
    first = facts.top[0]
    said = ngettext(
        "Most in demand is “%(title)s”, with %(contacts)s contact.",
        "Most in demand is “%(title)s”, with %(contacts)s contacts.",
        first.contacts,
    )
    return said % {"title": first.words, "contacts": number(first.contacts)}


def _count(part: int, whole: int) -> str:
    """Return how many that are, and the share; the sign between is read as words."""
    if not whole:
        return UNKNOWN
    return _("%(n)s (%(share)s)") % {"n": number(part), "share": share(part, whole)}


def _known(value: int | None) -> str:
    return UNKNOWN if value is None else number(value)


def _rating(rated: Rated) -> str:
    return UNKNOWN if rated.mean is None else decimal(rated.mean)


def _rated(rated: Rated) -> str:
    """Return a mean with the ratings behind it: three of them say little.

    In figures alone: a long word twice in a row is wider than a phone.
    """
    if rated.mean is None:
        return UNKNOWN
    shown = {"mean": decimal(rated.mean), "n": number(rated.ratings)}
    return _("%(mean)s (%(n)s)") % shown
