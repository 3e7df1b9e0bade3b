"""Why a customer makes contact: for content, or for something no page can give."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import BLOCK_ROWS, Centred, centre
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.languages.reason_examples import REASONS, reason_examples
from gapfinder.engine.text.reason_signals import Signals

CONTENT = "content"
TEMPERATURE = 0.15  # of cosines: how much the nearest prototypes outweigh the others
LEAST_SPREAD = 0.1  # of resemblance; below it questions are alike, not remarkable

# In deviations above the usual, as resemblance is. Near the weights of a logistic
# regression on the fixtures; the same for all reasons and languages.
CUE_WEIGHT = 2.0  # a telling phrase
OWN_CASE_WEIGHT = 0.75  # an agent asks who it is, or looks something up
OF_OWN_CASE = ("reassurance", "account")
FROM = 2.5  # from which a question's reason is believed
SURE_FROM = 3.5  # and from which a gap does without it: few needs are lost by a guess
GROUP_FROM = 2.0  # the same for the mean of a group, which wavers less
GROUP_DOUBT = 1  # usual questions that every group is thought to have besides its own
MOST = 4.0  # no resemblance says more


def prototype_sentences() -> list[str]:
    return [example.text for example in reason_examples()]


def strengths(
    vectors: Vectors,
    locales: Sequence[str],
    signals: Sequence[Signals],
    prototypes: Vectors,
) -> NDArray[np.float64]:
    """Return how far each reason of each question stands out, (n, n_reasons).

    A question is compared with prototype sentences by the same encoder, and the signals
    of its contact add to it. The unit is the deviation of all questions from their
    median: what is usual is content.

    Args:
        vectors: (n, dimensions), unit rows.
        locales: n languages.
        signals: n, of the questions' contacts.
        prototypes: (n_prototypes, dimensions), of `prototype_sentences()`.
    """
    if not len(vectors):
        return np.zeros((0, len(REASONS)))
    likeness = _resemblance(vectors, locales, prototypes)
    likeness = np.stack([_standard(column) for column in likeness.T], axis=1)
    return np.asarray(np.minimum(likeness, MOST) + _weight(signals))


def named(
    strength: NDArray[np.float64], labels: NDArray[np.int64], *, least: float = FROM
) -> list[str]:
    """Return the reason of each question: the strongest, if it is believed.

    A group that on average stands out for one reason is about that reason: thanks,
    wrong numbers, wishes for a person. The few of a small group prove less.

    Args:
        strength: (n, n_reasons).
        labels: (n,), the group of each question.
        least: strength from which a question's own reason is believed.
    """
    if not len(strength):
        return []
    sizes = np.bincount(labels) + GROUP_DOUBT
    means = np.stack([np.bincount(labels, column) / sizes for column in strength.T], 1)
    shared = _strongest(means, GROUP_FROM)[labels]
    own = _strongest(strength, least)
    names = (*REASONS, CONTENT)
    return [names[place] for place in np.where(own < len(REASONS), own, shared)]


def _strongest(strength: NDArray[np.float64], least: float) -> NDArray[np.int64]:
    """Return the place of each row's strongest reason, or that after the last one."""
    believed = strength.max(axis=1) >= least
    return np.where(believed, strength.argmax(axis=1), len(REASONS))


def _resemblance(
    vectors: Vectors, locales: Sequence[str], prototypes: Vectors
) -> NDArray[np.float64]:
    """Return the log of the density of a reason's prototypes around a question.

    A kernel density (Parzen 1962) sees the one sentence that says the same, and also
    that many are not far; (n, n_reasons).
    """
    asked = Centred(vectors, locales, around=prototypes)
    said = centre(prototypes, [example.locale for example in reason_examples()])
    of_reason = np.array([example.reason for example in reason_examples()])
    density = np.empty((len(vectors), len(REASONS)))
    for start in range(0, len(vectors), BLOCK_ROWS):
        some = slice(start, start + BLOCK_ROWS)
        kernel = np.exp((asked[some] @ said.T).astype(np.float64) / TEMPERATURE)
        for column, reason in enumerate(REASONS):
            density[some, column] = kernel[:, of_reason == reason].mean(axis=1)
    return np.asarray(np.log(density))


def _standard(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return how many deviations above the median, robust to those that stand out."""
    median = np.median(values)
    spread = 1.4826 * np.median(np.abs(values - median))
    return np.asarray((values - median) / max(spread, LEAST_SPREAD))


def _weight(signals: Sequence[Signals]) -> NDArray[np.float64]:
    return np.array(
        [
            [
                CUE_WEIGHT * (reason in signal.said)
                + OWN_CASE_WEIGHT * signal.own_case * (reason in OF_OWN_CASE)
                for reason in REASONS
            ]
            for signal in signals
        ]
    )
