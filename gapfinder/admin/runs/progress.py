"""How far a run has come: a bar and a sentence, which a script keeps up to date."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.model_admin import Screen
from gapfinder.models import Run

from . import status_text


class RunProgress(Screen):
    class Media:
        css = {"all": ["gapfinder/run.css"]}
        js = ["gapfinder/run.js"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.progress_view)
        here = path("<int:pk>/progress/", view, name="gapfinder_run_progress")
        return [here, *super().get_urls()]

    def progress_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Tell how it stands; `ended`: there is more on the page than before."""
        run = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        answer = JsonResponse(
            {
                "said": status_text.state(run),
                "encoded": run.encoded,
                "to_encode": run.to_encode if run.phase == "encode" else 0,
                "ended": not _is_watched(run),
            }
        )
        answer["Cache-Control"] = "no-store"
        return answer

    @admin.display(description=_("state"))
    def progress(self, run: Run) -> str:
        said = format_html('<p aria-live="polite">{}</p>', status_text.state(run))
        if not _is_watched(run):
            return format_html("{}{}", said, _why(run))
        return format_html(
            '<div class="run-progress" data-progress="{}">{}'
            '<progress{} aria-label="{}"></progress>'
            '<p><a href="{}">{}</a></p></div>',
            reverse("admin:gapfinder_run_progress", args=[run.pk]),
            said,
            _measured(run),
            gettext("Progress"),
            reverse("admin:gapfinder_run_change", args=[run.pk]),
            gettext("Look again"),
        )

    @admin.display(description=_("state"), ordering="state")
    def state_told(self, run: Run) -> str:
        return status_text.brief(run)

    @admin.display(description=_("asked for by"), ordering="requested_by")
    def asked_for_by(self, run: Run) -> str:
        return str(run.requested_by or gettext("a command or the schedule"))


def _is_watched(run: Run) -> bool:
    return run.state in {Run.State.QUEUED, Run.State.RUNNING} and not run.is_silent()


def _measured(run: Run) -> str:
    """Return how full the bar is; of most steps nobody knows how long they take."""
    if run.phase != "encode" or not run.to_encode:
        return ""
    return format_html(' value="{}" max="{}"', run.encoded, run.to_encode)


def _why(run: Run) -> str:
    if run.is_silent():
        return format_html(
            "<p>{}</p>",
            gettext("It counts as failed as soon as another analysis is started."),
        )
    why = status_text.failure(run)
    return format_html('<p class="run-failure">{}</p>', why) if why else ""
