"""Which gap a question is remembered in, also once it is in none."""

from collections.abc import Sequence

from django.db.models import QuerySet

from gapfinder.engine.clustering.constraints import Labels, held_with
from gapfinder.models import Gap, HelpCenter, Judgement
from gapfinder.pipeline.analysis.analysis import Thought
from gapfinder.pipeline.window import Window


def remember(
    help_center: HelpCenter,
    judgements: Sequence[Judgement],
    judged: QuerySet[Judgement],
    *,
    window: Window,
    thought: Thought,
    needs: Labels,
) -> None:
    """Give each judgement the gap its question is in, or held with, or was last in.

    Questions of a published need are remembered in its gap although an article answers
    them: the next run knows then who asks the same.

    Args:
        help_center: whose gaps.
        judgements: in the order of `Window.questions`.
        judged: the judgements of earlier runs of the same questions.
        window: what was read.
        thought: what was thought of it.
        needs: (n_questions,) numbers of published gaps, or `NO_GAP`.
    """
    last = dict(judged.values_list("question_id", "last_gap_id"))
    held = held_with(thought.groups, window.last_gaps, window.held_gaps)
    numbers = {*window.held_gaps, *needs.tolist()}
    gaps = Gap.objects.of(help_center).with_numbers(numbers)
    key_of = dict(gaps.values_list("number", "pk"))
    rows = zip(judgements, held.tolist(), needs.tolist(), strict=True)
    for judgement, number, need in rows:
        known = key_of.get(number) or key_of.get(need)
        judgement.last_gap_id = (
            judgement.gap_id or known or last.get(judgement.question_id)
        )
