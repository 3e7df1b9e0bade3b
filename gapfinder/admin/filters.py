"""Filters that several screens share."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gapfinder.models import HelpCenter

PLACES = "gapfinder_places"


class HelpCenterFilter(admin.SimpleListFilter):
    title = _("help centre")
    parameter_name = "help_center"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = {slug: name or slug for slug, name, _locale in _places(request)}
        return sorted(names.items()) if len(names) > 1 else []

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() is None:
            return None
        return queryset.filter(help_center__slug=self.value())


class LocaleFilter(admin.SimpleListFilter):
    """The locales of articles and gaps: a million contacts are slow to list."""

    title = _("locale")
    parameter_name = "locale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        locales = {locale for _slug, _name, locale in _places(request) if locale}
        return [(locale, locale) for locale in sorted(locales)]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() is None:
            return None
        return queryset.filter(locale=self.value())


def _places(request: HttpRequest) -> list[tuple[str, str, str | None]]:
    """Return slug, name and locale of the help centres: one query for both filters."""
    kept = vars(request)
    if PLACES not in kept:
        centers = HelpCenter.objects.order_by()
        of_articles = centers.values_list("slug", "name", "article__locale")
        of_gaps = centers.values_list("slug", "name", "gap__locale")
        kept[PLACES] = list(of_articles.union(of_gaps))
    places: list[tuple[str, str, str | None]] = kept[PLACES]
    return places
