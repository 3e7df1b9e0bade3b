"""Assign questions to published gaps whose need they ask for, answered or not."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from .constraints import NEW, NO_GAP, Labels

MAJORITY = 0.5  # share of a group's questions seen before; the gap needs more


def follow(
    labels: Labels,
    last_gaps: Labels,
    gaps: Labels,
    *,
    wanting: NDArray[np.bool_],
    languages: Sequence[str],
    published: Collection[int],
) -> Labels:
    """Return which published gap each question asks for, (n_questions,), or `NO_GAP`.

    Once an article answers its questions, a published gap has no questions any more;
    but customers still ask them. A group belongs to the gap when most of its questions
    that were seen before were last in that gap; its new questions belong to it as well.
    The function leaves out what was never in the gap: questions that want no content,
    questions in other languages, and questions of other gaps.

    Args:
        labels: (n_questions,) groups from 0, of questions that ask the same.
        last_gaps: (n_questions,) the number of the gap each question was last in, from
            1, or `NO_GAP`, or `NEW`.
        gaps: (n_questions,) the number of the gap each question is in now, or `NO_GAP`.
        wanting: (n_questions,) whether the question wants content.
        languages: n_questions languages.
        published: numbers of the gaps to follow.
    """
    needs = np.where(np.isin(gaps, list(published)), gaps, NO_GAP)
    candidate_groups = np.unique(labels[np.isin(last_gaps, list(published))])
    rows = np.flatnonzero(np.isin(labels, candidate_groups) & wanting)
    names, group = np.unique(labels[rows], return_inverse=True)
    previous_gaps, current_gaps = last_gaps[rows], gaps[rows]
    question_languages = np.asarray(languages, dtype=np.str_)[rows]
    for number in sorted(published):
        was_in_gap = previous_gaps == number
        comparable = np.isin(
            question_languages, np.unique(question_languages[was_in_gap])
        )
        seen_before = comparable & (previous_gaps != NEW)
        comparable_sizes = np.bincount(group[seen_before], minlength=len(names))
        is_mostly_gap = (
            np.bincount(group[was_in_gap], minlength=len(names))
            > MAJORITY * comparable_sizes
        )
        unclaimed = (current_gaps == NO_GAP) & np.isin(
            previous_gaps, [NEW, NO_GAP, number]
        )
        needs[rows[comparable & unclaimed & is_mostly_gap[group]]] = number
    return np.asarray(needs, dtype=np.int64)
