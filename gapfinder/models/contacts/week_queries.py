"""What a letter counts of contacts: rows that are alike, not one by one."""

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
    """The sentences of `ContactQuerySet` that only letters say."""

    def for_audience(self, audience: Audience | None) -> Self:
        """Of a locale and of sections: of a contact's gap, else of its article."""
        rows = self.filter(in_locale(audience, "locale"))
        if audience is None or not audience.sections:
            return rows
        of_gap = in_sections(audience, "judgement__gap__section")
        of_article = in_sections(audience, "judgement__article__section")
        of_article &= models.Q(judgement__gap=None)
        return rows.with_one_of(all_questions().filter(of_gap | of_article))

    def alike(self) -> list[dict[str, Any]]:
        """Count those that are alike: fields of `engine.week_figures.Alike`.

        A database has some hundred rows to say of a week, however many contacts came.
        """
        rows = self.order_by().annotate(
            asks=_is_there(all_questions()),
            in_gap=_is_there(all_questions().filter(judgement__gap__isnull=False)),
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


def _is_there(questions: "QuestionQuerySet") -> "models.ExpressionWrapper[IsNull]":
    found = IsNull(one_of(questions), False)
    return models.ExpressionWrapper(found, output_field=models.BooleanField())
