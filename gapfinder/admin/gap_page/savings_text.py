"""What a gap costs and what an article could save, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.admin.common import html
from gapfinder.engine.metrics.satisfaction import Satisfaction
from gapfinder.engine.metrics.savings import Factor, FactorCode, Saving, Value


def customers(value: Value) -> str:
    said = _("from %(customers)s customers a week")
    return said % {"customers": html.decimal(value.customers_per_week)}


def satisfaction(compared: Satisfaction | None) -> str:
    """Say whether these customers are less satisfied, if that is not chance."""
    if compared is None:
        return _("Too few ratings to compare.")
    said = _("of 100 (%(ratings)s ratings), all others %(rest)s: %(verdict)s")
    return said % {
        "ratings": html.number(compared.ratings),
        "rest": html.decimal(compared.rest),
        "verdict": _verdict(compared),
    }


def rest(saving: Saving) -> str:
    """Say what an article would not save."""
    if saving.seconds_per_week is None or saving.rest_per_week is None:
        return _("No handling times are known.")
    said = _("a week, by an article; %(rest)s would stay")
    return said % {"rest": html.duration(saving.rest_per_week)}


def reasons(saving: Saving) -> list[str]:
    return list(map(sentence, saving.factors))


def sentence(factor: Factor) -> str:
    """Say what a factor of the saving means."""
    value = factor.value
    share, time, count = html.percent(value), html.duration(value), html.number(value)
    number = round(value)
    said = {
        FactorCode.SIMPLE: ngettext(
            "%(n)s contact was simple: an article could have answered it.",
            "%(n)s contacts were simple: an article could have answered them.",
            number,
        ),
        FactorCode.SEARCH: ngettext(
            "%(n)s was a search: it took nobody's time.",
            "%(n)s were searches: they took nobody's time.",
            number,
        ),
        FactorCode.ACCOUNT: ngettext(
            "%(n)s was about the customer's own account, which no article knows.",
            "%(n)s were about the customers' own accounts, which no article knows.",
            number,
        ),
        FactorCode.PREFERS_PERSON: ngettext(
            "%(n)s wanted to talk to a person.",
            "%(n)s wanted to talk to a person.",
            number,
        ),
        FactorCode.UNRESOLVED: ngettext(
            "%(n)s was not resolved at first contact: it is complex.",
            "%(n)s were not resolved at first contact: they are complex.",
            number,
        ),
        FactorCode.MANY_TURNS: ngettext(
            "%(n)s took more turns than is usual on its channel: it is complex.",
            "%(n)s took more turns than is usual on their channels: they are complex.",
            number,
        ),
        FactorCode.OWN_ANSWER: ngettext(
            "%(n)s got an answer of its own: one article would not say it.",
            "%(n)s got answers of their own: one article would not say them.",
            number,
        ),
        FactorCode.SEARCHED_FIRST: _(
            "About %(share)s look in the help centre first; others would not find it."
        ),
        FactorCode.SEARCH_UNKNOWN: _("Nobody knows who looks first: all are counted."),
        FactorCode.HANDLING: _("A contact takes %(time)s (median)."),
        FactorCode.HANDLING_OF_CHANNEL: ngettext(
            "For %(n)s of them the median of its channel stands in.",
            "For %(n)s of them the median of their channel stands in.",
            number,
        ),
        FactorCode.HANDLING_UNKNOWN: _(
            "No handling times are known, so there is no estimate."
        ),
    }
    return said[factor.code] % {"n": count, "share": share, "time": time}


def _verdict(compared: Satisfaction) -> str:
    """A difference whose interval holds 0 may be chance."""
    if compared.high < 0:
        return _("less satisfied")
    if compared.low > 0:
        return _("more satisfied")
    return _("no clear difference")
