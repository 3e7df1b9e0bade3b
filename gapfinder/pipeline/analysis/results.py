"""Results of an analysis, as rows and numbers: storage turns them into models."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gapfinder.conf import Conf
from gapfinder.engine.clustering.constraints import Labels
from gapfinder.engine.coverage import evidence
from gapfinder.engine.coverage.coverage_model import Coverage, Finding
from gapfinder.engine.coverage.evidence import Point, PointCode
from gapfinder.engine.metrics.savings import Value
from gapfinder.models.judgements.payloads import Outside
from gapfinder.pipeline.window import Window

WORDS = 3  # of the parts of a score: title, body and passage
# A question has too few words to distinguish title, body and passage.
QUESTION_CODES = (PointCode.WORDS, *evidence.CODES[WORDS:], PointCode.GROUPS)


@dataclass(frozen=True, slots=True)
class GapResult:
    """A gap as the engine sees it, before it has an identity."""

    finding: Finding
    title: str
    title_of: tuple[int, int | None] | None  # row of the question, and its sentence
    locale: str  # the most frequent of its contacts'
    probability: float  # 0 … 1: an article answers it
    phrases: list[str]
    examples: list[int]  # rows of `Window.questions`
    nearest: list[tuple[int, float]]  # rows of `Window.articles` and scores, 0 … 1
    article: int | None  # the row to improve or to translate
    contacts: list[int]  # rows of `Window.contacts`
    besides: dict[str, int]  # contacts by reason that ask the same, but no content


@dataclass(frozen=True, slots=True)
class Analysis:
    """Groups, judgements and gaps of a window; arrays have shape (n_questions,)."""

    coverage: Coverage
    groups: Labels  # of questions that ask the same, gap or not
    content_groups: Labels  # the same of those that want content, -1 for others
    nearest: NDArray[np.int64]  # rows of `Window.articles`, -1 where there are none
    gap: NDArray[np.int64]  # places in `gaps`, -1 for none
    reason: list[str]
    wish: list[str]  # the reason also of questions in gaps, which all want content
    gaps: list[GapResult]  # in the order of their ranks

    @property
    def wants_content(self) -> NDArray[np.bool_]:
        """Whether content would answer it, or whether that is not sure."""
        return self.content_groups >= 0


@dataclass(frozen=True, slots=True)
class ArticleEvidence:
    """What speaks for one of the articles nearest to a gap, and against it."""

    article: int  # row of `Window.articles`
    score: float  # 0 … 1, as in `GapResult.nearest`
    passage: int  # row of `Window.passages`: the article's closest
    question: int  # row of `Window.questions`: the gap's closest to that passage
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Explanations:
    """Why gaps and questions have their nearest articles, and their place.

    Attributes:
        gaps: for each of `Analysis.gaps` its nearest articles.
        passage: (n_questions,) rows of `Window.passages`, of the nearest article; -1
            where there is none.
        values: (n_questions, 6), what speaks for the nearest article, as
            `QUESTION_CODES`.
        verdicts: of questions that editors gave a verdict on, or on others near by.
        alike: (n_questions,) how many contacts want the same content, its own included.
        ungrouped: for each question why it is in no gap; `Outside.NO` if it is in
            one.
    """

    gaps: list[list[ArticleEvidence]]
    passage: NDArray[np.int64]
    values: NDArray[np.float64]
    verdicts: Mapping[int, list[Point]]
    alike: NDArray[np.int64]
    ungrouped: list[Outside]

    def points_of(self, row: int) -> list[Point]:
        """Return what speaks for the nearest article of a question, and against it."""
        own = evidence.points(QUESTION_CODES, self.values[row].tolist())
        return [*self.verdicts.get(row, ()), *own]


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a gap costs, and what agents typically answer."""

    value: Value
    answers: Sequence[int] = ()  # rows of `Window.contacts` with the typical ones


@dataclass(frozen=True, slots=True)
class RunResult:
    """All that a run saves: what it read, and what it made of that."""

    window: Window
    analysis: Analysis
    explanations: Explanations
    valuations: Sequence[Valuation]  # in the order of `Analysis.gaps`
    options: Conf  # the settings of the run

    def by_gap(self) -> Iterator[tuple[GapResult, Valuation, list[ArticleEvidence]]]:
        """Yield each gap with its valuation and its evidence."""
        return zip(
            self.analysis.gaps, self.valuations, self.explanations.gaps, strict=True
        )
