"""What a gap costs a week, and how much of that an article could save.

Facts, and one estimate whose factors are all named: a reader can follow it, and leave
out what is not believed. The ranking does not use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from .satisfaction import Satisfaction, satisfaction

FEWEST = 5  # handling times of a channel from which its median stands in for others
FEW_TURNS = 3  # times a customer speaks that are few on any channel
BORROWED = 10  # contacts by which a gap's share of searchers is drawn to that of all


class FactorCode(StrEnum):
    """What a factor of the saving counts, in the order in which they are told."""

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
# Why an article would not have saved a contact; the first that is true counts.
HINDRANCES = (
    *(FactorCode.SEARCH, FactorCode.ACCOUNT, FactorCode.PREFERS_PERSON),
    *(FactorCode.UNRESOLVED, FactorCode.MANY_TURNS, FactorCode.OWN_ANSWER),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the n contacts of a window; arrays have shape (n,)."""

    customer: Sequence[str]  # n keys, "" where nobody knows
    channel: NDArray[np.str_]
    by_person: NDArray[np.bool_]  # somebody answers on this channel: not a search
    seconds: NDArray[np.float64]  # of handling, NaN where not known
    csat: NDArray[np.float64]  # 0 … 100, NaN where not known
    searched_first: NDArray[np.float64]  # 1 yes, 0 no, NaN not known
    resolved: NDArray[np.float64]  # at first contact: 1 yes, 0 no, NaN not known
    customer_turns: NDArray[np.int64]  # times the customer spoke
    wish: NDArray[np.str_]  # "account", "prefers_person", or anything else


@dataclass(frozen=True, slots=True)
class Group:
    """The contacts of one gap."""

    rows: NDArray[np.int64]  # (k,) of `Facts`
    own_answer: NDArray[np.bool_]  # (k,) was told something else than the others


@dataclass(frozen=True, slots=True)
class Factor:
    """One number that the saving is made of, and a code for the sentence about it."""

    code: FactorCode
    value: float


@dataclass(frozen=True, slots=True)
class Saving:
    """Seconds a week of those who answer; None where handling times are not known.

    `factors` begin with the contacts behind it, one factor for `SIMPLE` and each of
    the `HINDRANCES` that is true of any: they add up to the contacts of the gap. If
    not all are searches, then come `searched_first`, the share that looks for an
    article (0 … 1), or `search_unknown`; and `handling`, the median seconds of a
    contact, or `handling_unknown`; and `handling_of_channel`, for how many contacts the
    median of their channel stands in.
    """

    seconds_per_week: float | None = None  # that an article could save
    rest_per_week: float | None = None  # that the gap takes besides
    factors: Sequence[Factor] = ()


@dataclass(frozen=True, slots=True)
class Value:
    contacts_per_week: float
    customers_per_week: float = 0.0
    searched_first: float | None = None  # share of those of whom it is known, 0 … 1
    handle_seconds: float | None = None  # median of those of which it is known
    satisfaction: Satisfaction | None = None
    saving: Saving = Saving()


def values(facts: Facts, groups: Sequence[Group], *, weeks: float) -> list[Value]:
    """Return the value of every gap.

    The saving is contacts a week × share of simple ones × share that searches first ×
    median handling time. A contact is simple unless one of the `HINDRANCES` is true of
    it: it was a search, which takes nobody's time; it was about the customer's own
    account; the customer wanted a person; it was not resolved at first contact; the
    customer spoke more often than `FEW_TURNS` and than is usual on the channel; the
    answer was unlike the gap's typical ones. What is not known hinders nothing. Only
    those who search first would find an article, so the estimate is a careful one; if
    nobody knows who does, all are counted.

    Args:
        facts: of all contacts of the window.
        groups: the contacts of each gap.
        weeks: that the window spans, above 0.

    Raises:
        ValueError: the window spans no time.
    """
    if weeks <= 0:
        raise ValueError(f"the window spans {weeks} weeks, expected more than 0")
    usual = _Usual(facts)
    return [_value(facts, group, usual, weeks) for group in groups]


