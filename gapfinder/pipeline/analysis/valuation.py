"""Valuation: what gaps cost, and what agents typically answer."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import centre
from gapfinder.engine.metrics.savings import ContactFacts, Group, values
from gapfinder.engine.naming.representative_answers import (
    representative_answers,
    similarity_threshold,
)
from gapfinder.models import Contact, Judgement, Run
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window import Window
from gapfinder.pipeline.window_features import WindowFeatures

from .results import Analysis, GapResult, Valuation

# The first of these that a contact has counts: it keeps an article from saving it.
WISHES = (Judgement.Reason.ACCOUNT, Judgement.Reason.PREFERS_PERSON)


def value_gaps(
    run: Run, features: WindowFeatures, encoded: Encoded, analysis: Analysis
) -> list[Valuation]:
    """Return the valuation of every gap, in the order of `Analysis.gaps`."""
    window, answers = features.window, _Answers(features, encoded)
    groups, typical_rows = [], []
    for gap in analysis.gaps:
        group, rows = answers.of(gap)
        groups.append(group)
        typical_rows.append(rows)
    wishes = zip(window.contact_of.tolist(), analysis.wish, strict=True)
    facts = _facts_of(window.contacts, wishes)
    figures = values(facts, groups, weeks=_weeks(run, window))
    return [
        Valuation(value, rows)
        for value, rows in zip(figures, typical_rows, strict=True)
    ]


class _Answers:
    """The answers of a window, one for each contact with an answer."""

    def __init__(self, features: WindowFeatures, encoded: Encoded) -> None:
        locales = features.answer_locales
        contacts, first = np.unique(
            features.window.contact_of[features.answered], return_index=True
        )
        self._row_of = {int(contact): row for row, contact in enumerate(contacts)}
        self._contacts = contacts
        self._languages = np.array(locales, dtype=np.str_)[first]
        self._vectors = centre(encoded.answers, locales)[first]
        self._threshold = similarity_threshold(self._vectors)

    def of(self, gap: GapResult) -> tuple[Group, list[int]]:
        """Return the contacts of a gap, and the rows of those with typical answers."""
        contacts = np.array(gap.contacts, dtype=np.int64)
        answered = np.array([row in self._row_of for row in gap.contacts])
        rows = [self._row_of[row] for row in gap.contacts if row in self._row_of]
        usual = representative_answers(
            self._vectors[rows],
            threshold=self._threshold,
            readable=self._languages[rows] == gap.locale,
        )
        own = np.zeros(len(contacts), dtype=np.bool_)
        own[answered] = ~usual.alike
        chosen = [int(self._contacts[rows[row]]) for row in usual.rows]
        return Group(contacts, own), chosen


def _facts_of(
    contacts: Sequence[Contact], question_wishes: Iterable[tuple[int, str]]
) -> ContactFacts:
    """Return what is known of contacts, and of their wishes.

    Args:
        contacts: all of a window.
        question_wishes: of each question the row of its contact, and its wish.
    """
    wishes: list[set[str]] = [set() for _ in contacts]
    for row, wish in question_wishes:
        wishes[row].add(wish)
    return ContactFacts(
        customer=[contact.customer for contact in contacts],
        channel=np.array([str(contact.channel) for contact in contacts]),
        by_person=np.array([row.channel != Contact.Channel.SEARCH for row in contacts]),
        seconds=_numbers([contact.handle_seconds for contact in contacts]),
        csat=_numbers([contact.csat for contact in contacts]),
        searched_first=_numbers([contact.searched_first for contact in contacts]),
        resolved=_numbers([contact.resolved for contact in contacts]),
        customer_turns=np.array([contact.customer_turns for contact in contacts]),
        wish=np.array([_wish(names) for names in wishes]),
    )


def _wish(names: set[str]) -> str:
    return next((str(wish) for wish in WISHES if wish in names), "")


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Return numbers with NaN for what is not known."""
    return np.array([np.nan if value is None else value for value in values], float)


def _weeks(run: Run, window: Window) -> float:
    """Return the weeks from the first contact's day on, and no less than one.

    A help centre whose contacts begin in the middle of the window has not had few.
    """
    zone = run.help_center.zone
    first = min(contact.received_at for contact in window.contacts)
    days = run.until.astimezone(zone).date() - first.astimezone(zone).date()
    return max(days.days / 7, 1.0)
