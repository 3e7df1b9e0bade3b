"""Forget what was said: one customer's contacts, or all texts past their time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from gapfinder.conf import customer_secret
from gapfinder.engine.redaction import customer_key
from gapfinder.models import Contact, Digest, HelpCenter, Question, Verdict
from gapfinder.unsaying import Said, gaps_with, unsay, unsay_in_notes
from gapfinder.vectors import forget_vectors

AT_ONCE = 1_000  # contacts that lose their text in one transaction


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of one customer's data."""

    contacts: int
    questions: int
    vectors: int
    verdicts: int  # on these contacts alone
    gaps: int  # that showed the customer's words, and do no more
    digests: int  # likewise


def erase_customer(customer: str) -> Erased:
    """Delete a customer's contacts in every help centre, and all made of them.

    Their questions, judgements and vectors go with them; a gap that shows their words
    shows others, and an issue of the letter none. Its figures follow with the next run.
    The help desk must forget the customer too: the next import would bring the contacts
    back; and letters that were sent are where they were sent to.
    """
    key = customer_key(customer, secret=customer_secret())
    with transaction.atomic():
        _wait_for_runs(Contact.objects.of_customer(key))
        contacts = list(Contact.objects.of_customer(key).select_for_update())
        questions = list(Question.objects.filter(contact__in=contacts))
        said = Said(contacts, questions)
        gaps = gaps_with(said)
        unsay_in_notes(said)
        verdicts = Verdict.objects.delete_if_on(contacts)
        Contact.objects.filter(pk__in=[contact.pk for contact in contacts]).delete()
        changed = unsay(said, gaps)
        digests = _unsay_in_digests(said)
        vectors = forget_vectors(said.asked, said.answers)
    return Erased(len(contacts), len(questions), vectors, verdicts, changed, digests)


def forget_texts(before: datetime, *, now: datetime) -> int:
    """Take the texts out of contacts received before a moment; return how many.

    When, where and how a contact came stays, what was judged of it, and all figures. A
    gap shows others' words, and no name but an editor's if there are none. What editors
    taught with the words teaches no more.
    """
    forgotten = 0
    while contacts := list(Contact.objects.received_before(before).telling()[:AT_ONCE]):
        with transaction.atomic():
            _wait_for_runs(Contact.objects.filter(pk__in=[c.pk for c in contacts]))
            asked = Question.objects.filter(contact__in=contacts)
            said = Said(contacts, list(asked))
            gaps = gaps_with(said)
            unsay_in_notes(said)
            asked.update(text="")
            Contact.objects.filter(pk__in=[each.pk for each in contacts]).forget(now)
            unsay(said, gaps)
            _unsay_in_digests(said)
            forget_vectors(said.asked, said.answers)
        forgotten += len(contacts)
    return forgotten


def _wait_for_runs(contacts: QuerySet[Contact]) -> None:
    """Lock the help centres: a run writes either before, or without these words."""
    keys = set(contacts.order_by().values_list("help_center", flat=True).distinct())
    list(HelpCenter.objects.with_keys(keys).order_by("pk").select_for_update())


def _unsay_in_digests(said: Said) -> int:
    """Take the words out of all issues that were written since they were said."""
    if not said.contacts:
        return 0
    centers = {contact.help_center_id for contact in said.contacts}
    first = min(contact.received_at for contact in said.contacts)
    return Digest.objects.of_any(centers).composed_since(first).unsay(said.asked)
