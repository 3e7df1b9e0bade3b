"""Filters that several screens share."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gapfinder.models import Article, Gap

from .access import seen_centers


class HelpCenterFilter(admin.SimpleListFilter):
    title = _("help centre")
    parameter_name = "help_center"

    def __init__(
        self, request: HttpRequest, params: Any, model: Any, model_admin: Any
    ) -> None:
        self.model_admin = model_admin
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = [(center.slug, str(center)) for center in seen_centers(request)]
        return names if len(names) > 1 else []

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() is None:
            return None
        of_help_center = getattr(self.model_admin, "of_help_center", "help_center")
        return queryset.filter(**{f"{of_help_center}__slug": self.value()})


class LocaleFilter(admin.SimpleListFilter):
    """The locales of articles and gaps: a million contacts are slow to list."""

    title = _("locale")
    parameter_name = "locale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(locale, locale) for locale in _locales(request)]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() is None:
            return None
        return queryset.filter(locale=self.value())


def _locales(request: HttpRequest) -> list[str]:
    keys = [center.pk for center in seen_centers(request)]
    of_articles = Article.objects.of_any(keys).locales()
    found = of_articles.union(Gap.objects.of_any(keys).locales())
    return sorted(locale for locale in found if locale)
