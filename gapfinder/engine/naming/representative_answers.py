"""The answers that say what most answers of a gap say: an editor's raw material."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.encoder import Vectors

MOST = 3  # answers that an editor reads before writing
COMPARED = 1_000  # answers that others are compared with: more would say the same
FARTHEST = 0.02  # share of pairs that tells how far chance takes two answers


@dataclass(frozen=True, slots=True)
class Typical:
    """What n answers of a gap say."""

    rows: list[int]  # of the typical ones, the most typical first; none for no answers
    alike: NDArray[np.bool_]  # (n,) says the same as one of them


def alike_from(answers: Vectors) -> float:
    """Return the cosine from which two answers of a window say the same.

    An encoder's cosines mean nothing by themselves, and how close answers to different
    questions lie depends on how narrow the help centre's subject is. So the farthest
    pairs tell how far chance takes two answers from the median, and a pair that is as
    far above it is not there by chance. The closest pairs cannot tell: where contacts
    are about few needs, many of them do say the same.

    Args:
        answers: shape (n, dimensions), centred unit rows: all answers of the window, of
            which `COMPARED` spread evenly are looked at.

    Returns:
        -1 … 1; 1 for fewer than two answers.
    """
    if len(answers) <= 1:
        return 1.0
    some = answers[_spread_evenly(len(answers))]
    first, second = np.triu_indices(len(some), k=1)
    far, middle = np.quantile((some @ some.T)[first, second], [FARTHEST, 0.5])
    return float(min(1.0, 2 * middle - far))


def typical(
    answers: Vectors, *, threshold: float, readable: NDArray[np.bool_]
) -> Typical:
    """Choose the answers that most others are like and that say different things.

    The first is like the most answers; each next one is like the most of those that
    are like none before it, as long as there is another besides itself. A set of
    covering examples, chosen greedily, needs no number of clusters. Of more than
    `COMPARED` answers so many, spread evenly, may be chosen.

    Args:
        answers: shape (n, dimensions), centred unit rows: those of one gap.
        threshold: cosine, inclusive, from which two say the same; see `alike_from`.
        readable: shape (n,), is in the language that editors will write in: of answers
            that say the same, the closest such one stands for them if there is one.

    Source:
        G. L. Nemhauser, L. A. Wolsey and M. L. Fisher, "An analysis of approximations
        for maximizing submodular set functions", Mathematical Programming 14 (1978).
    """
    candidates = _spread_evenly(len(answers))
    cosines = answers @ answers[candidates].T
    like = cosines >= threshold
    # Whatever the rounding, and even if it is all zeros, an answer is like itself.
    like[candidates, np.arange(len(candidates))] = True
    closeness = cosines.sum(axis=0)
    rows: list[int] = []
    alike = np.zeros(len(answers), dtype=np.bool_)
    while len(rows) < MOST and not alike.all():
        more = np.where(alike[candidates], 0, like[~alike].sum(axis=0))
        best = int(np.lexsort((-closeness, -more))[0])
        if rows and more[best] <= 1:
            break
        same = like[:, best] & ~alike
        rows.append(
            _shown_for(int(candidates[best]), cosines[:, best], same & readable)
        )
        alike |= same
    return Typical(rows, alike)


def _shown_for(
    central: int, closeness: NDArray[np.float32], readable: NDArray[np.bool_]
) -> int:
    if readable[central] or not readable.any():
        return central
    return int(np.where(readable, closeness, -np.inf).argmax())


def _spread_evenly(answers: int) -> NDArray[np.int64]:
    """Return rows of at most `COMPARED` of the answers."""
    return np.arange(0, answers, max(1, -(-answers // COMPARED)))
