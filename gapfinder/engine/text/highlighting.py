"""Locate the words of questions in the conversation they were extracted from.

A question consists of sentences of several turns (`question_extraction`), with other
white space. Its words are searched for in their order; single words that match by
chance are not highlighted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, islice
from operator import itemgetter

MIN_RUN_WORDS = 2  # matching words in a row, to exclude matches by chance
MAX_WORDS = 20_000  # of a conversation that are searched

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `question` is the index of its question, or None."""

    text: str
    question: int | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a conversation, case-folded, and its position."""

    folded: str
    text: int
    start: int
    end: int


def highlight(questions: Sequence[str], texts: Sequence[str]) -> list[list[Piece]]:
    """Divide texts into pieces that belong to one of the questions, or to none.

    Args:
        questions: texts of questions.
        texts: the turns of the conversation, in order.

    Returns:
        The pieces of each text; joined, they are the text again. Words of two questions
        belong to the first.

    >>> [(piece.text, piece.question) for piece in highlight(["move house?"], [
    ...     "Hi, can I MOVE  house? Thanks"])[0]]
    [('Hi, can I ', None), ('MOVE  house?', 0), (' Thanks', None)]
    """
    words = _words(texts)
    owners: list[int | None] = [None] * len(words)
    for number, question in enumerate(questions):
        for place in _places(_WORD.findall(question.casefold()), words):
            if owners[place] is None:
                owners[place] = number
    owned: list[list[tuple[_Word, int | None]]] = [[] for _text in texts]
    for word, owner in zip(words, owners, strict=True):
        owned[word.text].append((word, owner))
    return [list(_pieces(*pair)) for pair in zip(texts, owned, strict=True)]


def _words(texts: Sequence[str]) -> list[_Word]:
    words = (
        _Word(match[0].casefold(), place, match.start(), match.end())
        for place, text in enumerate(texts)
        for match in _WORD.finditer(text)
    )
    return list(islice(words, MAX_WORDS))


def _places(question_words: Sequence[str], words: Sequence[_Word]) -> Iterator[int]:
    """Yield the positions of the question's words, in their order."""
    text_words = [word.folded for word in words]
    matches = SequenceMatcher(
        None, question_words, text_words, autojunk=False
    ).get_matching_blocks()
    for match in matches:
        if match.size >= min(MIN_RUN_WORDS, len(question_words)):
            yield from range(match.b, match.b + match.size)


def _pieces(text: str, words: Sequence[tuple[_Word, int | None]]) -> Iterator[Piece]:
    """Join adjacent words of the same question."""
    position = 0
    for owner, run in groupby(words, key=itemgetter(1)):
        if owner is None:
            continue
        run_words = [word for word, _owner in run]
        start, end = run_words[0].start, _end(text, run_words[-1].end)
        if start > position:
            yield Piece(text[position:start])
        yield Piece(text[start:end], owner)
        position = end
    if position < len(text):
        yield Piece(text[position:])


def _end(text: str, end: int) -> int:
    """Return the end of the sentence's closing marks, if there are any."""
    mark = _END.match(text, end)
    return mark.end() if mark else end
