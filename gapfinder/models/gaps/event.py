"""Events of gaps: their history, by runs and by editors."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model
from gapfinder.engine.text.normalization import Quotable
from gapfinder.models.audience_filters import in_locale, in_sections
from gapfinder.models.payload import Payload

from .payloads import EventData

if TYPE_CHECKING:
    from gapfinder.models.audience import Audience
    from gapfinder.models.contacts.contact import Question
    from gapfinder.models.help_center import HelpCenter

    from .gap import Gap


class GapEventQuerySet(models.QuerySet["GapEvent"]):
    def about(self, gap: "Gap") -> Self:
        """Its own, and those by which others became a part of it, or it of others."""
        return self.filter(models.Q(gap=gap) | models.Q(other=gap))

    def of(self, help_center: "HelpCenter") -> Self:
        return self.filter(gap__help_center=help_center)

    def regroupings(self) -> Self:
        """Merges and splits."""
        return self.filter(kind__in=(GapEvent.Kind.MERGED, GapEvent.Kind.SPLIT))

    def newest_key(self) -> int:
        """Return the key of the last one, or 0."""
        newest = self.aggregate(newest=models.Max("pk"))["newest"]
        return int(newest or 0)

    def of_editors(self) -> Self:
        return self.filter(run=None)

    def after(self, version: int) -> Self:
        return self.filter(pk__gt=version)

    def with_names(self) -> Self:
        """Load who did it, and the titles of the gaps."""
        gaps = ("gap__title", "gap__number", "other__title", "other__number")
        return self.select_related("editor", "gap", "other").only(
            *("kind", "at", "run", "data", "editor", *gaps)
        )

    def oldest_first(self) -> Self:
        return self.order_by("at", "pk")

    def happened_after(self, moment: datetime) -> Self:
        return self.filter(at__gt=moment)

    def happened_between(self, since: datetime, until: datetime) -> Self:
        return self.filter(at__gte=since, at__lt=until)

    def for_audience(self, audience: "Audience | None") -> Self:
        """Of gaps of a locale and of sections."""
        return self.filter(
            in_locale(audience, "gap__locale"), in_sections(audience, "gap__section")
        )

    def counted_by_kind(self) -> dict[str, int]:
        """Return how many gaps each kind happened to."""
        kinds = self.order_by().values("kind")
        counted = kinds.annotate(gaps=models.Count("gap", distinct=True))
        return dict(counted.values_list("kind", "gaps"))

    def gaps_by_kind(self) -> dict[str, set[int]]:
        """Return the keys of the gaps each kind happened to."""
        gaps: dict[str, set[int]] = {}
        for kind, gap in self.order_by().values_list("kind", "gap"):
            gaps.setdefault(kind, set()).add(gap)
        return gaps

    def clear_quoting_notes(self, questions: "Iterable[Question]") -> None:
        """Empty the notes that quote one of the questions, or a sentence of it."""
        quotable = Quotable(question.text for question in questions)
        for event in self.filter(data__has_key="note").only("data"):
            if quotable.is_quoted_in(event.details.note):
                event.details = replace(event.details, note="")
                event.save(update_fields=["data"])

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class GapEvent(models.Model):
    """One line of a gap's history; written once, never changed."""

    class Kind(models.TextChoices):
        FOUND = "found", _("found")
        RETURNED = "returned", _("returned")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")
        RETITLED = "retitled", _("retitled")
        REOPENED = "reopened", _("reopened")
        ASSIGNED = "assigned", _("assigned")
        VERDICT = "verdict", _("verdict")
        EXCLUDED = "excluded", _("excluded")
        DRAFTING = "drafting", _("drafting")
        PUBLISHED = "published", _("published")
        DISMISSED = "dismissed", _("dismissed")

    gap = models.ForeignKey(
        "gapfinder.Gap", models.CASCADE, related_name="events", verbose_name=_("gap")
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    at = models.DateTimeField(_("at"), default=timezone.now)
    run = models.ForeignKey(
        "gapfinder.Run",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("run"),
        help_text=_("The run that saw it; empty: an editor did it."),
    )
    editor = models.ForeignKey(
        editor_model(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
    )
    other = models.ForeignKey(
        "gapfinder.Gap",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other gap"),
        help_text=_("What it was merged into, or what was split off."),
    )
    data = models.JSONField(_("data"), default=dict, blank=True)
    details = Payload("data", EventData, EventData)

    objects = GapEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
