"""Classify why customers make contact: for content, or for a reason without a need."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import BLOCK_ROWS, Centred, centre
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.languages.reason_examples import REASONS, reason_examples
from gapfinder.engine.text.reason_signals import Signals

CONTENT = "content"
TEMPERATURE = 0.15  # of cosines: smaller values favour the nearest prototypes
MIN_SPREAD = 0.1  # of resemblance; a smaller spread is noise

# In deviations above the median, like resemblance. Close to the weights of a logistic
# regression on the fixtures; the same for all reasons and languages.
CUE_WEIGHT = 2.0  # a telling phrase
OWN_CASE_WEIGHT = 0.75  # an agent asks for the identity, or looks something up
OWN_CASE_REASONS = ("reassurance", "account")
MIN_STRENGTH = 2.5  # from which a question has a reason
MIN_SURE_STRENGTH = 3.5  # from which a question is left out of gaps: errors lose needs
MIN_GROUP_STRENGTH = 2.0  # of the mean of a group, which varies less
GROUP_PRIOR = 1  # questions of strength 0, added to the mean of every group
MAX_RESEMBLANCE = 4.0


def prototype_sentences() -> list[str]:
    return [example.text for example in reason_examples()]


def reason_strengths(
    vectors: Vectors,
    locales: Sequence[str],
    signals: Sequence[Signals],
    prototypes: Vectors,
) -> NDArray[np.float64]:
    """Return how strongly each question shows each reason, (n, n_reasons).

    Questions are compared with prototype sentences by the same encoder, and the signals
    of their contacts add to it. The unit is the deviation of all questions from their
    median, because the usual question wants content.

    Args:
        vectors: (n, dimensions), unit rows.
        locales: n languages.
        signals: n, of the questions' contacts.
        prototypes: (n_prototypes, dimensions), of `prototype_sentences()`.
    """
    if not len(vectors):
        return np.zeros((0, len(REASONS)))
    resemblance = _resemblance(vectors, locales, prototypes)
    resemblance = np.stack([_standardised(column) for column in resemblance.T], axis=1)
    return np.asarray(
        np.minimum(resemblance, MAX_RESEMBLANCE) + _signal_strengths(signals)
    )


def assign_reasons(
    strength: NDArray[np.float64],
    labels: NDArray[np.int64],
    *,
    min_strength: float = MIN_STRENGTH,
) -> list[str]:
    """Return the strongest reason of each question, or `CONTENT` if none is strong.

    A group with a strong mean for one reason gives that reason to its questions:
    thanks, wrong numbers, wishes for a person. A small group needs a stronger mean.

    Args:
        strength: (n, n_reasons).
        labels: (n,), the group of each question.
        min_strength: strength from which a question has a reason of its own.
    """
    if not len(strength):
        return []
    sizes = np.bincount(labels) + GROUP_PRIOR
    means = np.stack([np.bincount(labels, column) / sizes for column in strength.T], 1)
    group_reason = _strongest(means, MIN_GROUP_STRENGTH)[labels]
    own_reason = _strongest(strength, min_strength)
    names = (*REASONS, CONTENT)
    return [
        names[reason]
        for reason in np.where(own_reason < len(REASONS), own_reason, group_reason)
    ]


def _strongest(strength: NDArray[np.float64], min_strength: float) -> NDArray[np.int64]:
    """Return each row's strongest reason, or `len(REASONS)` if none is strong."""
    is_strong = strength.max(axis=1) >= min_strength
    return np.where(is_strong, strength.argmax(axis=1), len(REASONS))


def _resemblance(
    vectors: Vectors, locales: Sequence[str], prototypes: Vectors
) -> NDArray[np.float64]:
    """Return the log density of each reason's prototypes at each question.

    A kernel density (Parzen 1962) rises with a single sentence that says the same and
    with many that are not far; (n, n_reasons).
    """
    questions = Centred(vectors, locales, around=prototypes)
    centred_prototypes = centre(
        prototypes, [example.locale for example in reason_examples()]
    )
    prototype_reasons = np.array([example.reason for example in reason_examples()])
    density = np.empty((len(vectors), len(REASONS)))
    for start in range(0, len(vectors), BLOCK_ROWS):
        block = slice(start, start + BLOCK_ROWS)
        kernel = np.exp(
            (questions[block] @ centred_prototypes.T).astype(np.float64) / TEMPERATURE
        )
        for column, reason in enumerate(REASONS):
            density[block, column] = kernel[:, prototype_reasons == reason].mean(axis=1)
    return np.asarray(np.log(density))


def _standardised(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return values in deviations from the median, robust to outliers."""
    median = np.median(values)
    spread = 1.4826 * np.median(np.abs(values - median))
    return np.asarray((values - median) / max(spread, MIN_SPREAD))


def _signal_strengths(signals: Sequence[Signals]) -> NDArray[np.float64]:
    return np.array(
        [
            [
                CUE_WEIGHT * (reason in signal.said)
                + OWN_CASE_WEIGHT * signal.own_case * (reason in OWN_CASE_REASONS)
                for reason in REASONS
            ]
            for signal in signals
        ]
    )
