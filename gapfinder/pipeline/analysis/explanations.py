"""Explanations: evidence for the nearest articles, and why questions are in no gap."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gapfinder.conf import Conf
from gapfinder.engine.clustering.constraints import Labels
from gapfinder.engine.coverage import evidence
from gapfinder.engine.coverage.evidence import (
    Baseline,
    Pairs,
    Parts,
    Point,
    PointCode,
    ScoreBreakdown,
)
from gapfinder.engine.embeddings.centering import Centred
from gapfinder.models.judgements.payloads import Outside
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window_features import WindowFeatures

from .results import (
    QUESTION_CODES,
    WORDS,
    Analysis,
    ArticleEvidence,
    Explanations,
    GapResult,
)
from .scoring import Matches

VERDICT_CODES = {
    1.0: PointCode.VERDICT_YES,
    -1.0: PointCode.VERDICT_NO,
    0.0: PointCode.VERDICT_PARTLY,
}
MOSTLY = 0.5  # of a gap's questions, from which they agree on an article


def explain(
    features: WindowFeatures,
    encoded: Encoded,
    matches: Matches,
    analysis: Analysis,
    options: Conf,
) -> Explanations:
    """Return what speaks for the nearest articles, and why questions are in no gap.

    Args:
        features: what was asked and is published.
        encoded: its vectors.
        matches: the scores that were judged, and editors' verdicts.
        analysis: what came of it.
        options: the settings of the run.
    """
    n_questions = len(features.questions)
    alike = contacts_alike(analysis.content_groups, features.window.contact_of)
    ungrouped = why_ungrouped(analysis, alike, features.excluded, options)
    if encoded.library is None or not n_questions:
        return Explanations(
            [[] for _ in analysis.gaps],
            passage=np.full(n_questions, -1),
            values=np.zeros((n_questions, len(QUESTION_CODES))),
            verdicts={},
            alike=alike,
            ungrouped=ungrouped,
        )
    explainer = _Explainer(features, encoded, matches, analysis)
    return Explanations(
        explainer.of_gaps(),
        passage=explainer.passage,
        values=explainer.of_questions(),
        verdicts=explainer.verdicts_on_questions(),
        alike=alike,
        ungrouped=ungrouped,
    )


def contacts_alike(content_groups: Labels, contact_of: NDArray[np.int64]) -> Labels:
    """Return for each question how many contacts want the same content.

    0 for those that want none; a contact that asks the same twice counts once.
    """
    groups, _ = np.unique(np.stack([content_groups, contact_of]), axis=1)
    sizes = np.bincount(groups + 1)
    sizes[:1] = 0
    return np.asarray(sizes[content_groups + 1], dtype=np.int64)


def why_ungrouped(
    analysis: Analysis,
    alike: NDArray[np.int64],
    excluded: NDArray[np.bool_],
    options: Conf,
) -> list[Outside]:
    """Return why each question is in no gap; `Outside.NO` if it is in one.

    The conditions are in the order in which `coverage_model.find_gaps` applies them.
    """
    groups = analysis.content_groups
    groups_of_gaps = {int(groups[gap.finding.rows[0]]) for gap in analysis.gaps}
    judged = zip(
        analysis.gap.tolist(),
        groups.tolist(),
        alike.tolist(),
        excluded.tolist(),
        analysis.coverage.probability.tolist(),
        strict=True,
    )

    reasons = []
    for gap, group, size, ruled_out, probability in judged:
        if gap >= 0:
            reasons.append(Outside.NO)
        elif ruled_out:
            reasons.append(Outside.EXCLUDED)
        elif group < 0:
            reasons.append(Outside.NO_CONTENT)
        elif group in groups_of_gaps:  # a translation is missing, but not for them
            reasons.append(Outside.READABLE)
        elif probability >= options.answered_from:
            reasons.append(Outside.ANSWERED)
        else:
            few = size < options.min_gap_contacts
            reasons.append(Outside.TOO_FEW if few else Outside.GROUP_ANSWERED)
    return reasons


class _Explainer:
    """The parts of all scores, and their usual values where an article answers."""

    def __init__(
        self,
        features: WindowFeatures,
        encoded: Encoded,
        matches: Matches,
        analysis: Analysis,
    ) -> None:
        assert encoded.library is not None
        self._articles, self._questions = features.articles, features.questions
        self._contact_of = features.window.contact_of
        self._analysis, self._verdicts = analysis, matches.verdicts
        self._answered = np.zeros(len(self._questions), dtype=np.bool_)
        self._answered[features.answered] = True
        self._breakdown = ScoreBreakdown(
            asked=Centred(
                encoded.questions,
                self._questions.styles,
                around=encoded.library.passages,
            ),
            locales=np.array(self._questions.locales, dtype=np.str_),
            answered=self._answered,
            library=encoded.library,
            scored=matches.scored,
        )
        self._family = self._articles.families[analysis.nearest]
        rows = np.arange(len(self._questions))
        self._own: Parts = self._breakdown.parts(
            Pairs(rows, self._family, analysis.nearest)
        )
        coverage, scores = analysis.coverage, matches.scored.scores
        self._baseline = Baseline.of(self._own, self._answered, coverage.probability)
        self._groups = coverage.groups - np.average(
            coverage.groups, weights=coverage.probability
        )
        self._nearest_alone = scores.nearest()
        self._close_groups = evidence.closest_groups(
            self._family, analysis.groups, scores.at(rows, self._family)
        )

    @property
    def passage(self) -> NDArray[np.int64]:
        return self._own.passage

    def of_questions(self) -> NDArray[np.float64]:
        more = self._baseline.differences(
            self._own.values, self._answered.astype(float)
        )
        words = more[:, :WORDS].sum(axis=1)
        return np.column_stack([words, more[:, WORDS:], self._groups])

    def verdicts_on_questions(self) -> dict[int, list[Point]]:
        """Return points by row, of questions with a verdict on them or near by."""
        if self._verdicts is None:
            return {}
        near_by = np.ravel(self._verdicts[np.arange(len(self._family)), self._family])
        judged = {row for row, _ in self._outright}
        judged.update(
            np.flatnonzero(np.abs(near_by) >= evidence.MIN_DIFFERENCE).tolist()
        )
        return {
            row: list(self._verdict_points(np.array([row]), int(self._family[row])))
            for row in sorted(judged)
        }

    def of_gaps(self) -> list[list[ArticleEvidence]]:
        """Return for each gap what speaks for its nearest articles."""
        gaps = self._analysis.gaps
        pairs = [(gap, article) for gap in gaps for article, _score in gap.nearest]
        parts = iter(self._means(pairs))
        return [
            [
                self._article_evidence(gap, article, score, parts=next(parts))
                for article, score in gap.nearest
            ]
            for gap in gaps
        ]

    def _means(
        self, pairs: Sequence[tuple[GapResult, int]]
    ) -> list[NDArray[np.float64]]:
        """Return the mean parts (6,) of the questions of gaps, for each article."""
        if not pairs:
            return []
        rows = [gap.finding.rows for gap, _ in pairs]
        articles = np.repeat([article for _, article in pairs], list(map(len, rows)))
        families = self._articles.families[articles]
        parts = self._breakdown.parts(Pairs(np.concatenate(rows), families, articles))
        ends = np.cumsum([len(own) for own in rows])[:-1]
        return [values.mean(axis=0) for values in np.split(parts.values, ends)]

    def _article_evidence(
        self,
        gap: GapResult,
        article: int,
        score: float,
        *,
        parts: NDArray[np.float64],
    ) -> ArticleEvidence:
        rows, family = gap.finding.rows, int(self._articles.families[article])
        answered = np.array([self._answered[rows].mean()])
        more = self._baseline.differences(parts[None, :], answered)[0]
        points = [
            *self._verdict_points(rows, family),
            *self._shared(rows, family),
            *self._agreeing(rows, family),
            *self._closer_group(rows, family, float(parts.sum())),
            *self._foreign(rows, family),
            *evidence.points(evidence.CODES, more.tolist()),
        ]
        if article == gap.nearest[0][0]:
            points += evidence.points(
                [PointCode.GROUPS], [float(self._groups[rows].mean())]
            )
        passage, question = self._breakdown.closest(rows, article)
        return ArticleEvidence(article, score, passage, question, points)

    def _verdict_points(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield on how many questions editors gave a verdict, or gave one near by."""
        if self._verdicts is None:
            return
        weights = self._outright
        pairs = [(row, family) for row in rows.tolist()]
        known = [weights[pair] for pair in pairs if pair in weights]
        for weight, code in VERDICT_CODES.items():
            if count := known.count(weight):
                yield Point(code, count if weight > 0 else -count)
        near_by = float(self._verdicts[rows, [family]].mean())
        if not known:
            yield from evidence.points([PointCode.VERDICTS_NEAR], [near_by])

    @cached_property
    def _outright(self) -> Mapping[tuple[int, int], float]:
        verdicts = self._questions.verdicts
        pairs = zip(verdicts.row.tolist(), verdicts.family.tolist(), strict=True)
        return dict(zip(pairs, verdicts.weight.tolist(), strict=True))

    def _shared(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield in how many contacts of a gap agents shared the article."""
        shared = [row for row in rows.tolist() if family in self._questions.shared[row]]
        if shared:
            yield Point(PointCode.SHARED_IN, self._contacts(shared))

    def _agreeing(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield the share of questions that by themselves are nearest to the article.

        Most of them, or else those that are not.
        """
        share = float((self._nearest_alone[rows] == family).mean())
        if share >= MOSTLY:
            yield Point(PointCode.AGREE, round(share, 4))
        else:
            yield Point(PointCode.DISAGREE, round(share - 1, 4))

    def _closer_group(
        self, rows: NDArray[np.int64], family: int, closeness: float
    ) -> Iterator[Point]:
        """Yield the questions of another group the article is rather about."""
        own = int(self._analysis.groups[rows[0]])
        close_groups = self._close_groups.get(family, ())
        others = (group for group in close_groups if group.group != own)
        closest = next(others, None)
        if closest and closest.closeness > closeness + evidence.MIN_DIFFERENCE:
            yield Point(PointCode.CLOSER_GROUP, -closest.questions)

    def _foreign(self, rows: NDArray[np.int64], family: int) -> Iterator[Point]:
        """Yield how many contacts cannot read the article in their language."""
        readable = self._articles.readable[family]
        locales = self._questions.locales
        foreign = [
            row
            for row in rows.tolist()
            if locales[row] and locales[row] not in readable
        ]
        if foreign:
            yield Point(PointCode.FOREIGN, -self._contacts(foreign))

    def _contacts(self, rows: Sequence[int]) -> int:
        return len({int(self._contact_of[row]) for row in rows})
