"""Digests: the facts of one week, stored once for each audience."""

from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.models.audience import Audience
from gapfinder.models.help_center import HelpCenter


class DigestQuerySet(models.QuerySet["Digest"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def about(
        self, help_center: HelpCenter, audience: Audience | None, monday: date
    ) -> Self:
        return self.filter(help_center=help_center, audience=audience, monday=monday)

    def without_table(self) -> Self:
        """Load the facts, but not the table of gaps."""
        return self.defer("gaps")

    def named(self) -> Self:
        """Load the fields of its name, but neither facts nor table."""
        return self.select_related("help_center", "audience").defer("facts", "gaps")

    def newest_first(self) -> Self:
        return self.order_by("-monday", "-pk")


class Digest(models.Model):
    """The facts of a digest, as numbers and codes; rendering turns them into text.

    Mails and pages in every language show the same facts, whatever runs and editors
    changed since. Customers' words are read from their questions, so erased and expired
    texts are left out.
    """

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    audience = models.ForeignKey(
        Audience,
        models.RESTRICT,
        null=True,
        blank=True,
        verbose_name=_("audience"),
        help_text=_("Empty: the whole help centre."),
    )
    monday = models.DateField(_("Monday of the week"))
    facts = models.JSONField(default=dict, editable=False)
    gaps = models.JSONField(
        default=list, editable=False, help_text="A row a gap, for the attached table."
    )
    composed_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["help_center", "monday"],
                condition=models.Q(audience=None),
                name="digest_once_a_week",
            ),
            models.UniqueConstraint(
                fields=["audience", "monday"], name="digest_once_an_audience"
            ),
        ]

    def __str__(self) -> str:
        whose = f"{self.help_center}, {self.audience}" if self.audience else None
        return f"{whose or self.help_center} {self.monday:%G-W%V}"
