"""Audiences of digests: one locale of a help centre, or the sections of a team."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .help_center import HelpCenter


class AudienceQuerySet(models.QuerySet["Audience"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)


class Audience(models.Model):
    """A part of a help centre; a digest without an audience covers all of it."""

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    name = models.CharField(_("name"), max_length=100)
    locale = models.CharField(
        _("locale"),
        max_length=35,
        blank=True,
        help_text=_("Only contacts and gaps in this one; empty: in any."),
    )
    sections = models.JSONField(
        _("sections"),
        default=list,
        blank=True,
        help_text=_("Only contacts and gaps of these; empty: of any."),
    )

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(
                fields=["help_center", "name"], name="audience_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
