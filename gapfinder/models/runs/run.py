"""Runs of the analysis: the window, the encoder, and the counts of each run."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.metrics.self_service import SelfService
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.payload import Payload

from .payloads import RunFigures
from .state import UNFINISHED, Failure, RunState, RunStateQuerySet, State

MOST_ATTEMPTS = 3  # a run that kills its worker three times will do so again


class RunQuerySet(RunStateQuerySet):
    def of_any(self, help_centers: Collection[int]) -> Self:
        """Runs of the help centres with these keys."""
        return self.filter(help_center__in=help_centers)

    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def latest_starts(self) -> dict[int, datetime]:
        """Return when each help centre's latest run began, by the centre's key."""
        starts = self.order_by().values_list("help_center")
        return dict(starts.annotate(latest=models.Max("started_at")))

    def allow_retry(self) -> bool:
        """Whether all of them failed, none for its duration, and not too often.

        A run that took too long would do so again. A run that no worker claimed counts
        no attempt.
        """
        failed = models.Q(state=State.FAILED) & ~models.Q(failure=Failure.TOO_LONG)
        if self.exclude(failed).exists():
            return False
        begun = self.aggregate(times=models.Sum("attempts"))["times"] or 0
        return bool(begun < MOST_ATTEMPTS)

    def seen_until(self) -> datetime | None:
        """Return the end of the latest window of these runs; None without a run."""
        until: datetime | None = self.aggregate(seen=models.Max("until"))["seen"]
        return until


class Run(RunState):
    State = State
    Failure = Failure

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), help_text=_("Excluded."))
    encoder = models.CharField(_("encoder"), max_length=400)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    seconds = models.FloatField(_("seconds"), default=0)
    contacts = models.PositiveIntegerField(_("contacts"), default=0)
    questions = models.PositiveIntegerField(_("questions"), default=0)
    gaps = models.PositiveIntegerField(_("gaps"), default=0)
    self_service = models.JSONField(
        _("self-service"),
        default=dict,
        help_text=_("Why customers still made contact, and if they had searched."),
    )
    figures = models.JSONField(
        _("figures"),
        default=dict,
        help_text=_("By week, locale and channel, and what changed since."),
    )
    phases = models.JSONField(
        _("phases"), default=dict, help_text=_("Seconds each step took.")
    )

    served = Payload("self_service", SelfService)
    counted = Payload("figures", RunFigures)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.UniqueConstraint(
                fields=["help_center"],
                condition=models.Q(state__in=UNFINISHED),
                name="run_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        zone = self.help_center.zone
        first = self.since.astimezone(zone)
        last = self.until.astimezone(zone) - timedelta(microseconds=1)
        return f"{self.help_center} {first:%Y-%m-%d} – {last:%Y-%m-%d}"
