"""Queries of weekly figures: contacts of an audience, counted in groups."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from gapfinder.models.audience import Audience
from gapfinder.models.audience_filters import in_locale, in_sections

from .list_queries import ContactLists, all_questions, one_of

if TYPE_CHECKING:
    from .contact import QuestionQuerySet


class ContactWeeks(ContactLists):
    """The methods of `ContactQuerySet` that only digests use."""

    def for_audience(self, audience: Audience | None) -> Self:
        """Contacts of an audience; the section is the gap's, else the article's."""
        rows = self.filter(in_locale(audience, "locale"))
        if audience is None or not audience.sections:
            return rows
        of_gap = in_sections(audience, "judgement__gap__section")
        of_article = in_sections(audience, "judgement__article__section")
        of_article &= models.Q(judgement__gap=None)
        return rows.with_one_of(all_questions().filter(of_gap | of_article))

    def alike(self) -> list[dict[str, Any]]:
        """Count contacts with equal values: fields of `engine.metrics.weekly.Alike`.

        A week has some hundred groups, however many contacts it has.
        """
        rows = self.order_by().annotate(
            asks=_has_one_of(all_questions()),
            in_gap=_has_one_of(all_questions().filter(judgement__gap__isnull=False)),
            is_search=models.ExpressionWrapper(
                models.Q(channel=self.model.Channel.SEARCH),
                output_field=models.BooleanField(),
            ),
            match=models.F("worst_match"),
            reason=models.F("worst_reason"),
            searched=models.F("searched_first"),
        )
        named = ("asks", "in_gap", "is_search", "match", "reason", "searched")
        return list(
            rows.values(*named).annotate(
                contacts=models.Count("pk"),
                rated=models.Count("csat"),
                ratings=Coalesce(models.Sum("csat"), 0.0),
            )
        )


def _has_one_of(questions: "QuestionQuerySet") -> "models.ExpressionWrapper[IsNull]":
    exists = IsNull(one_of(questions), False)
    return models.ExpressionWrapper(exists, output_field=models.BooleanField())
