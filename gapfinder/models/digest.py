"""The weekly letter to support leads: one a help centre and week."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .help_center import HelpCenter


class Digest(models.Model):
    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    monday = models.DateField(_("Monday of the week"))
    subject = models.TextField(_("subject"), blank=True)
    text = models.TextField(_("text"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["help_center", "monday"], name="digest_once_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.help_center} {self.monday:%G-W%V}"
