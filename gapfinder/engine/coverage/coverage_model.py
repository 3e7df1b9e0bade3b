"""Estimate the probability that articles answer questions, and find the gaps.

One question is weak evidence; the groups of questions add to it. The scores become
probabilities without labels: *masking* the nearest article of every question and taking
the next one shows the scores of articles that do not answer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .score_matrix import Scores, blocks

Labels = NDArray[np.int64]

COVERED_PRIOR = 0.65  # probability that an article answers a contact
GROUP_WEIGHT = 0.3  # of the group's mean in a question's scores
EM_STEPS = 40
PRIOR_VARIANCE = 0.02  # of scores
VERDICT_BOOST = 0.5  # added to scores; several times the difference of two families
MAX_LOG_ODDS = 5.0  # 150 to 1: the most that scores prove, so verdicts win
VERDICT_LOG_ODDS = 6.0  # log-odds that an editor's verdict adds
STYLE_PRIOR = 50  # questions at which a style's own mean counts one half
HYSTERESIS = 0.1  # of probability, that an existing gap must gain to be answered
MAJORITY = 0.5  # share of a group's questions, inclusive
PRIOR_QUESTIONS = 20  # weight of `PRIOR_VARIANCE`: few equal questions prove little

Kind = Literal["missing", "weak", "translation"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of n questions; arrays of shape (n,)."""

    family: NDArray[np.int64]  # the nearest, or -1 without articles
    probability: NDArray[np.float64]  # 0 … 1: an article answers, in any language
    groups: NDArray[np.float64]  # sum of the mean best scores of its groups


@dataclass(frozen=True, slots=True)
class Finding:
    """A group of questions that is a gap."""

    kind: Kind
    family: int  # the nearest: to improve or translate, unless missing
    rows: NDArray[np.int64]  # its questions
    unanswered: (
        float  # expected number of unanswered contacts, by which gaps are ranked
    )


def estimate_coverage(
    scores: Scores,
    partitions: Sequence[Labels],
    *,
    verdicts: Any = None,
    odds: NDArray[np.floating] | float = 0.0,
    styles: Sequence[str] = (),
) -> Coverage:
    """Estimate coverage from each question's own scores, its groups and verdicts.

    Args:
        scores: (n_questions, n_families), higher is closer. Without families, nothing
            is covered.
        partitions: groupings of the questions, coarse to fine, each (n_questions,).
        verdicts: sparse (n_questions, n_families), -1 … 1, editors' verdicts on a
            question or the weighted verdicts on its neighbours: 1 if the family
            answers, -1 if not. None without verdicts.
        odds: (n_questions,), log-odds of other evidence that a question is covered.
        styles: n_questions languages, or languages and channels, whose scores may be
            higher or lower than those of others; without them, all questions have one
            style.
    """
    n_questions, n_families = scores.shape
    if not n_families or not n_questions:
        none = np.full(n_questions, -1)
        return Coverage(none, np.zeros(n_questions), np.zeros(n_questions))
    group, boost = scores.means(partitions[0]), _boost(verdicts)
    family = np.empty(n_questions, dtype=np.int64)
    own_scores, combined = (
        np.empty((2, n_questions), dtype=np.float32) for _ in range(2)
    )
    for rows in blocks(n_questions, n_families):
        score = scores[rows]
        own_scores[:, rows] = _best_and_next(score)
        score = (1 - GROUP_WEIGHT) * score + GROUP_WEIGHT * group[partitions[0][rows]]
        combined[:, rows] = _best_and_next(score)
        if boost is not None:
            score += boost[rows].toarray()
        family[rows] = score.argmax(axis=1)
    best, masked = combined
    groups = np.zeros(n_questions)
    for labels in partitions:
        groups = groups + _mean_of_group(own_scores[0], labels)
        masked = masked + _mean_of_group(own_scores[1], labels)
    if verdicts is not None:
        odds = odds + VERDICT_LOG_ODDS * _verdict_of(family, verdicts)
    offset = _style_offset(masked, styles) if len(styles) else 0.0
    probability = probability_covered(
        best + groups - offset, masked - offset, odds=odds
    )
    return Coverage(family, probability, groups)


def boost_by_verdicts(scores: Scores, verdicts: Any) -> Scores:
    """Return the scores with a boost for families that editors said yes to.

    A no means that a family does not answer the gap; it does not change which family is
    closer to a contact, so it leaves the order as it is.
    """
    return scores if verdicts is None else scores.plus(_boost(verdicts))


def _boost(verdicts: Any) -> Any:
    return None if verdicts is None else VERDICT_BOOST * verdicts.maximum(0)


