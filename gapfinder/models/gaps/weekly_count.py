"""Contacts of a gap by week: they outlive the window of the run that counted them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from gapfinder.models.help_center import HelpCenter

    from .gap import Gap

BATCH_ROWS = 2_000


class GapWeekQuerySet(models.QuerySet["GapWeek"]):
    def between(self, since: date, until: date) -> Self:
        """The weeks that begin from `since` on and before `until`."""
        return self.filter(monday__gte=since, monday__lt=until)

    def of_gaps(self, gaps: "Iterable[Gap]") -> Self:
        return self.filter(gap__in=[gap.pk for gap in gaps])

    def of(self, help_center: "HelpCenter") -> Self:
        return self.filter(gap__help_center=help_center)

    def by_gap(self) -> dict[int, dict[date, int]]:
        """Return the contacts by Monday of each gap that has any, by its key."""
        weeks: dict[int, dict[date, int]] = {}
        rows = self.filter(contacts__gt=0).order_by()
        for gap, monday, contacts in rows.values_list("gap", "monday", "contacts"):
            weeks.setdefault(gap, {})[monday] = contacts
        return weeks

    def oldest_first(self) -> Self:
        return self.order_by("monday")

    def newest_first(self) -> Self:
        return self.order_by("-monday")

    def store(self, weeks: "Iterable[GapWeek]") -> None:
        """Write the counts, over those of earlier runs."""
        self.bulk_create(
            weeks,
            BATCH_ROWS,
            update_conflicts=True,
            unique_fields=["gap", "monday"],
            update_fields=["contacts"],
        )


class GapWeek(models.Model):
    gap = models.ForeignKey(
        "gapfinder.Gap", models.CASCADE, related_name="counted", verbose_name=_("gap")
    )
    monday = models.DateField(_("Monday of the week"))
    contacts = models.PositiveIntegerField(_("contacts"))

    objects = GapWeekQuerySet.as_manager()

    class Meta:
        verbose_name = _("week of a gap")
        verbose_name_plural = _("weeks of gaps")
        constraints = [
            models.UniqueConstraint(fields=["gap", "monday"], name="gap_week_once")
        ]
        # A list of gaps is narrowed to some weeks, and sorted by their contacts.
        indexes = [
            models.Index(fields=["monday"], name="gap_week_by_monday"),
            models.Index(fields=["gap", "monday", "contacts"], name="gap_week_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.monday:%G-W%V}: {self.contacts}"
