"""Queries for gaps: of jobs and pages, of the list, and of the review."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.apps import apps
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from gapfinder.models.article import Article
from gapfinder.models.audience_filters import in_locale, in_sections
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.text_search import contains, matches_words

from .derived_texts import GapWords
from .quote import quotes
from .weekly_count import GapWeek

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.audience import Audience
    from gapfinder.models.contacts.contact import Question

    from .gap import Gap

OPEN = "open"  # `Gap.Status.OPEN`


class ReviewFigures(NamedTuple):
    gaps: int
    doubt: float  # the sum of `Gap.doubt`


class GapListQueries(models.QuerySet["Gap"]):
    """Queries of the list of gaps: its filters, searches and counts."""

    def of_kinds(self, kinds: Collection[str]) -> Self:
        return self.filter(kind__in=kinds)

    def with_statuses(self, statuses: Collection[str]) -> Self:
        return self.filter(status__in=statuses)

    def in_locales(self, locales: Collection[str]) -> Self:
        return self.filter(locale__in=locales)

    def in_sections(self, sections: Collection[str]) -> Self:
        return self.filter(section__in=sections)

    def for_audience(self, audience: "Audience | None") -> Self:
        return self.filter(
            in_locale(audience, "locale"), in_sections(audience, "section")
        )

    def on_channels(self, channels: Iterable[str]) -> Self:
        """With contacts on one of the channels."""
        condition = models.Q(pk__in=[])
        for channel in channels:
            condition |= models.Q(channels__has_key=channel)
        return self.filter(condition)

    def assigned_to(self, users: Collection[int], *, or_nobody: bool = False) -> Self:
        assigned = models.Q(assignee__in=users)
        return self.filter(
            assigned | models.Q(assignee=None) if or_nobody else assigned
        )

    def new_since(self, moments: Mapping[int, datetime]) -> Self:
        """First found since a moment, which is each help centre's own."""
        return self.filter(_new_since(moments))

    def back(self) -> Self:
        """Open again after they were dismissed, until an editor decides."""
        return self.filter(returned=True)

    def with_asked(self, weeks: tuple[date, date] | None = None) -> Self:
        """Add `.asked`, the contacts of weeks that begin in these days.

        Without weeks, those that the latest run counted.
        """
        if weeks is None:
            return self.annotate(asked=models.F("volume"))
        counted = GapWeek.objects.between(*weeks).order_by()
        of_gap = counted.filter(gap=models.OuterRef("pk")).values("gap")
        total = of_gap.annotate(sum=models.Sum("contacts")).values("sum")
        return self.annotate(asked=models.Subquery(total))

    def asked_in_weeks(self, first: date, end: date) -> Self:
        """With contacts in the weeks that begin in these days; `.asked` counts them."""
        asking = GapWeek.objects.between(first, end).filter(contacts__gt=0)
        asked = self.filter(pk__in=asking.order_by().values("gap"))
        return asked.with_asked((first, end))

    def on_page(self, rows: Self) -> Self:
        """Gaps of a page, by their keys: all others are sorted without being read."""
        return self.filter(pk__in=rows.values("pk"))

    def saying(self, words: Iterable[str]) -> Self:
        """Gaps with all the words, or words they are a part of, in title or questions.

        The words are folded, as those of `GapWords` are.
        """
        gaps = self
        for word in words:
            in_title = contains("title", word, using=self.db)
            # A union, as a database has no index for "one or the other table".
            titled = self.model._default_manager.filter(in_title).order_by()
            asked = GapWords.objects.holding(word).order_by()
            gaps = gaps.filter(pk__in=asked.values("gap").union(titled.values("pk")))
        return gaps

    def counted(
        self, user: "User", moments: Mapping[int, datetime]
    ) -> "list[dict[str, Any]]":
        """Count for the ready views, by locale and section: all that a list offers.

        One pass over the gaps: each row has `locale`, `section` and the counts.
        """
        is_open = models.Q(status=self.model.Status.OPEN, rank__isnull=False)
        lost = models.Q(status=self.model.Status.OPEN, rank__isnull=True)
        shown = {
            "to_write": is_open,
            "mine": models.Q(assignee=user) & ~lost,
            "new": is_open & _new_since(moments),
            "returned_ones": is_open & models.Q(returned=True),
            "drafting": models.Q(status=self.model.Status.DRAFTING),
            "published": models.Q(status=self.model.Status.PUBLISHED),
        }
        counts = {
            name: models.Count("pk", filter=where) for name, where in shown.items()
        }
        places: Any = self.order_by().values("locale", "section")
        return list(places.annotate(**counts))


