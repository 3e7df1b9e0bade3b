"""Explain the score of an article by its parts, compared with a baseline.

The score of an article is a sum of parts (`similarity`, `exemplars`). The differences
of the parts from their means over answered questions explain why a score is unusual,
and add up to the difference of the score.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import Centred

from .score_matrix import Scores
from .similarity import ArticleIndex

Ints = NDArray[np.int64]


class PointCode(StrEnum):
    """Codes of arguments for or against an article; docs/architecture.md has each."""

    TITLE = "title"
    BODY = "body"
    PASSAGE = "passage"
    WORDS = "words"  # title, body and passage together
    ANSWERS = "answers"
    ANSWER_KNOWN = "answer_known"
    NEAR_TO_ALL = "near_to_all"
    SHARED = "shared"
    GROUPS = "groups"
    VERDICTS_NEAR = "verdicts_near"
    VERDICT_YES = "verdict_yes"
    VERDICT_NO = "verdict_no"
    VERDICT_PARTLY = "verdict_partly"
    SHARED_IN = "shared_in"
    CLOSER_GROUP = "closer_group"
    FOREIGN = "foreign"
    AGREE = "agree"
    DISAGREE = "disagree"


PARTS = (
    *(PointCode.TITLE, PointCode.BODY, PointCode.PASSAGE),
    *(PointCode.ANSWERS, PointCode.NEAR_TO_ALL, PointCode.SHARED),
)
CODES = (*PARTS, PointCode.ANSWER_KNOWN)  # of the differences from the baseline
ANSWERS = PARTS.index(PointCode.ANSWERS)
CLOSEST_GROUPS = 2  # to a family; one of them may be the explained gap itself
MIN_DIFFERENCE = 0.01  # of a score; smaller differences are left out


@dataclass(frozen=True, slots=True)
class Point:
    """One argument for an article (value above 0) or against it (below 0).

    The value of a part is a difference of scores; the value of other arguments is a
    count or a share.
    """

    code: PointCode
    value: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores and the terms added to them besides similarity.

    Attributes:
        scores: of all questions and families.
        damping: (n_families,), the term that `similarity.damp_hubs` adds to each
            family, seldom above 0.
        votes: sparse (n_questions, n_families), the term that shared articles add; or
            None.
    """

    scores: Scores
    damping: NDArray[np.float32]
    votes: Any = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions, each with a family and the article of it to show; shapes (n,)."""

    row: Ints
    family: Ints
    article: Ints


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the scores of n pairs.

    Attributes:
        values: (n, 6), columns as `PARTS`; the sum of a row is the score.
        passage: (n,), the passage of the shown article that is closest to the question.
    """

    values: NDArray[np.float64]
    passage: Ints


