"""What editors merged, split and left out stays so, however questions group.

They say which questions belong together, not how close is close enough: so what was
seen before keeps its side, and what is new goes with the nearer one.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.encoder import Vectors

Labels = NDArray[np.int64]

NEW = -1  # in place of a gap: the question is seen for the first time
NO_GAP = 0  # it was seen before, and never in a gap


def hold(
    labels: Labels, last_gaps: Labels, held: Collection[int], vectors: Vectors
) -> Labels:
    """Put the questions of every held gap into one group that has no others' questions.

    A must-link and a cannot-link for questions that were seen before. One that is new
    stays with those of its group; where these go different ways, it goes with the side
    whose mean vector is nearest, and of equals with the side seen first.

    Args:
        labels: (n_questions,) groups from 0.
        last_gaps: (n_questions,) the number of the gap each was last in, from 1, or
            `NO_GAP`, or `NEW`.
        held: numbers of gaps that an editor merged, split off or dismissed.
        vectors: (n_questions, dimensions), unit rows.

    Returns:
        (n_questions,) group numbers from 0, in order of each group's first question.

    Source:
        The constraints are those of K. Wagstaff and C. Cardie, "Clustering with
        instance-level constraints" (2000).
    """
    is_held = np.isin(last_gaps, list(held))
    if not is_held.any():
        return labels
    # A side is a held gap, or those of a group that are in none.
    sides = np.where(is_held, labels.max() + last_gaps, labels)
    is_new = last_gaps == NEW
    for group in np.unique(labels[is_held]):
        rows = np.flatnonzero(labels == group)
        seen, new = rows[~is_new[rows]], rows[is_new[rows]]
        sides[new] = _nearest_side(vectors[new], vectors[seen], sides[seen])
    return _in_order(sides)


def held_with(labels: Labels, last_gaps: Labels, held: Collection[int]) -> Labels:
    """Return the held gap whose group each question is in, (n_questions,), or `NO_GAP`.

    Remembered as the gap it was last in, it is held there by the next run as well,
    whether or not the group is a gap now: the same data gives the same groups again.

    Args:
        labels: (n_questions,) groups as `hold` returns them.
        last_gaps: as for `hold`.
        held: as for `hold`.
    """
    rows = np.flatnonzero(np.isin(last_gaps, list(held)))
    gap_of = np.full(labels.max(initial=0) + 1, NO_GAP)
    gap_of[labels[rows]] = last_gaps[rows]
    return np.asarray(gap_of[labels], dtype=np.int64)


def apart(labels: Labels, left_out: NDArray[np.bool_]) -> Labels:
    """Return the groups with each question that is left out alone in one of its own.

    Args:
        labels: (n_questions,) groups from 0.
        left_out: (n_questions,).

    Returns:
        (n_questions,) groups from 0, without a number that is not used, in the order
        of each group's first question.
    """
    if not left_out.any():
        return labels
    rows = np.flatnonzero(left_out)
    alone = labels.copy()
    alone[rows] = labels.max() + 1 + np.arange(len(rows))
    return _in_order(alone)


def _nearest_side(new: Vectors, seen: Vectors, sides: Labels) -> Labels:
    names, first = np.unique(sides, return_index=True)
    names = names[np.argsort(first)]
    means = np.stack([seen[sides == name].mean(axis=0) for name in names])
    lengths = np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return np.asarray(names[(new @ (means / lengths).T).argmax(axis=1)], dtype=np.int64)


def _in_order(sides: Labels) -> Labels:
    _, first, inverse = np.unique(sides, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], dtype=np.int64)
