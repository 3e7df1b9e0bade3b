"""Messages about the outcome of a bulk decision."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.admin.common import html
from gapfinder.models import ChangedMeanwhileError
from gapfinder.models.gaps.decisions import Outcome

REFUSED_SHOWN = 5


def tell(request: HttpRequest, outcome: Outcome, said: Callable[[int], str]) -> None:
    """Say how many were changed, and which were left alone and why."""
    if outcome.changed:
        messages.success(request, said(len(outcome.changed)))
    for line in _left_alone(outcome):
        messages.warning(request, line)


def reopened(gaps: int) -> str:
    said = ngettext("%(n)s gap reopened.", "%(n)s gaps reopened.", gaps)
    return said % {"n": html.number(gaps)}


def refused_line(changed: ChangedMeanwhileError) -> str:
    """Say what somebody else did to a gap since the page was drawn."""
    last = changed.events[-1] if changed.events else None
    title = html.short(changed.gap.title)
    if last is None or last.editor is None:
        return _("“%(title)s” was changed meanwhile.") % {"title": title}
    said = _("“%(title)s” was changed meanwhile: %(what)s, by %(who)s.")
    what, who = last.get_kind_display(), str(last.editor)
    return said % {"title": title, "what": what, "who": who}


def _left_alone(outcome: Outcome) -> list[str]:
    same, merged = len(outcome.unchanged), len(outcome.merged)
    lines = []
    if same:
        said = ngettext(
            "%(n)s gap was left as it is: it was so already.",
            "%(n)s gaps were left as they are: they were so already.",
            same,
        )
        lines.append(said % {"n": html.number(same)})
    if merged:
        said = ngettext(
            "%(n)s gap was left alone: it is a part of another one.",
            "%(n)s gaps were left alone: they are a part of others.",
            merged,
        )
        lines.append(said % {"n": html.number(merged)})
    lines += [refused_line(each) for each in outcome.refused[:REFUSED_SHOWN]]
    more = len(outcome.refused) - REFUSED_SHOWN
    if more > 0:
        said = ngettext(
            "%(n)s more was changed meanwhile.",
            "%(n)s more were changed meanwhile.",
            more,
        )
        lines.append(said % {"n": html.number(more)})
    return lines
