"""Which questions ask what a published gap asked, whether an article answers or not."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from .constraints import NEW, NO_GAP, Labels

MOST = 0.5  # of those seen before in a group: more than this is most of them


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

    Once an article answers them, questions are in no gap; but they were asked. A group
    most of whose questions were last in the gap is still its need, and so are the new
    ones in it. What was not in the gap before does not count after either: questions
    that want no content, those in other languages, those of other gaps.

    Args:
        labels: (n_questions,) groups from 0, of questions that ask the same.
        last_gaps: (n_questions,) the number of the gap each was last in, from 1, or
            `NO_GAP`, or `NEW`.
        gaps: (n_questions,) the number of the gap each is in now, or `NO_GAP`.
        wanting: (n_questions,) whether content would do.
        languages: n_questions languages.
        published: numbers of the gaps to follow.
    """
    needs = np.where(np.isin(gaps, list(published)), gaps, NO_GAP)
    touched = np.unique(labels[np.isin(last_gaps, list(published))])
    rows = np.flatnonzero(np.isin(labels, touched) & wanting)
    names, group = np.unique(labels[rows], return_inverse=True)
    last, now = last_gaps[rows], gaps[rows]
    spoken = np.asarray(languages, dtype=np.str_)[rows]
    for number in sorted(published):
        was = last == number
        comparable = np.isin(spoken, np.unique(spoken[was]))
        seen = comparable & (last != NEW)
        of_all = np.bincount(group[seen], minlength=len(names))
        most = np.bincount(group[was], minlength=len(names)) > MOST * of_all
        free = (now == NO_GAP) & np.isin(last, [NEW, NO_GAP, number])
        needs[rows[comparable & free & most[group]]] = number
    return np.asarray(needs, dtype=np.int64)
