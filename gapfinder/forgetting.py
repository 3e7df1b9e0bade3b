"""Forget what was said: one customer's contacts, or all texts past their time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gapfinder.conf import customer_secret
from gapfinder.engine.plain_text import mostly_said_in
from gapfinder.engine.redaction import customer_key
from gapfinder.models import Contact, Digest, Gap, GapEvent, GapWords, Question
from gapfinder.vectors import forget_vectors

AT_ONCE = 1_000  # contacts that lose their text in one transaction


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of one customer's data."""

    contacts: int
    questions: int
    vectors: int
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
        contacts = list(Contact.objects.of_customer(key).select_for_update())
        questions = list(Question.objects.filter(contact__in=contacts))
        gaps = list(Gap.objects.once_with(questions).select_for_update())
        asked = [question.text for question in questions]
        answers = [contact.answer for contact in contacts if contact.answer]
        changed = [gap for gap in gaps if _silence(gap, asked, answers)]
        Gap.objects.bulk_update(changed, ["title", "examples", "answers", "evidence"])
        GapEvent.objects.of_gaps(changed).forget_titles()
        digests = _unsay_in_digests(contacts, asked)
        Contact.objects.filter(pk__in=[contact.pk for contact in contacts]).delete()
        GapWords.objects.store((gap, Question.objects.texts_in(gap)) for gap in gaps)
        vectors = forget_vectors(asked, answers)
    return Erased(len(contacts), len(questions), vectors, len(changed), digests)


def forget_texts(before: datetime, *, now: datetime) -> int:
    """Take the texts out of contacts received before a moment; return how many.

    When, where and how a contact came stays, what was judged of it, all figures, and
    what gaps show as examples. What editors taught with its words teaches no more.
    """
    forgotten = 0
    while contacts := list(Contact.objects.received_before(before).telling()[:AT_ONCE]):
        with transaction.atomic():
            questions = Question.objects.filter(contact__in=contacts)
            asked = list(questions.values_list("text", flat=True))
            answers = [contact.answer for contact in contacts if contact.answer]
            questions.update(text="")
            Contact.objects.filter(pk__in=[each.pk for each in contacts]).forget(now)
            forget_vectors(asked, answers)
        forgotten += len(contacts)
    return forgotten


def _silence(gap: Gap, asked: Collection[str], answers: Iterable[str]) -> bool:
    """Take a customer's words out of what a gap shows; return whether there were any.

    A title that an editor wrote is the editor's.
    """
    before = (gap.title, gap.examples, gap.answers, gap.evidence)
    said = "\n".join(answers)
    gap.examples = [text for text in gap.examples if text not in asked]
    gap.answers = [text for text in gap.answers if text not in said]
    gap.evidence = [
        near | {"question": ""} if near["question"] in asked else near
        for near in gap.evidence
    ]
    if not gap.retitled and any(mostly_said_in(gap.title, text) for text in asked):
        gap.title = next(iter(gap.examples), gap.public_id)
    return before != (gap.title, gap.examples, gap.answers, gap.evidence)


def _unsay_in_digests(contacts: Collection[Contact], asked: Collection[str]) -> int:
    """Take a customer's words out of all issues that were written since."""
    if not contacts:
        return 0
    centers = {contact.help_center_id for contact in contacts}
    first = min(contact.received_at for contact in contacts)
    return Digest.objects.of_any(centers).composed_since(first).unsay(asked)
