"""Article statistics of the latest run: contacts answered, and avoidable ones."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .bulk import insert
from .help_center import HelpCenter


class ArticleFiguresQuerySet(models.QuerySet["ArticleFigures"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(article__help_center=help_center)

    def replace(
        self, help_center: HelpCenter, figures: "Iterable[ArticleFigures]"
    ) -> None:
        """Replace all figures by those of a run; articles it did not read have none."""
        self.of(help_center).delete()
        insert(figures, self)


class ArticleFigures(models.Model):
    """Counts of the contacts in a run's window whose nearest article this is.

    A contact counts once for each article, by its worst-answered question among those.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="figures"
    )
    avoidable = models.PositiveIntegerField(
        _("avoidable contacts"), default=0, help_text=_("A better article saves them.")
    )
    answered = models.PositiveIntegerField(_("contacts it answers"), default=0)
    weak = models.PositiveIntegerField(_("contacts it answers weakly"), default=0)
    searched_first = models.PositiveIntegerField(
        _("searched first"), default=0, help_text=_("Of the answered ones, as below.")
    )
    reassurance = models.PositiveIntegerField(_("to be sure"), default=0)
    prefers_person = models.PositiveIntegerField(_("to reach a person"), default=0)
    account = models.PositiveIntegerField(_("about the own account"), default=0)
    unreadable = models.PositiveIntegerField(
        _("contacts in another language"),
        default=0,
        help_text=_("Answered or weakly answered, in a locale without a translation."),
    )
    missing_locales = models.JSONField(
        _("missing locales"), default=dict, help_text=_("Contacts by locale.")
    )
    stale = models.BooleanField(
        _("stale"),
        default=False,
        help_text=_("Not updated for long, while its contacts grow."),
    )
    weeks = models.JSONField(_("contacts by week"), default=dict)
    newest_weak = models.JSONField(
        default=list, help_text="Keys of the newest questions it answers weakly."
    )

    objects = ArticleFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of an article")
        verbose_name_plural = _("figures of articles")

    def __str__(self) -> str:
        return f"{self.article}: {self.avoidable}"

    @property
    def missing(self) -> list[tuple[str, int]]:
        """Locales and contacts, most contacts first: databases may reorder keys."""
        return sorted(
            self.missing_locales.items(), key=lambda pair: (-pair[1], pair[0])
        )
