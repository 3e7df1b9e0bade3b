"""Note: what is kept of each question, how it was judged and why."""

from collections.abc import Iterator
from typing import Any

from gapfinder.conf import Conf
from gapfinder.models import Gap, Judgement, Run
from gapfinder.pipeline.analysis.analysis import Thought
from gapfinder.pipeline.analysis.explanations import Explained
from gapfinder.pipeline.window import Window


def judgements_of(
    run: Run,
    window: Window,
    thought: Thought,
    explained: Explained,
    gaps: list[Gap],
    *,
    options: Conf,
) -> list[Judgement]:
    rows = zip(
        window.questions,
        window.contact_of.tolist(),
        thought.coverage.probability.round(4).tolist(),
        thought.nearest.tolist(),
        thought.gap.tolist(),
        thought.reason,
        explained.passage.tolist(),
        _notes(explained),
        strict=True,
    )
    return [
        Judgement(
            question=question,
            run=run,
            asked_at=window.contacts[row].received_at,
            match=_match_of(score, gaps[place] if place >= 0 else None, options),
            article=window.articles[nearest] if nearest >= 0 else None,
            score=score,
            gap=gaps[place] if place >= 0 else None,
            reason=reason,
            passage=window.passages[passage] if passage >= 0 else None,
            evidence=note,
        )
        for question, row, score, nearest, place, reason, passage, note in rows
    ]


def _notes(explained: Explained) -> Iterator[dict[str, Any]]:
    """Yield what is kept of why a question was judged so, as short as can be."""
    rows = zip(explained.alike.tolist(), explained.outside, strict=True)
    for row, (alike, outside) in enumerate(rows):
        yield {
            "points": {point.code: point.value for point in explained.points_of(row)},
            "alike": alike,
            "outside": outside,
        }


def _match_of(score: float, gap: Gap | None, options: Conf) -> str:
    """Judge a question; one in a gap is not answered, whatever its own score."""
    if gap is not None and gap.kind == Gap.Kind.TRANSLATION:
        return Judgement.Match.WEAK
    if score >= options.answered_from and gap is None:
        return Judgement.Match.ANSWERED
    if score >= options.weak_from:
        return Judgement.Match.WEAK
    return Judgement.Match.NONE
