"""Value: what a run's gaps cost, and what agents typically answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.centering import centre
from gapfinder.engine.metrics.savings import Facts, Group, Value, values
from gapfinder.engine.naming.representative_answers import alike_from, typical
from gapfinder.models import Contact, Judgement, Run
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window import Window

from .analysis import FoundGap, Thought

# A contact of several questions wants what keeps an article from saving it most.
WISHES = (Judgement.Reason.ACCOUNT, Judgement.Reason.PREFERS_PERSON)


@dataclass(frozen=True, slots=True)
class Worth:
    """What is known of a gap besides what is asked."""

    value: Value
    answers: Sequence[int] = ()  # rows of `Window.contacts` with the typical ones


def value_gaps(
    run: Run, window: Window, encoded: Encoded, thought: Thought
) -> list[Worth]:
    """Return the worth of every gap, in the order of `Thought.gaps`."""
    said = _Said(window, encoded)
    groups, answers = [], []
    for found in thought.gaps:
        group, rows = said.by(found)
        groups.append(group)
        answers.append(rows)
    asked = zip(window.contact_of.tolist(), thought.wish, strict=True)
    facts = _facts_of(window.contacts, asked)
    told = values(facts, groups, weeks=_weeks(run, window))
    return [Worth(value, rows) for value, rows in zip(told, answers, strict=True)]


class _Said:
    """The answers of a window, one for each contact with an answer."""

    def __init__(self, window: Window, encoded: Encoded) -> None:
        spoken = [window.locales[row] for row in window.answered]
        contacts, first = np.unique(
            window.contact_of[window.answered], return_index=True
        )
        self._window = window
        self._row_of = {int(contact): row for row, contact in enumerate(contacts)}
        self._contacts = contacts
        self._languages = np.array(spoken, dtype=np.str_)[first]
        self._vectors = centre(encoded.answers, spoken)[first]
        self._threshold = alike_from(self._vectors)

    def by(self, found: FoundGap) -> tuple[Group, list[int]]:
        """Return the contacts of a gap, and the rows of those with typical answers."""
        contacts = np.array(found.contacts, dtype=np.int64)
        answered = np.array([row in self._row_of for row in found.contacts])
        rows = [self._row_of[row] for row in found.contacts if row in self._row_of]
        usual = typical(
            self._vectors[rows],
            threshold=self._threshold,
            readable=self._languages[rows] == found.locale,
        )
        own = np.zeros(len(contacts), dtype=np.bool_)
        own[answered] = ~usual.alike
        chosen = [int(self._contacts[rows[row]]) for row in usual.rows]
        return Group(contacts, own), chosen


def _facts_of(contacts: Sequence[Contact], asked: Iterable[tuple[int, str]]) -> Facts:
    """Return what is known of contacts, and of their wishes.

    Args:
        contacts: all of a window.
        asked: of each question the row of its contact, and the reason of it.
    """
    wishes: list[set[str]] = [set() for _ in contacts]
    for row, wish in asked:
        wishes[row].add(wish)
    return Facts(
        customer=[contact.customer for contact in contacts],
        channel=np.array([str(contact.channel) for contact in contacts]),
        by_person=np.array([row.channel != Contact.Channel.SEARCH for row in contacts]),
        seconds=_numbers([contact.handle_seconds for contact in contacts]),
        csat=_numbers([contact.csat for contact in contacts]),
        searched_first=_numbers([contact.searched_first for contact in contacts]),
        resolved=_numbers([contact.resolved for contact in contacts]),
        customer_turns=np.array([contact.customer_turns for contact in contacts]),
        wish=np.array([_wish(wanted) for wanted in wishes]),
    )


def _wish(wanted: set[str]) -> str:
    return next((str(wish) for wish in WISHES if wish in wanted), "")


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Return numbers with NaN for what is not known."""
    return np.array([np.nan if each is None else each for each in values], float)


def _weeks(run: Run, window: Window) -> float:
    """Return the weeks from the first contact's day on, and no less than one.

    A help centre whose contacts begin in the middle of the window has not had few.
    """
    zone = run.help_center.zone
    first = min(contact.received_at for contact in window.contacts)
    days = run.until.astimezone(zone).date() - first.astimezone(zone).date()
    return max(days.days / 7, 1.0)
