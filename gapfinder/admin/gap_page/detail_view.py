"""The page of one gap: all that is known about it, and what can be done."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field
from django.forms import Field as FormField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from gapfinder.admin.common import html
from gapfinder.models import Contact, Gap

from . import breakdowns
from .brief import GapBrief
from .contacts import asked_page
from .figures import figures
from .kind_text import meaning
from .nearest_articles import articles_near, nearest
from .transcripts import transcript
from .weekly_chart import weeks_chart

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What other parts of the page put into its context, if the screen has them.
OTHERS = ("actions_context", "effect_context")


class GapPage(GapBrief):
    fieldsets = ((None, {"fields": ("title", "status")}),)

    class Media:
        css = {"all": ["gapfinder/gap_page.css", "gapfinder/transcripts.css"]}
        js = ["gapfinder/gap_page.js", "gapfinder/copy.js"]

    def get_urls(self) -> list[URLPattern]:
        said = path(
            "<int:pk>/contacts/<int:contact>/",
            self.admin_site.admin_view(self.contact_view),
            name="gapfinder_gap_contact",
        )
        return [said, *super().get_urls()]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Gap | None:
        """Load with the gap what its page tells, that each thing costs no query."""
        gaps = self.get_queryset(request).with_story()
        try:
            found: Gap | None = gaps.filter(**{from_field or "pk": object_id}).first()
        except (ValidationError, ValueError):
            return None
        return found

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        if db_field.name == "title":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Gap, form: "ModelForm[Gap]", change: bool
    ) -> None:
        """Only what is new is a decision: a status alone changes no title."""
        editor = cast("User", request.user)
        gap = Gap.objects.get(pk=obj.pk)
        if "title" in form.changed_data:
            gap.retitle(obj.title, editor=editor)
        gap.set_status(Gap.Status(obj.status), editor=editor)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        gap = context["original"]
        context["told"] = self._told(request, gap)
        for other in OTHERS:
            if hasattr(self, other):
                context |= getattr(self, other)(request, gap)
        return super().render_change_form(request, context, *args, **kwargs)

    def contact_view(self, request: HttpRequest, pk: int, contact: int) -> HttpResponse:
        """Return what was said in one of the gap's contacts, to open it in place."""
        if not self._may_read(request):
            raise PermissionDenied
        gap = self.seen_or_404(request, pk)
        found = get_object_or_404(Contact.objects.asking(gap), pk=contact)
        asked = found.questions.in_gap(gap).values_list("text", flat=True)
        return HttpResponse(transcript(found, list(asked)))

    def _told(self, request: HttpRequest, gap: Gap) -> dict[str, Any]:
        articles = articles_near(gap)
        return {
            "meaning": meaning(gap),
            "figures": figures(gap),
            "volume": html.number(gap.volume),
            "nearest": nearest(gap, articles),
            "weeks": weeks_chart(gap),
            "channels": breakdowns.by_channel(gap),
            "locales": breakdowns.by_locale(gap),
            "besides": breakdowns.besides(gap),
            "contacts": asked_page(gap, request),
            "may_read": self._may_read(request),
            **self.brief_context(gap, articles),
        }

    def _may_read(self, request: HttpRequest) -> bool:
        """Whether the reader may see contacts: a project may keep them from some."""
        return bool(request.user.has_perm("gapfinder.view_contact"))
