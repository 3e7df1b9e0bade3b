"""Articles: what the help centre publishes, and how many contacts each one answers."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gapfinder.models import Article

from . import html
from .filters import HelpCenterFilter, LocaleFilter
from .screen import OnlySeen


@admin.register(Article)
class ArticleAdmin(OnlySeen):
    list_display = (
        "external_id",
        "short_title",
        "locale",
        "section",
        "published",
        "updated_at",
        "answered",
    )
    list_display_links = ("external_id", "short_title")
    list_filter = (LocaleFilter, "section", "published", HelpCenterFilter)
    search_fields = ("external_id", "title", "body")
    ordering = ("help_center_id", "external_id")
    fieldsets = (
        (None, {"fields": ("title", "external_id", "help_center", "locale")}),
        (_("What it says"), {"fields": ("text", "passages")}),
        (
            _("Where it is"),
            {
                "fields": (
                    "address",
                    "section",
                    "published",
                    "updated_at",
                    "translation_of",
                    "answered",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        articles = super().get_queryset(request)
        return articles.with_answered().defer("body", "extra")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the next import would bring it back."""
        return False

    @admin.display(description=_("title"), ordering="title")
    def short_title(self, article: Article) -> str:
        return html.short(str(article))

    @admin.display(description=_("contacts it answers"), ordering="answered")
    def answered(self, article: Any) -> str:
        return html.number(article.answered)

    @admin.display(description=_("body"))
    def text(self, article: Article) -> str:
        return html.preformatted(article.body)

    @admin.display(description=_("address"), ordering="url")
    def address(self, article: Article) -> str:
        return html.outside_link(article.url)

    @admin.display(description=_("passages"))
    def passages(self, article: Article) -> str:
        passages = article.passages.order_by("position")
        rows = ((each.get_kind_display(), each.text) for each in passages)
        return html.table((_now("kind"), _now("text")), rows)
