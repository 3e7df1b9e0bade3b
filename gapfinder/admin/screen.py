"""What every screen has in common."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from . import html


class Screen(admin.ModelAdmin):
    empty_value_display = html.NOTHING
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "gapfinder/change_list.html"
    change_form_template = "gapfinder/change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Shorten the heading: a long one runs into the buttons."""
        context["subtitle"] = html.short(str(context.get("subtitle") or "")) or None
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find words whatever their case, also where the database folds only ASCII."""
        spellings = {search_term, search_term.lower(), search_term.capitalize()}
        if search_term.isascii():
            spellings = {search_term}
        found, repeated = self.model._default_manager.none(), False
        for spelling in sorted(spellings):
            rows, repeats = super().get_search_results(request, queryset, spelling)
            found, repeated = found | rows, repeated or repeats
        return found, repeated


class SeenNotMade(Screen):
    """Rows that imports and runs make, and nobody types."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class OnlySeen(SeenNotMade):
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
