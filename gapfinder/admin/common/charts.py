"""Charts and sparklines: a canvas that `charts.js` draws, and the numbers in words."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from . import html


def chart(
    caption: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    *,
    marks: Sequence[tuple[int, str]] = (),
    kind: str = "line",
) -> str:
    """Return a chart with its numbers as a table.

    Args:
        caption: what it shows; escaped, as all below.
        labels: of the points on the x axis, n of them.
        series: name → n values; the first is what the chart is about.
        marks: (place of a label, what happened there); numbered in the chart, told in
            the table.
        kind: "line" or "bar".
    """
    numbered = [
        {"at": place, "label": str(number)}
        for number, (place, _what) in enumerate(marks, start=1)
    ]
    drawing = {
        "kind": kind,
        "labels": labels,
        "series": [{"label": name, "values": list(v)} for name, v in series.items()],
        "marks": numbered,
    }
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><div class="drawing">'
        '<canvas data-chart="{}" role="img" aria-label="{}"></canvas></div>'
        "<details><summary>{}</summary>{}</details></figure>",
        caption,
        json.dumps(drawing),
        caption,
        _("The numbers"),
        _numbers(labels, series, marks),
    )


def sparkline(counts: Sequence[int]) -> str:
    """Return a small line without axes; the numbers are there for those who hear it."""
    if not counts:
        return html.NOTHING
    drawing = {"labels": list(range(len(counts))), "series": [{"values": list(counts)}]}
    said = _("By week: %(counts)s") % {"counts": ", ".join(map(html.number, counts))}
    return format_html(
        '<span class="spark" title="{}"><canvas data-chart="{}" aria-hidden="true">'
        '</canvas></span><span class="unseen">{}</span>',
        said,
        json.dumps(drawing),
        said,
    )


def _numbers(
    labels: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    marks: Sequence[tuple[int, str]],
) -> str:
    told: dict[int, str] = {}
    for number, (place, what) in enumerate(marks, start=1):
        told[place] = f"{told.get(place, '')} {number}. {what}".strip()
    heads: list[Any] = ["", *series, *([_("what happened")] if marks else [])]
    rows = [
        (
            label,
            *(_shown(values[place]) for values in series.values()),
            *([told.get(place, "")] if marks else []),
        )
        for place, label in enumerate(labels)
    ]
    return html.table(heads, rows)


def _shown(value: float | None) -> str:
    if value is None:
        return html.NOTHING
    return html.number(value) if value == int(value) else html.decimal(value)
