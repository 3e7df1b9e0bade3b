"""Write: what customers say in each gap, for those who search among gaps."""

from collections import defaultdict
from collections.abc import Sequence

from gapfinder.models import Gap, GapWords

from .reading import Window
from .thinking import Thought


def keep_words(window: Window, thought: Thought, gaps: Sequence[Gap]) -> None:
    """Store the words of all questions of stored gaps, in the order of `Thought.gaps`.

    A gap that the run did not find keeps the words it had.
    """
    said: dict[int, list[str]] = defaultdict(list)
    for text, place in zip(window.texts, thought.gap.tolist(), strict=True):
        said[place].append(text)
    GapWords.objects.store((gap, said[place]) for place, gap in enumerate(gaps))