def customers_of(keys: Sequence[str]) -> int:
    """Count customers; a contact without a key is a customer's of its own."""
    named = [key for key in keys if key]
    return len(set(named)) + len(keys) - len(named)


class _Usual:
    """What is usual in a window, where a gap's own contacts do not say."""

    def __init__(self, facts: Facts) -> None:
        self.searched_first = _mean(facts.searched_first)
        self.seconds = facts.seconds.copy()  # filled up by the medians of the channels
        self.many_turns = facts.customer_turns > FEW_TURNS
        for channel in np.unique(facts.channel):
            rows = facts.channel == channel
            known = facts.seconds[rows & ~np.isnan(facts.seconds)]
            if len(known) >= FEWEST:
                self.seconds[rows & np.isnan(facts.seconds)] = np.median(known)
            self.many_turns[rows] &= facts.customer_turns[rows] > np.median(
                facts.customer_turns[rows]
            )


def _value(facts: Facts, group: Group, usual: _Usual, weeks: float) -> Value:
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
        saving=_saving(facts, group, usual, weeks),
    )


def _saving(facts: Facts, group: Group, usual: _Usual, weeks: float) -> Saving:
    rows = group.rows[facts.by_person[group.rows]]
    hindrance = _hindrance(facts, group, usual)
    simple = int((hindrance == SIMPLE).sum())
    searching = _searching(facts.searched_first[rows], usual.searched_first)
    median = _median(usual.seconds[rows])
    factors = [
        Factor(code, int((hindrance == code).sum()))
        for code in (SIMPLE, *HINDRANCES)
        if code == SIMPLE or (hindrance == code).any()
    ]
    if not len(rows):
        return Saving(0.0, 0.0, factors)
    if searching is None:
        factors.append(Factor(FactorCode.SEARCH_UNKNOWN, 0))
    else:
        factors.append(Factor(FactorCode.SEARCHED_FIRST, round(searching, 4)))
    if median is None:
        factors.append(Factor(FactorCode.HANDLING_UNKNOWN, 0))
        return Saving(None, None, factors)
    factors.append(Factor(FactorCode.HANDLING, round(median, 1)))
    borrowed = np.isnan(facts.seconds[rows]) & ~np.isnan(usual.seconds[rows])
    if borrowed.any():
        factors.append(Factor(FactorCode.HANDLING_OF_CHANNEL, int(borrowed.sum())))
    saved = simple * (1.0 if searching is None else searching) * median / weeks
    whole = len(rows) * median / weeks
    return Saving(round(saved, 1), round(whole - saved, 1), factors)


def _hindrance(facts: Facts, group: Group, usual: _Usual) -> NDArray[np.str_]:
    """Return the first of the `HINDRANCES` of each contact, or `SIMPLE`."""
    rows = group.rows
    true_of = {
        FactorCode.SEARCH: ~facts.by_person[rows],
        FactorCode.ACCOUNT: facts.wish[rows] == "account",
        FactorCode.PREFERS_PERSON: facts.wish[rows] == "prefers_person",
        FactorCode.UNRESOLVED: facts.resolved[rows] == 0,
        FactorCode.MANY_TURNS: usual.many_turns[rows],
        FactorCode.OWN_ANSWER: group.own_answer,
    }
    return np.select([true_of[code] for code in HINDRANCES], HINDRANCES, SIMPLE)


def _searching(known: NDArray[np.float64], usual: float | None) -> float | None:
    """Return the share that searches first, drawn to the window's where few say."""
    if usual is None:
        return None
    known = known[~np.isnan(known)]
    return float((known.sum() + BORROWED * usual) / (len(known) + BORROWED))


def _mean(numbers: NDArray[np.float64]) -> float | None:
    known = numbers[~np.isnan(numbers)]
    return float(known.mean()) if len(known) else None


def _median(numbers: NDArray[np.float64]) -> float | None:
    known = numbers[~np.isnan(numbers)]
    return float(np.median(known)) if len(known) else None


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