def probability_covered(
    nearest: NDArray[np.floating],
    masked: NDArray[np.floating],
    *,
    odds: NDArray[np.floating] | float = 0.0,
) -> NDArray[np.float64]:
    """Return the probability that the nearest article answers, from its score.

    The model is a mixture of two normal distributions with one variance: scores of
    questions with an answer, and of questions without. The masked scores of all
    questions are samples of the second one, each weighted by the probability that the
    question is covered. The mixture is fitted by expectation maximisation (Dempster,
    Laird & Rubin 1977) with a fixed prior, because unlabelled scores do not show how
    many questions are covered.

    Args:
        nearest: (n,), scores of the nearest family.
        masked: (n,), of the nearest family when that one is left out.
        odds: (n,), log-odds of other evidence; questions with strong evidence, such as
            an editor's verdict, fix the place of the distributions.

    Returns:
        (n,), 0 … 1, rising with the score and with the odds.
    """
    if len(nearest) == 0:
        return np.zeros(0)
    covered = np.full(len(nearest), COVERED_PRIOR)
    prior = np.log(COVERED_PRIOR / (1 - COVERED_PRIOR))
    unanswered = np.concatenate([masked, nearest]).astype(np.float64)
    for _ in range(EM_STEPS):
        weight = np.concatenate([covered, 1 - covered])
        mean_without = np.average(unanswered, weights=weight)
        mean_with = max(
            np.average(nearest, weights=np.maximum(covered, 1e-9)),
            mean_without + 1e-6,
        )
        squares = (
            weight @ (unanswered - mean_without) ** 2
            + covered @ (nearest - mean_with) ** 2
        )
        variance = (squares + PRIOR_QUESTIONS * PRIOR_VARIANCE) / (
            weight.sum() + covered.sum() + PRIOR_QUESTIONS
        )
        log_odds = prior + (
            (nearest - mean_without) ** 2 - (nearest - mean_with) ** 2
        ) / (2 * variance)
        bounded = MAX_LOG_ODDS * np.tanh(log_odds / MAX_LOG_ODDS)
        covered = 1 / (1 + np.exp(-bounded - odds))
    return np.asarray(covered, dtype=np.float64)


def find_gaps(
    coverage: Coverage,
    scores: Scores,
    labels: Labels,
    locales: Sequence[str],
    *,
    contact_of: NDArray[np.int64],
    was_gap: NDArray[np.bool_],
    readable: Sequence[Collection[str]],
    answered_from: float,
    weak_from: float,
    min_size: int,
) -> list[Finding]:
    """Return the groups of questions that are gaps.

    If the nearest article answers a group but is not written in the language of some of
    its questions, these questions are a gap of kind translation. A group that is
    probably not answered is missing, or weak where an article comes close.

    Args:
        coverage: of every question.
        scores: (n_questions, n_families).
        labels: (n_questions,) the group of each question; -1 for questions to leave
            out.
        locales: n_questions languages; "" can read any.
        contact_of: (n_questions,) the contact of each question. A contact that asks the
            same twice counts once.
        was_gap: (n_questions,), whether each question was in a gap before. Such groups
            need a slightly higher probability to be answered; otherwise a gap would
            come and go with single contacts.
        readable: for each family the languages it is written in.
        answered_from: probability from which a group is answered.
        weak_from: probability from which an unanswered group has a weak article.
        min_size: contacts a gap must have.
    """
    findings = []
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-2))
    for rows in np.split(order, starts[1:]):
        contacts = _count(contact_of[rows])
        if contacts < min_size or labels[rows[0]] < 0:
            continue
        probability = float(coverage.probability[rows].mean())
        family = int(scores.mean(rows).argmax()) if scores.shape[1] else -1
        foreign = _cannot_read(rows, locales, readable[family] if family >= 0 else ())
        foreign_contacts = _count(contact_of[foreign])
        missing = contacts * (1 - probability)
        untranslated = foreign_contacts * probability
        if family >= 0 and untranslated > missing and foreign_contacts >= min_size:
            findings.append(Finding("translation", family, foreign, untranslated))
        elif probability < answered_from + HYSTERESIS * (
            was_gap[rows].mean() >= MAJORITY
        ):
            kind: Kind = "weak" if probability >= weak_from else "missing"
            findings.append(Finding(kind, family, rows, missing))
    return findings


def _style_offset(
    masked: NDArray[np.floating], styles: Sequence[str]
) -> NDArray[np.floating]:
    """Return how much higher the scores of a style are than those of all questions.

    The encoder knows some languages better, and three words score lower than thirty.
    The masked scores show the difference. A style with few questions gets a small
    offset.
    """
    _, style = np.unique(np.asarray(styles), return_inverse=True)
    size = np.bincount(style)
    higher = np.bincount(style, masked) / size - masked.mean()
    return np.asarray((higher * size / (size + STYLE_PRIOR))[style])


def _count(contacts: NDArray[np.int64]) -> int:
    return len(np.unique(contacts))


def _cannot_read(
    rows: NDArray[np.int64], locales: Sequence[str], languages: Collection[str]
) -> NDArray[np.int64]:
    return np.array(
        [row for row in rows if locales[row] and locales[row] not in languages],
        dtype=np.int64,
    )


def _verdict_of(family: Labels, verdicts: Any) -> NDArray[np.float32]:
    """Return the best verdict on any family plus the negative one on the nearest."""
    nearest = np.ravel(verdicts[np.arange(len(family)), family])
    best = verdicts.max(axis=1).toarray().ravel()
    return np.asarray(np.maximum(best, 0) + np.minimum(nearest, 0))


def _best_and_next(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the highest and the second highest score of each question, (2, n).

    Two searches for the maximum replace a sort: where only the nearest families are
    stored, most scores of a row are equal, and sorting equal values takes a hundred
    times as long.
    """
    if scores.shape[1] == 1:  # one article: none is left after masking
        return np.stack([scores[:, 0], np.full(len(scores), scores.mean() - 0.1)])
    rows, nearest = np.arange(len(scores)), scores.argmax(axis=1)
    best = scores[rows, nearest]
    scores[rows, nearest] = -np.inf
    second = scores.max(axis=1)
    scores[rows, nearest] = best
    return np.stack([best, second])


def _mean_of_group(
    values: NDArray[np.floating], labels: Labels
) -> NDArray[np.floating]:
    return np.asarray(
        (np.bincount(labels, values) / np.maximum(np.bincount(labels), 1))[labels]
    )
