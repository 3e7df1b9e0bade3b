"""Estimate what a gap costs a week, and how much of it an article could save.

The estimate is a product of named factors, so a reader can check each of them and
ignore those that seem wrong. The ranking does not use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from .satisfaction import Satisfaction, satisfaction

MIN_HANDLING_TIMES = 5  # of a channel, from which its median replaces missing ones
FEW_TURNS = 3  # turns of a customer, few on any channel
PRIOR_CONTACTS = 10  # with the window's share of searchers, added to each gap


class FactorCode(StrEnum):
    """Codes of the factors of a saving, in the order of display."""

    SIMPLE = "simple"
    SEARCH = "search"
    ACCOUNT = "account"
    PREFERS_PERSON = "prefers_person"
    UNRESOLVED = "unresolved"
    MANY_TURNS = "many_turns"
    OWN_ANSWER = "own_answer"
    SEARCHED_FIRST = "searched_first"
    SEARCH_UNKNOWN = "search_unknown"
    HANDLING = "handling"
    HANDLING_OF_CHANNEL = "handling_of_channel"
    HANDLING_UNKNOWN = "handling_unknown"


SIMPLE = FactorCode.SIMPLE
# Why an article would not have saved a contact; the first that applies counts.
OBSTACLES = (
    *(FactorCode.SEARCH, FactorCode.ACCOUNT, FactorCode.PREFERS_PERSON),
    *(FactorCode.UNRESOLVED, FactorCode.MANY_TURNS, FactorCode.OWN_ANSWER),
)


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Known facts about the n contacts of a window; arrays have shape (n,)."""

    customer: Sequence[str]  # n keys, "" if unknown
    channel: NDArray[np.str_]
    by_person: NDArray[np.bool_]  # an agent answers on this channel: not a search
    seconds: NDArray[np.float64]  # of handling, NaN if unknown
    csat: NDArray[np.float64]  # 0 … 100, NaN if unknown
    searched_first: NDArray[np.float64]  # 1 yes, 0 no, NaN unknown
    resolved: NDArray[np.float64]  # at first contact: 1 yes, 0 no, NaN unknown
    customer_turns: NDArray[np.int64]  # turns of the customer
    wish: NDArray[np.str_]  # "account", "prefers_person", or anything else


