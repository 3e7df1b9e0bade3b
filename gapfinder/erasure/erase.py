"""Erasure: delete one customer's contacts, and expire texts past their retention.

Gaps, digests and histories read customers' words from questions, so they show erased
words no more. `models.gaps.derived_texts` recomputes the titles, phrases and search
words of the gaps that had erased questions.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gapfinder.conf import customer_secret
from gapfinder.embedding_store import delete_unused_vectors
from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.models import Contact, GapEvent, HelpCenter, Question, Verdict
from gapfinder.models.contacts.contact import ContactQuerySet
from gapfinder.models.gaps.derived_texts import texts_made_anew

BATCH = 1_000  # contacts that lose their text in one transaction


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows an erasure deleted or changed."""

    contacts: int = 0
    questions: int = 0
    vectors: int = 0
    verdicts: int = 0  # on these contacts, not on gaps
    gaps: int = 0  # that contained or quoted the questions


def erase_customer(customer: str) -> Erased:
    """Delete a customer's contacts in every help centre, and all derived data.

    Delete the customer in the help desk too, or the next import brings the contacts
    back. Digests that were sent stay in their readers' mailboxes.
    """
    key = customer_key(customer, secret=customer_secret())
    return erase(Contact.objects.of_customer(key))


def erase(contacts: ContactQuerySet) -> Erased:
    """Delete contacts, and all data derived from them.

    Their questions, judgements and vectors are deleted too; gaps and digests show the
    words of other contacts. The next run updates the figures of gaps.
    """
    with transaction.atomic():
        centers = contacts.help_centers()
        HelpCenter.objects.with_keys(centers).lock()
        rows = list(contacts.select_for_update().only("answer"))
        if not rows:
            return Erased()
        questions = list(Question.objects.filter(contact__in=rows))
        with texts_made_anew(questions) as gaps:
            clear_notes(centers, questions)
            verdicts = Verdict.objects.delete_on(rows)
            Contact.objects.with_keys([contact.pk for contact in rows]).delete()
        vectors = _delete_vectors(rows, questions)
    return Erased(len(rows), len(questions), vectors, verdicts, len(gaps))


def expire_texts(before: datetime, *, now: datetime) -> int:
    """Erase the texts of contacts received before a moment; return how many.

    A contact keeps its time, channel, locale, judgements and all figures. A gap shows
    the words of other contacts; without any it keeps only a title that an editor wrote.
    Verdicts on the erased texts do not train later runs.
    """
    expired = 0
    for center in HelpCenter.objects.order_by("pk"):
        due = Contact.objects.of(center).received_before(before).unexpired()
        while batch := _expire_batch(center, due, now):
            expired += batch
    return expired


def _expire_batch(center: HelpCenter, due: ContactQuerySet, now: datetime) -> int:
    """Erase the texts of the oldest contacts that are due; return how many."""
    with transaction.atomic():
        HelpCenter.objects.with_keys([center.pk]).lock()
        rows = list(due.oldest_first().only("answer")[:BATCH])
        if not rows:
            return 0
        questions = list(Question.objects.filter(contact__in=rows))
        with texts_made_anew(questions):
            clear_notes([center.pk], questions)
            Question.objects.filter(contact__in=rows).update(text="")
            Contact.objects.with_keys([row.pk for row in rows]).erase_texts(now)
        _delete_vectors(rows, questions)
    return len(rows)


def clear_notes(help_centers: Collection[int], questions: Sequence[Question]) -> None:
    """Empty the notes of verdicts and of drafts that quote a question.

    A question may have moved since a note was written, so the drafts of all gaps are
    searched.

    Args:
        help_centers: the keys of those that the questions belong to.
        questions: with the texts that go.
    """
    Verdict.objects.covering(questions).clear_quoting_notes(questions)
    drafts = GapEvent.objects.filter(gap__help_center__in=help_centers)
    drafts.clear_quoting_notes(questions)


def _delete_vectors(contacts: Sequence[Contact], questions: Sequence[Question]) -> int:
    return delete_unused_vectors(
        filter(None, (question.text for question in questions)),
        filter(None, (contact.answer for contact in contacts)),
    )
