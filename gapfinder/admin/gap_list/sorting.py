"""What the list of gaps can be sorted by: any figure, also where cells show two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.main import ORDER_VAR
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

MOST_SATISFIED = 100.0


@dataclass(frozen=True, slots=True)
class Sort:
    label: Any
    by: Any  # an expression
    column: str = ""  # of the list, if its head sorts by the same
    least_first: bool = False  # what one wants to see first


def _known(name: str) -> Coalesce:
    """Sort what is not known below all else, whatever the database."""
    return Coalesce(name, -1.0)


SORTS: Mapping[str, Sort] = {
    "rank": Sort(_("rank"), F("rank"), "rank", least_first=True),
    "contacts": Sort(_("contacts"), F("asked"), "contacts_cell"),
    "customers": Sort(_("customers"), F("customers")),
    "a-week": Sort(_("contacts a week"), F("contacts_per_week")),
    "trend": Sort(_("trend"), F("trend"), "trend_cell"),
    "searched": Sort(_("searched first"), _known("searched_first"), "searched_cell"),
    "satisfaction": Sort(
        _("satisfaction"), Coalesce("csat", MOST_SATISFIED + 1), least_first=True
    ),
    "handling": Sort(_("handling time"), _known("handle_seconds")),
    "saving": Sort(_("could save"), _known("saving_seconds"), "saving_cell"),
    "found": Sort(_("first found"), F("found_at")),
}


def sorted_by(value: str) -> tuple[str, bool] | None:
    """Return the name in an address and whether the most come first, if it is one."""
    name = value.removeprefix("-")
    return (name, value.startswith("-")) if name in SORTS else None


def ordering(name: str, most_first: bool) -> Any:
    """Return what the database sorts by; gaps without a rank come last anyway."""
    by = SORTS[name].by
    if name == "rank":
        last = {"nulls_last": True}
        return by.desc(**last) if most_first else by.asc(**last)
    return by.desc() if most_first else by.asc()


def choices(changelist: Any) -> Iterator[dict[str, Any]]:
    """Yield a link for each sort; that of the present one turns it round."""
    present = sorted_by(changelist.params.get(ORDER_VAR, ""))
    for name, sort in SORTS.items():
        most_first = not sort.least_first
        is_present = present is not None and present[0] == name
        if is_present and present:
            most_first = not present[1]
        value = f"-{name}" if most_first else name
        yield {
            "label": sort.label,
            "selected": is_present,
            "most_first": is_present and not most_first,
            "query_string": changelist.get_query_string({ORDER_VAR: value}),
        }
