"""Outside: which questions are in no gap, and why."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gapfinder.conf import Conf

if TYPE_CHECKING:
    from .analysis import Thought


def how_many_alike(
    wanting: NDArray[np.int64], contact_of: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for each question how many contacts want the same content.

    0 for those that want none; a contact that asks the same twice counts once.
    """
    groups, _ = np.unique(np.stack([wanting, contact_of]), axis=1)
    sizes = np.bincount(groups + 1)
    sizes[:1] = 0
    return np.asarray(sizes[wanting + 1], dtype=np.int64)


def why_outside(
    thought: "Thought",
    wanting: NDArray[np.int64],
    alike: NDArray[np.int64],
    left_out: NDArray[np.bool_],
    options: Conf,
) -> list[str]:
    """Return why each question is in no gap, in the order `judging.find` asks."""
    in_gaps = {int(wanting[found.finding.rows[0]]) for found in thought.gaps}
    judged = zip(
        thought.gap.tolist(),
        wanting.tolist(),
        alike.tolist(),
        left_out.tolist(),
        thought.coverage.probability.tolist(),
        strict=True,
    )

    whys = []
    for gap, group, size, ruled_out, probability in judged:
        if gap >= 0:
            whys.append("")
        elif ruled_out:
            whys.append("excluded")
        elif group < 0:
            whys.append("no_content")
        elif group in in_gaps:  # for translation, of those who cannot read the article
            whys.append("readable")
        elif probability >= options.answered_from:
            whys.append("answered")
        else:
            few = size < options.min_gap_contacts
            whys.append("too_few" if few else "group_answered")
    return whys
