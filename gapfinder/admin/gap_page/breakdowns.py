"""Who asks: contacts of a gap by channel, by locale and by reason, most first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gapfinder.admin.common import html
from gapfinder.models import Contact, Gap, Judgement

ALL = 100  # percent


@dataclass(frozen=True, slots=True)
class Share:
    name: str
    contacts: str
    percent: int


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def by_channel(gap: Gap) -> list[Share]:
    return _shares(gap.channels, dict(Contact.Channel.choices))


def by_locale(gap: Gap) -> list[Share]:
    return _shares(gap.locales, {})


def besides(gap: Gap) -> list[Share]:
    """Return who asks the same but needs no content, by reason."""
    return _shares(gap.besides, dict(Judgement.Reason.choices))


def _shares(counts: Mapping[str, int], names: Mapping[str, Any]) -> list[Share]:
    whole = sum(counts.values())
    return [
        Share(
            name=str(names.get(key, key)) or html.NOTHING,
            contacts=html.number(contacts),
            percent=round(ALL * contacts / whole) if whole else 0,
        )
        for key, contacts in most_first(counts)
    ]
