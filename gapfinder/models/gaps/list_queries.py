"""What the list of gaps is narrowed to, counted by and searched for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models

from gapfinder.models.audience_filters import in_locale, in_sections
from gapfinder.models.text_search import contains

from .search_text import GapWords
from .weekly_count import GapWeek

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.audience import Audience

    from .gap import Gap  # the quoted base class below

    Rows = models.QuerySet[Gap]
else:
    Rows = models.QuerySet


class GapLists(Rows):
    """The sentences of `GapQuerySet` that only lists say."""

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
        found = models.Q(pk__in=[])
        for channel in channels:
            found |= models.Q(channels__has_key=channel)
        return self.filter(found)

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
        """Those of a page, by their keys: all others are sorted without being read."""
        return self.filter(pk__in=rows.values("pk"))

    def saying(self, words: Iterable[str]) -> Self:
        """In whose title or questions all the words stand, as words or parts of them.

        The words are folded, as those of `GapWords` are.
        """
        found = self
        for word in words:
            titled = contains("title", word, using=self.db)
            # A union, as a database has no index for "one or the other table".
            named = self.model._default_manager.filter(titled).order_by().values("pk")
            said = GapWords.objects.holding(word).order_by().values("gap")
            found = found.filter(pk__in=said.union(named))
        return found

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


def _new_since(moments: Mapping[int, datetime]) -> models.Q:
    found = models.Q(pk__in=[])
    for help_center, moment in moments.items():
        found |= models.Q(help_center=help_center, found_at__gte=moment)
    return found
