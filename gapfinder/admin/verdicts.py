"""Verdicts: what editors said an article answers, and does not."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import OnlySeen
from gapfinder.models import Verdict

from .common import html

TAUGHT_SHOWN = 100


@admin.register(Verdict)
class VerdictAdmin(OnlySeen):
    list_display = ("given_at", "article_shown", "answer", "gap_shown", "editor")
    list_filter = ("answer", HelpCenterFilter)
    list_select_related = ("article", "gap", "editor")
    search_fields = ("article__title", "article__external_id", "gap__title", "note")
    ordering = ("-pk",)
    fieldsets = (
        (None, {"fields": ("article_shown", "answer", "gap_shown", "note")}),
        (_("Who and when"), {"fields": ("editor", "given_at")}),
        (_("What it teaches"), {"fields": ("taught",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        verdicts = super().get_queryset(request)
        return verdicts.defer("article__body", "article__extra")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a verdict that is wrong is replaced by a newer one."""
        return False

    @admin.display(description=_("article"), ordering="article__title")
    def article_shown(self, verdict: Verdict) -> str:
        return html.link_to(verdict.article)

    @admin.display(description=_("gap"), ordering="gap__title")
    def gap_shown(self, verdict: Verdict) -> str:
        return html.link_to(verdict.gap)

    @admin.display(description=_("questions"))
    def taught(self, verdict: Verdict) -> str:
        taught = verdict.questions.order_by("pk")[:TAUGHT_SHOWN]
        shown = html.bullets(question.text for question in taught)
        more = verdict.questions.count() - TAUGHT_SHOWN
        if more <= 0:
            return shown
        rest = ngettext("and %(n)s more", "and %(n)s more", more)
        return format_html("{}<p>{}</p>", shown, rest % {"n": html.number(more)})
