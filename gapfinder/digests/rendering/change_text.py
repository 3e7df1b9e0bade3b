"""What changed among the gaps, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.digests.content.schema import Changes, GrownGap, NamedGap, SolvedGap
from gapfinder.display import effect
from gapfinder.display.numbers import day, decimal, number

from .gap_text import asked, locale_of_title

Address = Callable[[str, int | None], str]  # of the page of a row, by its screen


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


def changes(found: Changes, address: Address) -> list[Change]:
    """Return the kinds of which there are any."""
    new, grown = found.new, found.grown
    returned, solved = found.returned, found.solved
    kinds = [
        (_("New: %(n)s"), new, map(asked, new.gaps)),
        (_("Grown by more than chance: %(n)s"), grown, map(_grown, grown.gaps)),
        (_("Returned: %(n)s"), returned, map(asked, returned.gaps)),
        (_("Solved by an article: %(n)s"), solved, map(_solved, solved.gaps)),
    ]
    return [
        Change(
            heading=heading % {"n": number(changed.count)},
            gaps=[
                _named(gap, note, address)
                for gap, note in zip(changed.gaps, notes, strict=True)
            ],
            more=_more(changed.count - len(changed.gaps)),
        )
        for heading, changed, notes in kinds
        if changed.count
    ]


def _named(gap: NamedGap, note: str, address: Address) -> ChangedGap:
    return ChangedGap(
        title=gap.words,
        title_locale=locale_of_title(gap),
        id=gap.id,
        address=address("gap", gap.pk),
        note=note,
    )


def _grown(gap: GrownGap) -> str:
    said = ngettext(
        "%(n)s contact; usual are %(usual)s a week",
        "%(n)s contacts; usual are %(usual)s a week",
        gap.contacts,
    )
    return said % {"n": number(gap.contacts), "usual": decimal(gap.usual)}


def _solved(gap: SolvedGap) -> str:
    if gap.published is None:
        return ""
    return effect.sentence(gap.effect, day(gap.published))


def _more(count: int) -> str:
    if not count:
        return ""
    return ngettext("and %(n)s more", "and %(n)s more", count) % {"n": number(count)}
