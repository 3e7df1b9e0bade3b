"""Forget what was said: one customer's contacts, or all texts past their time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gapfinder.archive import Archive, forget_past
from gapfinder.conf import customer_secret
from gapfinder.engine.redaction import customer_key
from gapfinder.models import Contact, HelpCenter, Question, Verdict
from gapfinder.models.contact import ContactQuerySet
from gapfinder.unsaying import Said, gaps_with, unsay, unsay_in_notes
from gapfinder.vectors import forget_vectors

AT_ONCE = 1_000  # contacts that lose their text in one transaction
LOOKED_FOR = 10_000  # contacts whose words are looked for at once in what was kept


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of one customer's data."""

    contacts: int = 0
    questions: int = 0
    vectors: int = 0
    verdicts: int = 0  # on these contacts alone
    gaps: int = 0  # that showed the customer's words, and do no more
    digests: int = 0  # likewise


def erase_customer(customer: str) -> Erased:
    """Delete a customer's contacts in every help centre, and all made of them.

    Their questions, judgements and vectors go with them; a gap that shows their words
    shows others, and an issue of the letter none. Its figures follow with the next run.
    The help desk must forget the customer too: the next import would bring the contacts
    back; and letters that were sent are where they were sent to.
    """
    key = customer_key(customer, secret=customer_secret())
    theirs = Contact.objects.of_customer(key)
    with transaction.atomic():
        HelpCenter.objects.with_keys(theirs.help_centers()).lock()
        said = Said.in_contacts(theirs.select_for_update())
        if not said.contacts:
            return Erased()
        gaps = gaps_with(said)
        unsay_in_notes(said)
        verdicts = Verdict.objects.delete_if_on(said.contacts)
        Contact.objects.with_keys([contact.pk for contact in said.contacts]).delete()
        changed = unsay(said, gaps)
        forget_past(gaps)
        archive = Archive(said.centers, said.since, said.until)
        digests = archive.unsay(said.by_customers)
        vectors = forget_vectors(said.asked, said.answers)
    return Erased(
        len(said.contacts), len(said.questions), vectors, verdicts, changed, digests
    )


def forget_texts(before: datetime, *, now: datetime) -> int:
    """Take the texts out of contacts received before a moment; return how many.

    When, where and how a contact came stays, what was judged of it, and all figures. A
    gap shows others' words, and no name but an editor's if there are none. What editors
    taught with the words teaches no more.

    What was kept loses the words before the contacts do: who is killed in between has
    them still, and looks for them again.
    """
    forgotten = 0
    for center in HelpCenter.objects.order_by("pk"):
        due = Contact.objects.of(center).received_before(before).telling()
        while (said := Said.in_contacts(due.oldest_first()[:LOOKED_FOR])).contacts:
            archive = Archive(said.centers, said.since, said.until)
            archive.read(said.by_customers)
            for start in range(0, len(said.contacts), AT_ONCE):
                some = said.contacts[start : start + AT_ONCE]
                still = due.with_keys([contact.pk for contact in some])
                forgotten += _forget(still, said, archive, now)
    return forgotten


def _forget(due: ContactQuerySet, read: Said, archive: Archive, now: datetime) -> int:
    """Forget those that are due, in the words that the archive was read for."""
    with transaction.atomic():
        HelpCenter.objects.with_keys(read.centers).lock()
        said = Said.in_contacts(due).known_to(read)
        gaps = gaps_with(said)
        unsay_in_notes(said)
        Question.objects.filter(contact__in=said.contacts).update(text="")
        Contact.objects.with_keys([each.pk for each in said.contacts]).forget(now)
        unsay(said, gaps)
        forget_past(gaps)
        archive.unsay(said.by_customers)
        forget_vectors(said.asked, said.answers)
    return len(said.contacts)