@dataclass(frozen=True, slots=True)
class Group:
    """The contacts of one gap."""

    rows: NDArray[np.int64]  # (k,) of `ContactFacts`
    own_answer: NDArray[np.bool_]  # (k,) the answer differs from the typical ones


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of the saving, with a code for the sentence about it."""

    code: FactorCode
    value: float


@dataclass(frozen=True, slots=True)
class Saving:
    """Agent seconds a week; None if handling times are unknown.

    The first `factors` count the contacts: one for `SIMPLE`, and one for each of the
    `OBSTACLES` that applies to any; their sum is the number of contacts of the gap. If
    not all contacts are searches, there follow `searched_first`, the share that
    searches for an article (0 … 1), or `search_unknown`; `handling`, the median seconds
    of a contact, or `handling_unknown`; and `handling_of_channel`, the number of
    contacts that use the median of their channel.
    """

    seconds_per_week: float | None = None  # that an article could save
    rest_per_week: float | None = None  # the rest of the gap's handling time
    factors: Sequence[Factor] = ()


@dataclass(frozen=True, slots=True)
class Value:
    contacts_per_week: float
    customers_per_week: float = 0.0
    searched_first: float | None = None  # share of known values, 0 … 1
    handle_seconds: float | None = None  # median of known values
    satisfaction: Satisfaction | None = None
    saving: Saving = Saving()


def values(
    facts: ContactFacts, groups: Sequence[Group], *, weeks: float
) -> list[Value]:
    """Return the value of every gap.

    The saving is contacts a week × share of simple contacts × share that searches first
    × median handling time. A contact is simple unless one of the `OBSTACLES` applies:
    it was a search, which costs no agent time; it was about the customer's own account;
    the customer wanted a person; it was not resolved at first contact; the customer had
    more turns than `FEW_TURNS` and than the median of the channel; the answer differed
    from the gap's typical answers. Missing values count as no obstacle. Only customers
    who search first would find an article, so the estimate is conservative; if this is
    unknown for the whole window, it counts all customers.

    Args:
        facts: of all contacts of the window.
        groups: the contacts of each gap.
        weeks: length of the window, above 0.

    Raises:
        ValueError: the window spans no time.
    """
    if weeks <= 0:
        raise ValueError(f"the window spans {weeks} weeks, expected more than 0")
    defaults = _WindowDefaults(facts)
    return [_value(facts, group, defaults, weeks) for group in groups]


def customers_of(keys: Sequence[str]) -> int:
    """Count customers; each contact without a key counts as one customer."""
    named = [key for key in keys if key]
    return len(set(named)) + len(keys) - len(named)


class _WindowDefaults:
    """Values of the whole window, for gaps whose own contacts lack them."""

    def __init__(self, facts: ContactFacts) -> None:
        self.searched_first = _mean(facts.searched_first)
        self.seconds = facts.seconds.copy()  # filled up by the medians of the channels
        self.many_turns = facts.customer_turns > FEW_TURNS
        for channel in np.unique(facts.channel):
            rows = facts.channel == channel
            known = facts.seconds[rows & ~np.isnan(facts.seconds)]
            if len(known) >= MIN_HANDLING_TIMES:
                self.seconds[rows & np.isnan(facts.seconds)] = np.median(known)
            self.many_turns[rows] &= facts.customer_turns[rows] > np.median(
                facts.customer_turns[rows]
            )


def _value(
    facts: ContactFacts, group: Group, defaults: _WindowDefaults, weeks: float
) -> Value:
    rows = group.rows
    rest = np.ones(len(facts.csat), dtype=np.bool_)
    rest[rows] = False
    return Value(
        contacts_per_week=round(len(rows) / weeks, 2),
        customers_per_week=round(
            customers_of([facts.customer[row] for row in rows]) / weeks, 2
        ),
        searched_first=_rounded(_mean(facts.searched_first[rows]), 4),
        handle_seconds=_rounded(_median(facts.seconds[rows]), 1),
        satisfaction=satisfaction(facts.csat[rows], facts.csat[rest]),
        saving=_saving(facts, group, defaults, weeks),
    )


def _saving(
    facts: ContactFacts, group: Group, defaults: _WindowDefaults, weeks: float
) -> Saving:
    rows = group.rows[facts.by_person[group.rows]]
    obstacles = _obstacles(facts, group, defaults)
    simple = int((obstacles == SIMPLE).sum())
    search_share = _search_share(facts.searched_first[rows], defaults.searched_first)
    median = _median(defaults.seconds[rows])
    factors = [
        Factor(code, int((obstacles == code).sum()))
        for code in (SIMPLE, *OBSTACLES)
        if code == SIMPLE or (obstacles == code).any()
    ]
    if not len(rows):
        return Saving(0.0, 0.0, factors)
    if search_share is None:
        factors.append(Factor(FactorCode.SEARCH_UNKNOWN, 0))
    else:
        factors.append(Factor(FactorCode.SEARCHED_FIRST, round(search_share, 4)))
    if median is None:
        factors.append(Factor(FactorCode.HANDLING_UNKNOWN, 0))
        return Saving(None, None, factors)
    factors.append(Factor(FactorCode.HANDLING, round(median, 1)))
    is_imputed = np.isnan(facts.seconds[rows]) & ~np.isnan(defaults.seconds[rows])
    if is_imputed.any():
        factors.append(Factor(FactorCode.HANDLING_OF_CHANNEL, int(is_imputed.sum())))
    saved = simple * (1.0 if search_share is None else search_share) * median / weeks
    total = len(rows) * median / weeks
    return Saving(round(saved, 1), round(total - saved, 1), factors)


def _obstacles(
    facts: ContactFacts, group: Group, defaults: _WindowDefaults
) -> NDArray[np.str_]:
    """Return the first of the `OBSTACLES` of each contact, or `SIMPLE`."""
    rows = group.rows
    masks = {
        FactorCode.SEARCH: ~facts.by_person[rows],
        FactorCode.ACCOUNT: facts.wish[rows] == "account",
        FactorCode.PREFERS_PERSON: facts.wish[rows] == "prefers_person",
        FactorCode.UNRESOLVED: facts.resolved[rows] == 0,
        FactorCode.MANY_TURNS: defaults.many_turns[rows],
        FactorCode.OWN_ANSWER: group.own_answer,
    }
    return np.select([masks[code] for code in OBSTACLES], OBSTACLES, SIMPLE)


def _search_share(
    known: NDArray[np.float64], window_share: float | None
) -> float | None:
    """Return the share that searches first, shrunk to the window's if few are known."""
    if window_share is None:
        return None
    known = known[~np.isnan(known)]
    return float(
        (known.sum() + PRIOR_CONTACTS * window_share) / (len(known) + PRIOR_CONTACTS)
    )


def _mean(numbers: NDArray[np.float64]) -> float | None:
    known = numbers[~np.isnan(numbers)]
    return float(known.mean()) if len(known) else None


def _median(numbers: NDArray[np.float64]) -> float | None:
    known = numbers[~np.isnan(numbers)]
    return float(np.median(known)) if len(known) else None


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
