"""Is a question answered, weakly, only in another language, or not at all?

A single question tells little; its groups tell more. The scores become probabilities
without any label: an article's closeness to questions it does not answer is learnt by
*masking* the nearest article of every question and looking at the next one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]

COVERED_PRIOR = 0.65  # of contacts have an article, before anything is known
GROUP_SHARE = 0.3  # of a question's scores that are its group's
EM_STEPS = 40
USUAL_VARIANCE = 0.02  # of closeness, before anything is seen
VERDICT_CLOSENESS = 0.5  # of scores: several times what tells two families apart
VERDICT_ODDS = 6.0  # logarithm of how much an editor's word changes the odds
DOUBT = 20  # questions it takes to learn otherwise: few alike are no certainty

Kind = Literal["missing", "weak", "translation"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of n questions, arrays of shape (n,)."""

    family: NDArray[np.int64]  # the nearest
    probability: NDArray[np.float64]  # 0 … 1: an article answers, in any language
    groups: NDArray[np.float64]  # how close its groups come to their articles, in sum


@dataclass(frozen=True, slots=True)
class Finding:
    """A group of questions that is a gap."""

    kind: Kind
    family: int  # the nearest: to improve or to translate, unless kind is missing
    rows: NDArray[np.int64]  # its questions
    unanswered: float  # how many of them, in expectation: the volume it is ranked by


def cover(
    scores: NDArray[np.float32],
    partitions: Sequence[Labels],
    verdicts: NDArray[np.float32] | None = None,
) -> Coverage:
    """Judge every question by its own scores, those of its groups, and by verdicts.

    Args:
        scores: (n_questions, n_families), higher is closer. No families: nothing is
            covered.
        partitions: groupings of the questions, coarse to fine, each (n_questions,).
        verdicts: (n_questions, n_families), -1 … 1, what editors said of a question, or
            of how much of its neighbourhood: 1 that the family answers, -1 that not.
    """
    n_questions, n_families = scores.shape
    if not n_families or not n_questions:
        none = np.full(n_questions, -1)
        return Coverage(none, np.zeros(n_questions), np.zeros(n_questions))
    own = (1 - GROUP_SHARE) * scores + GROUP_SHARE * _means(scores, partitions[0])
    best, masked = _best_and_next(own)
    best_alone, masked_alone = _best_and_next(scores)
    groups = np.zeros(n_questions)
    for labels in partitions:
        groups = groups + _mean_of_group(best_alone, labels)
        masked = masked + _mean_of_group(masked_alone, labels)
    if verdicts is None:
        probability = probability_covered(best + groups, masked)
        return Coverage(own.argmax(axis=1), probability, groups)
    rows, nearest = np.arange(n_questions), own.argmax(axis=1)
    said = np.maximum(verdicts.max(axis=1), 0) + np.minimum(verdicts[rows, nearest], 0)
    probability = probability_covered(best + groups, masked, said)
    return Coverage(favoured(own, verdicts).argmax(axis=1), probability, groups)