class GapReviewQueries(GapListQueries):
    """Which gaps an editor is asked about, and how much of the doubt is settled."""

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
        """Gaps that no editor has judged with the article shown; most doubtful first.

        It stops at the first row that is left, however many gaps there are.
        """
        left = self.worth_asking().exclude(pk__in=_judged()).with_shown_article()
        return left.filter(shown_pk__isnull=False).most_doubtful_first()

    def reviewed(self) -> Self:
        """Gaps that an editor has judged with the article shown."""
        return self.worth_asking().filter(pk__in=_judged())

    def review_figures(self) -> ReviewFigures:
        totals = self.aggregate(gaps=models.Count("pk"), doubt=models.Sum("doubt"))
        return ReviewFigures(totals["gaps"], totals["doubt"] or 0.0)

    def most_doubtful_first(self) -> Self:
        """Order by how much an editor's answer would change the ranking."""
        return self.order_by("-doubt", "number")


class GapQuerySet(GapReviewQueries):
    """Queries of jobs and pages, besides those of the list and the review."""

    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def of_any(self, help_centers: Collection[int]) -> Self:
        """Of help centres with these keys."""
        return self.filter(help_center__in=help_centers)

    def locales(self) -> "models.QuerySet[Gap, str]":
        """Return each locale once, read from an index."""
        return self.order_by().values_list("locale", flat=True).distinct()

    def undismissed(self) -> Self:
        return self.exclude(status=self.model.Status.DISMISSED)

    def held(self) -> Self:
        """Gaps whose questions an editor holds together: merged, split or dismissed."""
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
        """Measured, and with this outcome: a code of `article_effect`."""
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
        """Gaps that questions are in, or were last in, or that quote them."""
        condition = models.Q()
        for relation in ("judgements", "remembered", "quotes"):
            related = self.model._default_manager.filter(
                **{f"{relation}__question__in": questions}
            )
            condition |= models.Q(pk__in=related.values("pk"))
        return self.filter(condition)

    def with_quotes(self, *roles: str) -> Self:
        """Load the quotes in these roles, or in all; only those are in `Gap.quoted`."""
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
        return self.filter(matches_words(words, "title", using=self.db) | numbered)

    def unmerged(self) -> Self:
        return self.filter(merged_into=None)

    def numbers(self) -> frozenset[int]:
        return frozenset(self.values_list("number", flat=True))

    def with_story(self) -> Self:
        """Load what a gap's page shows, without the articles' texts."""
        articles = ("article", "published_article")
        texts = (f"{name}__{text}" for name in articles for text in ("body", "extra"))
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


def _new_since(moments: Mapping[int, datetime]) -> models.Q:
    condition = models.Q(pk__in=[])
    for help_center, moment in moments.items():
        condition |= models.Q(help_center=help_center, found_at__gte=moment)
    return condition


def _judged() -> "models.QuerySet[Any, Any]":
    # From the verdicts, which are few: looking up each gap's article takes long.
    verdicts: Any = apps.get_model("gapfinder", "Verdict")._default_manager
    judged: models.QuerySet[Any, Any] = verdicts.on_shown_articles().values("gap")
    return judged