@dataclass(frozen=True)
class ScoreBreakdown:
    """Divides the scores of questions into their parts.

    Attributes:
        asked: (n_questions, dimensions), as for `similarity.article_similarity`.
        locales: (n_questions,) languages.
        answered: (n_questions,), whether an agent answered in words.
        library: the articles.
        scored: the scores.
    """

    asked: Centred
    locales: NDArray[np.str_]
    answered: NDArray[np.bool_]
    library: ArticleIndex
    scored: Scored

    def parts(self, pairs: Pairs) -> Parts:
        """Return the parts of the scores of the pairs.

        What remains of a score after similarity, damping and votes is the part of the
        agents' answers. An article without a passage among the nearest was scored with
        the last cosine found, so for unanswered questions the sum of the parts may be
        slightly below the score.
        """
        words = np.zeros((len(pairs.row), 3))
        passage = np.full(len(pairs.row), -1)
        for places in _places_by_label(pairs.family):
            words[places], passage[places] = self._words(pairs, places)
        damping = self.scored.damping[pairs.family].astype(np.float64)
        votes = self._votes(pairs)
        score = self.scored.scores.at(pairs.row, pairs.family)
        rest = score - words.sum(axis=1) - damping - votes
        answers = np.where(self.answered[pairs.row], rest, 0)
        values = np.column_stack([words, answers, damping, votes])
        return Parts(values, passage)

    def closest(self, rows: Ints, article: int) -> tuple[int, int]:
        """Return the passage of an article with the highest mean cosine to questions.

        Args:
            rows: of the questions, one at least.
            article: a row of the articles.

        Returns:
            The passage, and the question that is nearest to it.
        """
        owned = np.flatnonzero(self.library.owner == article)
        cosines = self.asked[rows] @ self.library.centred[owned].T
        best = int(cosines.mean(axis=0).argmax())
        return int(owned[best]), int(rows[cosines[:, best].argmax()])

    def _words(self, pairs: Pairs, places: Ints) -> tuple[NDArray[np.float64], Ints]:
        """Return (n, 3) parts of similarity and (n,) passages, for pairs of one family.

        The weights of the articles are those of `similarity.article_similarity`.
        """
        library = self.library
        articles = np.flatnonzero(library.family == pairs.family[places[0]])
        weight = _weights(self.locales[pairs.row[places]], articles, library)
        asked = self.asked[pairs.row[places]]
        best = np.zeros(weight.shape)
        passage = np.full(len(places), -1)
        for column, article in enumerate(articles):
            owned = np.flatnonzero(library.owner == article)
            cosines = asked @ library.centred[owned].T
            best[:, column] = cosines.max(axis=1)
            shown = pairs.article[places] == article
            passage[shown] = owned[cosines[shown].argmax(axis=1)]
        title = asked @ library.titles[articles].T
        body = asked @ library.bodies[articles].T
        parts = [(weight * part).sum(axis=1) / 3 for part in (title, body, best)]
        return np.column_stack(parts), passage

    def _votes(self, pairs: Pairs) -> NDArray[np.float64]:
        if self.scored.votes is None or not len(pairs.row):
            return np.zeros(len(pairs.row))
        votes = self.scored.votes[pairs.row, pairs.family]
        return np.asarray(votes, dtype=np.float64).ravel()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Mean parts (6,) of scores where an article answers, and the share answered."""

    values: NDArray[np.float64]
    answered: float

    @classmethod
    def of(
        cls,
        parts: Parts,
        answered: NDArray[np.bool_],
        covered: NDArray[np.float64],
    ) -> "Baseline":
        """Return the means over n questions, weighted by their probability of coverage.

        Args:
            parts: of each question and its nearest family.
            answered: (n,), whether an agent answered in words.
            covered: (n,), 0 … 1, the probability that the article answers; not all 0.
        """
        values = np.average(parts.values, axis=0, weights=covered)
        return cls(values, float(np.average(answered, weights=covered)))

    def differences(
        self, values: NDArray[np.float64], answered: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Return parts minus the baseline, (n, 7), columns as `CODES`.

        The part of the answers gives two columns: answers are closer to the article
        than usual, and more answers are known than usual.

        Args:
            values: (n, 6), of questions, or means of groups.
            answered: (n,), 0 … 1, the share of the questions that agents answered in
                words.
        """
        per_answer = self.values[ANSWERS] / self.answered if self.answered else 0.0
        more = values - self.values
        more[:, ANSWERS] = values[:, ANSWERS] - answered * per_answer
        return np.column_stack([more, (answered - self.answered) * per_answer])


@dataclass(frozen=True, slots=True)
class CloseGroup:
    """A group of questions near to an article family."""

    group: int
    closeness: float  # the mean score
    questions: int


def closest_groups(
    families: Ints, groups: Ints, closeness: NDArray[np.floating]
) -> dict[int, list[CloseGroup]]:
    """Return for each family the groups that come closest to it, closest first.

    Groups of a single question are left out.

    Args:
        families: (n,), the nearest family of each question.
        groups: (n,), the group of each question.
        closeness: (n,), scores of these families.
    """
    pairs, inverse = np.unique(
        np.stack([families, groups]), axis=1, return_inverse=True
    )
    sizes = np.bincount(inverse.ravel())
    means = np.bincount(inverse.ravel(), closeness) / np.maximum(sizes, 1)
    groups_of_family: dict[int, list[CloseGroup]] = {}
    for place in np.argsort(-means, kind="stable").tolist():
        family, group = pairs[:, place].tolist()
        nearest_groups = groups_of_family.setdefault(family, [])
        if sizes[place] > 1 and len(nearest_groups) < CLOSEST_GROUPS:
            nearest_groups.append(
                CloseGroup(group, float(means[place]), int(sizes[place]))
            )
    return groups_of_family


def points(codes: Sequence[PointCode], values: Iterable[float]) -> list[Point]:
    """Return points for those differences of scores that are large enough."""
    return [
        Point(code, round(value, 4))
        for code, value in zip(codes, values, strict=True)
        if abs(value) >= MIN_DIFFERENCE
    ]


def for_and_against(points: Iterable[Point]) -> tuple[list[Point], list[Point]]:
    """Divide points into those for and those against the article."""
    sides: tuple[list[Point], list[Point]] = ([], [])
    for point in points:
        sides[0 if point.value > 0 else 1].append(point)
    return sides


def _places_by_label(labels: Ints) -> Iterator[Ints]:
    """Yield the indices of each label, in order."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order])) + 1
    return iter(np.split(order, starts) if len(order) else [])


def _weights(
    locales: NDArray[np.str_], articles: Ints, library: ArticleIndex
) -> NDArray[np.float64]:
    """Return the weight of each article of a family, (n_questions, n_articles)."""
    weight = np.full((len(locales), len(articles)), 1 / len(articles))
    article_of_language = {
        library.locale[article]: place for place, article in enumerate(articles)
    }
    for locale, place in article_of_language.items():
        own = locales == locale
        weight[own] /= 2
        weight[own, place] += 0.5
    return weight
