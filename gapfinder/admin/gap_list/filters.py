"""What the list of gaps can be narrowed to; several values of one filter are "or"."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, unquote

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.access import kept, seen_centers, seen_people
from gapfinder.admin.common.query_params import day_of, keys_of
from gapfinder.engine.weeks import WEEK, monday_of
from gapfinder.models import Contact, Gap, Run

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.gaps.queries import GapQuerySet

ME, NOBODY = "me", "nobody"
FROM, TO = "from", "to"


class LatestRunFilter(admin.SimpleListFilter):
    title = _("latest run")
    parameter_name = "found"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Not found by it")), ("all", _("All gaps"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        default, *others = super().choices(changelist)
        yield {**default, "display": _("Found by it, or acted on")}
        yield from others

    def queryset(self, request: HttpRequest, gaps: Any) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.current_or_acted_on()
        if self.value() == "no":
            found = gaps.lost()
        if self.value() == "all":
            found = gaps
        return found


class ManyFilter(admin.SimpleListFilter):
    """A filter whose choices are put on and off one by one.

    The address has them in one value with commas: the search form of the stock list
    keeps but the last of several values.
    """

    template = "gapfinder/many_filter.html"

    @property
    def chosen(self) -> list[str]:
        values = (self.value() or "").split(",")
        return [unquote(value).replace("\0", "") for value in values if value]

    def choices(self, changelist: Any) -> Iterator[Any]:
        chosen, name = self.chosen, self.parameter_name
        yield {
            "selected": not chosen,
            "query_string": changelist.get_query_string(remove=[name]),
            "display": _("All"),
        }
        for value, display in self.lookup_choices:
            others = [each for each in chosen if each != value]
            left = others if value in chosen else [*others, value]
            yield {
                "selected": value in chosen,
                "toggles": True,
                "query_string": changelist.get_query_string(
                    {name: ",".join(map(_quoted, left)) or None}
                ),
                "display": display,
            }

    def queryset(self, request: HttpRequest, gaps: Any) -> QuerySet[Gap] | None:
        return self.narrowed(gaps, self.chosen) if self.chosen else None

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        raise NotImplementedError


class StatusFilter(ManyFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return list(Gap.Status.choices)

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.with_statuses(chosen)
        return found


class KindFilter(ManyFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return list(Gap.Kind.choices)

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.of_kinds(chosen)
        return found


class NewsFilter(ManyFilter):
    """New: since the Monday of the week in which its latest run began."""

    title = _("what is new")
    parameter_name = "news"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("new", _("New this week")), ("returned", _("Returned"))]

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.none()
        if "new" in chosen:
            found |= gaps.new_since(mondays(self.request))
        if "returned" in chosen:
            found |= gaps.back()
        return found


class AssigneeFilter(ManyFilter):
    title = _("assignee")
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        others = [each for each in seen_people(request) if each != request.user]
        people = [(str(each.pk), each.get_username()) for each in others]
        return [(ME, _("Me")), (NOBODY, _("Nobody")), *people]

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        keys = keys_of(chosen)
        if ME in chosen and self.request.user.pk is not None:
            keys.append(self.request.user.pk)
        found: QuerySet[Gap] = gaps.assigned_to(keys, or_nobody=NOBODY in chosen)
        return found


class ChannelFilter(ManyFilter):
    title = _("channel")
    parameter_name = "channel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return list(Contact.Channel.choices)

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        known = [each for each in Contact.Channel.values if each in chosen]
        found: QuerySet[Gap] = gaps.on_channels(known)
        return found


class GapLocaleFilter(ManyFilter):
    """The locale that most contacts of a gap have."""

    title = _("locale")
    parameter_name = "locale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        locales = {row["locale"] for row in counts_of(request)} - {""}
        return [(locale, locale) for locale in sorted(locales)]

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.in_locales(chosen)
        return found


class SectionFilter(ManyFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        sections = {row["section"] for row in counts_of(request)} - {""}
        return [(section, section) for section in sorted(sections)]

    def narrowed(self, gaps: "GapQuerySet", chosen: Sequence[str]) -> QuerySet[Gap]:
        found: QuerySet[Gap] = gaps.in_sections(chosen)
        return found


class WeeksFilter(admin.ListFilter):
    """Weeks in which there were contacts; any of their days names them."""

    title = _("weeks")
    template = "gapfinder/weeks_filter.html"

    def __init__(
        self, request: HttpRequest, params: Any, model: Any, model_admin: Any
    ) -> None:
        super().__init__(request, params, model, model_admin)
        for name in self.expected_parameters():
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]
        self.weeks = weeks_of(request)
        self.first, self.last = (day_of(request.GET.get(each)) for each in (FROM, TO))
        self.others: list[tuple[str, str]] = []  # what the form keeps

    def expected_parameters(self) -> list[Any]:
        return [FROM, TO]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        names = self.expected_parameters()
        self.others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            for value in (values if isinstance(values, list) else [values])
            if name not in names
        ]
        yield {
            "selected": not self.weeks,
            "query_string": changelist.get_query_string(remove=names),
            "display": gettext("All weeks of the latest run"),
        }

    def queryset(self, request: HttpRequest, gaps: Any) -> QuerySet[Gap] | None:
        if not self.weeks:
            return None
        found: QuerySet[Gap] = gaps.asked_in_weeks(*self.weeks)
        return found


def weeks_of(request: HttpRequest) -> tuple[date, date] | None:
    """Return the first Monday that is asked for and the one after the last week.

    An end that is missing, or no day, leaves that side open; the wrong way round they
    are turned.
    """
    days = [day_of(request.GET.get(name)) for name in (FROM, TO)]
    if not any(days):
        return None
    first, last = days[0] or date.min, days[1] or date.max - 2 * WEEK
    first, last = min(first, last), max(first, last)
    return monday_of(first), monday_of(last) + WEEK


def mondays(request: HttpRequest) -> dict[int, datetime]:
    """Return when the week of the latest run began, by the help centre's key."""
    return kept(request, "gapfinder_mondays", lambda: _mondays(request))


def _mondays(request: HttpRequest) -> dict[int, datetime]:
    centers = {center.pk: center for center in seen_centers(request)}
    starts = Run.objects.of_any(centers).finished().latest_starts()
    return {
        key: _begin_of_week(start.astimezone(centers[key].zone))
        for key, start in starts.items()
    }


def _begin_of_week(moment: datetime) -> datetime:
    return datetime.combine(monday_of(moment.date()), time.min, moment.tzinfo)


def counts_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what ready views count, by the locales and sections that are seen."""
    keys = [center.pk for center in seen_centers(request)]
    gaps, user = Gap.objects.of_any(keys), cast("User", request.user)
    return kept(
        request, "gapfinder_counts", lambda: gaps.counted(user, mondays(request))
    )


def _quoted(value: str) -> str:
    """Keep what parts values, and what quotes, out of a value."""
    return quote(value, safe=" ").replace("%20", " ")
