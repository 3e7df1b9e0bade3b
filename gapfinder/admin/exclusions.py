"""Exclusion rules: what editors never want grouped, and until when."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import SeenNotMade
from gapfinder.models import Exclusion

from .common import html


@admin.register(Exclusion)
class ExclusionAdmin(SeenNotMade):
    """A rule is made on the page of a gap, where it is tried, and switched off here."""

    list_display = ("words", "active", "gap_shown", "editor", "made_at")
    list_filter = ("active", HelpCenterFilter)
    list_select_related = ("gap", "editor")
    search_fields = ("phrases", "gap__title")
    ordering = ("-pk",)
    fields = ("words", "active", "gap_shown", "editor", "made_at", "help_center")
    readonly_fields = ("words", "gap_shown", "editor", "made_at", "help_center")
    actions = ("switch_off", "switch_on")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a rule is switched off, so that the history of its gap stays true."""
        return False

    @admin.action(
        description=_("Switch the selected rules off"), permissions=["change"]
    )
    def switch_off(self, request: HttpRequest, rules: QuerySet[Exclusion]) -> None:
        changed = rules.filter(active=True).update(active=False)
        said = ngettext(
            "%(n)s rule is off; the next run groups such questions again.",
            "%(n)s rules are off; the next run groups such questions again.",
            changed,
        )
        messages.success(request, said % {"n": html.number(changed)})

    @admin.action(description=_("Switch the selected rules on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, rules: QuerySet[Exclusion]) -> None:
        changed = rules.filter(active=False).update(active=True)
        said = ngettext(
            "%(n)s rule is on; the next run leaves such questions out.",
            "%(n)s rules are on; the next run leaves such questions out.",
            changed,
        )
        messages.success(request, said % {"n": html.number(changed)})

    @admin.display(description=_("words and phrases"), ordering="phrases")
    def words(self, rule: Exclusion) -> str:
        return html.short(", ".join(rule.phrases))

    @admin.display(description=_("gap"), ordering="gap__title")
    def gap_shown(self, rule: Exclusion) -> str:
        return html.link_to(rule.gap)
