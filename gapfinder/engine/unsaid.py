"""What people said that must go, looked for in all that may show it.

What is shown may differ from what is known today to have been said: it is cut for a
letter, or an import has read the same contact in another way since. So words are
compared, and where in doubt a text goes that somebody else had said.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import ceil
from typing import Any

from .printing import printed_question
from .searching import words_of

MOST = 0.8  # of the words of a text
CHANCE = 3  # words: as many stand together in texts of anybody

Words = frozenset[str]


class Unsaid:
    """What has to go: read once, however many texts it is looked for in.

    Two texts that share most words of the one share some of its rarest ones, so each is
    compared with few of many thousands.
    """

    def __init__(self, said: Iterable[str]) -> None:
        """Take texts as they were said; a letter has them printed."""
        self._texts = {each for text in said for each in (text, printed_question(text))}
        self._whole = set(map(_words_in, self._texts)) - {frozenset()}
        self._words: Sequence[Words] = list(self._whole)

    def is_named(self, text: str) -> bool:
        """Whether most words of a text were said in one go.

        >>> Unsaid(["we are moving house in june, help!"]).is_named("Moving in June …")
        True
        """
        return self._is_named(_words_in(text))

    def is_quoted(self, text: str, *, share: float = MOST) -> bool:
        """Whether most words of what was said in one go stand in a text of any length.

        Args:
            text: in which they stand.
            share: of the words, from `MOST` to 1.
        """
        return self._is_quoted(_words_in(text), share=share)

    def is_shown(self, example: str) -> bool:
        """Whether an example is what was said, or more or less of it.

        One of a few words, as of a search, goes where these are all that was said.
        """
        if example in self._texts:  # also one without a word: pictures, say
            return True
        words = _words_in(example)
        if len(words) <= CHANCE:
            return words in self._whole
        return self._is_named(words) or self._is_quoted(words, longer_than=CHANCE)

    def left_of(self, facts: Any) -> Any:
        """Return facts of JSON without it; whatever else they hold stays.

        A gap is a mapping with `id` and `title`: a title that mostly was a customer's
        gives way to the id, unless it is `retitled`, an editor's own. `examples` lose
        the questions.

        >>> gap = {"id": "gap-1", "title": "Move", "examples": ["Me"]}
        >>> Unsaid(["Move", "Me"]).left_of([gap])
        [{'id': 'gap-1', 'title': 'gap-1', 'examples': []}]
        """
        if isinstance(facts, list):
            return [self.left_of(each) for each in facts]
        if not isinstance(facts, dict):
            return facts
        left = {
            name: self.left_of(value) if isinstance(value, list | dict) else value
            for name, value in facts.items()
        }
        if "examples" in left:
            shown = left["examples"]
            left["examples"] = [text for text in shown if not self.is_shown(text)]
        if {"id", "title"} <= left.keys() and not left.get("retitled"):
            left["title"] = (
                left["id"] if self.is_named(left["title"]) else left["title"]
            )
        return left

    def _is_named(self, words: Words) -> bool:
        rows = {row for word in self._rarest(words) for row in self._with[word]}
        return any(_share(words, self._words[row]) >= MOST for row in rows)

    def _is_quoted(
        self, words: Words, *, share: float = MOST, longer_than: int = 0
    ) -> bool:
        rows = {row for word in words for row in self._with_rarest.get(word, ())}
        found = (self._words[row] for row in rows)
        return any(
            len(said) > longer_than and _share(said, words) >= share for said in found
        )

    @cached_property
    def _spread(self) -> Mapping[str, int]:
        """In how many texts each word stands."""
        return Counter(word for words in self._words for word in words)

    @cached_property
    def _with(self) -> Mapping[str, Sequence[int]]:
        """For every word the texts that have it."""
        return _rows_by_word(self._words)

    @cached_property
    def _with_rarest(self) -> Mapping[str, Sequence[int]]:
        """For every word the texts of whose rarest it is."""
        return _rows_by_word(map(self._rarest, self._words))

    def _rarest(self, words: Words) -> Sequence[str]:
        """Return so many of some words that whoever has most of all has one of them."""
        known = [word for word in words if word in self._spread]
        others = len(known) - ceil(MOST * len(words))  # that one may lack
        return sorted(known, key=self._spread.__getitem__)[: max(0, others + 1)]


def _words_in(text: str) -> Words:
    return frozenset(words_of([text]))


def _share(words: Words, others: Words) -> float:
    """Return how many of some words are among others, 0 … 1; none if there are none."""
    return len(words & others) / len(words) if words else 0.0


def _rows_by_word(texts: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, words in enumerate(texts):
        for word in words:
            rows[word].append(row)
    return rows
