"""Where needs lie: learnt from questions that are known, for others that come later.

A full run lays the ground anew for all its questions. What comes between two runs is
put on the ground of those known: few new questions, all about one outage, would else be
centred on the outage itself, and look like nothing in particular.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .encoders import Vectors
from .ensembles import Seen, ridge, side_by_side
from .spaces import Axes, Means

LEARNT_FROM = 40_000  # questions at most; more of them move no mean
AT_ONCE = 16_384  # questions put in place: joined, all of them would be gigabytes


@dataclass(frozen=True, slots=True)
class Ground:
    """The steps from what encoders see to where a question lies."""

    first: Means
    second: Means | None  # None where the second encoder read nothing
    guess: Vectors | None
    style: Means
    axes: Axes

    @classmethod
    def of(cls, seen: Seen, styles: Sequence[str]) -> "Ground":
        """Learn from one question at least, of many from every i-th.

        Languages are centred, both encoders joined, styles centred, and strong axes
        damped, as in a full run (`ensembles.join`, `spaces.centre`, `spaces.whiten`).

        Args:
            seen: n questions as the encoders see them.
            styles: n languages, or languages and channels.
        """
        step = -(-len(seen.first) // LEARNT_FROM)
        seen, styles = _some(seen, slice(None, None, step)), styles[::step]
        first = Means.of(seen.first, seen.locales)
        centred = first.taken_from(seen.first, seen.locales)
        second, guess = None, None
        if len(seen.read):
            unnamed = [""] * len(seen.read)
            second = Means.of(seen.second, unnamed)
            known = second.taken_from(seen.second, unnamed)
            guess = ridge(centred[seen.read], known)
            centred = side_by_side(centred, known, seen.read, guess)
        style = Means.of(centred, styles)
        axes = Axes.of(style.taken_from(centred, styles))
        return cls(first, second, guess, style, axes)

    def place(self, seen: Seen, styles: Sequence[str]) -> Vectors:
        """Return where questions lie, unit rows, shape (n, ≤ 200).

        A question's place does not depend on the others that are placed with it.
        """
        placed = [
            self._placed(_some(seen, rows), styles[rows]) for rows in _blocks(seen)
        ]
        width = len(self.axes.scale)
        return np.concatenate([np.zeros((0, width), np.float32), *placed])

    def _placed(self, seen: Seen, styles: Sequence[str]) -> Vectors:
        centred = self.first.taken_from(seen.first, seen.locales)
        if self.second is not None and self.guess is not None:
            unnamed = [""] * len(seen.read)
            known = self.second.taken_from(seen.second, unnamed)
            centred = side_by_side(centred, known, seen.read, self.guess)
        return self.axes.turn(self.style.taken_from(centred, styles))


def _blocks(seen: Seen) -> Iterator[slice]:
    for start in range(0, len(seen.first), AT_ONCE):
        yield slice(start, start + AT_ONCE)


def _some(seen: Seen, rows: slice) -> Seen:
    """Return what the encoders see of some rows."""
    start, stop, step = rows.indices(len(seen.first))
    inside = (
        (seen.read >= start) & (seen.read < stop) & (seen.read % step == start % step)
    )
    read = (seen.read[inside] - start) // step
    second = seen.second[inside] if len(seen.read) else seen.second
    return Seen(seen.first[rows], seen.locales[rows], second, read)
