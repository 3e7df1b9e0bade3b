"""Runs of the main job: what they looked at, found, and how long each step took."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import OnlySeen
from gapfinder.display.run import why_in_touch
from gapfinder.models import Run

from . import status_text
from .progress import RunProgress
from .start import RunStart


@admin.register(Run)
class RunAdmin(RunStart, RunProgress, OnlySeen):
    list_display = (
        "started_at",
        "state_told",
        "help_center",
        "window",
        "contacts_seen",
        "questions_seen",
        "gaps_found",
        "time_taken",
        "asked_for_by",
    )
    list_filter = ("state", HelpCenterFilter)
    list_select_related = ("help_center", "requested_by")
    ordering = ("-pk",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "progress",
                    "help_center",
                    "window",
                    "encoder",
                    "asked_for_by",
                )
            },
        ),
        (
            _("Figures"),
            {
                "fields": (
                    "contacts_seen",
                    "questions_seen",
                    "gaps_found",
                    "self_service_told",
                )
            },
        ),
        (
            _("Time"),
            {"fields": ("started_at", "finished_at", "time_taken", "steps")},
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Run | None = None) -> Any:
        """Leave out figures that are not there yet."""
        if obj is not None and obj.state != Run.State.FINISHED:
            return self.fieldsets[:1]
        return self.fieldsets

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what the run judged of each question would go with it."""
        return False

    @admin.display(description=_("window"), ordering="since")
    def window(self, run: Run) -> str:
        """Return the first and the last day, in the help centre's time zone."""
        zone = run.help_center.zone
        first = run.since.astimezone(zone)
        last = run.until.astimezone(zone) - timedelta(microseconds=1)
        dash = "\N{NO-BREAK SPACE}\N{EN DASH} "
        return html.day(first) + dash + html.day(last)

    @admin.display(description=_("contacts"), ordering="contacts")
    def contacts_seen(self, run: Run) -> str | None:
        return _figure(run, run.contacts)

    @admin.display(description=_("questions"), ordering="questions")
    def questions_seen(self, run: Run) -> str | None:
        return _figure(run, run.questions)

    @admin.display(description=_("gaps"), ordering="gaps")
    def gaps_found(self, run: Run) -> str | None:
        return _figure(run, run.gaps)

    @admin.display(description=_("self-service"))
    def self_service_told(self, run: Run) -> str:
        return why_in_touch(run) or html.NOTHING

    @admin.display(description=_("seconds"), ordering="seconds")
    def time_taken(self, run: Run) -> str | None:
        return _seconds(run.seconds) if run.state == Run.State.FINISHED else None

    @admin.display(description=_("seconds by step"))
    def steps(self, run: Run) -> str:
        rows = (
            (status_text.step(name), _seconds(seconds))
            for name, seconds in run.phases.items()
        )
        return html.table((gettext("step"), gettext("seconds")), rows)


def _figure(run: Run, number: int) -> str | None:
    """Return it once it is known."""
    return html.number(number) if run.state == Run.State.FINISHED else None


def _seconds(value: float) -> str:
    return number_format(round(value, 1), decimal_pos=1, force_grouping=True)
