"""The figures of a week, out of counts of contacts that are alike."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How many contacts of a week share all of this.

    Attributes:
        match: of the question that is answered worst; "" if no run has judged any.
        reason: why they made contact, of the same question.
        searched: whether the customer looked in the help centre before; None: unknown.
        asks: a question was found in it.
        in_gap: any of its questions is in a gap.
        is_search: in the help centre only, so nobody was asked.
        rated: how many of them have a satisfaction.
        ratings: the sum of those, each 0 … 100.
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
        """Whether no run has judged it, though there is something to judge."""
        return self.asks and not self.match


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A mean satisfaction, 0 … 100 with one decimal, and of how many contacts."""

    mean: float | None = None
    ratings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures:
    """Contacts of a week; the first five below `contacts` add up to it.

    Attributes:
        contacts: all that came.
        answered: an article answers all they ask.
        in_gaps: any of their questions is in a gap.
        alone: not answered, and hardly anyone else asks.
        without_question: nothing was asked, or it is not known what.
        waiting: no run has judged them yet.
        judged: all but those that wait; shares are of these.
        served: those with customer service: who only searched did not reach it.
        reasons: of the served and judged, by why they made contact.
        reasons_of: how many those are.
        searched_known: of the served, it is known if the customer searched before.
        searched_first: of these, those who did.
        satisfaction: of the served; `searched` of those who did search before,
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
    groups: Iterable[Alike], *, answered: str, reasons: Collection[str]
) -> WeekFigures:
    """Add up what a letter says of a week; every contact counts once.

    Args:
        groups: the contacts of the week, each in one of them.
        answered: the match of a contact that an article answers.
        reasons: those to count, in order.
    """
    rows = list(groups)
    judged = [row for row in rows if not row.waits]
    grouped = [row for row in judged if row.in_gap]
    answers = [row for row in judged if not row.in_gap and row.match == answered]
    silent = [row for row in judged if not row.in_gap and not row.match]
    served = [row for row in rows if not row.is_search]
    known = [row for row in served if row.searched is not None]
    needing = [row for row in served if not row.waits]
    return WeekFigures(
        contacts=_contacts(rows),
        answered=_contacts(answers),
        in_gaps=_contacts(grouped),
        alone=_contacts(judged)
        - _contacts(grouped)
        - _contacts(answers)
        - _contacts(silent),
        without_question=_contacts(silent),
        waiting=_contacts(rows) - _contacts(judged),
        judged=_contacts(judged),
        served=_contacts(served),
        reasons={
            reason: _contacts(row for row in needing if row.reason == reason)
            for reason in reasons
        },
        reasons_of=_contacts(needing),
        searched_known=_contacts(known),
        searched_first=_contacts(row for row in known if row.searched),
        satisfaction=_rated(served),
        searched=_rated([row for row in known if row.searched]),
        others=_rated([row for row in known if not row.searched]),
    )


def _contacts(rows: Iterable[Alike]) -> int:
    return sum(row.contacts for row in rows)


def _rated(rows: Collection[Alike]) -> Rated:
    ratings = sum(row.rated for row in rows)
    total = sum(row.ratings for row in rows)
    return Rated(mean=round(total / ratings, 1) if ratings else None, ratings=ratings)
