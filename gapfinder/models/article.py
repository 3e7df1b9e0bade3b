"""Articles of a help centre, and the passages that questions are compared with."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .help_center import HelpCenter
from .text_search import matches_words

if TYPE_CHECKING:
    from gapfinder.models.gaps.gap import Gap


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        return self.filter(published=True)

    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def of_any(self, help_centers: Collection[int]) -> Self:
        """Articles of the help centres with these keys."""
        return self.filter(help_center__in=help_centers)

    def locales(self) -> "models.QuerySet[Article, str]":
        """Return the distinct locales, read from an index."""
        return self.order_by().values_list("locale", flat=True).distinct()

    def sections(self) -> list[str]:
        """Return the names of the sections, in order."""
        sectioned = self.exclude(section="").order_by("section")
        return list(sectioned.values_list("section", flat=True).distinct())

    def with_ids(self, external_ids: Iterable[str]) -> Self:
        return self.filter(external_id__in=external_ids)

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def pks(self) -> "models.QuerySet[Article, int]":
        return self.values_list("pk", flat=True)

    def called(self, words: str) -> Self:
        """Articles with all the words in their title or id."""
        return self.filter(matches_words(words, "title", "external_id", using=self.db))

    def nearest_to(self, gaps: "Iterable[Gap]") -> "dict[tuple[int, str], Article]":
        """Return the nearest articles of gaps by `Gap.nearest_key`, in one query."""
        keys = {gap.nearest_key for gap in gaps}
        articles = self.filter(
            help_center__in={center for center, _name in keys},
            external_id__in={name for _center, name in keys},
        )
        rows = articles.only("help_center", "external_id", "title")
        return {(row.help_center_id, row.external_id): row for row in rows}

    def with_figures(self) -> Self:
        """Load the figures of the latest run; articles it did not read have none."""
        return self.select_related("figures")

    def worst_first(self) -> Self:
        """Order by the contacts that a better article would save."""
        avoidable = models.F("figures__avoidable").desc(nulls_last=True)
        return self.order_by(avoidable, "external_id")

    def stale(self) -> Self:
        return self.filter(figures__stale=True)

    def with_missing_locales(self) -> Self:
        """Articles asked for in a locale that neither they nor a translation have."""
        return self.filter(figures__unreadable__gt=0)


class Article(models.Model):
    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    external_id = models.CharField(_("id"), max_length=200)
    locale = models.CharField(_("locale"), max_length=35)
    title = models.TextField(_("title"), blank=True)
    body = models.TextField(_("body"), blank=True)
    url = models.TextField(_("address"), blank=True)
    section = models.CharField(_("section"), max_length=200, blank=True)
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True)
    published = models.BooleanField(_("published"), default=True)
    translation_of = models.CharField(
        _("translation of"), max_length=200, blank=True, help_text=_("An article id.")
    )
    extra = models.JSONField(_("extra"), default=dict, blank=True)
    digest = models.CharField(max_length=32, editable=False, default="")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["external_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["help_center", "external_id"], name="article_once"
            )
        ]
        indexes = [  # the choices of filters: bodies are long to read past
            models.Index(fields=["help_center", "section"], name="article_by_section"),
            models.Index(fields=["help_center", "locale"], name="article_by_locale"),
        ]

    def __str__(self) -> str:
        return self.title or self.external_id


class PassageQuerySet(models.QuerySet["Passage"]):
    def of(self, help_center: HelpCenter) -> Self:
        """Order by the articles' ids, so that every run reads the same order."""
        return self.filter(
            article__help_center=help_center, article__published=True
        ).order_by("article__external_id", "position")

    def with_texts(self, texts: Collection[str]) -> Self:
        return self.filter(text__in=texts)


class Passage(models.Model):
    """A title, a heading or a few sentences of an article."""

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        HEADING = "heading", _("heading")
        BODY = "body", _("body")

    article = models.ForeignKey(Article, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    text = models.TextField()

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="passage_once")
        ]

    def __str__(self) -> str:
        return self.text
