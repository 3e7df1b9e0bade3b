"""How contacts ended: answered by an article, in a gap, or alone with their need."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


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
