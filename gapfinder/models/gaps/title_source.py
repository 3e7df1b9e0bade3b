"""Where a title of a gap stands that a customer's words gave."""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class TitleSource:
    """A question by its key, and which of its sentences is the title.

    JSON columns keep it in place of the words, which go when the question goes.
    """

    question: int
    sentence: int | None = None  # from 0; None: all of it

    def to_json(self) -> dict[str, int | None]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Any) -> Self | None:
        """Return None for whatever was not written by `to_json`, such as a text."""
        if not isinstance(kept, dict) or not isinstance(kept.get("question"), int):
            return None
        return cls(kept["question"], kept.get("sentence"))
