"""Filters of the list of articles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.access import seen_centers
from gapfinder.models import Article


class SectionFilter(admin.SimpleListFilter):
    """The sections of the help centres one sees: those of others stay unknown."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        keys = [center.pk for center in seen_centers(request)]
        sections = Article.objects.of_any(keys).sections()
        return [(section, section) for section in sections]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() is None:
            return None
        return queryset.filter(section=self.value())


class NeedsFilter(admin.SimpleListFilter):
    """What an article lacks, as the latest run saw it."""

    title = _("needs")
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("update", _("An update: stale")),
            ("translation", _("A translation")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Article] | None:
        found: QuerySet[Article] | None = None
        if self.value() == "update":
            found = queryset.stale()
        if self.value() == "translation":
            found = queryset.with_missing_locales()
        return found
