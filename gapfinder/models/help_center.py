"""A help centre: one brand's published self-service, and the zone its weeks are in."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("%(name)s is not a time zone; expected one such as Europe/Oslo."),
            params={"name": name},
        )


class HelpCenter(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Weeks begin on Monday 00:00 here; empty: the site's zone."),
    )
    digest_to = models.TextField(
        _("digest to"),
        blank=True,
        help_text=_("E-mail addresses of the weekly digest, one a line."),
    )
    last_gap_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("help centre")
        verbose_name_plural = _("help centres")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name or self.slug

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone or timezone.get_default_timezone_name())

    @property
    def recipients(self) -> list[str]:
        return self.digest_to.split()
