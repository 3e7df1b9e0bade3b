"""Editors' decisions on gaps: what each changes, the row lock, versions and history.

A gap's `version` is the key of the last event by which an editor changed it. A page
sends the version it shows back with a decision. If an editor decided in between, the
decision is refused with the events since.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypedDict

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.models.article import Article
from gapfinder.models.payload import to_json

from .event import GapEvent
from .payloads import EventData

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .gap import Gap

Kind = GapEvent.Kind
STATUS_FIELDS = (
    *("status", "returned"),
    *("dismissed_volume", "dismissed_because", "dismissed_until"),
)
DECISION_FIELDS = (  # read again under the lock
    *STATUS_FIELDS,
    *("title", "retitled", "volume", "rank", "version", "assignee"),
    *("published_article", "published_at", "held", "merged_into"),
)
BATCH_ROWS = 500


class Because(models.TextChoices):
    """Why a gap is dismissed."""

    NOT_CONTENT = "not_content", _("no content would help")
    ACCOUNT_ONLY = "account_only", _("about the customer's own account only")
    DUPLICATE = "duplicate", _("duplicate of another gap")
    OUT_OF_SCOPE = "out_of_scope", _("not for this help centre")


class Returns(models.TextChoices):
    """When a dismissed gap is open again, if not on a day."""

    GROWN = "grown", _("when it has grown")
    NEVER = "never", _("never")


class ChangedMeanwhileError(Exception):
    """An editor changed the gap after the page was shown that a decision came from.

    Attributes:
        gap: as it is now.
        events: what happened since, oldest first.
    """

    def __init__(self, gap: "Gap", events: Sequence[GapEvent]) -> None:
        super().__init__(f"{gap.public_id} was changed meanwhile")
        self.gap, self.events = gap, events


@dataclass(frozen=True, slots=True)
class Change:
    """A line for the history, and the fields of the gap to save."""

    kind: GapEvent.Kind
    fields: tuple[str, ...]
    data: EventData = field(default_factory=EventData)


class Origin(TypedDict, total=False):
    """Who decides, and the version of the page that the decision came from."""

    editor: "User | None"
    version: int | None


class ArticleFacts(TypedDict):
    article: str  # its external id
    title: str


class Decision(Protocol):
    def apply(self, gap: "Gap") -> Change | None:
        """Set the fields of a locked gap without saving; None: it is so already."""


@dataclass(frozen=True, slots=True)
class SetStatus:
    status: "Gap.Status"

    def apply(self, gap: "Gap") -> Change | None:
        if gap.status == self.status:
            return None
        _set_status(gap, self.status)
        if self.status == gap.Status.DISMISSED:
            gap.dismissed_volume = gap.volume
        if self.status == gap.Status.PUBLISHED:
            gap.published_at = timezone.now()
        opened = self.status == gap.Status.OPEN
        kind = Kind.REOPENED if opened else GapEvent.Kind(self.status)
        fields = (*STATUS_FIELDS, "published_at")
        return Change(kind, fields, EventData(contacts=gap.volume))


@dataclass(frozen=True, slots=True)
class Draft:
    """Start writing; without an assignee the gap keeps the one it has."""

    assignee: "User | None" = None
    note: str = ""

    def apply(self, gap: "Gap") -> Change | None:
        same = self.assignee is None or gap.assignee_id == self.assignee.pk
        if gap.status == gap.Status.DRAFTING and same and not self.note:
            return None
        _set_status(gap, gap.Status.DRAFTING)
        if self.assignee is not None:
            gap.assignee = self.assignee
        data = EventData(
            contacts=gap.volume, assignee=gap.assignee_id or 0, note=self.note
        )
        return Change(Kind.DRAFTING, (*STATUS_FIELDS, "assignee"), data)


@dataclass(frozen=True, slots=True)
class Publish:
    """Record which article was published for the gap, and when (None: now)."""

    article: Article
    at: datetime | None = None

    def apply(self, gap: "Gap") -> Change:
        """Raise ValueError if the article is of another help centre."""
        article = self.article
        if article.help_center_id != gap.help_center_id:
            raise ValueError(f"article {article.external_id} is of another help centre")
        _set_status(gap, gap.Status.PUBLISHED)
        gap.published_article, gap.published_at = article, self.at or timezone.now()
        fields = (*STATUS_FIELDS, "published_article", "published_at")
        data = EventData(contacts=gap.volume, **article_facts(article))
        return Change(Kind.PUBLISHED, fields, data)


@dataclass(frozen=True, slots=True)
class Dismiss:
    because: Because
    returns: Returns | date = Returns.GROWN

    def apply(self, gap: "Gap") -> Change:
        returns = self.returns
        _set_status(gap, gap.Status.DISMISSED)
        gap.dismissed_because = self.because
        gap.dismissed_volume = gap.volume if returns == Returns.GROWN else None
        gap.dismissed_until = None if isinstance(returns, Returns) else returns
        data = EventData(
            contacts=gap.volume, because=self.because, returns=str(returns)
        )
        return Change(Kind.DISMISSED, STATUS_FIELDS, data)


@dataclass(frozen=True, slots=True)
class Assign:
    assignee: "User | None"

    def apply(self, gap: "Gap") -> Change | None:
        if gap.assignee_id == (self.assignee and self.assignee.pk):
            return None
        gap.assignee = self.assignee
        return Change(Kind.ASSIGNED, ("assignee",), EventData(assignee=gap.assignee_id))


@dataclass(frozen=True, slots=True)
class Retitle:
    """Give the gap an editor's title, which later runs keep."""

    title: str

    def apply(self, gap: "Gap") -> Change | None:
        if gap.title == self.title:
            return None
        data = EventData(title_before=gap.title_kept, title_since=self.title)
        gap.title, gap.retitled = self.title, True
        return Change(Kind.RETITLED, ("title", "retitled"), data)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision on many gaps; each gap is in one of the lists."""

    changed: "list[Gap]" = field(default_factory=list)
    unchanged: "list[Gap]" = field(default_factory=list)  # it was so already
    merged: "list[Gap]" = field(default_factory=list)  # a part of another gap now
    refused: list[ChangedMeanwhileError] = field(default_factory=list)


@contextmanager
def locked(gap: "Gap", version: int | None = None) -> Iterator[None]:
    """Lock a gap's row and read it again, until an editor's decision is stored.

    Args:
        gap: its `DECISION_FIELDS` are read again.
        version: that of the page which the decision came from; None: of no page.

    Raises:
        ChangedMeanwhileError: an editor changed it after that version.
    """
    with transaction.atomic():
        rows = type(gap).objects.select_for_update()
        gap.refresh_from_db(fields=DECISION_FIELDS, from_queryset=rows)
        if version is not None and version != gap.version:
            raise ChangedMeanwhileError(gap, _events_since(gap, version))
        yield


def save_change(
    gap: "Gap", change: Change, *, editor: "User | None", other: "Gap | None" = None
) -> GapEvent:
    """Save the changed fields of a locked gap with a line of history."""
    event = gap.events.create(
        kind=change.kind, editor=editor, other=other, data=to_json(change.data)
    )
    gap.version = event.pk
    gap.save(update_fields=[*change.fields, "version"])
    return event


def decide_on_all(
    gaps: "models.QuerySet[Gap]",
    decision: Decision,
    *,
    editor: "User | None" = None,
    versions: Mapping[int, int] | None = None,
) -> Outcome:
    """Store the same decision on many gaps, in one transaction and few queries.

    Args:
        gaps: any; one that was merged into another is left alone.
        decision: such as `Dismiss(Because.DUPLICATE)`.
        editor: who decides.
        versions: those of the page, by the keys of gaps.
    """
    outcome, changes = Outcome(), []
    chosen = gaps.model._default_manager.filter(pk__in=gaps.order_by().values("pk"))
    rows = chosen.only(*DECISION_FIELDS, "number", "help_center")
    with transaction.atomic():
        # In the order of their keys: two editors never wait for each other.
        for gap in rows.select_for_update().order_by("pk"):
            version = (versions or {}).get(gap.pk, gap.version)
            if version != gap.version:
                events = _events_since(gap, version)
                outcome.refused.append(ChangedMeanwhileError(gap, events))
            elif gap.merged_into_id is not None:
                outcome.merged.append(gap)
            elif (change := decision.apply(gap)) is None:
                outcome.unchanged.append(gap)
            else:
                outcome.changed.append(gap)
                changes.append(change)
        _save_all(outcome.changed, changes, editor=editor)
    return outcome


def article_facts(article: Article) -> ArticleFacts:
    """Return an article as history keeps it, also after the article is deleted."""
    return {"article": article.external_id, "title": str(article)}


def _set_status(gap: "Gap", status: "Gap.Status") -> None:
    """Set the status and clear the dismissal: only the history keeps that."""
    gap.status, gap.returned = status, False
    gap.dismissed_volume = gap.dismissed_until = None
    gap.dismissed_because = ""


def _events_since(gap: "Gap", version: int) -> list[GapEvent]:
    events = GapEvent.objects.about(gap).of_editors().after(version)
    return list(events.with_names().oldest_first())


def _save_all(
    gaps: "Sequence[Gap]", changes: Sequence[Change], *, editor: "User | None"
) -> None:
    if not gaps:
        return
    events = GapEvent.objects.bulk_create(
        GapEvent(gap=gap, kind=change.kind, editor=editor, data=to_json(change.data))
        for gap, change in zip(gaps, changes, strict=True)
    )
    for gap, event in zip(gaps, events, strict=True):
        gap.version = event.pk
    fields = {name for change in changes for name in change.fields}
    rows = type(gaps[0]).objects
    rows.bulk_update(gaps, sorted({*fields, "version"}), BATCH_ROWS)
