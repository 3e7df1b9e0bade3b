"""The customers' words of an issue, read from the questions that it refers to.

An issue keeps of a gap's title where it stands, and of examples the keys of their
questions. What was erased or expired since is left out: then a gap is called by its
next example, or by its id.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

from gapfinder.engine.naming.titles import title_of
from gapfinder.engine.privacy.safe_excerpts import (
    more_than_title,
    printed_question,
    printed_title,
)
from gapfinder.models import Question, TitleSource
from gapfinder.models.payload import from_json

Kept = Mapping[str, Any]  # of a gap: `id`, `title`, `retitled`, `examples`


class References:
    """The questions of some gaps of an issue, read at once."""

    def __init__(self, questions: Mapping[int, Question]) -> None:
        self._questions = questions

    @classmethod
    def of(cls, gaps: Iterable[Kept]) -> Self:
        return cls(Question.objects.read(key for gap in gaps for key in _keys(gap)))

    def row(self, gap: Kept) -> dict[str, Any]:
        """Return a gap with its words in place of what refers to them."""
        return {**gap, "title": self._title(gap), "examples": self._examples(gap)}

    def shown(self, gap: Kept) -> dict[str, Any]:
        """Return it with those examples alone that say more than its title."""
        row = self.row(gap)
        examples = row["examples"]
        return row | {
            "examples": more_than_title(row["title"], examples, len(examples))
        }

    def _title(self, gap: Kept) -> str:
        if gap.get("retitled"):
            return str(gap["title"])
        source = from_json(TitleSource, gap.get("title"))
        question = self._questions.get(source.question) if source else None
        title = question.title(source.sentence) if question and source else ""
        titles = (title_of([each.text], locale=each.language) for each in self._of(gap))
        return printed_title(title or next(filter(None, titles), str(gap["id"])))

    def _examples(self, gap: Kept) -> list[str]:
        return [printed_question(question.text) for question in self._of(gap)]

    def _of(self, gap: Kept) -> Iterator[Question]:
        """Yield the example questions that have words."""
        for key in gap.get("examples", ()):
            question = self._questions.get(key)
            if question is not None and question.text:
                yield question


def _keys(gap: Kept) -> Iterator[int]:
    source = from_json(TitleSource, gap.get("title"))
    if source is not None:
        yield source.question
    yield from (key for key in gap.get("examples", ()) if isinstance(key, int))
