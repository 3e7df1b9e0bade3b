"""Exclusion rules: questions with an editor's words belong in no gap."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model
from gapfinder.models.help_center import HelpCenter

from .decisions import Change, locked, save_change
from .event import GapEvent
from .gap import Gap
from .payloads import EventData

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def active(self) -> Self:
        return self.filter(active=True)

    def phrases(self) -> list[list[str]]:
        """Return the phrases of each rule, the oldest rule first."""
        return list(self.order_by("pk").values_list("phrases", flat=True))

    def make(
        self,
        gap: Gap,
        phrases: Sequence[str],
        *,
        editor: "User | None" = None,
        version: int | None = None,
    ) -> "Exclusion":
        """Make a rule because of a gap, with a line in the gap's history.

        Raises:
            ChangedMeanwhileError: an editor changed the gap after that version.
        """
        with locked(gap, version):
            rule = self.create(
                help_center_id=gap.help_center_id,
                phrases=list(phrases),
                gap=gap,
                editor=editor,
            )
            data = EventData(phrases=rule.phrases, rule=rule.pk)
            change = Change(GapEvent.Kind.EXCLUDED, (), data)
            save_change(gap, change, editor=editor)
        return rule


class Exclusion(models.Model):
    """A rule that applies from the next run on, until it is switched off."""

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
