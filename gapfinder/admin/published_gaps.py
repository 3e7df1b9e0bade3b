"""The list of published gaps with the measured effect of their articles."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import OnlySeen
from gapfinder.display import effect
from gapfinder.engine.metrics.article_effect import Verdict
from gapfinder.models import Gap, PublishedGap

from .common import html


class VerdictFilter(admin.SimpleListFilter):
    title = _("effect")
    parameter_name = "effect"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (Verdict.FEWER, _("Fewer contacts")),
            (Verdict.NONE, _("No clear change")),
            (Verdict.MORE, _("More contacts")),
            (Verdict.TOO_EARLY, _("Too early")),
            (Verdict.TOO_FEW, _("Too few to tell")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() is None:
            return None
        return queryset.with_effect(self.value())


@admin.register(PublishedGap)
class PublishedGapAdmin(OnlySeen):
    list_display = (
        "gap",
        "its_article",
        "published_on",
        "what_it_did",
        "a_week",
    )
    list_display_links = None
    list_filter = (VerdictFilter, HelpCenterFilter)
    search_fields = ("title", "published_article__title")
    ordering = (F("effect_change").asc(nulls_last=True), "-published_at", "-number")

    class Media:
        css = {"all": ["gapfinder/effect.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        gaps = super().get_queryset(request)
        return gaps.ever_published().with_published_article()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow whoever may see gaps: these are gaps under another name."""
        return bool(request.user.has_perm("gapfinder.view_gap"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": gettext("What published articles did")}
        return super().changelist_view(request, title | (extra_context or {}))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Send to the page of the gap, which tells all of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        gap = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect(reverse("admin:gapfinder_gap_change", args=[gap.pk]))

    @admin.display(description=_("gap"), ordering="title")
    def gap(self, gap: PublishedGap) -> str:
        """Return a link, and whether the gap came back."""
        link = html.admin_link(Gap, gap.pk, html.short(gap.title))
        if not gap.returned:
            return link
        return format_html(
            '{} <span class="badge effect more">{}</span>', link, gettext("returned")
        )

    @admin.display(description=_("article"), ordering="published_article__title")
    def its_article(self, gap: PublishedGap) -> str:
        return html.link_to(gap.published_article)

    @admin.display(description=_("published on"), ordering="published_at")
    def published_on(self, gap: PublishedGap) -> str:
        return effect.published_on(gap)

    @admin.display(
        description=_("effect"), ordering=F("effect_change").asc(nulls_last=True)
    )
    def what_it_did(self, gap: PublishedGap) -> str:
        """Return the change with its ends, below what that means in words."""
        measured = gap.measured
        return format_html(
            '<span class="badge effect {}">{}</span> <span class="between">{}</span>',
            measured.verdict if measured else "",
            effect.verdict(measured),
            effect.between(measured) or "",
        )

    @admin.display(description=_("contacts a week"))
    def a_week(self, gap: PublishedGap) -> str | None:
        """Return those before and after; the arrow is read as words are."""
        measured = gap.measured
        if measured is None or measured.before is None:
            return None
        before = html.decimal(measured.before)
        if measured.after is None:
            return before
        said = gettext("%(before)s → %(after)s")
        return said % {"before": before, "after": html.decimal(measured.after)}
