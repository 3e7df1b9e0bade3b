"""Payload of `Run.figures`: contacts by week, locale and channel; changed gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gapfinder.engine.metrics.self_service import SelfService
from gapfinder.models.payload import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOutcomes:
    """The contacts of a week; those without a question are among `contacts` only.

    Attributes:
        days: how many days of the week are in the window.
        contacts: all contacts of the week.
        answered: an article answers all they ask.
        in_gaps: any of their questions is in a gap.
        alone: not answered, and hardly anyone else asks.
        reasons: of the answered contacts, by reason.
        self_service: as `Run.self_service`, of the week.
    """

    days: int = 0
    contacts: int = 0
    answered: int = 0
    in_gaps: int = 0
    alone: int = 0
    reasons: Counts = field(default_factory=dict)
    self_service: SelfService = field(default_factory=SelfService)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Contacts of one locale or channel."""

    contacts: int = 0
    answered: int = 0
    in_gaps: int = 0


@dataclass(frozen=True, slots=True)
class NamedGaps:
    """How many gaps changed in one way, and the numbers of the first of them."""

    count: int = 0
    gaps: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChanges:
    new: NamedGaps = NamedGaps()
    grown: NamedGaps = NamedGaps()
    shrunk: NamedGaps = NamedGaps()
    returned: NamedGaps = NamedGaps()

    @property
    def numbers(self) -> list[int]:
        """Those of all gaps that are named."""
        kinds = (self.new, self.grown, self.shrunk, self.returned)
        return [number for kind in kinds for number in kind.gaps]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFigures:
    """What a run counted; no week is empty at either end."""

    weeks: Mapping[date, WeekOutcomes]  # by Monday
    locales: Mapping[str, Coverage] = field(default_factory=dict)
    channels: Mapping[str, Coverage] = field(default_factory=dict)
    changes: GapChanges = GapChanges()
