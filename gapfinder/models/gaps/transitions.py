"""What each decision of an editor makes of a gap's row; nothing is stored here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.models.article import Article

from .event import GapEvent

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .gap import Gap

Kind = GapEvent.Kind
STATUS_FIELDS = (
    *("status", "returned"),
    *("dismissed_volume", "dismissed_because", "dismissed_until"),
)


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


@dataclass(frozen=True, slots=True)
class Change:
    """A line for the history, and the fields of the gap that are to be stored."""

    kind: GapEvent.Kind
    fields: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)


Decision = Callable[["Gap"], Change | None]  # None: it is so already


def named(article: Article) -> dict[str, str]:
    """Return an article as history knows it, whatever becomes of it later."""
    return {"article": article.external_id, "title": str(article)}


def to_status(status: "Gap.Status") -> Decision:
    def decide(gap: "Gap") -> Change | None:
        if gap.status == status:
            return None
        _move(gap, status)
        if status == gap.Status.DISMISSED:
            gap.dismissed_volume = gap.volume
        if status == gap.Status.PUBLISHED:
            gap.published_at = timezone.now()
        opened = status == gap.Status.OPEN
        kind = Kind.REOPENED if opened else GapEvent.Kind(status)
        fields = (*STATUS_FIELDS, "published_at")
        return Change(kind, fields, {"contacts": gap.volume})

    return decide


def to_draft(assignee: "User | None" = None, note: str = "") -> Decision:
    """Start on it; without an assignee it stays with whom it is."""

    def decide(gap: "Gap") -> Change | None:
        same = assignee is None or gap.assignee_id == assignee.pk
        if gap.status == gap.Status.DRAFTING and same and not note:
            return None
        _move(gap, gap.Status.DRAFTING)
        if assignee is not None:
            gap.assignee = assignee
        data = {"contacts": gap.volume, "assignee": gap.assignee_id, "note": note}
        told = {name: value for name, value in data.items() if value not in (None, "")}
        return Change(Kind.DRAFTING, (*STATUS_FIELDS, "assignee"), told)

    return decide


def to_publish(article: Article, at: datetime | None = None) -> Decision:
    """Say which article it became, and when.

    Raises:
        ValueError: when decided on a gap of another help centre.
    """

    def decide(gap: "Gap") -> Change:
        if article.help_center_id != gap.help_center_id:
            raise ValueError(f"article {article.external_id} is of another help centre")
        _move(gap, gap.Status.PUBLISHED)
        gap.published_article, gap.published_at = article, at or timezone.now()
        fields = (*STATUS_FIELDS, "published_article", "published_at")
        return Change(
            Kind.PUBLISHED,
            fields,
            {"contacts": gap.volume, **named(article)},
        )

    return decide


def to_dismiss(because: Because, returns: Returns | date = Returns.GROWN) -> Decision:
    def decide(gap: "Gap") -> Change:
        _move(gap, gap.Status.DISMISSED)
        gap.dismissed_because = because
        gap.dismissed_volume = gap.volume if returns == Returns.GROWN else None
        gap.dismissed_until = None if isinstance(returns, Returns) else returns
        told = {"contacts": gap.volume, "because": because, "returns": str(returns)}
        return Change(Kind.DISMISSED, STATUS_FIELDS, told)

    return decide


def to_assign(assignee: "User | None") -> Decision:
    def decide(gap: "Gap") -> Change | None:
        if gap.assignee_id == (assignee and assignee.pk):
            return None
        gap.assignee = assignee
        return Change(Kind.ASSIGNED, ("assignee",), {"assignee": gap.assignee_id})

    return decide


def to_retitle(title: str) -> Decision:
    """Give it an editor's title, which later runs keep."""

    def decide(gap: "Gap") -> Change | None:
        if gap.title == title:
            return None
        told = {"from": gap.title_kept, "to": title}
        gap.title, gap.retitled = title, True
        return Change(Kind.RETITLED, ("title", "retitled"), told)

    return decide


def _move(gap: "Gap", status: "Gap.Status") -> None:
    """Change the status; how it was dismissed is told by its history only."""
    gap.status, gap.returned = status, False
    gap.dismissed_volume = gap.dismissed_until = None
    gap.dismissed_because = ""
