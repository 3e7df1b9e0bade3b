"""Find articles that an editor should improve or update."""

from collections.abc import Sequence
from datetime import timedelta

from .ranking import trend_interval

# Practice asks for a review after 90 days (GitLab's support team, Microsoft's
# documentation) to 365 (the default of ServiceNow's Knowledge Center).
MAX_AGE = timedelta(days=180)

UNAVOIDABLE_REASONS = frozenset({"account", "prefers_person"})
REASSURANCE = "reassurance"
ANSWERED, WEAK = "answered", "weak"


def is_avoidable(match: str, reason: str, *, searched_first: bool | None) -> bool:
    """Return whether a better article would have avoided the contact.

    The sum over contacts orders the articles, worst first. An article that answers
    weakly needs improvement. If an article answers, but customers make contact although
    they searched, or to be sure, then they do not find, understand or trust it.
    Customers who want a person or ask about their own account make contact with any
    article, and customers who did not search have not seen it.

    Args:
        match: how well the article answers the contact: answered, weak or none.
        reason: why the customer made contact.
        searched_first: whether the customer searched the help centre before.
    """
    if reason in UNAVOIDABLE_REASONS:
        return False
    if match == ANSWERED:
        return bool(searched_first) or reason == REASSURANCE
    return match == WEAK


def is_stale(age: timedelta | None, weekly: Sequence[int]) -> bool:
    """Return whether an old article has significantly growing contacts.

    Age alone proves nothing: a page that nobody asks about may be old and right.

    Args:
        age: since the last update; None if unknown, which is never stale.
        weekly: contacts that the article answers, also weakly, of each whole week.
    """
    if age is None or age <= MAX_AGE:
        return False
    low, _high = trend_interval(weekly)
    return low > 0
