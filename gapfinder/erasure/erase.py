"""Forget what was said: one customer's contacts, or all texts past their time.

What shows customers' words reads them from their questions, so it shows them no more.
What is made of the words of many is made anew: `models.gap_texts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gapfinder.conf import customer_secret
from gapfinder.embedding_store import forget_vectors
from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.models import Contact, Gap, GapEvent, HelpCenter, Question, Verdict
from gapfinder.models.contacts.contact import ContactQuerySet
from gapfinder.models.gaps.derived_texts import texts_made_anew

AT_ONCE = 1_000  # contacts that lose their text in one transaction


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of some contacts' data."""

    contacts: int = 0
    questions: int = 0
    vectors: int = 0
    verdicts: int = 0  # on these contacts alone
    gaps: int = 0  # that the questions were in, or that showed them


def erase_customer(customer: str) -> Erased:
    """Delete a customer's contacts in every help centre, and all made of them.

    The help desk must forget the customer too: the next import would bring the contacts
    back; and letters that were sent are where they were sent to.
    """
    key = customer_key(customer, secret=customer_secret())
    return erase(Contact.objects.of_customer(key))


def erase(contacts: ContactQuerySet) -> Erased:
    """Delete contacts, and all made of them.

    Their questions, judgements and vectors go with them; gaps and issues of the letter
    show others' words. A gap's figures follow with the next run.
    """
    with transaction.atomic():
        HelpCenter.objects.with_keys(contacts.help_centers()).lock()
        gone = list(contacts.select_for_update().only("answer"))
        if not gone:
            return Erased()
        questions = list(Question.objects.filter(contact__in=gone))
        with texts_made_anew(questions) as gaps:
            _forget_quotes(gaps, questions)
            verdicts = Verdict.objects.delete_if_on(gone)
            Contact.objects.with_keys([contact.pk for contact in gone]).delete()
        vectors = _forget_vectors(gone, questions)
    return Erased(len(gone), len(questions), vectors, verdicts, len(gaps))


def forget_texts(before: datetime, *, now: datetime) -> int:
    """Take the texts out of contacts received before a moment; return how many.

    When, where and how a contact came stays, what was judged of it, and all figures. A
    gap shows others' words, and no name but an editor's if there are none. What editors
    taught with the words teaches no more.
    """
    forgotten = 0
    for center in HelpCenter.objects.order_by("pk"):
        due = Contact.objects.of(center).received_before(before).telling()
        while some := _forget(center, due, now):
            forgotten += some
    return forgotten


def _forget(center: HelpCenter, due: ContactQuerySet, now: datetime) -> int:
    """Forget the oldest of those that are due."""
    with transaction.atomic():
        HelpCenter.objects.with_keys([center.pk]).lock()
        gone = list(due.oldest_first().only("answer")[:AT_ONCE])
        if not gone:
            return 0
        questions = list(Question.objects.filter(contact__in=gone))
        with texts_made_anew(questions) as gaps:
            _forget_quotes(gaps, questions)
            Question.objects.filter(contact__in=gone).update(text="")
            Contact.objects.with_keys([each.pk for each in gone]).forget(now)
        _forget_vectors(gone, questions)
    return len(gone)


def _forget_quotes(gaps: Sequence[Gap], questions: Sequence[Question]) -> None:
    """Empty the notes of editors that quote a question: of verdicts and of drafts."""
    Verdict.objects.teaching(questions).forget_quotes(questions)
    GapEvent.objects.filter(gap__in=gaps).forget_quotes(questions)


def _forget_vectors(contacts: Sequence[Contact], questions: Sequence[Question]) -> int:
    return forget_vectors(
        filter(None, (question.text for question in questions)),
        filter(None, (contact.answer for contact in contacts)),
    )
