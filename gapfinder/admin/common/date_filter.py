"""A filter by days: some weeks that are often asked for, or any first and last day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _

from gapfinder.models import Contact

from .query_params import day_of

PERIODS = (
    (timedelta(weeks=1), _("The last 7 days")),
    (timedelta(weeks=4), _("The last 4 weeks")),
    (timedelta(weeks=8), _("The last 8 weeks")),
    (timedelta(weeks=52), _("The last 52 weeks")),
)


class ReceivedFilter(admin.ListFilter):
    """Days are those of the site's time zone; both are shown, today included.

    Unlike a date hierarchy it does not ask which months there are.
    """

    title = _("day received")
    template = "gapfinder/period_filter.html"
    first_name, last_name = "received_from", "received_to"

    def __init__(
        self, request: HttpRequest, params: Any, model: Any, model_admin: Any
    ) -> None:
        super().__init__(request, params, model, model_admin)
        for name in (self.first_name, self.last_name):
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]
        self.first = day_of(request.GET.get(self.first_name))
        self.last = day_of(request.GET.get(self.last_name))
        self.others: list[tuple[str, str]] = []  # what the form keeps

    def expected_parameters(self) -> list[str | None]:
        return [self.first_name, self.last_name]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        names = [self.first_name, self.last_name]
        self.others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            for value in values
            if name not in names
        ]
        yield {
            "selected": not self.first and not self.last,
            "query_string": changelist.get_query_string(remove=names),
            "display": _("Any day"),
        }
        for span, display in PERIODS:
            first = localdate() - span + timedelta(days=1)
            new = {self.first_name: first.isoformat()}
            yield {
                "selected": self.first == first and not self.last,
                "query_string": changelist.get_query_string(new, [self.last_name]),
                "display": display,
            }

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Contact] | None:
        found: QuerySet[Contact] = queryset
        if self.first:
            found = found.filter(received_at__gte=_midnight(self.first))
        if self.last:
            end = _midnight(self.last + timedelta(days=1))
            found = found.filter(received_at__lt=end)
        return found


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
