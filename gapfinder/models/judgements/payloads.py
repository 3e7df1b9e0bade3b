"""Payload of `Judgement.evidence`: the reasons of a judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gapfinder.engine.coverage.evidence import Point, PointCode, for_and_against


class Outside(StrEnum):
    """Why a question is in no gap."""

    NO = ""  # it is in one
    EXCLUDED = "excluded"  # an editor's rule leaves it out
    NO_CONTENT = "no_content"  # it needs none
    READABLE = "readable"  # the article is in the customer's language
    ANSWERED = "answered"
    GROUP_ANSWERED = "group_answered"  # most of those that ask the same
    TOO_FEW = "too_few"  # ask the same


@dataclass(frozen=True, slots=True)
class JudgementEvidence:
    """What speaks for the nearest article of a question, and why it is in no gap."""

    points: Mapping[PointCode, float] = field(default_factory=dict)
    alike: int = 0  # contacts that want the same content, its own included
    outside: Outside = Outside.NO

    def for_and_against(self) -> tuple[list[Point], list[Point]]:
        """Return what speaks for the nearest article, and what against it."""
        return for_and_against(Point(*point) for point in self.points.items())
