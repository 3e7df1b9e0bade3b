"""Content to write, to improve or to translate."""

from typing import Self

from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from .article import Article
from .help_center import HelpCenter


class GapQuerySet(models.QuerySet["Gap"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def undismissed(self) -> Self:
        return self.exclude(status=self.model.Status.DISMISSED)

    def current(self) -> Self:
        """Found by the latest run."""
        return self.filter(rank__isnull=False)

    def lost(self) -> Self:
        """Found by an earlier run, but not by the latest."""
        return self.filter(rank__isnull=True)

    def current_or_acted_on(self) -> Self:
        """Found by the latest run, or moved on from open by an editor."""
        return self.exclude(rank__isnull=True, status=Gap.Status.OPEN)

    def with_nearest(self) -> Self:
        """Add `.nearest_pk` and `.nearest_title` of the nearest of all articles."""
        shown = Coalesce(
            NullIf("title", models.Value("")),
            "external_id",
            output_field=models.TextField(),
        )
        nearest = Article.objects.annotate(shown=shown).filter(
            help_center=models.OuterRef("help_center"),
            external_id=models.OuterRef("nearest_id"),
        )
        return self.annotate(
            nearest_id=KT("nearest__0__article"),
            nearest_pk=models.Subquery(nearest.values("pk")),
            nearest_title=models.Subquery(nearest.values("shown")),
        )

    def best_first(self) -> Self:
        return self.order_by(models.F("rank").asc(nulls_last=True), "-number")


class Gap(models.Model):
    """Questions that ask the same and that no article answers.

    The figures are those of the latest run that found the gap; `rank` is empty when the
    latest run did not.
    """

    class Kind(models.TextChoices):
        MISSING = "missing", _("missing")
        WEAK = "weak", _("weak")
        TRANSLATION = "translation", _("translation")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DRAFTING = "drafting", _("drafting")
        PUBLISHED = "published", _("published")
        DISMISSED = "dismissed", _("dismissed")

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.OPEN
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    title = models.TextField(_("title"))
    retitled = models.BooleanField(
        default=False, editable=False, help_text=_("An editor's title outlives runs.")
    )
    locale = models.CharField(_("locale"), max_length=35, blank=True)
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="gaps",
        verbose_name=_("article"),
        help_text=_("The one to improve or to translate."),
    )
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    volume = models.PositiveIntegerField(_("contacts"), default=0)
    customers = models.PositiveIntegerField(_("customers"), default=0)
    trend = models.FloatField(
        _("trend"),
        default=0,
        help_text=_("Change of the weekly contacts over the window, -1 … 1."),
    )
    phrases = models.JSONField(_("phrases"), default=list)
    examples = models.JSONField(_("example questions"), default=list)
    nearest = models.JSONField(_("nearest articles"), default=list)
    channels = models.JSONField(_("channels"), default=dict)
    besides = models.JSONField(
        _("besides"),
        default=dict,
        help_text=_("Contacts by reason that ask the same but need no content."),
    )
    locales = models.JSONField(_("locales"), default=dict)
    weeks = models.JSONField(_("contacts a week"), default=dict)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        constraints = [
            models.UniqueConstraint(fields=["help_center", "number"], name="gap_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_id(self) -> str:
        """The id that files and letters show: stable, and never given twice."""
        return f"gap-{self.number}"
