"""Status of contacts: their worst judgement, and the summary of self-service."""

from collections.abc import Iterable, Iterator, Mapping

from gapfinder.engine.metrics.self_service import SelfService, self_service
from gapfinder.models import Contact, Judgement
from gapfinder.models.contacts.contact import STATUS_FIELDS
from gapfinder.pipeline.window import Window

NO_STATUS = ("", None, "")  # of a contact without a question


def worst_by_contact(judgements: Iterable[Judgement]) -> dict[int, Judgement]:
    """Return for each contact, by its key, its worst-answered question's judgement."""
    worst: dict[int, Judgement] = {}
    for judged in judgements:
        contact = judged.question.contact_id
        if contact not in worst or judged.badness < worst[contact].badness:
            worst[contact] = judged
    return worst


def changed_statuses(
    window: Window, judgements: Iterable[Judgement]
) -> Iterator[Contact]:
    """Yield contacts whose status changes, with only their keys and the status."""
    worst = worst_by_contact(judgements)
    for contact in window.contacts:
        judged = worst.get(contact.pk)
        status = (judged.match, judged.score, judged.reason) if judged else NO_STATUS
        if status != tuple(getattr(contact, name) for name in STATUS_FIELDS):
            yield Contact(
                pk=contact.pk,
                help_center_id=contact.help_center_id,
                external_id=contact.external_id,
                received_at=contact.received_at,
                **dict(zip(STATUS_FIELDS, status, strict=True)),
            )


def self_service_of(window: Window, judgements: Iterable[Judgement]) -> SelfService:
    """Summarise the contacts that reached customer service: all but searches."""
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
    """Return a contact's reason; "other" for a contact without a question."""
    return judged.reason if judged else Judgement.Reason.OTHER.value
