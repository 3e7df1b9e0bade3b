"""One page of the list of gaps: its order by name, and what its rows need to know."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.http import HttpRequest

from gapfinder.admin.common import html
from gapfinder.models import Article, Gap

from . import sorting
from .filters import mondays, weeks_of

# A row has no room for them, and they are most of what a gap holds.
NOT_SHOWN = (
    *("value", "evidence", "besides", "phrases", "effect"),
    *("article__body", "article__extra"),
)


class GapChangeList(ChangeList):
    _rows: Any
    _drawn: list[Any] | None
    _order: Any
    _all: Any

    def get_ordering(self, request: HttpRequest, queryset: Any) -> Any:
        named = sorting.sorted_by(self.params.get(ORDER_VAR, ""))
        if named is None:
            return super().get_ordering(request, queryset)
        return [sorting.ordering(*named), "-number", "-pk"]

    def get_ordering_field_columns(self) -> Any:
        """Show in the head of a column that the list is sorted by its figure."""
        named = sorting.sorted_by(self.params.get(ORDER_VAR, ""))
        if named is None and self.in_weeks and not self.params.get(ORDER_VAR):
            named = ("contacts", True)
        if named is None:
            return super().get_ordering_field_columns()
        column = sorting.SORTS[named[0]].column
        if column not in self.list_display:
            return {}
        place = list(self.list_display).index(column)
        return {place: "desc" if named[1] else "asc"}

    @property
    def sorts(self) -> Iterator[dict[str, Any]]:
        return sorting.choices(self)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.new_since, weeks = mondays(request), weeks_of(request)
        self.in_weeks = weeks is not None
        self._order = self.get_ordering(request, self.queryset)
        self._all = Gap.objects.with_asked(weeks)

    @property
    def result_list(self) -> list[Any]:
        """The rows of the page, loaded when it is drawn: an action needs none."""
        if self._drawn is None:
            page = self._all.on_page(self._rows).order_by(*self._order)
            self._drawn = list(self.apply_select_related(page).defer(*NOT_SHOWN))
            self._tell(self._drawn)
        return self._drawn

    @result_list.setter
    def result_list(self, rows: Any) -> None:
        self._rows, self._drawn = rows, None

    def _tell(self, gaps: list[Any]) -> None:
        """Tell the rows where their pages are, and what is asked of them."""
        kept: dict[str, Any] = {
            "opts": self.opts,
            "preserved_filters": self.preserved_filters,
        }
        nearest = Article.objects.nearest_to(gaps)
        for gap in gaps:
            gap.near = gap.article or nearest.get(gap.nearest_key)
            url = html.address_of(self.model, gap.pk)
            gap.address = add_preserved_filters(kept, url, self.is_popup, self.to_field)
            gap.in_weeks = self.in_weeks
            monday = self.new_since.get(gap.help_center_id)
            gap.is_new = monday is not None and gap.found_at >= monday
