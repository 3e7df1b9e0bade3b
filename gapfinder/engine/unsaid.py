"""Take what a customer said out of facts that were kept: of an issue, long sent."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from .plain_text import MOST, words_in
from .printing import printed_question


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What has to go: read once, however many facts it is looked for in."""

    printed: Collection[str]
    words: Collection[frozenset[str]]

    @classmethod
    def of(cls, said: Collection[str]) -> Self:
        """Take all that customers asked."""
        return cls(
            {printed_question(text) for text in said},
            {frozenset(words_in(text)) for text in said},
        )

    def left_of(self, facts: Any) -> Any:
        """Return facts of JSON without it; whatever else they hold stays.

        A gap is a mapping with `id` and `title`: a title that mostly was a customer's
        gives way to the id, unless it is `retitled`, an editor's own. `examples` lose
        the questions, as `printed_question` put them there.

        >>> gap = {"id": "gap-1", "title": "Move", "examples": ["Me"]}
        >>> Unsaid.of(["Move", "Me"]).left_of([gap])
        [{'id': 'gap-1', 'title': 'gap-1', 'examples': []}]
        """
        if isinstance(facts, list):
            return [self.left_of(each) for each in facts]
        if not isinstance(facts, dict):
            return facts
        left = {name: self.left_of(value) for name, value in facts.items()}
        if "examples" in left:
            shown = left["examples"]
            left["examples"] = [text for text in shown if text not in self.printed]
        if {"id", "title"} <= left.keys() and not left.get("retitled"):
            left["title"] = left["id"] if self._holds(left["title"]) else left["title"]
        return left

    def _holds(self, title: str) -> bool:
        """Whether most words of a title were said in one question."""
        words = words_in(title)
        most = MOST * len(words)
        return bool(words) and any(len(words & said) >= most for said in self.words)
