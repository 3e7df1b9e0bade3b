"""On the page of a gap: what its article did, in a sentence, a chart and numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gapfinder.admin.common import html
from gapfinder.admin.common.charts import chart
from gapfinder.admin.common.model_admin import SeenNotMade
from gapfinder.display import effect
from gapfinder.models import Gap


class GapEffect(SeenNotMade):
    """A part of `GapPage`: its template is `gapfinder/gap/effect.html`."""

    class Media:
        css = {"all": ["gapfinder/effect.css"]}

    def effect_context(self, request: HttpRequest, gap: Gap) -> dict[str, Any]:
        """Return nothing for a gap that no article was published for."""
        if gap.published_at is None:
            return {}
        told = {
            "verdict": effect.verdict(gap.effect),
            "sentence": effect.sentence(gap.effect, effect.published_on(gap)),
            "others": effect.others(gap.effect),
            "counted": effect.counted(gap.effect),
            "article": html.link_to(gap.published_article),
            "returned": gap.returned,
            "figures": _figures(gap.effect),
            "chart": _chart(gap.effect),
        }
        return {"effect": told}


def _figures(found: Mapping[str, Any]) -> list[dict[str, str]]:
    named = [
        (_("contacts a week before"), found.get("before")),
        (_("contacts a week since"), found.get("after")),
        (_("to be expected without it"), found.get("expected")),
    ]
    return [
        {"name": name, "shown": html.decimal(value)}
        for name, value in named
        if value is not None
    ]


def _chart(found: Mapping[str, Any]) -> str:
    """Draw the need, and beside it what it had been if it had gone as all others."""
    weeks = found.get("weeks", [])
    if len(weeks) <= 1:
        return ""
    published = [monday for monday, _need, _others in weeks].index(found["published"])
    need = [count for _monday, count, _others in weeks]
    series: dict[str, list[float | None]] = {_("contacts"): need}
    shared = _like_the_others(weeks, published)
    if shared is not None:
        series[_("had it gone as all other needs")] = shared
    return chart(
        _("Contacts by week, before and after publication"),
        [_day(monday) for monday, _need, _others in weeks],
        series,
        marks=[(published, _("published"))],
    )


def _like_the_others(weeks: Any, published: int) -> list[float | None] | None:
    before = [(need, others) for _monday, need, others in weeks[:published]]
    known = [(need, others) for need, others in before if None not in {need, others}]
    total = sum(others for _need, others in known)
    if not total:
        return None
    part = sum(need for need, _others in known) / total
    counts = [others for _monday, _need, others in weeks]
    return [None if each is None else round(part * each, 1) for each in counts]


def _day(monday: str) -> str:
    return date_format(date.fromisoformat(monday), "MONTH_DAY_FORMAT")
