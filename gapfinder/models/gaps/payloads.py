"""What the JSON columns of gaps and of their histories hold."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from gapfinder.engine.metrics.article_effect import Effect
from gapfinder.models.payload import BRIEF, key

from .quote import TitleSource


@dataclass(frozen=True, slots=True)
class NearestArticle:
    """An entry of `Gap.nearest`, the closest first."""

    article: str  # its external id
    score: float = 0.0  # 0 … 1


class MeasuredWeek(NamedTuple):
    """Contacts of a week; None where nobody counted."""

    monday: date
    need: int | None
    others: int | None  # of all needs that no article was published for


@dataclass(frozen=True, slots=True)
class MeasuredEffect(Effect):
    """What `Gap.effect` holds: the effect with the weeks it is of."""

    published: date | None = None  # the Monday of the week of publication
    weeks: Sequence[MeasuredWeek] = ()  # in order

    @property
    def needed_before(self) -> list[int]:
        """The contacts of the need in each known week before publication."""
        first = self.published or date.max
        return [
            week.need
            for week in self.weeks
            if week.monday < first and week.need is not None
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventData:
    """What `GapEvent.data` holds: what else there is to say, by the kind of the event.

    Attributes:
        contacts: of the gap, at that time.
        questions: that were split off, or that a verdict teaches.
        when_dismissed: how many contacts the gap had then that is open again.
        until: the day up to which that gap was dismissed.
        assignee: the key of who has it since; None: nobody; 0: whoever had it before.
        note: for who writes.
        article: the external id of the one it is about.
        published_at: when that was published for the gap that is open again.
        title: of that article, at that time.
        title_before: an editor's, or where a customer's stands.
        title_since: an editor's.
        because: of `Because`.
        returns: of `Returns`, or a day.
        answer: of `Verdict.Answer`.
        phrases: of the rule that was made.
        rule: its key.
    """

    contacts: int | None = field(default=None, metadata=BRIEF)
    questions: int | None = field(default=None, metadata=BRIEF)
    when_dismissed: int | None = field(default=None, metadata=BRIEF)
    until: date | None = field(default=None, metadata=BRIEF)
    assignee: int | None = field(default=0, metadata=BRIEF)
    note: str = field(default="", metadata=BRIEF)
    article: str = field(default="", metadata=BRIEF)
    title: str = field(default="", metadata=BRIEF)
    published_at: datetime | None = field(default=None, metadata=BRIEF)
    title_before: str | TitleSource | None = field(
        default=None, metadata=key("from") | BRIEF
    )
    title_since: str = field(default="", metadata=key("to") | BRIEF)
    because: str = field(default="", metadata=BRIEF)
    returns: str = field(default="", metadata=BRIEF)
    answer: str = field(default="", metadata=BRIEF)
    phrases: Sequence[str] = field(default=(), metadata=BRIEF)
    rule: int | None = field(default=None, metadata=BRIEF)
