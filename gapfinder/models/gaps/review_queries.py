"""Which gaps an editor is asked about, and how much of the doubt is settled."""

from typing import Any, Self, TypedDict

from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from gapfinder.models.article import Article

from .list_queries import GapLists

OPEN = "open"  # `Gap.Status.OPEN`


class ReviewFigures(TypedDict):
    gaps: int
    doubt: float  # the sum of `Gap.doubt`


class GapReviewQuerySet(GapLists):
    def worth_asking(self) -> Self:
        """Open, found by the latest run, near to an article, and not for sure."""
        return self.filter(rank__isnull=False, status=OPEN, doubt__gt=0).exclude(
            article=None, nearest=[]
        )

    def with_shown_article(self) -> Self:
        """Add `.shown_pk`, of the article to improve or translate, else the nearest."""
        nearest = Article.objects.filter(
            help_center=models.OuterRef("help_center"),
            external_id=models.OuterRef("shown_id"),
        )
        return self.annotate(
            shown_id=KT("nearest__0__article"),
            shown_pk=Coalesce("article", models.Subquery(nearest.values("pk"))),
        )

    def to_review(self) -> Self:
        """Those that no editor has judged with the article shown; most doubtful first.

        It stops at the first row that is left, however many gaps there are.
        """
        left = self.worth_asking().exclude(pk__in=_judged()).with_shown_article()
        return left.filter(shown_pk__isnull=False).most_doubtful_first()

    def reviewed(self) -> Self:
        """Those that an editor has judged with the article shown."""
        return self.worth_asking().filter(pk__in=_judged())

    def review_figures(self) -> ReviewFigures:
        told = self.aggregate(gaps=models.Count("pk"), doubt=models.Sum("doubt"))
        return {"gaps": told["gaps"], "doubt": told["doubt"] or 0.0}

    def most_doubtful_first(self) -> Self:
        """In the order in which an editor's word on them is worth most."""
        return self.order_by("-doubt", "number")


def _judged() -> "models.QuerySet[Any, Any]":
    from gapfinder.models.judgements.verdict import Verdict

    # From the verdicts, which are few: looking up each gap's article takes long.
    return Verdict.objects.on_shown_articles().values("gap")
