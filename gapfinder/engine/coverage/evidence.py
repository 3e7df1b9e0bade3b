"""Why an article is the nearest: what speaks for it, and what against it.

The score of an article is a sum (`matching`, `exemplars`). Its parts are compared with
what is usual where an article answers, so they say why a score is unusual and add up to
how far.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import Centred

from .score_matrix import Scores
from .similarity import Library

Rows = NDArray[np.int64]


class PointCode(StrEnum):
    """What speaks for an article, or against it: docs/architecture.md has each."""

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
CODES = (*PARTS, PointCode.ANSWER_KNOWN)  # of the differences from what is usual
ANSWERS = PARTS.index(PointCode.ANSWERS)
CLOSEST_GROUPS = 2  # to a family: one of them may be the gap that is explained
NOTABLE = 0.01  # of a score: a smaller difference says nothing


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for an article, above 0, or against it, below 0.

    The value of a part is a difference of scores, that of the others a count or a
    share.
    """

    code: PointCode
    value: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores, and what went into them besides words and answers.

    Attributes:
        scores: of all questions and families.
        damping: (n_families,), what `matching.damp_hubs` added to each: seldom above 0.
        votes: sparse (n_questions, n_families), what shared articles added; or None.
    """

    scores: Scores
    damping: NDArray[np.float32]
    votes: Any = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions, each with a family and the article of it to show; shapes (n,)."""

    row: Rows
    family: Rows
    article: Rows


@dataclass(frozen=True, slots=True)
class Parts:
    """What the scores of n pairs are made of.

    Attributes:
        values: (n, 6), columns as `PARTS`; a row adds up to the score.
        passage: (n,), that of the shown article which comes closest to the question.
    """

    values: NDArray[np.float64]
    passage: Rows


