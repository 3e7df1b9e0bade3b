"""Note: what is kept of each question, how it was judged and why."""

from collections.abc import Iterator, Sequence
from typing import Any

from gapfinder.conf import Conf
from gapfinder.models import Gap, Judgement, Run

from .explaining import Explained
from .reading import Window
from .thinking import Thought
from .valuing import WISHES, Worth


def judgements_of(
    run: Run,
    window: Window,
    thought: Thought,
    explained: Explained,
    gaps: list[Gap],
    *,
    worth: Sequence[Worth],
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
        _notes(window, thought, explained, worth),
        strict=True,
    )
    return [
        Judgement(
            question=question,
            run=run,
            asked_at=window.contacts[row].received_at,
            match=match_of(score, gaps[place] if place >= 0 else None, options),
            article=window.articles[nearest] if nearest >= 0 else None,
            score=score,
            gap=gaps[place] if place >= 0 else None,
            reason=reason,
            passage=window.passages[passage] if passage >= 0 else None,
            evidence=note,
        )
        for question, row, score, nearest, place, reason, passage, note in rows
    ]


def _notes(
    window: Window, thought: Thought, explained: Explained, worth: Sequence[Worth]
) -> Iterator[dict[str, Any]]:
    """Yield what is kept of why a question was judged so, as short as can be.

    In a gap also what an update could not find out: the customer's own wish, and that
    the agent's answer was unlike the others'.
    """
    rows = zip(
        explained.alike.tolist(),
        explained.outside,
        thought.gap.tolist(),
        window.contact_of.tolist(),
        thought.wish,
        strict=True,
    )
    for row, (alike, outside, place, contact, wish) in enumerate(rows):
        note: dict[str, Any] = {
            "points": {point.code: point.value for point in explained.points_of(row)},
            "alike": alike,
            "outside": outside,
        }
        if place >= 0 and wish in WISHES:
            note["wish"] = wish
        if place >= 0 and contact in worth[place].own_answer:
            note["own_answer"] = True
        yield note


def match_of(score: float, gap: Gap | None, options: Conf) -> str:
    """Judge a question; one in a gap is not answered, whatever its own score."""
    if gap is not None and gap.kind == Gap.Kind.TRANSLATION:
        return Judgement.Match.WEAK
    if score >= options.answered_from and gap is None:
        return Judgement.Match.ANSWERED
    if score >= options.weak_from:
        return Judgement.Match.WEAK
    return Judgement.Match.NONE
