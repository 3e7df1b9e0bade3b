"""When a dismissed gap is open again: it has outgrown that, or its day has come."""

from datetime import date
from typing import TYPE_CHECKING, Any

from .event import GapEvent

if TYPE_CHECKING:
    from gapfinder.models.runs.run import Run

    from .gap import Gap


def has_outgrown(gap: "Gap", factor: float) -> bool:
    """Whether it is dismissed and past `factor` times what it was; 0: never."""
    if gap.status != gap.Status.DISMISSED or gap.dismissed_volume is None:
        return False
    return bool(factor) and gap.volume > factor * gap.dismissed_volume


def is_due(gap: "Gap", day: date) -> bool:
    """Whether it is dismissed until this day, or an earlier one."""
    if gap.status != gap.Status.DISMISSED or gap.dismissed_until is None:
        return False
    return gap.dismissed_until <= day


def come_back(gap: "Gap", run: "Run") -> None:
    """Open a dismissed gap that a run found, and say why."""
    told: dict[str, Any] = {"contacts": gap.volume}
    if gap.dismissed_volume is not None:
        told["when_dismissed"] = gap.dismissed_volume
    if gap.dismissed_until is not None:
        told["until"] = gap.dismissed_until.isoformat()
    gap.status, gap.returned = gap.Status.OPEN, True
    gap.dismissed_volume = gap.dismissed_until = None
    gap.dismissed_because = ""
    gap.save(
        update_fields=[
            *("status", "returned"),
            *("dismissed_volume", "dismissed_until", "dismissed_because"),
        ]
    )
    gap.events.create(
        kind=GapEvent.Kind.RETURNED, run=run, at=run.started_at, data=told
    )
