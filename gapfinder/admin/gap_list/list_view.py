"""The list of gaps: what to write first."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import SeenNotMade
from gapfinder.admin.common.search_box import typed
from gapfinder.engine.text.normalization import words_of

from .bulk_actions import GapBulk
from .changelist import GapChangeList
from .columns import GapCells
from .export import GapExport
from .filters import (
    AssigneeFilter,
    ChannelFilter,
    GapLocaleFilter,
    KindFilter,
    LatestRunFilter,
    NewsFilter,
    SectionFilter,
    StatusFilter,
    WeeksFilter,
    weeks_of,
)
from .saved_views import GapViews


class GapList(GapCells, GapViews, GapExport, GapBulk, SeenNotMade):
    list_display = GapCells.cells
    list_display_links = None  # the cell of the title has its own
    list_filter = (
        *(LatestRunFilter, StatusFilter, KindFilter, NewsFilter, AssigneeFilter),
        *(WeeksFilter, ChannelFilter, GapLocaleFilter, SectionFilter),
        HelpCenterFilter,
    )
    list_select_related = ("article", "assignee")
    show_facets = admin.ShowFacets.NEVER  # each would be counted
    search_fields = ("title",)  # shows the box; `get_search_results` looks further
    search_help_text = _("Looks in titles, phrases and all questions.")
    ordering = (F("rank").asc(nulls_last=True), "-number")
    actions = GapBulk.bulk_actions

    class Media:
        css = {"all": ["gapfinder/gap_list.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        gaps = super().get_queryset(request).with_asked()
        return gaps.defer("article__body", "article__extra")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return GapChangeList

    def get_ordering(self, request: HttpRequest) -> Any:
        """Show first who asks most in the weeks that are looked at."""
        if weeks_of(request) is None:
            return self.ordering
        return (F("asked").desc(), *self.ordering)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return queryset.saying(words_of([typed(search_term)])), False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a gap that is wrong is dismissed, and its number stays its own."""
        return False
