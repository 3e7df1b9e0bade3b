"""An editor's rule: questions with these words belong in no gap."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model

from .gap import Gap
from .help_center import HelpCenter


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def active(self) -> Self:
        return self.filter(active=True)

    def phrases(self) -> list[list[str]]:
        """Return what each rule looks for, the oldest rule first."""
        return list(self.order_by("pk").values_list("phrases", flat=True))


class Exclusion(models.Model):
    """It holds from the next run on, and until it is switched off."""

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    phrases = models.JSONField(
        _("words and phrases"),
        default=list,
        help_text=_("All of them occur in a question that is left out."),
    )
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Off: the next run groups such questions again."),
    )
    gap = models.ForeignKey(
        Gap,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="exclusions",
        verbose_name=_("gap"),
        help_text=_("The one it was made for."),
    )
    editor = models.ForeignKey(
        editor_model(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion rule")
        verbose_name_plural = _("exclusion rules")

    def __str__(self) -> str:
        return " + ".join(self.phrases)
