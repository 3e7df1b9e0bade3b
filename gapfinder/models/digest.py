"""An issue of the weekly letter: its facts, written once a week and audience."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.unsaid import Unsaid

from .audience import Audience
from .help_center import HelpCenter


class DigestQuerySet(models.QuerySet["Digest"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def about(
        self, help_center: HelpCenter, audience: Audience | None, monday: date
    ) -> Self:
        return self.filter(help_center=help_center, audience=audience, monday=monday)

    def of_any(self, help_centers: Collection[int]) -> Self:
        """Of help centres with these keys."""
        return self.filter(help_center__in=help_centers)

    def showing(self, since: datetime, until: datetime) -> Self:
        """Which may show what was said between two moments, both included."""
        known = models.Q(words_since=None) | models.Q(words_since__lte=until)
        return self.filter(known, composed_at__gte=since)

    def without_table(self) -> Self:
        """Load what the letter says, but not a row for each gap."""
        return self.defer("gaps")

    def named(self) -> Self:
        """Load what it is called by, and nothing of what it says."""
        return self.select_related("help_center", "audience").defer("facts", "gaps")

    def unsay(self, unsaid: Unsaid) -> int:
        """Take what people said out of those that hold it; return how many did.

        Each is loaded, locked and written by itself: it has a row for every gap of its
        week, and nobody shall wait for all.
        """
        keys = list(self.order_by("pk").values_list("pk", flat=True))
        return sum(self._unsay_in(key, unsaid) for key in keys)

    def _unsay_in(self, key: int, unsaid: Unsaid) -> bool:
        with transaction.atomic():
            digest = self.select_for_update(no_key=True).filter(pk=key).first()
            if digest is None:  # deleted meanwhile
                return False
            left = [unsaid.left_of(facts) for facts in (digest.facts, digest.gaps)]
            if left == [digest.facts, digest.gaps]:
                return False
            digest.facts, digest.gaps = left
            digest.save(update_fields=["facts", "gaps"])
        return True

    def newest_first(self) -> Self:
        return self.order_by("-monday", "-pk")


class Digest(models.Model):
    """What a letter says, as numbers and redacted texts: it is put into words later.

    Whoever reads it, in a mail or on its page, in whatever language, reads the same
    facts, whatever was found or decided since.
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
    words_since = models.DateTimeField(
        null=True,
        editable=False,
        help_text="No word that it shows was said before; empty: nobody knows.",
    )

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
