"""Deciding on gaps: under a lock, with a line of history, and never on an old page.

A gap's `version` is the key of the last event by which an editor changed it. A page is
drawn with it and sends it back with a decision; if somebody decided in between, the
decision is refused and told what happened.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from gapfinder.models.article import Article

from .event import GapEvent
from .transitions import (
    Because,
    Change,
    Decision,
    Returns,
    to_assign,
    to_dismiss,
    to_draft,
    to_publish,
    to_retitle,
    to_status,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .gap import Gap

DECIDED = (
    *("status", "returned", "title", "retitled", "volume", "rank", "version"),
    *("dismissed_volume", "dismissed_because", "dismissed_until", "assignee"),
    *("published_article", "published_at", "held", "merged_into"),
)
STORED_AT_ONCE = 500


class ChangedMeanwhileError(Exception):
    """Somebody decided on the gap after the page was drawn that a decision came from.

    Attributes:
        gap: as it is now.
        events: what happened since, oldest first.
    """

    def __init__(self, gap: "Gap", events: Sequence[GapEvent]) -> None:
        super().__init__(f"{gap.public_id} was changed meanwhile")
        self.gap, self.events = gap, events


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision on many gaps; each of them is in one of the lists."""

    changed: "list[Gap]" = field(default_factory=list)
    unchanged: "list[Gap]" = field(default_factory=list)  # it was so already
    merged: "list[Gap]" = field(default_factory=list)  # a part of another gap now
    refused: list[ChangedMeanwhileError] = field(default_factory=list)


@contextmanager
def locked(gap: "Gap", version: int | None = None) -> Iterator[None]:
    """Hold a gap as it is now until an editor's decision is stored.

    Args:
        gap: its row is read again.
        version: that of the page which the decision came from; None: of no page.

    Raises:
        ChangedMeanwhileError: an editor changed it after that version.
    """
    with transaction.atomic():
        rows = type(gap).objects.select_for_update()
        gap.refresh_from_db(fields=DECIDED, from_queryset=rows)
        if version is not None and version != gap.version:
            raise ChangedMeanwhileError(gap, _since(gap, version))
        yield


def tell(
    gap: "Gap", change: Change, *, editor: "User | None", other: "Gap | None" = None
) -> GapEvent:
    """Store what changed of a locked gap with its line of history."""
    event = gap.events.create(
        kind=change.kind, editor=editor, other=other, data=change.data
    )
    gap.version = event.pk
    gap.save(update_fields=[*change.fields, "version"])
    return event


def decide(
    gap: "Gap",
    decision: Decision,
    *,
    editor: "User | None" = None,
    version: int | None = None,
) -> bool:
    """Store what an editor decides, unless it is so already.

    Returns:
        Whether this call changed it.
    """
    with locked(gap, version):
        change = decision(gap)
        if change is not None:
            tell(gap, change, editor=editor)
    return change is not None


def decide_on_all(
    gaps: "QuerySet[Gap]",
    decision: Decision,
    *,
    editor: "User | None" = None,
    versions: Mapping[int, int] | None = None,
) -> Outcome:
    """Store the same decision on many gaps, in one transaction and few queries.

    Args:
        gaps: any; one that was merged into another is left alone.
        decision: of `decisions`.
        editor: who decides.
        versions: those of the page, by the keys of gaps.
    """
    outcome, changes = Outcome(), []
    chosen = gaps.model._default_manager.filter(pk__in=gaps.order_by().values("pk"))
    rows = chosen.only(*DECIDED, "number", "help_center")
    with transaction.atomic():
        # In the order of their keys: two editors never wait for each other.
        for gap in rows.select_for_update().order_by("pk"):
            version = (versions or {}).get(gap.pk, gap.version)
            if version != gap.version:
                events = _since(gap, version)
                outcome.refused.append(ChangedMeanwhileError(gap, events))
            elif gap.merged_into_id is not None:
                outcome.merged.append(gap)
            elif (change := decision(gap)) is None:
                outcome.unchanged.append(gap)
            else:
                outcome.changed.append(gap)
                changes.append(change)
        _tell_all(outcome.changed, changes, editor=editor)
    return outcome


def set_status(
    gap: "Gap", status: "Gap.Status", *, editor: "User | None" = None, **page: Any
) -> bool:
    return decide(gap, to_status(status), editor=editor, **page)


def reopen(gap: "Gap", *, editor: "User | None" = None, **page: Any) -> bool:
    return set_status(gap, gap.Status.OPEN, editor=editor, **page)


def draft(
    gap: "Gap",
    *,
    editor: "User | None" = None,
    assignee: "User | None" = None,
    note: str = "",
    **page: Any,
) -> bool:
    """Start writing, improving or translating, whatever the kind asks for."""
    return decide(gap, to_draft(assignee, note), editor=editor, **page)


def publish(
    gap: "Gap",
    article: Article,
    *,
    editor: "User | None" = None,
    at: datetime | None = None,
    **page: Any,
) -> bool:
    return decide(gap, to_publish(article, at), editor=editor, **page)


def dismiss(
    gap: "Gap",
    because: Because,
    *,
    editor: "User | None" = None,
    returns: Returns | date = Returns.GROWN,
    **page: Any,
) -> bool:
    return decide(gap, to_dismiss(because, returns), editor=editor, **page)


def assign(
    gap: "Gap",
    assignee: "User | None",
    *,
    editor: "User | None" = None,
    **page: Any,
) -> bool:
    return decide(gap, to_assign(assignee), editor=editor, **page)


def retitle(
    gap: "Gap", title: str, *, editor: "User | None" = None, **page: Any
) -> bool:
    return decide(gap, to_retitle(title), editor=editor, **page)


def _since(gap: "Gap", version: int) -> list[GapEvent]:
    events = GapEvent.objects.about(gap).of_editors().after(version)
    return list(events.with_names().oldest_first())


def _tell_all(
    gaps: "Sequence[Gap]", changes: Sequence[Change], *, editor: "User | None"
) -> None:
    if not gaps:
        return
    events = GapEvent.objects.bulk_create(
        GapEvent(gap=gap, kind=change.kind, editor=editor, data=change.data)
        for gap, change in zip(gaps, changes, strict=True)
    )
    for gap, event in zip(gaps, events, strict=True):
        gap.version = event.pk
    fields = {name for change in changes for name in change.fields}
    rows = type(gaps[0]).objects
    rows.bulk_update(gaps, sorted({*fields, "version"}), STORED_AT_ONCE)
