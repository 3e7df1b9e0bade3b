"""Choosing one of very many articles or gaps, by a search box."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, ngettext

from gapfinder.admin.common import html
from gapfinder.admin.common.query_params import key_of
from gapfinder.admin.gap_page.nearest_articles import articles_near
from gapfinder.models import Article, Gap
from gapfinder.models.article import ArticleQuerySet
from gapfinder.models.gaps.queries import GapQuerySet

if TYPE_CHECKING:
    from django.db.models import QuerySet

FOUND = 20  # more say only that the words are too few


class Choice(forms.ModelChoiceField):
    """Radio buttons for those that are shown; any of the queryset may be chosen."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(None, empty_label=None, **kwargs)

    def show(
        self,
        rows: "Sequence[Any] | QuerySet[Any]",
        *,
        of: "QuerySet[Any]",
        chosen: Any = None,
    ) -> None:
        """Offer some rows of a queryset, and the one that was chosen before."""
        self.queryset = of
        shown = {row.pk: row for row in rows[:FOUND]}
        key = key_of(str(chosen or ""))
        if key is not None and key not in shown:
            shown |= of.in_bulk([key])
        self.shown = list(shown.values())
        self.widget.choices = [
            (pk, self.label_from_instance(row)) for pk, row in shown.items()
        ]


class ArticleChoice(Choice):
    def label_from_instance(self, article: Article) -> str:
        title = html.short(str(article))
        return gettext("%(title)s (%(locale)s, %(id)s)") % {
            "title": title,
            "locale": article.locale,
            "id": article.external_id,
        }


class GapChoice(Choice):
    def label_from_instance(self, gap: Gap) -> str:
        said = ngettext(
            "%(id)s %(title)s: %(n)s contact",
            "%(id)s %(title)s: %(n)s contacts",
            gap.volume,
        )
        shown = {"id": gap.public_id, "title": html.short(gap.title)}
        return said % (shown | {"n": html.number(gap.volume)})


class TickedChoice(forms.ModelMultipleChoiceField):
    """Rows that were ticked elsewhere on the page."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> Any:
        ticked = list(map(str, value or ()))
        return super().clean([key_of(each) or 0 for each in ticked])


def articles_for(gap: Gap, words: str) -> list[Article]:
    """Return some with the words in title or id; without words the nearest."""
    if words:
        return list(articles_of(gap).called(words)[:FOUND])
    return [article for article in articles_near(gap).values() if article.published]


def articles_of(gap: Gap) -> ArticleQuerySet:
    """Return the articles that can answer a gap."""
    return Article.objects.of(gap.help_center).published().defer("body", "extra")


def gaps_for(gap: Gap, words: str) -> GapQuerySet:
    if not words:
        return Gap.objects.none()
    return beside(gap).called(words).best_first()


def beside(gap: Gap) -> GapQuerySet:
    """Return the gaps that a gap can become a part of."""
    gaps = Gap.objects.of(gap.help_center).unmerged().exclude(pk=gap.pk)
    return gaps.only("number", "title", "volume", "help_center", "merged_into")
