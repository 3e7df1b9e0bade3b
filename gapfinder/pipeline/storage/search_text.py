"""Search words of gaps, and texts of gaps that lost questions to others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gapfinder.models import Gap, GapWords, Judgement
from gapfinder.models.gaps.derived_texts import make_texts
from gapfinder.pipeline.analysis.results import RunResult
from gapfinder.pipeline.window import Window


def store_search_words(result: RunResult, gaps: Sequence[Gap]) -> None:
    """Store the words of all questions of stored gaps, in the order of `Analysis.gaps`.

    `renew_texts_of_lost` does so for gaps that the run did not find.
    """
    texts: dict[int, list[str]] = defaultdict(list)
    places = result.analysis.gap.tolist()
    for question, place in zip(result.window.questions, places, strict=True):
        texts[place].append(question.text)
    GapWords.objects.store((gap, texts[place]) for place, gap in enumerate(gaps))


def renew_texts_of_lost(
    window: Window,
    judgements: Sequence[Judgement],
    known: Mapping[int, Gap],
    gaps: Sequence[Gap],
) -> None:
    """Recompute the texts of gaps that lost questions and that the run did not find.

    Otherwise their search words and phrases would contain words of other gaps.

    Args:
        window: what was read.
        judgements: stored, in the order of `Window.questions`.
        known: the gaps of earlier runs, by number.
        gaps: those of this run.
    """
    lost = {
        number
        for question, judgement in zip(window.questions, judgements, strict=True)
        if (number := window.last_gap_of.get(question.pk))
        and known[number].pk != judgement.last_gap_id
    }
    lost -= {gap.number for gap in gaps}
    make_texts([known[number] for number in sorted(lost)])
