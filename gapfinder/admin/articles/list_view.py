"""The list of articles, worst first."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.filters import HelpCenterFilter, LocaleFilter
from gapfinder.admin.common.model_admin import CUT, OnlySeen
from gapfinder.models import Article, Verdict

from .columns import ArticleColumns
from .detail_view import ArticlePage
from .filters import NeedsFilter, SectionFilter

MOST_FOUND = 1_000  # of a search: nobody turns so many pages


@admin.register(Article)
class ArticleAdmin(ArticleColumns, ArticlePage, OnlySeen):
    list_display = ArticleColumns.columns
    list_display_links = ("about",)
    list_filter = (
        NeedsFilter,
        LocaleFilter,
        SectionFilter,
        "published",
        HelpCenterFilter,
    )
    search_fields = ("external_id", "title", "body")
    ordering = (F("figures__avoidable").desc(nulls_last=True), "external_id")
    fieldsets = (
        (
            None,
            {"fields": ("title", "external_id", "help_center", "locale", "address")},
        ),
        (_("How it does"), {"fields": ArticlePage.fields_on_page}),
        (_("What it says"), {"fields": ("text", "passages")}),
        (
            _("Where it is"),
            {"fields": ("section", "published", "updated_at", "translation_of")},
        ),
    )

    class Media:
        css = {"all": ["gapfinder/articles.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Load the verdicts of the rows that are shown, not those of all."""
        said = Verdict.objects.counting().with_gap().newest_first()
        articles = super().get_queryset(request).with_figures()
        return articles.defer("body", "extra").prefetch_related(
            Prefetch("verdicts", said, to_attr="said")
        )

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Look through the bodies once: the count and the page both ask what is found.

        Of very many the first in the order of the list, which it has already.
        """
        if not search_term.strip():
            return queryset, False
        found: Any
        found, _repeated = super().get_search_results(request, queryset, search_term)
        keys = list(found.pks()[: MOST_FOUND + 1])
        vars(request)[CUT] = len(keys) > MOST_FOUND
        return queryset.with_keys(keys[:MOST_FOUND]), False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the next import would bring it back."""
        return False

    @admin.display(description=_("address"), ordering="url")
    def address(self, article: Article) -> str:
        return html.outside_link(article.url)
