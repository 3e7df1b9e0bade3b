"""Base classes of all screens: access, search and pagination."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gapfinder.models import HelpCenter
from gapfinder.models.text_search import spellings

from . import html
from .access import seen_centers
from .changelist import Listing
from .paginator import BoundedPaginator
from .query_params import keys_of
from .search_box import typed

CUT = "gapfinder_search_cut"  # kept with the request: a search left some out


class Screen(admin.ModelAdmin):
    empty_value_display = html.NOTHING
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each would be counted
    paginator = BoundedPaginator
    of_help_center = "help_center"  # the way from a row to it

    class Media:
        css = {"all": ["gapfinder/desk.css"]}
        js = ["gapfinder/vendor/chart.umd.min.js", "gapfinder/charts.js"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Show rows of the user's help centres only, in lists and by guessed address.

        By their keys: a list in order of time needs no join then.
        """
        keys = [center.pk for center in seen_centers(request)]
        if self.model is HelpCenter:
            return super().get_queryset(request).filter(pk__in=keys)
        ours = {f"{self.of_help_center}__in": keys}
        return super().get_queryset(request).filter(**ours)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head a list with what it lists: nobody comes to select one to change."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any] | None":
        kwargs |= self._narrowed(db_field.related_model, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self,
        db_field: "ManyToManyField[Any, Any]",
        request: HttpRequest,
        **kwargs: Any,
    ) -> "ModelMultipleChoiceField[Any] | None":
        kwargs |= self._narrowed(db_field.related_model, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _narrowed(self, model: Any, request: HttpRequest) -> dict[str, QuerySet[Any]]:
        screen = self.admin_site._registry.get(model)
        if not isinstance(screen, Screen):
            return {}
        return {"queryset": screen.get_queryset(request)}

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
        found, repeated = self.model._default_manager.none(), False
        for spelling in spellings(typed(search_term), using=queryset.db):
            rows, repeats = super().get_search_results(request, queryset, spelling)
            found, repeated = found | rows, repeated or repeats
        return found, repeated

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Listing]:
        return Listing

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self.paginator(*args, cut=vars(request).get(CUT, False), **kwargs)

    def listed(self, rows: Any) -> Any:
        """Add to the rows of a list what its columns show, and leave out the rest."""
        return rows

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Leave the count beside the search out where nobody knows it.

        An address with a NUL, which no database stores, shows the whole list.
        """
        if any("\0" in text for texts in request.GET.lists() for text in texts[1]):
            raise IncorrectLookupParameters
        changelist = super().get_changelist_instance(request)
        if changelist.paginator.more:
            changelist.full_result_count = changelist.result_count
        return changelist

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any
    ) -> HttpResponse | None:
        """Refuse what no list offers: more rows than it says, what is no row."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if len(keys_of(chosen)) < len(chosen):
            messages.error(request, _("Choose rows of the list."))
            return HttpResponseRedirect(request.get_full_path())
        everywhere = request.POST.get("select_across") == "1"
        if everywhere and BoundedPaginator(queryset, 1).more:
            said = _("There are too many to change all at once: narrow the list down.")
            messages.error(request, said)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset, *args)


class SeenNotMade(Screen):
    """Rows that imports and runs make, and nobody types."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class OnlySeen(SeenNotMade):
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
