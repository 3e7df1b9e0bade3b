"""The customers' words of an issue, read from the questions that it refers to.

An issue keeps of a gap's title where it stands, and of examples the keys of their
questions. What was erased or expired since is left out: then a gap is called by its
next example, or by its id.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from gapfinder.engine.naming.titles import title_of
from gapfinder.engine.privacy.safe_excerpts import (
    more_than_title,
    question_excerpt,
    title_excerpt,
)
from gapfinder.models import Question, TitleSource


class Quoting(Protocol):
    """A gap of an issue: a title is an editor's, or where a customer's stands."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str | TitleSource | None: ...

    @property
    def retitled(self) -> bool: ...

    @property
    def examples(self) -> Sequence[int]:
        """Keys of questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingRow:
    """What refers to customers' words in a row of the table."""

    id: str = ""
    title: str | TitleSource | None = None
    retitled: bool = False
    examples: Sequence[int] = ()


class References:
    """The questions of some gaps of an issue, read at once."""

    def __init__(self, questions: Mapping[int, Question]) -> None:
        self._questions = questions

    @classmethod
    def of(cls, gaps: Iterable[Quoting]) -> Self:
        return cls(Question.objects.read(key for gap in gaps for key in _keys(gap)))

    def shown(self, gap: Quoting) -> tuple[str, list[str]]:
        """Return the title, and those examples that say more than it."""
        title, examples = self.title(gap), self.examples(gap)
        return title, more_than_title(title, examples, len(examples))

    def title(self, gap: Quoting) -> str:
        if gap.retitled:
            return gap.title if isinstance(gap.title, str) else ""
        title, source = "", gap.title
        if isinstance(source, TitleSource) and source.question in self._questions:
            title = self._questions[source.question].title(source.sentence)
        titles = (title_of([each.text], locale=each.language) for each in self._of(gap))
        return title_excerpt(title or next(filter(None, titles), gap.id))

    def examples(self, gap: Quoting) -> list[str]:
        return [question_excerpt(question.text) for question in self._of(gap)]

    def _of(self, gap: Quoting) -> Iterator[Question]:
        """Yield the example questions that have words."""
        for key in gap.examples:
            question = self._questions.get(key)
            if question is not None and question.text:
                yield question


def _keys(gap: Quoting) -> Iterator[int]:
    if isinstance(gap.title, TitleSource):
        yield gap.title.question
    yield from gap.examples
