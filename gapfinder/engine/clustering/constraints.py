"""Constraints by editors' merges, splits and exclusions on groups of questions.

They are must-link and cannot-link pairs, not thresholds: questions seen before stay in
the gap an editor put them in, and new questions join the nearest side.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.encoder import Vectors

Labels = NDArray[np.int64]

NEW = -1  # instead of a gap number: no analysis saw the question before
NO_GAP = 0  # an analysis saw the question, and it was never in a gap


def apply_constraints(
    labels: Labels, last_gaps: Labels, held: Collection[int], vectors: Vectors
) -> Labels:
    """Put the questions of every held gap into one group without other questions.

    This is a must-link and a cannot-link for questions that were seen before. A new
    question stays with the questions of its group. Where the constraints split its
    group, it joins the side whose mean vector is nearest; of equals, the side that
    comes first.

    Args:
        labels: (n_questions,) groups from 0.
        last_gaps: (n_questions,) the number of the gap each question was last in, from
            1, or `NO_GAP`, or `NEW`.
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
    # A side is a held gap, or the questions of a group that are in no held gap.
    sides = np.where(is_held, labels.max() + last_gaps, labels)
    is_new = last_gaps == NEW
    for group in np.unique(labels[is_held]):
        rows = np.flatnonzero(labels == group)
        seen_before, new = rows[~is_new[rows]], rows[is_new[rows]]
        sides[new] = _nearest_side(
            vectors[new], vectors[seen_before], sides[seen_before]
        )
    return _in_order(sides)


def held_gaps_of(labels: Labels, last_gaps: Labels, held: Collection[int]) -> Labels:
    """Return the held gap of each question's group, (n_questions,), or `NO_GAP`.

    The analysis saves it as the gap that the question was last in, so the next analysis
    holds the question there as well, whether or not the group is a gap now: the same
    data gives the same groups again.

    Args:
        labels: (n_questions,) groups as `apply_constraints` returns them.
        last_gaps: as for `apply_constraints`.
        held: as for `apply_constraints`.
    """
    rows = np.flatnonzero(np.isin(last_gaps, list(held)))
    gap_of = np.full(labels.max(initial=0) + 1, NO_GAP)
    gap_of[labels[rows]] = last_gaps[rows]
    return np.asarray(gap_of[labels], dtype=np.int64)


def isolate(labels: Labels, is_excluded: NDArray[np.bool_]) -> Labels:
    """Return the groups with each excluded question alone in a group of its own.

    Args:
        labels: (n_questions,) groups from 0.
        is_excluded: (n_questions,), whether an exclusion rule matches the question.

    Returns:
        (n_questions,) consecutive group numbers from 0, in the order of each group's
        first question.
    """
    if not is_excluded.any():
        return labels
    rows = np.flatnonzero(is_excluded)
    isolated = labels.copy()
    isolated[rows] = labels.max() + 1 + np.arange(len(rows))
    return _in_order(isolated)


def _nearest_side(new: Vectors, seen: Vectors, sides: Labels) -> Labels:
    side_numbers, first = np.unique(sides, return_index=True)
    side_numbers = side_numbers[np.argsort(first)]
    means = np.stack([seen[sides == side].mean(axis=0) for side in side_numbers])
    lengths = np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return np.asarray(
        side_numbers[(new @ (means / lengths).T).argmax(axis=1)], dtype=np.int64
    )


def _in_order(sides: Labels) -> Labels:
    _, first, inverse = np.unique(sides, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], dtype=np.int64)
