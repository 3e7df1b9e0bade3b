"""Unsaying: words that must go leave every gap that shows them, or is found by them.

A gap keeps what it showed when a run found it, so those that no run finds any more, and
those at rest, may still show what is now said in another gap.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db.models import Q

from gapfinder.engine.plain_text import MOST
from gapfinder.engine.searching import words_of
from gapfinder.models import Contact, Gap, GapEvent, GapWords, Question, Verdict

SHOWN = ("title", "phrases", "examples", "answers", "evidence")


@dataclass(frozen=True)
class Said:
    """What is to go, of contacts that are still there."""

    contacts: Collection[Contact]
    questions: Sequence[Question]

    @cached_property
    def asked(self) -> frozenset[str]:
        return frozenset(filter(None, (each.text for each in self.questions)))

    @cached_property
    def answers(self) -> frozenset[str]:
        """What agents said."""
        return frozenset(filter(None, (each.answer for each in self.contacts)))

    @cached_property
    def words(self) -> list[frozenset[str]]:
        """Those of each question."""
        return [frozenset(words_of([text])) for text in self.asked]

    def is_named(self, name: str) -> bool:
        """Whether a name is mostly one of the questions."""
        words = words_of([name])
        return any(shared >= MOST * len(words) for _, shared in self._shared(words))

    def is_quoted(self, text: str) -> bool:
        """Whether most of one of the questions stands in a text."""
        shared = self._shared(words_of([text]))
        return any(many >= MOST * len(self.words[row]) for row, many in shared)

    def _shared(self, words: Iterable[str]) -> Iterable[tuple[int, int]]:
        """Return how many of some words each question has that has any."""
        return Counter(row for word in words for row in self._with[word]).items()

    @cached_property
    def _with(self) -> Mapping[str, Sequence[int]]:
        """For every word the questions that have it: a name is soon compared."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, words in enumerate(self.words):
            for word in words:
                rows[word].append(row)
        return rows


def gaps_with(said: Said) -> list[Gap]:
    """Return the gaps that may have the words, locked, to be given to `unsay`."""
    if not said.asked and not said.answers:
        return []
    centers = {contact.help_center_id for contact in said.contacts}
    once = set(Gap.objects.once_with(said.questions).values_list("pk", flat=True))
    unfound = Gap.objects.of_any(centers).lost().exclude(pk__in=once)
    unfound = unfound.only("examples", "answers")
    once.update(gap.pk for gap in _holding(unfound, said))
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
    _forget_names(said, gaps)
    return len(changed)


def unsay_in_notes(said: Said) -> None:
    """Empty notes of editors that quote; called before the questions go."""
    given = Verdict.objects.teaching(said.questions).exclude(note="")
    quoting = [verdict.pk for verdict in given if said.is_quoted(verdict.note)]
    Verdict.objects.filter(pk__in=quoting).update(note="")


def _holding(unfound: Iterable[Gap], said: Said) -> list[Gap]:
    """Return gaps whose words, or whose answers, have all that was said in one go."""
    unfound = list(unfound)
    words: dict[int, set[str]] = {gap.pk: set() for gap in unfound}
    for row in GapWords.objects.filter(gap__in=words).iterator():
        words[row.gap_id].update(row.text.split())
    return [
        gap
        for gap in unfound
        if any(each <= words[gap.pk] for each in said.words if each)
        or any(text in answer for text in gap.answers for answer in said.answers)
        or said.asked & set(gap.examples)
    ]


def _said_in(gap: Gap) -> Iterable[str]:
    """Return the questions that are in a gap, or were when it was last found."""
    judged = Q(judgement__gap=gap) | Q(judgement__gap=None, judgement__last_gap=gap)
    return Question.objects.filter(judged).values_list("text", flat=True)


def _silence(gap: Gap, said: Said) -> bool:
    """Take words out of what a gap shows; return whether there were any.

    A title that an editor wrote is the editor's.
    """
    before = [getattr(gap, name) for name in SHOWN]
    answered = "\n".join(said.answers)
    gap.examples = [text for text in gap.examples if text not in said.asked]
    gap.answers = [text for text in gap.answers if text not in answered]
    gap.evidence = [
        near | {"question": ""} if near["question"] in said.asked else near
        for near in gap.evidence
    ]
    known = set(words_of(_said_in(gap)))
    gap.phrases = [text for text in gap.phrases if known.issuperset(words_of([text]))]
    if not gap.retitled and said.is_named(gap.title):
        gap.title = next(iter(gap.examples), gap.public_id)
    return before != [getattr(gap, name) for name in SHOWN]


def _forget_names(said: Said, gaps: Sequence[Gap]) -> None:
    """Take out what gaps were called before, by their histories and Django's log."""
    centers = {contact.help_center_id for contact in said.contacts}
    told = GapEvent.objects.filter(gap__help_center__in=centers).retitlings()
    keys = {gap.pk for gap in gaps}
    named = [
        event.pk
        for event in told
        if event.gap_id in keys or any(map(said.is_named, _names(event)))
    ]
    GapEvent.objects.filter(pk__in=named).forget_titles()
    if apps.is_installed("django.contrib.admin"):
        _forget_in_log(said, keys)


def _names(event: GapEvent) -> list[str]:
    return [name for name in event.data.values() if isinstance(name, str)]


def _forget_in_log(said: Said, gaps: Collection[int]) -> None:
    from django.contrib.admin.models import LogEntry

    of_gaps = LogEntry.objects.filter(
        content_type__app_label="gapfinder", content_type__model__contains="gap"
    )
    own = set(map(str, gaps))
    keys = [
        entry.pk
        for entry in of_gaps.iterator()
        if str(entry.object_id) in own
        or said.is_named(entry.object_repr)
        or said.is_quoted(entry.change_message)
    ]
    LogEntry.objects.filter(pk__in=keys).update(object_repr="", change_message="")
