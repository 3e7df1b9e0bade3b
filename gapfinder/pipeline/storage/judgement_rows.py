"""Rows of judgements: how each question was judged and why, and its last gap."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from gapfinder.conf import Conf
from gapfinder.engine.clustering.constraints import Labels, held_gaps_of
from gapfinder.models import Gap, HelpCenter, Judgement, Run
from gapfinder.models.judgements.payloads import JudgementEvidence
from gapfinder.models.payload import to_json
from gapfinder.pipeline.analysis.results import Explanations, RunResult


def judgements_of(run: Run, result: RunResult, gaps: Sequence[Gap]) -> list[Judgement]:
    """Return unsaved judgements, in the order of `Window.questions`.

    Args:
        run: the one that judged.
        result: what it made of the questions.
        gaps: stored, in the order of `Analysis.gaps`.
    """
    window, analysis = result.window, result.analysis
    rows = zip(
        window.questions,
        window.contact_of.tolist(),
        analysis.coverage.probability.round(4).tolist(),
        analysis.nearest.tolist(),
        analysis.gap.tolist(),
        analysis.reason,
        result.explanations.passage.tolist(),
        _evidence(result.explanations),
        strict=True,
    )
    return [
        Judgement(
            question=question,
            run=run,
            asked_at=window.contacts[row].received_at,
            match=_match_of(score, gaps[place] if place >= 0 else None, result.options),
            article=window.articles[nearest] if nearest >= 0 else None,
            score=score,
            gap=gaps[place] if place >= 0 else None,
            reason=reason,
            passage=window.passages[passage] if passage >= 0 else None,
            evidence=to_json(evidence),
        )
        for question, row, score, nearest, place, reason, passage, evidence in rows
    ]


def set_last_gaps(
    help_center: HelpCenter,
    judgements: Sequence[Judgement],
    earlier: QuerySet[Judgement],
    result: RunResult,
    *,
    needs: Labels,
) -> None:
    """Set the gap that each question is in, or is held with, or was last in.

    A question of a published need is remembered in its gap although an article answers
    it: the next run then knows which questions ask the same.

    Args:
        help_center: whose gaps.
        judgements: in the order of `Window.questions`.
        earlier: the judgements of earlier runs of the same questions.
        result: what the run read and made of it.
        needs: (n_questions,) numbers of published gaps, or `NO_GAP`.
    """
    window = result.window
    last = dict(earlier.values_list("question_id", "last_gap_id"))
    held = held_gaps_of(result.analysis.groups, window.last_gaps, window.held_gaps)
    numbers = {*window.held_gaps, *needs.tolist()}
    gaps = Gap.objects.of(help_center).with_numbers(numbers)
    key_of = dict(gaps.values_list("number", "pk"))
    rows = zip(judgements, held.tolist(), needs.tolist(), strict=True)
    for judgement, number, need in rows:
        known = key_of.get(number) or key_of.get(need)
        judgement.last_gap_id = (
            judgement.gap_id or known or last.get(judgement.question_id)
        )


def _evidence(explanations: Explanations) -> Iterator[JudgementEvidence]:
    """Yield the evidence of each judgement, in short form."""
    rows = zip(explanations.alike.tolist(), explanations.ungrouped, strict=True)
    for row, (alike, ungrouped) in enumerate(rows):
        points = {point.code: point.value for point in explanations.points_of(row)}
        yield JudgementEvidence(points, alike, ungrouped)


def _match_of(score: float, gap: Gap | None, options: Conf) -> str:
    """Return the match; a question in a gap is never answered, whatever its score."""
    if gap is not None and gap.kind == Gap.Kind.TRANSLATION:
        return Judgement.Match.WEAK
    if score >= options.answered_from and gap is None:
        return Judgement.Match.ANSWERED
    if score >= options.weak_from:
        return Judgement.Match.WEAK
    return Judgement.Match.NONE
