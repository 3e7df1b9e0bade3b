"""The brief for the writer: to read, to copy, and as a file."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from gapfinder.admin.common.model_admin import SeenNotMade
from gapfinder.display.brief import brief, file_name
from gapfinder.models import Article, Gap

from .nearest_articles import articles_near


class GapBrief(SeenNotMade):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/brief/", view(self.brief_view), name="gapfinder_gap_brief"),
            path(
                "<int:pk>/brief.md",
                view(self.brief_file_view),
                name="gapfinder_gap_brief_file",
            ),
            *super().get_urls(),
        ]

    def brief_context(
        self, gap: Gap, articles: Mapping[str, Article]
    ) -> dict[str, Any]:
        return {"brief": brief(gap, articles)}

    def brief_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        gap = self.seen_or_404(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Brief for the writer"),
            "subtitle": None,
            "opts": self.opts,
            "gap": gap,
            "told": self.brief_context(gap, articles_near(gap)),
            "media": self.media,
        }
        return TemplateResponse(request, "gapfinder/gap/brief_page.html", context)

    def brief_file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        gap = self.seen_or_404(request, pk)
        return HttpResponse(
            brief(gap, articles_near(gap)),
            headers={
                "Content-Type": "text/markdown; charset=utf-8",
                "Content-Disposition": f'attachment; filename="{file_name(gap)}"',
                "X-Content-Type-Options": "nosniff",
            },
        )

    def seen_or_404(self, request: HttpRequest, pk: int) -> Gap:
        """Return a gap that the reader may see; of other help centres there is none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        gap: Gap = get_object_or_404(self.get_queryset(request).with_story(), pk=pk)
        return gap
