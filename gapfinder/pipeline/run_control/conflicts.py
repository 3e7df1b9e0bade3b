"""Conflicts with a run: editors' merges and splits, and erasure, while it works.

The run read its rows minutes before it saves. What it would save then half undoes a
merge or a split, or brings erased words back: into the titles, phrases and search words
of gaps, and as vectors. So it saves nothing and begins again.
"""

from collections.abc import Collection

from gapfinder.embedding_store import delete_unused_vectors
from gapfinder.models import HelpCenter, Question, Run
from gapfinder.pipeline.window import Window, last_regrouping


class RegroupedError(Exception):
    """An editor merged or split gaps while the run worked: it has to begin again."""


class GoneError(Exception):
    """Contacts were erased or expired while the run worked: it has to begin again."""

    def __init__(self, questions: Collection[str], answers: Collection[str]) -> None:
        super().__init__("contacts were erased or forgotten meanwhile: run again")
        self._questions, self._answers = questions, answers

    def clear(self) -> None:
        """Delete the vectors that the run made of the erased texts."""
        delete_unused_vectors(self._questions, self._answers)


def lock_help_center(run: Run, regrouped: int) -> HelpCenter:
    """Lock the help centre of a run until the transaction ends: gaps get one number.

    Args:
        run: about to save its result.
        regrouped: the last merge or split by an editor when it began to read.

    Raises:
        RegroupedError: there is a newer one.
    """
    locked = HelpCenter.objects.select_for_update(no_key=True)
    help_center = locked.get(pk=run.help_center_id)
    if last_regrouping(help_center) != regrouped:
        raise RegroupedError("an editor merged or split gaps meanwhile: run again")
    return help_center


def refuse_gone(help_center: HelpCenter, run: Run, window: Window) -> None:
    """Check that all questions are still as read; erasure and imports wait meanwhile.

    Args:
        help_center: locked.
        run: about to save its result.
        window: what it read.

    Raises:
        GoneError: a question was deleted, expired, or imported with another text.
    """
    stored = Question.objects.asked_between(help_center, run.since, run.until)
    texts = dict(stored.exclude(text="").order_by().values_list("pk", "text"))
    rows = [
        row
        for row, question in enumerate(window.questions)
        if texts.get(question.pk) != question.text
    ]
    if rows:
        contacts = [window.contacts[window.contact_of[row]] for row in rows]
        raise GoneError(
            {window.questions[row].text for row in rows},
            {contact.answer for contact in contacts if contact.answer},
        )
