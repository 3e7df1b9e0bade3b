"""The window of a run: the rows that it reads of a help centre, unchanged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.clustering.constraints import NEW, NO_GAP, Labels
from gapfinder.engine.text.locales import base_language
from gapfinder.models import (
    Article,
    Contact,
    Exclusion,
    Gap,
    GapEvent,
    HelpCenter,
    Judgement,
    Passage,
    Question,
)

from .feedback import LabelledQuestion, load_exemplars, load_verdicts


@dataclass(frozen=True)
class Window:
    """The contacts of some weeks, their questions, and the published articles.

    Contacts, questions and articles are in the order of their ids, whatever the order
    in the database, so that the same data gives the same result.
    `window_features.WindowFeatures` derives from it what the engine needs.
    """

    contacts: Sequence[Contact]
    questions: Sequence[Question]
    contact_of: NDArray[np.int64]  # (n_questions,) rows of `contacts`
    articles: Sequence[Article]  # published and with passages
    passages: Sequence[Passage]
    verdicts: Sequence[LabelledQuestion] = ()  # editors', oldest first
    exemplars: Sequence[Question] = ()  # labelled questions of other weeks
    last_gap_of: Mapping[int, int] = field(default_factory=dict)  # key → number, or 0
    held_gaps: Collection[int] = ()  # numbers of `Gap.objects.held()`
    regrouped: int = 0  # the last merge or split by an editor, `last_regrouping`
    exclusions: Sequence[Sequence[str]] = ()  # phrases of the rules that are active

    @cached_property
    def locales(self) -> list[str]:
        """For every question the language of its contact."""
        return [base_language(self.contacts[row].locale) for row in self.contact_of]

    @cached_property
    def last_gaps(self) -> Labels:
        """(n_questions,) the gap each was last in, `NO_GAP`, or `NEW` to all runs."""
        gaps = [self.last_gap_of.get(question.pk, NEW) for question in self.questions]
        return np.array(gaps, dtype=np.int64)


def read_window(help_center: HelpCenter, since: datetime, until: datetime) -> Window:
    """Load the window from `since` up to, but not including, `until`."""
    regrouped = last_regrouping(help_center)  # first: a later one is noticed
    contacts = list(
        Contact.objects.of(help_center)
        .received_between(since, until)
        .order_by("external_id")
        .defer("turns", "extra", "tags")
    )
    row_of = {contact.pk: row for row, contact in enumerate(contacts)}
    questions = list(Question.objects.asked_between(help_center, since, until))
    passages = list(Passage.objects.of(help_center))
    with_passages = {passage.article_id for passage in passages}
    published = Article.objects.of(help_center).published().order_by("external_id")
    articles = [row for row in published.defer("body") if row.pk in with_passages]
    contact_of = np.array([row_of[q.contact_id] for q in questions], dtype=np.int64)
    return Window(
        contacts,
        questions,
        contact_of,
        articles,
        passages,
        verdicts=load_verdicts(help_center),
        exemplars=load_exemplars(help_center, articles, since=since, until=until),
        last_gap_of=_last_gaps(help_center, since, until),
        held_gaps=Gap.objects.of(help_center).held().numbers(),
        regrouped=regrouped,
        exclusions=Exclusion.objects.of(help_center).active().phrases(),
    )


def last_regrouping(help_center: HelpCenter) -> int:
    """Return the key of the last event by which an editor merged or split gaps."""
    events = GapEvent.objects.of(help_center).of_editors().regroupings()
    return events.newest_key()


def _last_gaps(
    help_center: HelpCenter, since: datetime, until: datetime
) -> dict[int, int]:
    questions = Question.objects.asked_between(help_center, since, until)
    judged = Judgement.objects.of_questions(questions)
    last = judged.values_list("question_id", "last_gap__number")
    return {question: number or NO_GAP for question, number in last}
