"""Views that apply an editor's decision on a gap and redirect.

Each decision has an address below the gap's. A GET shows its form alone, which is how
one searches without JavaScript; a POST decides.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gapfinder.admin.common import html
from gapfinder.admin.common.model_admin import SeenNotMade
from gapfinder.admin.common.search_box import typed
from gapfinder.admin.gap_page import history
from gapfinder.models import ChangedMeanwhileError, Gap
from gapfinder.models.gaps.decisions import locked

from .base_form import Desk, GapForm, told
from .forms import FORMS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class PageForm(forms.ModelForm):
    """The stock form of a gap, which knows on which state of it it was drawn."""

    drawn = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drawn"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:  # The lock stays until what is valid is saved.
            with locked(Gap(pk=self.instance.pk), cleaned.get("drawn")):
                return cleaned
        except ChangedMeanwhileError as changed:
            data: Any = cast(Any, self.data).copy()
            data["drawn"] = str(changed.gap.version)
            self.data = data
            self.add_error(None, told(changed))
        return cleaned


class GapActions(SeenNotMade):
    form = PageForm

    @property
    def media(self) -> forms.Media:
        """Add the files of the forms to those of the page: two `Media` would clash."""
        own: Any = {"all": ["gapfinder/gap_actions.css"]}
        return super().media + forms.Media(css=own, js=["gapfinder/gap_actions.js"])

    def get_fieldsets(self, request: HttpRequest, obj: Gap | None = None) -> Any:
        (name, first), *others = super().get_fieldsets(request, obj)
        if not self.has_change_permission(request, obj):
            return [(name, first), *others]
        return [(name, {**first, "fields": (*first["fields"], "drawn")}), *others]

    def get_urls(self) -> list[URLPattern]:
        decisions = [
            path(
                f"<int:pk>/{key}/",
                self.admin_site.admin_view(partial(self.decision_view, kind=form)),
                name=f"gapfinder_gap_{key}",
            )
            for key, form in FORMS.items()
        ]
        return [*decisions, *super().get_urls()]

    def actions_context(self, request: HttpRequest, gap: Gap) -> dict[str, Any]:
        """Return the forms of what can be decided, and the history.

        Without the right to change gaps, or after a merge, there are no forms.
        """
        events = history.events_of(gap)
        named = history.named_in(events)
        desk = Desk(gap, cast("User", request.user), named=named)
        forms_shown: list[GapForm] = []
        if self.has_change_permission(request, gap) and not gap.merged_into_id:
            forms_shown = [
                form(desk=desk) for form in FORMS.values() if form.applies_to(gap)
            ]
        names = desk.names if forms_shown else None
        return {
            "actions": [_action(form) for form in forms_shown],
            "history": list(history.lines(gap, events, names)),
        }

    def decision_view(
        self, request: HttpRequest, pk: int, *, kind: type[GapForm]
    ) -> HttpResponse:
        return require_http_methods(["GET", "HEAD", "POST"])(self._decision)(
            request, pk, kind=kind
        )

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        [entry] = history.log_changes(cast("User", request.user).pk, [obj], message)
        return entry

    def _decision(
        self, request: HttpRequest, pk: int, *, kind: type[GapForm]
    ) -> HttpResponse:
        gap = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, gap):
            raise PermissionDenied
        if gap.merged_into is not None:
            said = _("It was merged into %(other)s: decide there.")
            messages.error(request, said % {"other": gap.merged_into.public_id})
            return redirect(_page_of(gap))
        words = typed(request.GET.get("words", ""))
        desk = Desk(gap, cast("User", request.user), words=words)
        form = kind(request.POST if request.method == "POST" else None, desk=desk)
        if form.is_valid() and form.ready() and (done := _decided(form)):
            self.log_change(request, gap, done)
            messages.success(request, done)
            return redirect(_page_of(gap))
        template = "decide" if "found" not in request.GET else "found"
        return TemplateResponse(
            request,
            f"gapfinder/gap/{template}.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "gap": gap,
                "short_title": html.short(gap.title),
                "title": form.heading,
                "action": _action(form),
                "media": self.media,
                "trial": getattr(form, "trial", None),
            },
        )


def _decided(form: GapForm) -> str:
    """Decide, and say what happened; "" if that was refused."""
    try:
        return form.decide()
    except ChangedMeanwhileError as changed:
        form.refuse(changed)
    except ValueError:  # what was chosen went another way a moment ago
        form.add_error(None, _("That is not possible any more: look at the gap again."))
    return ""


def _action(form: GapForm) -> dict[str, Any]:
    chosen: Any = form.fields.get("article") or form.fields.get("other")
    return {
        "key": form.key,
        "form": form,
        "url": reverse(f"admin:gapfinder_gap_{form.key}", args=[form.gap.pk]),
        "words": form.desk.words,
        "chosen": form[_chosen_name(form)] if chosen else None,
        "found": len(chosen.shown) if chosen else 0,
    }


def _chosen_name(form: GapForm) -> str:
    return "article" if "article" in form.fields else "other"


def _page_of(gap: Gap) -> str:
    return reverse("admin:gapfinder_gap_change", args=[gap.pk])
