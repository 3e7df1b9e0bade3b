"""Preview of an exclusion rule: which past questions it would exclude."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from gapfinder.engine.clustering.exclusion_rules import Rules
from gapfinder.models.contacts.contact import Contact, Question

from .gap import Gap

# Questions searched: of a million an editor would wait too long.
NEWEST = 5_000  # of the past weeks
NEWEST_OF_GAP = 2_000
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class ExclusionPreview:
    """Contacts are counted once a gap, and never more than that.

    Attributes:
        looked_at: questions; the newest of the weeks, and those of the gap.
        complete: these are all there are.
        own: contacts of the gap that the rule is made for.
        others: contacts of other gaps, the most first.
        outside: contacts in no gap.
        examples: questions it excludes, those of other gaps first.
    """

    looked_at: int
    complete: bool
    own: int
    others: Sequence[tuple[Gap, int]]
    outside: int
    examples: Sequence[str]

    @property
    def others_total(self) -> int:
        return sum(contacts for _gap, contacts in self.others)

    @property
    def taken(self) -> int:
        return self.own + self.others_total + self.outside


Asked = tuple[int, int, str, int | None]  # question, contact, text, gap


def preview_rule(
    gap: Gap, phrases: Sequence[str], *, weeks: int, newest: int = NEWEST
) -> ExclusionPreview:
    """Return which questions of the past weeks, and of a gap, a rule would exclude.

    Args:
        gap: the one it is made for.
        phrases: a question with all of them is excluded.
        weeks: how many, up to the newest contact.
        newest: how many questions of the weeks at most.
    """
    asked = {row[0]: row for row in _asked(gap, weeks, newest)}
    rules = Rules([phrases])
    taken = [row for row in asked.values() if rules.exclude(row[2])]
    contacts: dict[int | None, set[int]] = defaultdict(set)
    for _question, contact, _text, of_gap in taken:
        contacts[of_gap].add(contact)
    own = contacts.pop(gap.pk, set())
    outside = contacts.pop(None, set())
    others_first = sorted(taken, key=lambda row: row[3] in (gap.pk, None))
    return ExclusionPreview(
        looked_at=len(asked),
        complete=len(asked) < newest,
        own=len(own),
        others=_by_gap({key: len(keys) for key, keys in contacts.items() if key}),
        outside=len(outside),
        examples=list(dict.fromkeys(row[2] for row in others_first))[:EXAMPLES],
    )


def _asked(gap: Gap, weeks: int, newest: int) -> Collection[Asked]:
    columns = ("pk", "contact", "text", "judgement__gap")
    last = Contact.objects.of(gap.help_center).newest_first().first()
    if last is None:
        return []
    past = Question.objects.asked_between(
        gap.help_center,
        last.received_at - timedelta(weeks=weeks),
        last.received_at + timedelta(microseconds=1),
    )
    # Those of a gap by their keys: to sort by time, all their contacts would be read.
    of_gap = Question.objects.in_gap(gap).order_by("-pk")
    return [
        *past.newest_first().values_list(*columns)[:newest],
        *of_gap.values_list(*columns)[:NEWEST_OF_GAP],
    ]


def _by_gap(counts: dict[int, int]) -> list[tuple[Gap, int]]:
    gaps = Gap.objects.only("number", "title", "help_center").in_bulk(counts)
    most_first = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(gaps[key], contacts) for key, contacts in most_first if key in gaps]
