"""Help centres: names, time zones, and who sees them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.model_admin import Screen
from gapfinder.admin.common.query_params import key_of
from gapfinder.models import Article, HelpCenter, Run

from .common import html


class Members(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        """A number too large for a key is nobody's, not an error of the database."""
        return super().clean([key_of(str(each)) or 0 for each in value or ()])


@admin.register(HelpCenter)
class HelpCenterAdmin(Screen):
    list_display = ("slug", "name", "time_zone", "articles", "contacts")
    search_fields = ("slug", "name")
    ordering = ("slug",)
    fields = ("slug", "name", "time_zone", "members")
    filter_horizontal = ("members",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return (
            super()
            .get_queryset(request)
            .annotate(articles=_articles(), contacts=_contacts())
        )

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs["form_class"] = Members
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(
        self, request: HttpRequest, obj: HelpCenter | None = None
    ) -> tuple[str, ...]:
        """Keep the slug: imports make a new help centre when they do not know it."""
        return ("slug",) if obj else ()

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Make who adds a help centre a member of it, or it would vanish at once."""
        super().save_related(request, form, formsets, change)
        if not change:
            form.instance.members.add(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: all articles, contacts and gaps would go with it."""
        return False

    @admin.display(description=_("articles"), ordering="articles")
    def articles(self, help_center: Any) -> str:
        return html.number(help_center.articles)

    @admin.display(description=_("contacts of the latest run"), ordering="contacts")
    def contacts(self, help_center: Any) -> str:
        return html.number(help_center.contacts)


def _articles() -> Coalesce:
    rows = Article.objects.filter(help_center=OuterRef("pk")).order_by()
    counted = rows.values("help_center").annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _contacts() -> Coalesce:
    """Take what a run counted: all contacts are too many to count for a page."""
    runs = Run.objects.filter(help_center=OuterRef("pk")).finished().newest_first()
    return Coalesce(Subquery(runs.values("contacts")[:1]), 0)
