"""Explain: why each gap and each question has its nearest articles, and its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.conf import Conf
from gapfinder.engine.coverage import evidence
from gapfinder.engine.coverage.evidence import (
    Ledger,
    Pairs,
    Parts,
    Point,
    Scored,
    Usual,
)
from gapfinder.engine.embeddings.centering import Centred
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window import Window

from .why_ungrouped import how_many_alike, why_outside

if TYPE_CHECKING:
    from .analysis import FoundGap, Thought

VERDICT_CODES = {1.0: "verdict_yes", -1.0: "verdict_no", 0.0: "verdict_partly"}
WORDS = 3  # of the parts: title, body and passage
MOSTLY = 0.5  # of a gap's questions, from which they agree on an article
# A question has too little of them to tell title, body and passage apart.
QUESTION_CODES = ("words", *evidence.CODES[WORDS:], "groups")


@dataclass(frozen=True, slots=True)
class NearArticle:
    """What speaks for one of the articles nearest to a gap, and against it."""

    article: int  # row of `Window.articles`
    score: float  # 0 … 1, as in `FoundGap.nearest`
    passage: int  # row of `Window.passages`: the article's closest
    question: int  # row of `Window.questions`: the gap's closest to that passage
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Explained:
    """What editors may ask of a run: why?

    Attributes:
        gaps: for each of `Thought.gaps` its nearest articles.
        passage: (n_questions,) rows of `Window.passages`, of the nearest article; -1
            where there is none.
        values: (n_questions, 6), what speaks for the nearest article, as
            `QUESTION_CODES`.
        verdicts: of questions that editors gave a verdict on, or on others near by.
        alike: (n_questions,) how many contacts want the same content, its own included.
        outside: for each question why it is in no gap; "" if it is in one.
    """

    gaps: list[list[NearArticle]]
    passage: NDArray[np.int64]
    values: NDArray[np.float64]
    verdicts: Mapping[int, list[Point]]
    alike: NDArray[np.int64]
    outside: list[str]

    def points_of(self, row: int) -> list[Point]:
        """Return what speaks for the nearest article of a question, and against it."""
        own = evidence.points(QUESTION_CODES, self.values[row].tolist())
        return [*self.verdicts.get(row, ()), *own]


def explain(
    window: Window,
    encoded: Encoded,
    scored: Scored,
    said: Any,
    *,
    thought: "Thought",
    wanting: NDArray[np.int64],
    options: Conf,
) -> Explained:
    """Return what a thought is made of.

    Args:
        window: what was asked and is published.
        encoded: its vectors.
        scored: the scores that were judged.
        said: what editors said of each question and family, sparse, or None.
        thought: what came of it.
        wanting: (n_questions,) groups of questions that want content, -1 for others.
        options: the settings of the run.
    """
    n_questions = len(window.questions)
    alike = how_many_alike(wanting, window.contact_of)
    outside = why_outside(thought, wanting, alike, window.left_out, options)
    if encoded.library is None or not n_questions:
        return Explained(
            [[] for _ in thought.gaps],
            passage=np.full(n_questions, -1),
            values=np.zeros((n_questions, len(QUESTION_CODES))),
            verdicts={},
            alike=alike,
            outside=outside,
        )
    account = _Account(window, encoded, scored, said, thought)
    return Explained(
        account.of_gaps(),
        passage=account.passage,
        values=account.of_questions(),
        verdicts=account.verdicts_on_questions(),
        alike=alike,
        outside=outside,
    )


class _Account:
    """The parts of all scores, and what is usual of them."""

    def __init__(
        self,
        window: Window,
        encoded: Encoded,
        scored: Scored,
        said: Any,
        thought: "Thought",
    ) -> None:
        assert encoded.library is not None
        self._window, self._thought, self._said = window, thought, said
        self._answered = np.zeros(len(window.questions), dtype=np.bool_)
        self._answered[window.answered] = True
        self._ledger = Ledger(
            asked=Centred(
                encoded.questions, window.styles, around=encoded.library.passages
            ),
            locales=np.array(window.locales, dtype=np.str_),
            answered=self._answered,
            library=encoded.library,
            scored=scored,
        )
        self._family = window.families[thought.nearest]
        rows = np.arange(len(window.questions))
        self._own: Parts = self._ledger.parts(
            Pairs(rows, self._family, thought.nearest)
        )
        covered = thought.coverage.probability
        self._usual = Usual.of(self._own, self._answered, covered)
        self._groups = thought.coverage.groups - np.average(
            thought.coverage.groups, weights=covered
        )
        self._nearest_alone = scored.scores.nearest()
        self._company = evidence.company(
            self._family, thought.groups, scored.scores.at(rows, self._family)
        )

    @property
    def passage(self) -> NDArray[np.int64]:
        return self._own.passage

    def of_questions(self) -> NDArray[np.float64]:
        more = self._usual.differences(self._own.values, self._answered.astype(float))
        words = more[:, :WORDS].sum(axis=1)
        return np.column_stack([words, more[:, WORDS:], self._groups])

    def verdicts_on_questions(self) -> dict[int, list[Point]]:
        if self._said is None:
            return {}
        near_by = np.ravel(self._said[np.arange(len(self._family)), self._family])
        spoken_of = {row for row, _ in self._outright}
        spoken_of.update(np.flatnonzero(np.abs(near_by) >= evidence.NOTABLE).tolist())
        return {
            row: list(self._verdicts(np.array([row]), int(self._family[row])))
            for row in sorted(spoken_of)
        }

    def of_gaps(self) -> list[list[NearArticle]]:
        """Return for each gap what speaks for its nearest articles."""
        pairs = [
            (found, article, score)
            for found in self._thought.gaps
            for article, score in found.nearest
        ]
        parts = iter(self._means(pairs))
        return [
            [
                self._near_article(found, article, score, parts=next(parts))
                for article, score in found.nearest
            ]
            for found in self._thought.gaps
        ]

    def _means(
        self, pairs: Sequence[tuple["FoundGap", int, float]]
    ) -> list[NDArray[np.float64]]:
        """Return the mean parts (6,) of the questions of gaps, for each article."""
        if not pairs:
            return []
        rows = [found.finding.rows for found, _, _ in pairs]
        articles = np.repeat([article for _, article, _ in pairs], list(map(len, rows)))
        families = self._window.families[articles]
        parts = self._ledger.parts(Pairs(np.concatenate(rows), families, articles))
        ends = np.cumsum([len(each) for each in rows])[:-1]
        return [values.mean(axis=0) for values in np.split(parts.values, ends)]

    def _near_article(
        self,
        found: "FoundGap",
        article: int,
        score: float,
        *,
        parts: NDArray[np.float64],
    ) -> NearArticle:
        rows, family = found.finding.rows, int(self._window.families[article])
        answered = np.array([self._answered[rows].mean()])
        more = self._usual.differences(parts[None, :], answered)[0]
        points = [
            *self._verdicts(rows, family),
            *self._shared(rows, family),
            *self._agreeing(rows, family),
            *self._closer_group(rows, family, float(parts.sum())),
            *self._foreign(rows, family),
            *evidence.points(evidence.CODES, more.tolist()),
        ]
        if article == found.nearest[0][0]:
            points += evidence.points(["groups"], [float(self._groups[rows].mean())])
        passage, question = self._ledger.closest(rows, article)
        return NearArticle(article, score, passage, question, points)

    def _verdicts(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield on how many questions editors gave a verdict, or gave one near by."""
        if self._said is None:
            return
        words = self._outright
        known = [words[row, family] for row in rows.tolist() if (row, family) in words]
        for weight, code in VERDICT_CODES.items():
            if count := known.count(weight):
                yield Point(code, count if weight > 0 else -count)
        near_by = float(self._said[rows, [family]].mean())
        if not known:
            yield from evidence.points(["verdicts_near"], [near_by])

    @cached_property
    def _outright(self) -> Mapping[tuple[int, int], float]:
        verdicts = self._window.verdicts
        pairs = zip(verdicts.row.tolist(), verdicts.family.tolist(), strict=True)
        return dict(zip(pairs, verdicts.weight.tolist(), strict=True))

    def _shared(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield in how many contacts of a gap agents shared the article."""
        shared = [row for row in rows.tolist() if family in self._window.shared[row]]
        if shared:
            yield Point("shared_in", self._contacts(shared))

    def _agreeing(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield the share of questions that by themselves are nearest to the article.

        Most of them, or else those that are not.
        """
        share = float((self._nearest_alone[rows] == family).mean())
        if share >= MOSTLY:
            yield Point("agree", round(share, 4))
        else:
            yield Point("disagree", round(share - 1, 4))

    def _closer_group(
        self, rows: NDArray[np.int64], family: int, closeness: float
    ) -> Iterator[Point]:
        """Yield the questions of another group the article is rather about."""
        own = int(self._thought.groups[rows[0]])
        others = (each for each in self._company.get(family, ()) if each.group != own)
        closest = next(others, None)
        if closest and closest.closeness > closeness + evidence.NOTABLE:
            yield Point("closer_group", -closest.questions)

    def _foreign(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield how many contacts cannot read the article in their language."""
        readable = self._window.readable[family]
        locales = self._window.locales
        foreign = [
            row
            for row in rows.tolist()
            if locales[row] and locales[row] not in readable
        ]
        if foreign:
            yield Point("foreign", -self._contacts(foreign))

    def _contacts(self, rows: Sequence[int]) -> int:
        return len({int(self._window.contact_of[row]) for row in rows})
