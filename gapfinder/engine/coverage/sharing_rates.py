"""What it tells of a need how often agents share an article with those who have it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .coverage_model import COVERED_PRIOR

STRAY = 0.1  # links where nothing answers, for each one where something does
ALIKE = 0.5  # contacts of one group are alike: each is half an observation
STRONGEST = 3.0  # log-odds: one clue among others
MOST_OFTEN = 0.9  # share of contacts with a link that can be expected of any channel


def sharing_odds(
    shared: NDArray[np.floating],
    channels: Sequence[str],
    labels: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return how much agents' links change the odds that a question is answered.

    Where an article answers, agents share it as often as their channel allows; a group
    in which they never do, while elsewhere in the channel they often do, has none.
    Nobody shares a link on the phone, so phone calls say nothing.

    Args:
        shared: (n_questions,), 0 … 1: how surely an agent shared an article that
            answers in its contact.
        channels: n_questions channels.
        labels: (n_questions,) groups of questions that ask the same.

    Returns:
        (n_questions,) logarithms of odds, -3 … 3, the same for all of a group: the
        likelihood ratio of a binomial count under both cases.
    """
    if not len(shared):
        return np.zeros(0)
    _, channel = np.unique(np.asarray(channels), return_inverse=True)
    usual = np.bincount(channel, shared) / np.bincount(channel)
    expected = np.minimum(usual / COVERED_PRIOR, MOST_OFTEN)[channel]
    without = np.log((1 - expected) / (1 - expected * STRAY))
    told = shared * -np.log(STRAY) + (1 - shared) * without
    told[expected == 0] = 0
    total = ALIKE * np.bincount(labels, told)
    return np.asarray(np.clip(total, -STRONGEST, STRONGEST)[labels])
