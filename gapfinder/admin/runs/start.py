"""Starting an analysis: by a worker where there is one, else by the command shown."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.access import chosen_center, seen_centers
from gapfinder.admin.common.model_admin import Screen
from gapfinder.models import HelpCenter, Run
from gapfinder.runs.queue import send_to_worker, workers_are_used
from gapfinder.runs.start import NoContactsError, ask_for_run

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FIRST_YEAR, LAST_YEAR = 1970, 9998  # every time zone can tell their days


class _Day(forms.DateInput):
    """The browser's own calendar: it needs no script."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StartForm(forms.Form):
    help_center = forms.ModelChoiceField(
        HelpCenter.objects.none(),
        label=_("Help centre"),
        to_field_name="slug",
        empty_label=None,
    )
    since = forms.DateField(
        label=_("First day"),
        required=False,
        widget=_Day,
        help_text=_("Empty: as many weeks before the end as the settings say."),
    )
    until = forms.DateField(
        label=_("Day after the last"),
        required=False,
        widget=_Day,
        help_text=_("Empty: the day after the newest contact."),
    )

    def clean_since(self) -> date | None:
        return self._told_everywhere("since")

    def clean_until(self) -> date | None:
        return self._told_everywhere("until")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since >= until:
            self.add_error("since", gettext("The first day is not before the end."))
        return given

    def _told_everywhere(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(gettext("There are no contacts of that year."))
        return day


class RunStart(Screen):
    change_list_template = "admin/gapfinder/run/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.start_view)
        return [path("start/", view, name="gapfinder_run_start"), *super().get_urls()]

    def may_start(self, request: HttpRequest) -> bool:
        """Runs are not typed, so the stock page to add one stays closed."""
        return request.user.has_perm("gapfinder.add_run")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        more = {"may_start": self.may_start(request)}
        return super().changelist_view(request, more | (extra_context or {}))

    def start_view(self, request: HttpRequest) -> HttpResponse:
        if not self.may_start(request):
            raise PermissionDenied
        form = self._form(request)
        if request.method == "POST" and workers_are_used() and form.is_valid():
            run = self._started(request, form)
            if run is not None:
                return redirect("admin:gapfinder_run_change", run.pk)
        context = self.admin_site.each_context(request) | {
            "title": gettext("Start an analysis"),
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "center": chosen_center(request),
            "centers": seen_centers(request),
            "workers": workers_are_used(),
        }
        template = "admin/gapfinder/run/start.html"
        return TemplateResponse(request, template, context)

    def _form(self, request: HttpRequest) -> StartForm:
        chosen = chosen_center(request)
        form = StartForm(
            request.POST if request.method == "POST" else None,
            initial={"help_center": chosen and chosen.slug},
        )
        field = cast("forms.ModelChoiceField[HelpCenter]", form.fields["help_center"])
        field.queryset = HelpCenter.objects.seen_by(request.user).order_by("slug")
        return form

    def _started(self, request: HttpRequest, form: StartForm) -> Run | None:
        """Queue what the form asks for, or join what is there; say what happened."""
        asked = form.cleaned_data
        days = {"since": asked["since"], "until": asked["until"]}
        editor = cast("User", request.user)
        try:
            run, new = ask_for_run(asked["help_center"], **days, requested_by=editor)
        except NoContactsError:
            form.add_error(
                None,
                gettext("There is no contact of these days: import some first.")
                if any(days.values())
                else gettext("There are no contacts yet: import some first."),
            )
            return None
        if new:
            transaction.on_commit(partial(send_to_worker, run, **days))
        _say(request, run, new=new)
        return run


def _say(request: HttpRequest, run: Run, *, new: bool) -> None:
    center = {"center": run.help_center}
    if run.state == Run.State.FAILED:
        messages.error(request, run.get_failure_display())
    elif new:
        said = gettext("An analysis of %(center)s is queued.")
        messages.success(request, said % center)
    else:
        said = gettext("An analysis of %(center)s was under way already: this is it.")
        messages.info(request, said % center)
