"""Choose agents' answers that represent the answers of a gap, for its editor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.encoder import Vectors

MAX_ANSWERS = 3  # answers that an editor reads before writing
MAX_COMPARED = 1_000  # answers in the sample; more would change nothing
FARTHEST_SHARE = 0.02  # of pairs, whose distance shows the effect of chance


@dataclass(frozen=True, slots=True)
class RepresentativeAnswers:
    """The representative answers among n answers of a gap."""

    rows: list[int]  # the most representative first; empty without answers
    alike: NDArray[np.bool_]  # (n,) says the same as one of these


def similarity_threshold(answers: Vectors) -> float:
    """Return the cosine from which two answers of a window say the same.

    The cosines of an encoder have no absolute meaning, and the similarity of answers to
    different questions depends on how narrow the help centre's subject is. So the
    farthest pairs show how far chance moves two answers below the median; a pair as far
    above the median is not there by chance. The closest pairs cannot show it: where
    contacts are about few needs, many pairs do say the same.

    Args:
        answers: shape (n, dimensions), centred unit rows: all answers of the window, of
            which an evenly spread sample of `MAX_COMPARED` is used.

    Returns:
        -1 … 1; 1 for fewer than two answers.
    """
    if len(answers) <= 1:
        return 1.0
    sample = answers[_spread_evenly(len(answers))]
    first, second = np.triu_indices(len(sample), k=1)
    far, middle = np.quantile((sample @ sample.T)[first, second], [FARTHEST_SHARE, 0.5])
    return float(min(1.0, 2 * middle - far))


def representative_answers(
    answers: Vectors, *, threshold: float, readable: NDArray[np.bool_]
) -> RepresentativeAnswers:
    """Choose answers that are like most others and differ from each other.

    The first is like the most answers; each next one is like the most of those not
    represented yet, as long as it represents another besides itself. Greedy set cover
    needs no number of clusters. Of more than `MAX_COMPARED` answers an evenly spread
    sample of so many is eligible.

    Args:
        answers: shape (n, dimensions), centred unit rows: those of one gap.
        threshold: cosine, inclusive, from which two say the same; see
            `similarity_threshold`.
        readable: shape (n,), whether the answer is in the language that editors will
            write in; among answers that say the same, the closest readable one is
            chosen if there is one.

    Source:
        G. L. Nemhauser, L. A. Wolsey and M. L. Fisher, "An analysis of approximations
        for maximizing submodular set functions", Mathematical Programming 14 (1978).
    """
    candidates = _spread_evenly(len(answers))
    cosines = answers @ answers[candidates].T
    is_alike = cosines >= threshold
    # An answer is like itself, also after rounding and for a zero vector.
    is_alike[candidates, np.arange(len(candidates))] = True
    closeness = cosines.sum(axis=0)
    rows: list[int] = []
    alike = np.zeros(len(answers), dtype=np.bool_)
    while len(rows) < MAX_ANSWERS and not alike.all():
        newly_alike = np.where(alike[candidates], 0, is_alike[~alike].sum(axis=0))
        best = int(np.lexsort((-closeness, -newly_alike))[0])
        if rows and newly_alike[best] <= 1:
            break
        represented = is_alike[:, best] & ~alike
        rows.append(
            _readable_answer(
                int(candidates[best]), cosines[:, best], represented & readable
            )
        )
        alike |= represented
    return RepresentativeAnswers(rows, alike)


def _readable_answer(
    central: int, closeness: NDArray[np.float32], readable: NDArray[np.bool_]
) -> int:
    if readable[central] or not readable.any():
        return central
    return int(np.where(readable, closeness, -np.inf).argmax())


def _spread_evenly(answers: int) -> NDArray[np.int64]:
    """Return rows of at most `COMPARED` of the answers."""
    return np.arange(0, answers, max(1, -(-answers // MAX_COMPARED)))
