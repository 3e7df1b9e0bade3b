"""Which judgement speaks for a contact, and what all contacts say of self-service."""

from collections.abc import Iterable, Mapping

from gapfinder.engine.shares import SelfService, self_service
from gapfinder.models import Contact, Judgement

from .reading import Window


def worst_by_contact(judgements: Iterable[Judgement]) -> dict[int, Judgement]:
    """Return for each contact, by its key, its worst-answered question's judgement."""
    worst: dict[int, Judgement] = {}
    for judged in judgements:
        contact = judged.question.contact_id
        if contact not in worst or judged.badness < worst[contact].badness:
            worst[contact] = judged
    return worst


def self_service_of(window: Window, judgements: Iterable[Judgement]) -> SelfService:
    """Summarise those who reached customer service: who only searched did not."""
    return self_service_among(window.contacts, worst_by_contact(judgements))


def self_service_among(
    contacts: Iterable[Contact], worst: Mapping[int, Judgement]
) -> SelfService:
    served = [row for row in contacts if row.channel != Contact.Channel.SEARCH]
    return self_service(
        [reason_of(worst.get(contact.pk)) for contact in served],
        [contact.searched_first for contact in served],
        [contact.csat for contact in served],
        known_reasons=Judgement.Reason.values,
    )


def reason_of(judged: Judgement | None) -> str:
    """Return a contact's reason; one without a word asks for nothing."""
    return judged.reason if judged else Judgement.Reason.OTHER.value