@dataclass(frozen=True)
class Ledger:
    """How the scores of all questions came about.

    Attributes:
        asked: (n_questions, dimensions), as for `matching.closeness`.
        locales: (n_questions,) languages.
        answered: (n_questions,), an agent answered in words.
        library: the articles.
        scored: what they are scored with.
    """

    asked: Centred
    locales: NDArray[np.str_]
    answered: NDArray[np.bool_]
    library: Library
    scored: Scored

    def parts(self, pairs: Pairs) -> Parts:
        """Take the scores of some pairs apart.

        What the words, the damping and the votes leave of a score is due to the agents'
        answers. An article none of whose passages was among the nearest was scored as
        the last one found, so without an answer the parts may fall a little short.
        """
        words = np.zeros((len(pairs.row), 3))
        passage = np.full(len(pairs.row), -1)
        for places in _alike(pairs.family):
            words[places], passage[places] = self._words(pairs, places)
        damping = self.scored.damping[pairs.family].astype(np.float64)
        votes = self._votes(pairs)
        score = self.scored.scores.at(pairs.row, pairs.family)
        rest = score - words.sum(axis=1) - damping - votes
        answers = np.where(self.answered[pairs.row], rest, 0)
        values = np.column_stack([words, answers, damping, votes])
        return Parts(values, passage)

    def closest(self, rows: Rows, article: int) -> tuple[int, int]:
        """Return an article's passage nearest to some questions on the mean.

        Args:
            rows: of the questions, one at least.
            article: a row of the library.

        Returns:
            The passage, and which of the questions it is nearest to.
        """
        owned = np.flatnonzero(self.library.owner == article)
        cosines = self.asked[rows] @ self.library.centred[owned].T
        best = int(cosines.mean(axis=0).argmax())
        return int(owned[best]), int(rows[cosines[:, best].argmax()])

    def _words(self, pairs: Pairs, places: Rows) -> tuple[NDArray[np.float64], Rows]:
        """Return (n, 3) parts of the words, and (n,) passages, for pairs of a family.

        The weights of its articles are those of `matching.closeness`.
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
        parts = [(weight * each).sum(axis=1) / 3 for each in (title, body, best)]
        return np.column_stack(parts), passage

    def _votes(self, pairs: Pairs) -> NDArray[np.float64]:
        if self.scored.votes is None or not len(pairs.row):
            return np.zeros(len(pairs.row))
        votes = self.scored.votes[pairs.row, pairs.family]
        return np.asarray(votes, dtype=np.float64).ravel()


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual where an article answers: parts (6,), and the share answered."""

    values: NDArray[np.float64]
    answered: float

    @classmethod
    def of(
        cls,
        parts: Parts,
        answered: NDArray[np.bool_],
        covered: NDArray[np.float64],
    ) -> "Usual":
        """Return the means over n questions, each as far as an article answers it.

        Args:
            parts: of each question and its nearest family.
            answered: (n,), an agent answered in words.
            covered: (n,), 0 … 1, the probability that the article answers; not all 0.
        """
        values = np.average(parts.values, axis=0, weights=covered)
        return cls(values, float(np.average(answered, weights=covered)))

    def differences(
        self, values: NDArray[np.float64], answered: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Return how much more each part is than usual, (n, 7), columns as `CODES`.

        That answers are more like the article than usual is one thing, that more of
        them are known another.

        Args:
            values: (n, 6), of questions, or means of groups.
            answered: (n,), 0 … 1, the shares of them that agents answered in words.
        """
        an_answer = self.values[ANSWERS] / self.answered if self.answered else 0.0
        more = values - self.values
        more[:, ANSWERS] = values[:, ANSWERS] - answered * an_answer
        return np.column_stack([more, (answered - self.answered) * an_answer])


@dataclass(frozen=True, slots=True)
class Company:
    """A group of questions with its nearest family."""

    group: int
    closeness: float  # the mean score
    questions: int


def company(
    families: Rows, groups: Rows, closeness: NDArray[np.floating]
) -> dict[int, list[Company]]:
    """Return for each family the groups that come closest to it, closest first.

    A single question is no group.

    Args:
        families: (n,), the nearest of each question.
        groups: (n,), what asks the same.
        closeness: (n,), scores of these families.
    """
    pairs, inverse = np.unique(
        np.stack([families, groups]), axis=1, return_inverse=True
    )
    sizes = np.bincount(inverse.ravel())
    means = np.bincount(inverse.ravel(), closeness) / np.maximum(sizes, 1)
    found: dict[int, list[Company]] = {}
    for place in np.argsort(-means, kind="stable").tolist():
        family, group = pairs[:, place].tolist()
        closest = found.setdefault(family, [])
        if sizes[place] > 1 and len(closest) < CLOSEST_GROUPS:
            closest.append(Company(group, float(means[place]), int(sizes[place])))
    return found


def points(codes: Sequence[PointCode], values: Iterable[float]) -> list[Point]:
    """Return the notable ones of some differences of scores."""
    return [
        Point(code, round(value, 4))
        for code, value in zip(codes, values, strict=True)
        if abs(value) >= NOTABLE
    ]


def for_and_against(points: Iterable[Point]) -> tuple[list[Point], list[Point]]:
    """Part the points: those that speak for the article, those against it."""
    sides: tuple[list[Point], list[Point]] = ([], [])
    for point in points:
        sides[0 if point.value > 0 else 1].append(point)
    return sides


def _alike(labels: Rows) -> Iterator[Rows]:
    """Yield the places of each label, in order."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order])) + 1
    return iter(np.split(order, starts) if len(order) else [])


def _weights(
    locales: NDArray[np.str_], articles: Rows, library: Library
) -> NDArray[np.float64]:
    """Return what each article of a family weighs, (n_questions, n_articles)."""
    weight = np.full((len(locales), len(articles)), 1 / len(articles))
    last = {library.locale[article]: place for place, article in enumerate(articles)}
    for locale, place in last.items():
        own = locales == locale
        weight[own] /= 2
        weight[own, place] += 0.5
    return weight
