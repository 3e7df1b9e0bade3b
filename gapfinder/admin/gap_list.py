"""The list of gaps: what to write first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gapfinder.models import Article, Gap

from . import html
from .filters import HelpCenterFilter, LocaleFilter
from .screen import SeenNotMade
from .value_columns import ValueColumns

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class LatestRunFilter(admin.SimpleListFilter):
    title = _("latest run")
    parameter_name = "found"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Not found by it")), ("all", _("All gaps"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        default, *others = super().choices(changelist)
        yield {**default, "display": _("Found by it, or acted on")}
        yield from others

    def queryset(self, request: HttpRequest, gaps: Any) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.current_or_acted_on()
        if self.value() == "no":
            found = gaps.lost()
        if self.value() == "all":
            found = gaps
        return found


class GapList(ValueColumns, SeenNotMade):
    list_display = (
        "rank",
        "short_title",
        "kind",
        "locale",
        "contacts",
        "customers_grouped",
        "trend_shown",
        *ValueColumns.columns,
        "status",
        "nearest_article",
    )
    list_display_links = ("short_title",)
    list_filter = (LatestRunFilter, "kind", "status", LocaleFilter, HelpCenterFilter)
    list_select_related = ("article",)
    search_fields = ("title", "phrases", "judgements__question__text")
    ordering = (F("rank").asc(nulls_last=True), "-number")
    actions = ("dismiss", "reopen")

    def get_queryset(self, request: HttpRequest) -> Any:
        gaps = super().get_queryset(request).with_nearest()
        return gaps.defer("article__body", "article__extra")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a gap that is wrong is dismissed, and its number stays its own."""
        return False

    @admin.action(description=_("Dismiss the selected gaps"), permissions=["change"])
    def dismiss(self, request: HttpRequest, gaps: QuerySet[Gap]) -> None:
        changed = self._set_status(request, gaps, Gap.Status.DISMISSED)
        said = ngettext("%(n)s gap dismissed.", "%(n)s gaps dismissed.", changed)
        messages.success(request, said % {"n": html.number(changed)})

    @admin.action(description=_("Reopen the selected gaps"), permissions=["change"])
    def reopen(self, request: HttpRequest, gaps: QuerySet[Gap]) -> None:
        changed = self._set_status(request, gaps, Gap.Status.OPEN)
        said = ngettext("%(n)s gap reopened.", "%(n)s gaps reopened.", changed)
        messages.success(request, said % {"n": html.number(changed)})

    def _set_status(
        self, request: HttpRequest, gaps: QuerySet[Gap], status: Gap.Status
    ) -> int:
        """Set it, with a line in the history of each gap that had another one."""
        editor = cast("User", request.user)
        changed = [gap for gap in gaps if gap.set_status(status, editor=editor)]
        changes = [{"changed": {"fields": ["Status"]}}]
        LogEntry.objects.log_actions(str(editor.pk), changed, CHANGE, changes)
        return len(changed)

    @admin.display(description=_("title"), ordering="title")
    def short_title(self, gap: Gap) -> str:
        return html.short(gap.title)

    @admin.display(description=_("contacts"), ordering="volume")
    def contacts(self, gap: Gap) -> str:
        return html.number(gap.volume)

    @admin.display(description=_("customers"), ordering="customers")
    def customers_grouped(self, gap: Gap) -> str:
        return html.number(gap.customers)

    @admin.display(description=_("trend"), ordering="trend")
    def trend_shown(self, gap: Gap) -> str:
        return html.trend(gap.trend)

    @admin.display(description=_("nearest article"), ordering="nearest_title")
    def nearest_article(self, gap: Any) -> str | None:
        """Return the one to improve or translate, else the one that comes closest."""
        if gap.article is not None:
            return html.link_to(gap.article)
        if gap.nearest_pk is None:
            return str(gap.nearest_id) if gap.nearest_id else None
        return html.admin_link(Article, gap.nearest_pk, html.short(gap.nearest_title))
