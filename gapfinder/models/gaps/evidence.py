"""What speaks for an article that is near to a gap, and against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An entry of `Gap.evidence`; the question is a quote, and is not kept with it."""

    article: str  # its external id
    score: float  # 0 … 1
    passage: Mapping[str, str]  # kind and text of the closest one
    question: str = ""  # the closest one; "" if it is gone
    speaks_for: Sequence[Mapping[str, Any]] = ()  # code and value of each point
    speaks_against: Sequence[Mapping[str, Any]] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "score": self.score,
            "passage": self.passage,
            "for": self.speaks_for,
            "against": self.speaks_against,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], *, question: str = "") -> Self:
        return cls(
            article=kept["article"],
            score=kept.get("score", 0.0),
            passage=kept.get("passage", {"kind": "body", "text": ""}),
            question=question,
            speaks_for=kept.get("for", ()),
            speaks_against=kept.get("against", ()),
        )
