"""Which gaps: what jobs and pages ask for, besides what only lists and reviews do."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from gapfinder.models.article import Article
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.text_search import said_in

from .quote import quotes
from .review_queries import GapReviewQuerySet

if TYPE_CHECKING:
    from gapfinder.models.contacts.contact import Question

    from .gap import Gap


class GapQuerySet(GapReviewQuerySet):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def of_any(self, help_centers: Collection[int]) -> Self:
        """Of help centres with these keys."""
        return self.filter(help_center__in=help_centers)

    def locales(self) -> "models.QuerySet[Gap, str]":
        """Each once, out of an index."""
        return self.order_by().values_list("locale", flat=True).distinct()

    def undismissed(self) -> Self:
        return self.exclude(status=self.model.Status.DISMISSED)

    def held(self) -> Self:
        """Whose questions stay as an editor left them: merged, split or dismissed."""
        return self.filter(
            models.Q(held=True) | models.Q(status=self.model.Status.DISMISSED)
        )

    def current(self) -> Self:
        """Found by the latest run."""
        return self.filter(rank__isnull=False)

    def published(self) -> Self:
        """With an article that was published for them, on a known day."""
        status = self.model.Status.PUBLISHED
        return self.filter(status=status, published_at__isnull=False)

    def ever_published(self) -> Self:
        """Published, or back since then."""
        return self.filter(published_at__isnull=False)

    def published_since(self, moment: datetime) -> Self:
        return self.published().filter(published_at__gte=moment)

    def with_effect(self, verdict: str) -> Self:
        """Measured, and with this outcome: a code of `engine.effects`."""
        return self.filter(effect__verdict=verdict)

    def with_published_article(self) -> Self:
        """Load the published article, but not its text, nor what the gap is made of."""
        article = self.select_related("published_article", "help_center")
        return article.defer(
            *("published_article__body", "published_article__extra"),
            *("value", "evidence", "nearest", "weeks"),
        )

    def lost(self) -> Self:
        """Found by an earlier run, but not by the latest."""
        return self.filter(rank__isnull=True)

    def current_or_acted_on(self) -> Self:
        """Found by the latest run, or moved on from open by an editor."""
        return self.exclude(rank__isnull=True, status=self.model.Status.OPEN)

    def once_with(self, questions: "Collection[Question] | Collection[int]") -> Self:
        """That some of the questions are in, or were last in, or are quoted by."""
        found = models.Q()
        for each in ("judgements", "remembered", "quotes"):
            asked = self.model._default_manager.filter(
                **{f"{each}__question__in": questions}
            )
            found |= models.Q(pk__in=asked.values("pk"))
        return self.filter(found)

    def with_quotes(self, *roles: str) -> Self:
        """Load what they quote, in some roles; in none else, then."""
        return self.prefetch_related(quotes(*roles))

    def asking_for(self, article: Article) -> Self:
        """Found by the latest run: the article is to be improved or translated."""
        return self.current().filter(article=article)

    def with_numbers(self, numbers: Collection[int]) -> Self:
        return self.filter(number__in=numbers)

    def called(self, words: str) -> Self:
        """With all the words in the title, or with this number or public id."""
        number = words.strip().lower().removeprefix("gap-").removeprefix("#")
        numbered = models.Q(number=int(number)) if number.isdecimal() else models.Q()
        return self.filter(said_in(words, "title", using=self.db) | numbered)

    def unmerged(self) -> Self:
        return self.filter(merged_into=None)

    def numbers(self) -> frozenset[int]:
        return frozenset(self.values_list("number", flat=True))

    def with_story(self) -> Self:
        """Load all a gap's own page tells of it; not the articles' texts."""
        articles = ("article", "published_article")
        texts = (f"{each}__{text}" for each in articles for text in ("body", "extra"))
        loaded = self.select_related(
            "help_center", "assignee", "merged_into", *articles
        )
        return loaded.defer(*texts)

    def for_a_line(self) -> Self:
        """Load what a line of a list shows, and no more."""
        return self.only(
            *("number", "title", "kind", "status", "returned", "locale", "rank"),
            *("volume", "trend", "weeks"),
        )

    def best_first(self) -> Self:
        return self.order_by(models.F("rank").asc(nulls_last=True), "-number")
