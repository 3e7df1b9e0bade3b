"""Unsaying: words that must go leave every gap that shows them, or is found by them.

A gap keeps what it showed when a run found it, so those that no run finds any more, and
those at rest, may still show what is now said in another gap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from gapfinder.engine.searching import words_of
from gapfinder.engine.unsaid import Unsaid
from gapfinder.models import Contact, Gap, GapWords, Question, Verdict
from gapfinder.models.contact import ContactQuerySet

SHOWN = ("title", "phrases", "examples", "answers", "evidence")


@dataclass(frozen=True)
class Said:
    """What is to go, of contacts that are still there; there is at least one."""

    contacts: Sequence[Contact]
    questions: Sequence[Question]

    @classmethod
    def in_contacts(cls, contacts: ContactQuerySet) -> Self:
        told = list(contacts.only("help_center", "received_at", "answer"))
        return cls(told, list(Question.objects.filter(contact__in=told)))

    def known_to(self, other: Self) -> Self:
        """Return it without contacts of which the other does not know all words."""
        new = {
            each.contact_id
            for each in self.questions
            if each.text and each.text not in other.asked
        }
        contacts = [each for each in self.contacts if each.pk not in new]
        questions = [each for each in self.questions if each.contact_id not in new]
        return type(self)(contacts, questions)

    @cached_property
    def centers(self) -> frozenset[int]:
        """The keys of the help centres."""
        return frozenset(contact.help_center_id for contact in self.contacts)

    @cached_property
    def since(self) -> datetime:
        """When the first of it was said."""
        return min(contact.received_at for contact in self.contacts)

    @cached_property
    def until(self) -> datetime:
        """When the last of it was said."""
        return max(contact.received_at for contact in self.contacts)

    @cached_property
    def asked(self) -> frozenset[str]:
        return frozenset(filter(None, (each.text for each in self.questions)))

    @cached_property
    def answers(self) -> frozenset[str]:
        """What agents said."""
        return frozenset(filter(None, (each.answer for each in self.contacts)))

    @cached_property
    def by_customers(self) -> Unsaid:
        return Unsaid(self.asked)

    @cached_property
    def by_agents(self) -> Unsaid:
        return Unsaid(self.answers)


def gaps_with(said: Said) -> list[Gap]:
    """Return the gaps that may have the words, locked, to be given to `unsay`."""
    if not said.asked and not said.answers:
        return []
    once = set(Gap.objects.once_with(said.questions).values_list("pk", flat=True))
    unfound = Gap.objects.of_any(said.centers).lost().exclude(pk__in=once)
    once.update(_holding(unfound.only("examples", "answers", "evidence"), said))
    return list(Gap.objects.filter(pk__in=once).select_for_update().order_by("pk"))


def unsay(said: Said, gaps: Sequence[Gap]) -> int:
    """Take words out of gaps, whose questions have them no more.

    Editors' own words stay: titles they gave, rules, and notes that quote nobody.

    Returns:
        How many gaps had shown them.
    """
    GapWords.objects.store((gap, _said_in(gap)) for gap in gaps)
    changed = [gap for gap in gaps if _silence(gap, said)]
    Gap.objects.bulk_update(changed, SHOWN)
    return len(changed)


def unsay_in_notes(said: Said) -> None:
    """Empty notes of editors that quote; called before the questions go."""
    given = Verdict.objects.teaching(said.questions).exclude(note="")
    quoting = [each.pk for each in given if said.by_customers.is_quoted(each.note)]
    Verdict.objects.filter(pk__in=quoting).update(note="")


def _holding(unfound: Iterable[Gap], said: Said) -> list[int]:
    """Return the keys of gaps that show words, or have all that was said in one go."""
    unfound = list(unfound)
    words: dict[int, list[str]] = {gap.pk: [] for gap in unfound}
    for row in GapWords.objects.filter(gap__in=words).iterator():
        words[row.gap_id].append(row.text)
    return [
        gap.pk
        for gap in unfound
        if said.by_customers.is_quoted(" ".join(words[gap.pk]), share=1)
        or any(map(said.by_agents.is_named, gap.answers))
        or any(map(said.by_customers.is_shown, gap.examples))
        or any(said.by_customers.is_shown(near["question"]) for near in gap.evidence)
    ]


def _said_in(gap: Gap) -> Iterable[str]:
    """Return the questions that are in a gap, or were when it was last found."""
    return Question.objects.last_in(gap).values_list("text", flat=True)


def _silence(gap: Gap, said: Said) -> bool:
    """Take words out of what a gap shows; return whether there were any.

    A title that an editor wrote is the editor's, and what somebody else asks in just
    these words is theirs: a title is a part of a question.
    """
    before = [getattr(gap, name) for name in SHOWN]
    theirs = set(_said_in(gap))

    def goes(text: str) -> bool:
        return text not in theirs and said.by_customers.is_shown(text)

    gap.examples = [text for text in gap.examples if not goes(text)]
    gap.answers = [text for text in gap.answers if not said.by_agents.is_named(text)]
    gap.evidence = [
        near | {"question": ""} if goes(near["question"]) else near
        for near in gap.evidence
    ]
    known = set(words_of(theirs))
    gap.phrases = [text for text in gap.phrases if known.issuperset(words_of([text]))]
    named = not gap.retitled and said.by_customers.is_named(gap.title)
    if named and not _is_said_in(theirs, gap.title):
        gap.title = next(iter(gap.examples), gap.public_id)
    return before != [getattr(gap, name) for name in SHOWN]


def _is_said_in(texts: Iterable[str], title: str) -> bool:
    words = set(words_of([title]))
    return any(words.issubset(words_of([text])) for text in texts)
