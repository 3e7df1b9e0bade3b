"""On the page of a gap: what its article did, in a sentence, a chart and numbers."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gapfinder.admin.common import html
from gapfinder.admin.common.charts import chart
from gapfinder.admin.common.model_admin import SeenNotMade
from gapfinder.display import effect
from gapfinder.models import Gap
from gapfinder.models.gaps.payloads import MeasuredEffect, MeasuredWeek


class GapEffect(SeenNotMade):
    """A part of `GapPage`: its template is `gapfinder/gap/effect.html`."""

    class Media:
        css = {"all": ["gapfinder/effect.css"]}

    def effect_context(self, request: HttpRequest, gap: Gap) -> dict[str, Any]:
        """Return nothing for a gap that no article was published for."""
        if gap.published_at is None:
            return {}
        measured = gap.measured
        shown = {
            "verdict": effect.verdict(measured),
            "sentence": effect.sentence(measured, effect.published_on(gap)),
            "others": effect.others(measured),
            "counted": effect.counted(measured),
            "article": html.link_to(gap.published_article),
            "returned": gap.returned,
            "figures": _figures(measured) if measured else [],
            "chart": _chart(measured) if measured else "",
        }
        return {"effect": shown}


def _figures(measured: MeasuredEffect) -> list[dict[str, str]]:
    named = [
        (_("contacts a week before"), measured.before),
        (_("contacts a week since"), measured.after),
        (_("to be expected without it"), measured.expected),
    ]
    return [
        {"name": name, "shown": html.decimal(value)}
        for name, value in named
        if value is not None
    ]


def _chart(measured: MeasuredEffect) -> str:
    """Draw the need, and beside it what it had been if it had gone as all others."""
    weeks = measured.weeks
    mondays = [week.monday for week in weeks]
    if len(weeks) <= 1 or measured.published not in mondays:
        return ""
    published = mondays.index(measured.published)
    need: list[float | None] = [week.need for week in weeks]
    series: dict[str, list[float | None]] = {_("contacts"): need}
    shared = _like_the_others(weeks, published)
    if shared is not None:
        series[_("had it gone as all other needs")] = shared
    return chart(
        _("Contacts by week, before and after publication"),
        [date_format(monday, "MONTH_DAY_FORMAT") for monday in mondays],
        series,
        marks=[(published, _("published"))],
    )


def _like_the_others(
    weeks: Sequence[MeasuredWeek], published: int
) -> list[float | None] | None:
    known = [
        (week.need, week.others)
        for week in weeks[:published]
        if week.need is not None and week.others is not None
    ]
    total = sum(others for _need, others in known)
    if not total:
        return None
    part = sum(need for need, _others in known) / total
    return [
        None if week.others is None else round(part * week.others, 1) for week in weeks
    ]
