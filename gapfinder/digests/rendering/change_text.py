"""What changed among the gaps, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.display import effect
from gapfinder.display.numbers import day, decimal, number
from gapfinder.engine.metrics.article_effect import Effect
from gapfinder.models.payload import from_json

from .gap_text import asked, locale_of_title

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedGap:
    title: str
    title_locale: str
    id: str
    address: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    heading: str
    gaps: Sequence[ChangedGap]
    more: str  # how many are not named


def changes(facts: Told, address: Callable[[str, int | None], str]) -> list[Change]:
    """Return the kinds of which there are any."""
    kinds: list[tuple[str, str, Callable[[Told], str]]] = [
        ("new", _("New: %(n)s"), asked),
        ("grown", _("Grown by more than chance: %(n)s"), _grown),
        ("returned", _("Returned: %(n)s"), asked),
        ("solved", _("Solved by an article: %(n)s"), _solved),
    ]
    return [
        Change(
            heading=heading % {"n": number(facts[kind]["count"])},
            gaps=[
                ChangedGap(
                    title=gap["title"],
                    title_locale=locale_of_title(gap),
                    id=gap["id"],
                    address=address("gap", gap["pk"]),
                    note=note(gap),
                )
                for gap in facts[kind]["gaps"]
            ],
            more=_more(facts[kind]["count"] - len(facts[kind]["gaps"])),
        )
        for kind, heading, note in kinds
        if facts[kind]["count"]
    ]


def _grown(gap: Told) -> str:
    said = ngettext(
        "%(n)s contact; usual are %(usual)s a week",
        "%(n)s contacts; usual are %(usual)s a week",
        gap["contacts"],
    )
    return said % {"n": number(gap["contacts"]), "usual": decimal(gap["usual"])}


def _solved(gap: Told) -> str:
    published = gap["published"]
    if not published:
        return ""
    return effect.sentence(
        from_json(Effect, gap["effect"]), day(date.fromisoformat(published))
    )


def _more(count: int) -> str:
    if not count:
        return ""
    return ngettext("and %(n)s more", "and %(n)s more", count) % {"n": number(count)}
