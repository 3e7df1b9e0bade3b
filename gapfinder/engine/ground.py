"""Where needs lie: learnt from questions that are known, for others that come later.

A full run lays the ground anew for all its questions. What comes between two runs is
put on the ground of those known: few new questions, all about one outage, would else be
centred on the outage itself, and look like nothing in particular.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors
from .ensembles import Seen, ridge, side_by_side
from .spaces import Axes, Means, to_unit_length

LEARNT_FROM = 40_000  # questions at most; more of them move no mean
AT_ONCE = 16_384  # questions put in place: joined, all of them would be gigabytes

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """n questions as the encoders see them, and what agents answered to some."""

    questions: Seen
    styles: Sequence[str]  # n languages, or languages and channels
    answers: Seen  # of n_answered texts
    answered: Rows  # (n_answered,) the questions they belong to, rising

    def __len__(self) -> int:
        return len(self.questions.first)

    def some(self, rows: Rows) -> "Asked":
        """Return those rows, which rise."""
        place = np.full(len(self), -1)
        place[rows] = np.arange(len(rows))
        kept = np.flatnonzero(place[self.answered] >= 0)
        return Asked(
            _some(self.questions, rows),
            [self.styles[row] for row in rows],
            _some(self.answers, kept),
            place[self.answered[kept]],
        )


@dataclass(frozen=True, slots=True)
class _Side:
    """What is taken from texts of one kind."""

    first: Means
    second: Means | None  # None where the second encoder read nothing
    style: Means

    @classmethod
    def of(cls, seen: Seen, styles: Sequence[str], guess: Vectors | None) -> "_Side":
        first, second = Means.of(seen.first, seen.locales), _second(seen)
        joined = _joined(seen, first, second, guess)
        return cls(first, second, Means.of(joined, styles))

    def place(
        self, seen: Seen, styles: Sequence[str], guess: Vectors | None
    ) -> Vectors:
        joined = _joined(seen, self.first, self.second, guess)
        return self.style.taken_from(joined, styles)


@dataclass(frozen=True, slots=True)
class Ground:
    """The steps from what encoders see to where a question lies."""

    guess: Vectors | None
    asked: _Side
    answered: _Side | None  # None where nobody answered in words
    axes: Axes

    @classmethod
    def of(cls, known: Asked) -> "Ground":
        """Learn from one question at least, of many from every i-th.

        Languages are centred, both encoders joined, styles centred, answers added and
        strong axes damped, as in a full run (`ensembles.join`, `grouping.need_space`).
        """
        known = known.some(np.arange(0, len(known), -(-len(known) // LEARNT_FROM)))
        seen, told = known.questions, known.answers
        guess = _guess(seen)
        asked = _Side.of(seen, known.styles, guess)
        answered = _Side.of(told, told.locales, guess) if len(told.first) else None
        placed = _together(known, guess, asked, answered)
        return cls(guess, asked, answered, Axes.of(placed))

    def place(self, asked: Asked) -> Vectors:
        """Return where questions lie, unit rows, shape (n, ≤ 200).

        A question's place does not depend on the others that are placed with it.
        """
        placed = [self._placed(asked.some(rows)) for rows in _blocks(len(asked))]
        width = len(self.axes.scale)
        return np.concatenate([np.zeros((0, width), np.float32), *placed])

    def _placed(self, asked: Asked) -> Vectors:
        together = _together(asked, self.guess, self.asked, self.answered)
        return self.axes.turn(together)


def _together(
    asked: Asked, guess: Vectors | None, own: _Side, told: _Side | None
) -> Vectors:
    """Add what was answered to what was asked."""
    placed = own.place(asked.questions, asked.styles, guess)
    if told is not None and len(asked.answered):
        theirs = told.place(asked.answers, asked.answers.locales, guess)
        rows = asked.answered
        placed[rows] = to_unit_length(placed[rows] + theirs)
    return placed


def _guess(seen: Seen) -> Vectors | None:
    """Return what `ensembles.ridge` learns from the texts that both encoders read."""
    second = _second(seen)
    if second is None:
        return None
    first = Means.of(seen.first, seen.locales).taken_from(seen.first, seen.locales)
    return ridge(first[seen.read], second.taken_from(seen.second, _unnamed(seen)))


def _second(seen: Seen) -> Means | None:
    return Means.of(seen.second, _unnamed(seen)) if len(seen.read) else None


def _joined(
    seen: Seen, first: Means, second: Means | None, guess: Vectors | None
) -> Vectors:
    centred = first.taken_from(seen.first, seen.locales)
    if guess is None:
        return centred
    read = seen.read if second is not None else seen.read[:0]
    known = second.taken_from(seen.second, _unnamed(seen)) if second else seen.second
    return side_by_side(centred, known, read, guess)


def _unnamed(seen: Seen) -> list[str]:
    return [""] * len(seen.read)


def _blocks(n: int) -> Iterator[Rows]:
    for start in range(0, n, AT_ONCE):
        yield np.arange(start, min(start + AT_ONCE, n))


def _some(seen: Seen, rows: Rows) -> Seen:
    """Return what the encoders see of some rows."""
    place = np.full(len(seen.first), -1)
    place[rows] = np.arange(len(rows))
    inside = place[seen.read] >= 0
    return Seen(
        seen.first[rows] if len(rows) else seen.first[:0],
        [seen.locales[row] for row in rows],
        seen.second[inside] if len(seen.read) else seen.second,
        place[seen.read[inside]],
    )
