"""The contacts of a gap, a page at a time, and which of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from gapfinder.admin.common import html
from gapfinder.models import Contact, Gap, Judgement

from .breakdowns import most_first

SHOWN = 25
CHOSEN_UP_TO = 2_000  # contacts: no index knows the channels of a gap
DIGITS = 5  # of the number of a page
PLACE = "#contacts"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the gap, and the contact it was asked in."""

    pk: int
    text: str
    channel: str
    locale: str
    day: str
    reason: str
    contact: str
    said: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    contacts: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """Questions numbered from `first`; `newer` and `older` are addresses or ""."""

    asked: Sequence[Asked]
    first: int
    last: int
    newer: str
    older: str
    channels: Sequence[Choice]
    locales: Sequence[Choice]
    chosen: bool

    @property
    def may_choose(self) -> bool:
        return self.chosen or len(self.channels) > 1 or len(self.locales) > 1


def asked_page(gap: Gap, request: HttpRequest) -> AskedPage:
    """Return the page that the address asks for, the newest contacts first.

    One more than shown is read, to know if there are older ones: counting them all
    takes as long as reading them all.
    """
    offered = _offered(gap)
    chosen = {
        name: request.GET[name]
        for name, counts in offered.items()
        if request.GET.get(name) in counts
    }
    number = _number(request.GET.get("page", ""))
    start = (number - 1) * SHOWN
    places = _judgements(gap, chosen).page(start, start + SHOWN + 1)
    found = list(places.with_contact().newest_first())
    return AskedPage(
        asked=[_asked(judgement) for judgement in found[:SHOWN]],
        first=start + 1,
        last=start + len(found[:SHOWN]),
        newer=_address(chosen, number - 1) if number > 1 else "",
        older=_address(chosen, number + 1) if len(found) > SHOWN else "",
        channels=_choices(
            offered["channel"], dict(Contact.Channel.choices), chosen.get("channel")
        ),
        locales=_choices(offered["locale"], {}, chosen.get("locale")),
        chosen=bool(chosen),
    )


def _offered(gap: Gap) -> Mapping[str, Mapping[str, int]]:
    """Return what the contacts can be chosen by, nothing where that takes long."""
    if gap.volume > CHOSEN_UP_TO:
        return {"channel": {}, "locale": {}}
    return {"channel": gap.channels, "locale": gap.locales}


def _number(page: str) -> int:
    """Return the number of a page, 1 for anything else."""
    return max(int(page), 1) if page.isdecimal() and len(page) <= DIGITS else 1


def _judgements(gap: Gap, chosen: Mapping[str, str]) -> Any:
    judgements = Judgement.objects.in_gap(gap)
    if "channel" in chosen:
        judgements = judgements.by_channel(chosen["channel"])
    if "locale" in chosen:
        judgements = judgements.by_locale(chosen["locale"])
    return judgements.newest_first()


def _asked(judgement: Judgement) -> Asked:
    question = judgement.question
    contact = question.contact
    ids = [judgement.gap_id, contact.pk]
    needs_content = judgement.reason == Judgement.Reason.CONTENT  # as nearly all do
    return Asked(
        pk=question.pk,
        text=question.text,
        channel=contact.get_channel_display(),
        locale=contact.locale,
        day=html.day(localtime(contact.received_at)),
        reason="" if needs_content else judgement.get_reason_display(),
        contact=reverse("admin:gapfinder_contact_change", args=ids[1:]),
        said=reverse("admin:gapfinder_gap_contact", args=ids),
    )


def _address(chosen: Mapping[str, str], page: int) -> str:
    return f"?{urlencode({**chosen, 'page': str(page)})}{PLACE}"


def _choices(
    counts: Mapping[str, int], names: Mapping[str, Any], chosen: str | None
) -> list[Choice]:
    return [
        Choice(key, str(names.get(key, key)), html.number(contacts), key == chosen)
        for key, contacts in most_first(counts)
        if key
    ]