def favoured(
    scores: NDArray[np.float32], verdicts: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return the scores with what editors said yes to ahead of the others.

    A no tells that a family does not answer the gap, not which one comes closer to each
    of its contacts, so it leaves the order as it is.
    """
    if verdicts is None:
        return scores
    return np.asarray(scores + VERDICT_CLOSENESS * np.maximum(verdicts, 0))


def probability_covered(
    closeness: NDArray[np.floating],
    masked: NDArray[np.floating],
    said: NDArray[np.floating] | None = None,
) -> NDArray[np.float64]:
    """Turn closeness into the probability that the nearest article answers.

    Two bell curves of one width: that of questions with an answer, and that of those
    without. To the second belongs every question whose answer is taken away, so its
    masked closeness is evidence of it just as far as the question is covered. Fitted by
    expectation maximisation (Dempster, Laird & Rubin 1977) with a fixed prior: how many
    are covered cannot be told from unlabelled scores.

    Args:
        closeness: (n,), of the nearest family.
        masked: (n,), of the nearest when that one is left out.
        said: (n,), -1 … 1, what editors said of each or of its neighbourhood; those
            of whom they said it outright show where the curves lie.

    Returns:
        (n,), 0 … 1, rising with closeness.
    """
    if len(closeness) == 0:
        return np.zeros(0)
    said = np.zeros(len(closeness)) if said is None else said
    covered = np.full(len(closeness), COVERED_PRIOR)
    prior = np.log(COVERED_PRIOR / (1 - COVERED_PRIOR))
    without = np.concatenate([masked, closeness]).astype(np.float64)
    for _ in range(EM_STEPS):
        weight = np.concatenate([covered, 1 - covered])
        far = np.average(without, weights=weight)
        near = max(np.average(closeness, weights=np.maximum(covered, 1e-9)), far + 1e-6)
        squares = weight @ (without - far) ** 2 + covered @ (closeness - near) ** 2
        variance = (squares + DOUBT * USUAL_VARIANCE) / (
            weight.sum() + covered.sum() + DOUBT
        )
        odds = prior + ((closeness - far) ** 2 - (closeness - near) ** 2) / (
            2 * variance
        )
        odds = odds + VERDICT_ODDS * said
        covered = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return np.asarray(covered, dtype=np.float64)


def find(
    coverage: Coverage,
    scores: NDArray[np.float32],
    labels: Labels,
    locales: Sequence[str],
    *,
    readable: Sequence[Collection[str]],
    answered_from: float,
    weak_from: float,
    min_size: int,
) -> list[Finding]:
    """Judge group by group, and return those that are gaps.

    A group whose article exists but not in the language of some of its questions is a
    gap of kind translation for those; a group that is rather not covered is missing,
    or weak where an article comes close.

    Args:
        coverage: of every question.
        scores: (n_questions, n_families).
        labels: (n_questions,) the group of each; -1 for questions to leave out.
        locales: n_questions languages; "" can be read in any.
        readable: for each family the languages it is written in.
        answered_from: probability from which a group is answered.
        weak_from: probability from which an unanswered group has a weak article.
        min_size: questions a gap must have.
    """
    findings = []
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-2))
    for rows in np.split(order, starts[1:]):
        if len(rows) < min_size or labels[rows[0]] < 0:
            continue
        probability = float(coverage.probability[rows].mean())
        family = int(scores[rows].mean(axis=0).argmax()) if scores.shape[1] else -1
        foreign = _cannot_read(rows, locales, readable[family] if family >= 0 else ())
        missing = len(rows) * (1 - probability)
        abroad = len(foreign) * probability
        if family >= 0 and abroad > missing and len(foreign) >= min_size:
            findings.append(Finding("translation", family, foreign, abroad))
        elif probability < answered_from:
            kind: Kind = "weak" if probability >= weak_from else "missing"
            findings.append(Finding(kind, family, rows, missing))
    return findings


def _cannot_read(
    rows: NDArray[np.int64], locales: Sequence[str], languages: Collection[str]
) -> NDArray[np.int64]:
    return np.array(
        [row for row in rows if locales[row] and locales[row] not in languages],
        dtype=np.int64,
    )


def _best_and_next(
    scores: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    if scores.shape[1] == 1:  # a single article: nothing is left when it is masked
        return scores[:, 0], np.full(len(scores), float(scores.mean()) - 0.1)
    two = np.partition(scores, scores.shape[1] - 2, axis=1)[:, -2:]
    return two[:, 1], two[:, 0]


def _means(scores: NDArray[np.float32], labels: Labels) -> NDArray[np.float32]:
    """Return each question's row replaced by the mean row of its group."""
    from scipy.sparse import csr_matrix

    sizes = np.bincount(labels)
    members = csr_matrix(
        (1 / sizes[labels], (labels, np.arange(len(labels)))),
        shape=(len(sizes), len(labels)),
    )
    return np.asarray(members @ scores, dtype=np.float32)[labels]


def _mean_of_group(
    values: NDArray[np.floating], labels: Labels
) -> NDArray[np.floating]:
    return np.asarray(
        (np.bincount(labels, values) / np.maximum(np.bincount(labels), 1))[labels]
    )
