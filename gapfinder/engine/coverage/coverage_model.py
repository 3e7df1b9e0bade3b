"""Is a question answered, weakly, only in another language, or not at all?

A single question tells little; its groups tell more. The scores become probabilities
without any label: an article's closeness to questions it does not answer is learnt by
*masking* the nearest article of every question and looking at the next one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .score_matrix import Scores, blocks

Labels = NDArray[np.int64]

COVERED_PRIOR = 0.65  # of contacts have an article, before anything is known
GROUP_SHARE = 0.3  # of a question's scores that are its group's
EM_STEPS = 40
USUAL_VARIANCE = 0.02  # of closeness, before anything is seen
VERDICT_CLOSENESS = 0.5  # of scores: several times what tells two families apart
SUREST = 5.0  # log-odds: no closeness is surer than 150 to 1, so an editor's word wins
VERDICT_ODDS = 6.0  # logarithm of how much an editor's word changes the odds
STYLE_PRIOR = 50  # questions of a style, before half of its own level is believed
SLACK = 0.1  # of probability, that a gap must gain to be answered
MOST = 0.5  # of a group's questions
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
    unanswered: float  # contacts with them, in expectation: the volume it is ranked by


def cover(
    scores: Scores,
    partitions: Sequence[Labels],
    *,
    verdicts: Any = None,
    odds: NDArray[np.floating] | float = 0.0,
    styles: Sequence[str] = (),
) -> Coverage:
    """Judge every question by its own scores, those of its groups, and by verdicts.

    Args:
        scores: (n_questions, n_families), higher is closer. No families: nothing is
            covered.
        partitions: groupings of the questions, coarse to fine, each (n_questions,).
        verdicts: sparse (n_questions, n_families), -1 … 1, what editors said of a
            question, or of how much of its neighbourhood: 1 that the family answers, -1
            that not. None where they said nothing.
        odds: (n_questions,), what else is known: logarithms of how much it changes the
            odds that a question is covered.
        styles: n_questions languages, or languages and channels, in which closeness may
            lie higher or lower; all are one if not given.
    """
    n_questions, n_families = scores.shape
    if not n_families or not n_questions:
        none = np.full(n_questions, -1)
        return Coverage(none, np.zeros(n_questions), np.zeros(n_questions))
    group, ahead = scores.means(partitions[0]), _ahead(verdicts)
    family = np.empty(n_questions, dtype=np.int64)
    alone, own = (np.empty((2, n_questions), dtype=np.float32) for _ in range(2))
    for rows in blocks(n_questions, n_families):
        score = scores[rows]
        alone[:, rows] = _best_and_next(score)
        score = (1 - GROUP_SHARE) * score + GROUP_SHARE * group[partitions[0][rows]]
        own[:, rows] = _best_and_next(score)
        if ahead is not None:
            score += ahead[rows].toarray()
        family[rows] = score.argmax(axis=1)
    best, masked = own
    groups = np.zeros(n_questions)
    for labels in partitions:
        groups = groups + _mean_of_group(alone[0], labels)
        masked = masked + _mean_of_group(alone[1], labels)
    if verdicts is not None:
        odds = odds + VERDICT_ODDS * _said_of(family, verdicts)
    level = _level(masked, styles) if len(styles) else 0.0
    probability = probability_covered(best + groups - level, masked - level, odds=odds)
    return Coverage(family, probability, groups)


def favoured(scores: Scores, verdicts: Any) -> Scores:
    """Return the scores with what editors said yes to ahead of the others.

    A no tells that a family does not answer the gap, not which one comes closer to each
    of its contacts, so it leaves the order as it is.
    """
    return scores if verdicts is None else scores.plus(_ahead(verdicts))


def _ahead(verdicts: Any) -> Any:
    return None if verdicts is None else VERDICT_CLOSENESS * verdicts.maximum(0)


def probability_covered(
    closeness: NDArray[np.floating],
    masked: NDArray[np.floating],
    *,
    odds: NDArray[np.floating] | float = 0.0,
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
        odds: (n,), logarithms of how much is known besides; questions of which much is
            known, by an editor's word, show where the curves lie.

    Returns:
        (n,), 0 … 1, rising with closeness and with what was said.
    """
    if len(closeness) == 0:
        return np.zeros(0)
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
        seen = prior + ((closeness - far) ** 2 - (closeness - near) ** 2) / (
            2 * variance
        )
        likely = SUREST * np.tanh(seen / SUREST)
        covered = 1 / (1 + np.exp(-likely - odds))
    return np.asarray(covered, dtype=np.float64)


def find(
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
    """Judge group by group, and return those that are gaps.

    A group whose article exists but not in the language of some of its questions is a
    gap of kind translation for those; a group that is rather not covered is missing,
    or weak where an article comes close.

    Args:
        coverage: of every question.
        scores: (n_questions, n_families).
        labels: (n_questions,) the group of each; -1 for questions to leave out.
        locales: n_questions languages; "" can be read in any.
        contact_of: (n_questions,) the contact of each. One that asks the same twice
            counts once.
        was_gap: (n_questions,), whether each was in a gap before. A group of such is
            answered from a little more on: else it came and went with every contact.
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
        strangers = _count(contact_of[foreign])
        missing = contacts * (1 - probability)
        abroad = strangers * probability
        if family >= 0 and abroad > missing and strangers >= min_size:
            findings.append(Finding("translation", family, foreign, abroad))
        elif probability < answered_from + SLACK * (was_gap[rows].mean() >= MOST):
            kind: Kind = "weak" if probability >= weak_from else "missing"
            findings.append(Finding(kind, family, rows, missing))
    return findings


def _level(masked: NDArray[np.floating], styles: Sequence[str]) -> NDArray[np.floating]:
    """Return how much closer articles are to questions of a style than to others.

    The encoder knows some languages better, and three words come less close than
    thirty: articles that do not answer tell by how much. Few questions tell little.
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


def _said_of(family: Labels, verdicts: Any) -> NDArray[np.float32]:
    """Return the best word on any family, and what was said against the nearest."""
    nearest = np.ravel(verdicts[np.arange(len(family)), family])
    best = verdicts.max(axis=1).toarray().ravel()
    return np.asarray(np.maximum(best, 0) + np.minimum(nearest, 0))


def _best_and_next(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the highest score of each question and the one after it, (2, n).

    By two looks for the highest: most scores of a row are equal where only the nearest
    families are kept, and sorting equal ones takes a hundred times as long.
    """
    if scores.shape[1] == 1:  # a single article: nothing is left when it is masked
        return np.stack([scores[:, 0], np.full(len(scores), scores.mean() - 0.1)])
    rows, nearest = np.arange(len(scores)), scores.argmax(axis=1)
    best = scores[rows, nearest]
    scores[rows, nearest] = -np.inf
    after = scores.max(axis=1)
    scores[rows, nearest] = best
    return np.stack([best, after])


def _mean_of_group(
    values: NDArray[np.floating], labels: Labels
) -> NDArray[np.floating]:
    return np.asarray(
        (np.bincount(labels, values) / np.maximum(np.bincount(labels), 1))[labels]
    )
