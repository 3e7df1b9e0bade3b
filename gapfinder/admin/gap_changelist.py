"""One page of the list of gaps: its order by name, and what its rows need to know."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.http import HttpRequest

from gapfinder.models import Article

from . import gap_sorts, html
from .gap_filters import mondays, weeks_of

# A row has no room for them, and they are most of what a gap holds.
NOT_SHOWN = ("value", "evidence", "answers", "examples", "besides", "phrases")


class GapChangeList(ChangeList):
    def get_ordering(self, request: HttpRequest, queryset: Any) -> Any:
        named = gap_sorts.sorted_by(self.params.get(ORDER_VAR, ""))
        if named is None:
            return super().get_ordering(request, queryset)
        return [gap_sorts.ordering(*named), "-number", "-pk"]

    def get_ordering_field_columns(self) -> Any:
        """Show in the head of a column that the list is sorted by its figure."""
        named = gap_sorts.sorted_by(self.params.get(ORDER_VAR, ""))
        if named is None and self.in_weeks and not self.params.get(ORDER_VAR):
            named = ("contacts", True)
        if named is None:
            return super().get_ordering_field_columns()
        column = gap_sorts.SORTS[named[0]].column
        if column not in self.list_display:
            return {}
        place = list(self.list_display).index(column)
        return {place: "desc" if named[1] else "asc"}

    @property
    def sorts(self) -> Iterator[dict[str, Any]]:
        return gap_sorts.choices(self)

    def get_results(self, request: HttpRequest) -> None:
        """Tell the rows where their pages are, and what is asked of them."""
        super().get_results(request)
        new_since, self.in_weeks = mondays(request), weeks_of(request) is not None
        kept: dict[str, Any] = {
            "opts": self.opts,
            "preserved_filters": self.preserved_filters,
        }
        self.result_list = self.result_list.defer(*NOT_SHOWN)
        nearest = Article.objects.nearest_to(self.result_list)
        for gap in self.result_list:
            gap.near = gap.article or nearest.get(gap.nearest_key)
            url = html.address_of(self.model, gap.pk)
            gap.address = add_preserved_filters(kept, url, self.is_popup, self.to_field)
            gap.in_weeks = self.in_weeks
            monday = new_since.get(gap.help_center_id)
            gap.is_new = monday is not None and gap.found_at >= monday
