"""What speaks for an article that is near to a gap, and against it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gapfinder.engine.coverage.evidence import Point
from gapfinder.models.article import Passage
from gapfinder.models.payload import UNSTORED, key


@dataclass(frozen=True, slots=True)
class NearestPassage:
    """The closest passage of an article, as it was when the gap was found."""

    kind: Passage.Kind = Passage.Kind.BODY
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An entry of `Gap.evidence`; the question is a quote, and is not kept with it."""

    article: str  # its external id
    score: float = 0.0  # 0 … 1
    passage: NearestPassage = NearestPassage()
    question: str = field(default="", metadata=UNSTORED)  # closest; "" if it is gone
    speaks_for: Sequence[Point] = field(default=(), metadata=key("for"))
    speaks_against: Sequence[Point] = field(default=(), metadata=key("against"))
