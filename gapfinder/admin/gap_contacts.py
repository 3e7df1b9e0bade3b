"""The contacts of a gap, a page at a time, and which of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from gapfinder.models import Contact, Gap, Question

from . import html
from .shares import most_first

SHOWN = 25
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
    chosen = {
        name: request.GET[name]
        for name, known in (("channel", gap.channels), ("locale", gap.locales))
        if request.GET.get(name) in known
    }
    number = _number(request.GET.get("page", ""))
    start = (number - 1) * SHOWN
    found = list(_questions(gap, chosen)[start : start + SHOWN + 1])
    return AskedPage(
        asked=[_asked(gap, question) for question in found[:SHOWN]],
        first=start + 1,
        last=start + len(found[:SHOWN]),
        newer=_address(chosen, number - 1) if number > 1 else "",
        older=_address(chosen, number + 1) if len(found) > SHOWN else "",
        channels=_choices(
            gap.channels, dict(Contact.Channel.choices), chosen.get("channel")
        ),
        locales=_choices(gap.locales, {}, chosen.get("locale")),
        chosen=bool(chosen),
    )


def _number(page: str) -> int:
    """Return the number of a page, 1 for anything else."""
    return max(int(page), 1) if page.isdecimal() and len(page) <= DIGITS else 1


def _questions(gap: Gap, chosen: Mapping[str, str]) -> Any:
    questions = Question.objects.in_gap(gap).with_contact().with_reason()
    if "channel" in chosen:
        questions = questions.asked_by(chosen["channel"])
    if "locale" in chosen:
        questions = questions.asked_in(chosen["locale"])
    return questions.newest_first()


def _asked(gap: Gap, question: Question) -> Asked:
    contact = question.contact
    reason = question.judgement.get_reason_display()
    return Asked(
        pk=question.pk,
        text=question.text,
        channel=contact.get_channel_display(),
        locale=contact.locale,
        day=html.day(localtime(contact.received_at)),
        reason=str(reason),
        contact=reverse("admin:gapfinder_contact_change", args=[contact.pk]),
        said=reverse("admin:gapfinder_gap_contact", args=[gap.pk, contact.pk]),
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
