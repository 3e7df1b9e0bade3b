"""Summarise self-service: reasons of contacts, and searches before them.

Surveys of Nordic customers give reference values: 23% make contact to be sure, 16%
always want a person, and 63% had searched first, who were ten points less satisfied.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SelfService:
    """Self-service of a window; shares are 0 … 1 with three decimals, or None.

    Attributes:
        contacts: number of contacts that the reasons are shares of.
        reasons: share of the contacts with each reason, 0 for a reason without
            contacts.
        searched_known: contacts for which it is known whether the customer searched
            before.
        searched_first: share of these that did.
        csat_searched: mean satisfaction, 0 … 100 with one decimal, of these that did.
        csat_others: the same, of these that did not.
    """

    contacts: int = 0
    reasons: Mapping[str, float | None] = field(default_factory=dict)
    searched_known: int = 0
    searched_first: float | None = None
    csat_searched: float | None = None
    csat_others: float | None = None


def self_service(
    reasons: Sequence[str],
    searched_first: Sequence[bool | None],
    csat: Sequence[float | None],
    *,
    known_reasons: Collection[str],
) -> SelfService:
    """Summarise contacts with customer service, one value of each argument a contact.

    Args:
        reasons: n reasons.
        searched_first: n values, whether the customer searched the help centre before.
        csat: n satisfactions, 0 … 100; None without a rating.
        known_reasons: reasons to return a share of, in order.
    """
    counts = Counter(reasons)
    known = [searched for searched in searched_first if searched is not None]
    return SelfService(
        contacts=len(reasons),
        reasons={name: _share(counts[name], len(reasons)) for name in known_reasons},
        searched_known=len(known),
        searched_first=_share(sum(known), len(known)),
        csat_searched=_mean_where(True, searched_first, csat),
        csat_others=_mean_where(False, searched_first, csat),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _mean_where(
    searched: bool, searched_first: Sequence[bool | None], csat: Sequence[float | None]
) -> float | None:
    values = [
        value
        for before, value in zip(searched_first, csat, strict=True)
        if before is searched and value is not None
    ]
    return round(sum(values) / len(values), 1) if values else None


@dataclass(frozen=True, slots=True)
class Ending:
    """The outcome of one contact.

    Attributes:
        answered: an article answers its worst-answered question.
        in_gap: any of its questions is in a gap.
        reason: why the customer made contact, of the worst-answered question.
    """

    answered: bool
    in_gap: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Numbers of contacts by outcome; the sum of the first three is all judged.

    Attributes:
        answered: an article answers all questions.
        in_gaps: no article answers, or not well enough, and others ask the same.
        alone: not answered, and hardly anyone else asks.
        reasons: why customers with an answered contact made contact; most frequent
            first.
    """

    answered: int
    in_gaps: int
    alone: int
    reasons: dict[str, int]


def outcomes(endings: Iterable[Ending]) -> Outcomes:
    """Count contacts by outcome; a contact with a question in a gap is in a gap."""
    in_gaps = alone = 0
    reasons: Counter[str] = Counter()
    for ending in endings:
        if ending.in_gap:
            in_gaps += 1
        elif ending.answered:
            reasons[ending.reason] += 1
        else:
            alone += 1
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return Outcomes(reasons.total(), in_gaps, alone, dict(ordered))
