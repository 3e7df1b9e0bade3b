"""Write: what customers say in each gap, for those who search among gaps."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gapfinder.models import Gap, GapWords, Judgement
from gapfinder.models.gaps.derived_texts import make_texts
from gapfinder.pipeline.analysis.analysis import Thought
from gapfinder.pipeline.window import Window


def keep_words(window: Window, thought: Thought, gaps: Sequence[Gap]) -> None:
    """Store the words of all questions of stored gaps, in the order of `Thought.gaps`.

    A gap that the run did not find is left to `renew_left`.
    """
    said: dict[int, list[str]] = defaultdict(list)
    for text, place in zip(window.texts, thought.gap.tolist(), strict=True):
        said[place].append(text)
    GapWords.objects.store((gap, said[place]) for place, gap in enumerate(gaps))


def renew_left(
    window: Window,
    judgements: Sequence[Judgement],
    known: Mapping[int, Gap],
    found: Sequence[Gap],
) -> None:
    """Make the texts anew of gaps that the run did not find, and took questions from.

    Else their search words and phrases would outlive questions of another gap.

    Args:
        window: what was read.
        judgements: stored, in the order of `Window.questions`.
        known: the gaps of earlier runs, by number.
        found: those of this run.
    """
    left = {
        number
        for question, judgement in zip(window.questions, judgements, strict=True)
        if (number := window.last_gap_of.get(question.pk))
        and known[number].pk != judgement.last_gap_id
    }
    left -= {gap.number for gap in found}
    make_texts([known[number] for number in sorted(left)])
