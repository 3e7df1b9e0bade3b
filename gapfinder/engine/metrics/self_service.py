"""How self-service went: why customers still make contact, and if they had searched.

Surveys of Nordic customers give figures to read these against: 23% make contact to be
sure, 16% always want a person, and 63% had searched first, who were ten points less
satisfied.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SelfService:
    """Shares are 0 … 1 with three decimals, None where nothing is known.

    Attributes:
        contacts: how many the reasons are shares of.
        reasons: share of the contacts with each reason, 0 for one that nobody has.
        searched_known: contacts of which it is known if the customer searched before.
        searched_first: share of those who did.
        csat_searched: mean satisfaction, 0 … 100 with one decimal, of those who did.
        csat_others: the same, of those who did not.
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
    """Summarise contacts with customer service, one value of each a contact.

    Args:
        reasons: n reasons.
        searched_first: n times if the customer looked in the help centre before.
        csat: n satisfactions, 0 … 100; None where nobody asked.
        known_reasons: those to give a share of, in order.
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
    """How one contact ended.

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
    """Contacts by how they ended; the three add up to all that were judged.

    Attributes:
        answered: an article answers all they ask.
        in_gaps: no article answers, or not well enough, and others ask the same.
        alone: not answered, and hardly anyone else asks.
        reasons: of the answered ones, why they came anyway; most frequent first.
    """

    answered: int
    in_gaps: int
    alone: int
    reasons: dict[str, int]


def outcomes(endings: Iterable[Ending]) -> Outcomes:
    """Count contacts, each once: one with a question in a gap is in a gap."""
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
