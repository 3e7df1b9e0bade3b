"""Add up the figures of a week from counts of similar contacts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGroup:
    """Number of contacts of a week with the same attributes.

    Attributes:
        match: of the worst-answered question; "" if no run has judged any.
        reason: why they made contact, of the same question.
        searched: whether the customer searched the help centre before; None: unknown.
        asks: the contact has a question.
        in_gap: any of its questions is in a gap.
        is_search: only a search in the help centre, without an agent.
        rated: number of contacts with a satisfaction.
        ratings: the sum of their satisfactions, each 0 … 100.
    """

    match: str
    reason: str
    searched: bool | None
    asks: bool
    in_gap: bool
    is_search: bool
    contacts: int
    rated: int
    ratings: float

    @property
    def waits(self) -> bool:
        """Whether the contact has a question that no run has judged yet."""
        return self.asks and not self.match


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A mean satisfaction, 0 … 100 with one decimal, and the number of ratings."""

    mean: float | None = None
    ratings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """Contacts of a week; the sum of the next five fields is `contacts`.

    Attributes:
        contacts: all contacts.
        answered: an article answers all questions.
        in_gaps: any of their questions is in a gap.
        alone: not answered, and hardly anyone else asks.
        without_question: no question, or none was understood.
        waiting: no run has judged them yet.
        judged: all but the waiting ones; shares are of these.
        served: contacts with customer service, without mere searches.
        reasons: of the served and judged ones, by reason.
        reasons_of: number of these.
        searched_known: served ones for which it is known whether the customer searched.
        searched_first: of these, those who did.
        satisfaction: of the served ones; `searched` of those who searched before,
            `others` of those who did not.
    """

    contacts: int = 0
    answered: int = 0
    in_gaps: int = 0
    alone: int = 0
    without_question: int = 0
    waiting: int = 0
    judged: int = 0
    served: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    reasons_of: int = 0
    searched_known: int = 0
    searched_first: int = 0
    satisfaction: Rated = Rated()
    searched: Rated = Rated()
    others: Rated = Rated()


def week_figures(
    groups: Iterable[ContactGroup], *, answered: str, reasons: Collection[str]
) -> WeekFigures:
    """Add up the figures of a week for the digest; every contact counts once.

    Args:
        groups: the contacts of the week, each in one group.
        answered: the match of a contact that an article answers.
        reasons: reasons to count, in order.
    """
    rows = list(groups)
    judged = [row for row in rows if not row.waits]
    grouped = [row for row in judged if row.in_gap]
    answers = [row for row in judged if not row.in_gap and row.match == answered]
    without_question = [row for row in judged if not row.in_gap and not row.match]
    served = [row for row in rows if not row.is_search]
    known = [row for row in served if row.searched is not None]
    judged_served = [row for row in served if not row.waits]
    return WeekFigures(
        contacts=_contacts(rows),
        answered=_contacts(answers),
        in_gaps=_contacts(grouped),
        alone=_contacts(judged)
        - _contacts(grouped)
        - _contacts(answers)
        - _contacts(without_question),
        without_question=_contacts(without_question),
        waiting=_contacts(rows) - _contacts(judged),
        judged=_contacts(judged),
        served=_contacts(served),
        reasons={
            reason: _contacts(row for row in judged_served if row.reason == reason)
            for reason in reasons
        },
        reasons_of=_contacts(judged_served),
        searched_known=_contacts(known),
        searched_first=_contacts(row for row in known if row.searched),
        satisfaction=_rated(served),
        searched=_rated([row for row in known if row.searched]),
        others=_rated([row for row in known if not row.searched]),
    )


def _contacts(rows: Iterable[ContactGroup]) -> int:
    return sum(row.contacts for row in rows)


def _rated(rows: Collection[ContactGroup]) -> Rated:
    ratings = sum(row.rated for row in rows)
    total = sum(row.ratings for row in rows)
    return Rated(mean=round(total / ratings, 1) if ratings else None, ratings=ratings)
