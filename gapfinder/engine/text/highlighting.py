"""Where in a conversation a question was asked.

A question is put together from sentences of several turns (`questions`), with other
white space. Its words are looked for in their order; single words that stand alone by
chance are not taken for it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, islice
from operator import itemgetter

SHORTEST = 2  # words in a row that are no chance
MAX_WORDS = 20_000  # of a conversation that are looked at

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `question` is the place of the one it is of, None if none."""

    text: str
    question: int | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a conversation, whatever its case, and where it stands."""

    folded: str
    text: int
    start: int
    end: int


def quoted(questions: Sequence[str], texts: Sequence[str]) -> list[list[Piece]]:
    """Cut texts into pieces that are of one of the questions, or of none.

    Args:
        questions: what was asked, in any number of pieces.
        texts: what was said, in order.

    Returns:
        The pieces of each text, which joined are the text again. What two questions
        share is of the first.

    >>> [(piece.text, piece.question) for piece in quoted(["move house?"], [
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
    found = (
        _Word(match[0].casefold(), place, match.start(), match.end())
        for place, text in enumerate(texts)
        for match in _WORD.finditer(text)
    )
    return list(islice(found, MAX_WORDS))


def _places(asked: Sequence[str], words: Sequence[_Word]) -> Iterator[int]:
    """Yield the places of the words that were asked, in their order."""
    said = [word.folded for word in words]
    blocks = SequenceMatcher(None, asked, said, autojunk=False).get_matching_blocks()
    for block in blocks:
        if block.size >= min(SHORTEST, len(asked)):
            yield from range(block.b, block.b + block.size)


def _pieces(text: str, words: Sequence[tuple[_Word, int | None]]) -> Iterator[Piece]:
    """Join the words next to each other that are of the same question."""
    done = 0
    for owner, together in groupby(words, key=itemgetter(1)):
        if owner is None:
            continue
        stretch = [word for word, _owner in together]
        start, end = stretch[0].start, _end(text, stretch[-1].end)
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], owner)
        done = end
    if done < len(text):
        yield Piece(text[done:])


def _end(text: str, end: int) -> int:
    """Return where the sentence's own full stop ends, if there is one."""
    mark = _END.match(text, end)
    return mark.end() if mark else end
