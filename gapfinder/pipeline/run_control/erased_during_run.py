"""Gone: what was erased or forgotten while a run was thinking of it.

A run holds words for minutes. To write what it thought would bring them back: into the
titles, phrases and search words of gaps, and as vectors.
"""

from collections.abc import Collection

from gapfinder.embedding_store import forget_vectors
from gapfinder.models import HelpCenter, Question, Run
from gapfinder.pipeline.window import Window


class GoneError(Exception):
    """Somebody's words went meanwhile: the run has to think without them."""

    def __init__(self, asked: Collection[str], answers: Collection[str]) -> None:
        super().__init__("contacts were erased or forgotten meanwhile: run again")
        self._asked, self._answers = asked, answers

    def clear(self) -> None:
        """Delete the vectors that were made since of what is gone."""
        forget_vectors(self._asked, self._answers)


def refuse_gone(help_center: HelpCenter, run: Run, window: Window) -> None:
    """Called with the help centre locked, for which those who erase wait.

    Raises:
        GoneError: a question that was read is there no more, or has no words.
    """
    asked = Question.objects.asked_between(help_center, run.since, run.until)
    left = set(asked.exclude(text="").order_by().values_list("pk", flat=True))
    rows = [row for row, each in enumerate(window.questions) if each.pk not in left]
    if rows:
        contacts = [window.contacts[window.contact_of[row]] for row in rows]
        raise GoneError(
            {window.texts[row] for row in rows},
            {contact.answer for contact in contacts if contact.answer},
        )
