"""Issues of the weekly letter: a list, and a page of each that stays as it is."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.access import seen_centers
from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import OnlySeen
from gapfinder.digests.rendering import links
from gapfinder.digests.rendering.issue import issue_of
from gapfinder.models import Digest


class AudienceFilter(admin.RelatedFieldListFilter):
    """The audiences of the help centres that are seen, and those of a whole one."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        keys = [center.pk for center in seen_centers(request)]
        seen = {"help_center__in": keys}
        return field.get_choices(include_blank=False, limit_choices_to=seen)


@admin.register(Digest)
class DigestAdmin(OnlySeen):
    change_form_template = "admin/gapfinder/digest/change_form.html"
    list_display = ("week", "help_center", "audience_shown", "written")
    list_filter = (HelpCenterFilter, ("audience", AudienceFilter))
    list_select_related = ("help_center", "audience")
    ordering = ("-monday", "-pk")
    fields = ()

    class Media:
        css = {"all": ["gapfinder/digest.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).without_table()

    def listed(self, rows: Any) -> Any:
        return rows.defer("facts", "gaps")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: letters lead to its page."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        may_see_gaps = request.user.has_perm("gapfinder.view_gap")

        def address(screen: str, pk: int | None) -> str:
            return links.page_of(screen, pk) if may_see_gaps else ""

        context["issue"] = issue_of(context["original"], address)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("week"), ordering="monday")
    def week(self, digest: Digest) -> str:
        return f"{digest.monday:%G-W%V}"

    @admin.display(description=_("audience"))
    def audience_shown(self, digest: Digest) -> str:
        return (
            str(digest.audience) if digest.audience else str(_("the whole help centre"))
        )

    @admin.display(description=_("written"), ordering="composed_at")
    def written(self, digest: Digest) -> str:
        return html.day(digest.composed_at.astimezone(digest.help_center.zone))
