"""Which articles need an editor's hand, and why."""

from collections.abc import Sequence
from datetime import timedelta

from .ranking import trend_interval

# Practice asks for a review after 90 days (GitLab's support team, Microsoft's
# documentation) to 365 (the default of ServiceNow's Knowledge Center).
OLD = timedelta(days=180)

BEYOND_ANY_PAGE = frozenset({"account", "prefers_person"})
REASSURANCE = "reassurance"
ANSWERED, WEAK = "answered", "weak"


def is_avoidable(match: str, reason: str, *, searched_first: bool | None) -> bool:
    """Return if a better article had kept a customer from making contact.

    The sum over contacts is the order in which articles are looked at, worst first: an
    article that answers weakly is to be improved; one that answers, and customers who
    had searched ask all the same or want to be sure, is not found, not understood or
    not believed. Who wants a person or asks about the own account would have come
    whatever is written, and who did not look has not met the article.

    Args:
        match: how well the article answers the contact: answered, weak or none.
        reason: why the customer made contact.
        searched_first: if the customer looked in the help centre before.
    """
    if reason in BEYOND_ANY_PAGE:
        return False
    if match == ANSWERED:
        return bool(searched_first) or reason == REASSURANCE
    return match == WEAK


def is_stale(age: timedelta | None, weekly: Sequence[int]) -> bool:
    """Return if an article was not updated for long while its contacts surely grow.

    Age alone says nothing: a page that nobody asks about may be old and right.

    Args:
        age: since the last update; None where it is not known: then nothing is said.
        weekly: contacts that the article answers, also weakly, of each whole week.
    """
    if age is None or age <= OLD:
        return False
    low, _high = trend_interval(weekly)
    return low > 0
