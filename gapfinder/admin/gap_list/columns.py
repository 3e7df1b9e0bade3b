"""The columns of the list of gaps: in each cell a figure, and what belongs to it.

On a narrow screen a row becomes a card; then each cell shows its own name.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import charts, html
from gapfinder.models import Contact, Gap

from .sorting import SORTS

NAMES_SHOWN = 3
DOT = " · "


class GapCells:
    """`GapChangeList` gives its rows the attributes that no field is behind."""

    cells = (
        *("rank", "title_cell", "contacts_cell", "trend_cell"),
        *("searched_cell", "saving_cell", "status_cell"),
    )

    @admin.display(description=_("title"), ordering="title")
    def title_cell(self, gap: Any) -> str:
        """Return the title, which opens the page, what work it is, and from where."""
        badges = [(gap.kind, gap.get_kind_display())]
        badges += [("new", gettext("new"))] if gap.is_new else []
        badges += [("returned", gettext("returned"))] if gap.returned else []
        return format_html(
            '<a class="title" href="{}">{}</a><span class="quiet">{} {}</span>{}',
            gap.address,
            html.short(gap.title),
            format_html_join(" ", '<span class="badge {}">{}</span>', badges),
            _nearest(gap),
            format_html_join("", '<span class="quiet">{}</span>', _where(gap)),
        )

    @admin.display(description=_("contacts"), ordering=SORTS["contacts"].by)
    def contacts_cell(self, gap: Any) -> str:
        if gap.in_weeks:
            all_of_them = ngettext(
                "of %(n)s in the latest run", "of %(n)s in the latest run", gap.volume
            )
            below = [all_of_them % {"n": html.number(gap.volume)}]
        else:
            customers = ngettext("%(n)s customer", "%(n)s customers", gap.customers)
            weekly = gettext("%(n)s a week") % {
                "n": html.decimal(gap.contacts_per_week)
            }
            below = [customers % {"n": html.number(gap.customers)}, weekly]
        return _cell(gettext("contacts"), html.number(gap.asked), *below)

    @admin.display(description=_("trend"), ordering=SORTS["trend"].by)
    def trend_cell(self, gap: Gap) -> str:
        counts = [contacts for _monday, contacts in sorted(gap.weeks.items())]
        drawn = charts.sparkline(counts) if counts else ""
        return _cell(gettext("trend"), drawn, html.trend(gap.trend))

    @admin.display(description=_("searched first"), ordering=SORTS["searched"].by)
    def searched_cell(self, gap: Gap) -> str:
        share = html.share(gap.searched_first) or html.NOTHING
        if gap.csat is None:
            return _cell(gettext("searched first"), share)
        satisfied = gettext("satisfied %(mean)s of 100") % {"mean": round(gap.csat)}
        return _cell(gettext("searched first"), share, satisfied)

    @admin.display(description=_("could save a week"), ordering=SORTS["saving"].by)
    def saving_cell(self, gap: Gap) -> str:
        seconds, each = gap.saving_seconds, gap.handle_seconds
        saved = html.NOTHING if seconds is None else html.duration(seconds)
        if each is None:
            return _cell(gettext("could save a week"), saved)
        said = gettext("%(time)s a contact") % {"time": html.duration(each)}
        return _cell(gettext("could save a week"), saved, said)

    @admin.display(description=_("status"), ordering="status")
    def status_cell(self, gap: Gap) -> str:
        assignee = gap.assignee
        who = (assignee.get_full_name() or str(assignee)) if assignee else ""
        day = html.day(localtime(gap.published_at)) if gap.published_at else ""
        is_out = gap.status == Gap.Status.PUBLISHED
        shown = format_html(
            '<span class="badge {}">{}</span>', gap.status, gap.get_status_display()
        )
        return _cell(gettext("status"), shown, who, day if is_out else "")


def _cell(name: str, figure: str, *below: str) -> str:
    lines = ((line,) for line in below if line)
    return format_html(
        '<span class="name">{}</span><span class="shown">{}</span>{}',
        name,
        figure,
        format_html_join("", '<span class="quiet">{}</span>', lines),
    )


def _nearest(gap: Any) -> str:
    """Say which article to improve or translate, or which one comes closest."""
    if gap.near is None:
        return ""
    said = {
        Gap.Kind.WEAK: gettext("Improve: {article}"),
        Gap.Kind.TRANSLATION: gettext("Translate: {article}"),
    }.get(Gap.Kind(gap.kind), gettext("Nearest: {article}"))
    return format_html(said, article=html.link_to(gap.near))


def _where(gap: Gap) -> Iterator[tuple[str]]:
    """Yield the channels and the locales, the most used first."""
    names = dict(Contact.Channel.choices)
    yield (_counted({str(names.get(key, key)): n for key, n in gap.channels.items()}),)
    yield (_counted(gap.locales or ({gap.locale: gap.volume} if gap.locale else {})),)


def _counted(counts: Mapping[str, int]) -> str:
    """Return names with their numbers, the first few, and what all others make."""
    most_first = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{name} {html.number(n)}" for name, n in most_first[:NAMES_SHOWN]]
    rest = sum(n for _name, n in most_first[NAMES_SHOWN:])
    if rest:
        shown.append(gettext("others %(n)s") % {"n": html.number(rest)})
    # A name and its number stay on one line.
    return DOT.join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in shown)
