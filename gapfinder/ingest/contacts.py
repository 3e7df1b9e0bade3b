"""Import of contacts: remove personal data, extract questions, store rows."""

from collections.abc import Collection, Sequence
from dataclasses import asdict

from gapfinder.conf import customer_secret
from gapfinder.embedding_store import delete_unused_vectors
from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.engine.text.agent_answers import answer_of, count_turns, links_of
from gapfinder.engine.text.language_detection import default_locales, detect_locale
from gapfinder.engine.text.question_extraction import Turn, extract_questions
from gapfinder.engine.text.reason_signals import signals_of
from gapfinder.erasure.erase import clear_notes, erase
from gapfinder.models import (
    Article,
    Contact,
    Gap,
    HelpCenter,
    Judgement,
    Question,
    Verdict,
)
from gapfinder.models.contacts.contact import STATUS_FIELDS
from gapfinder.models.gaps.derived_texts import make_texts

from .contact_privacy import PersonalData
from .schemas import ContactRecord
from .store import Valid, save

VERBATIM = (  # fields stored unchanged: no customer wrote them
    *("received_at", "channel", "articles_shared", "handle_seconds", "csat"),
    *("searched_first", "resolved", "brand"),
)
MAX_TRANSCRIPT = 200_000  # characters of all turns that are stored
MAX_SUBJECT = 1_000


class _Contacts:
    schema = ContactRecord

    def digests(self, center: HelpCenter, ids: Collection[str]) -> dict[str, str]:
        stored = Contact.objects.of(center).filter(external_id__in=ids)
        return dict(stored.values_list("external_id", "digest"))

    def save(
        self, center: HelpCenter, records: Sequence[Valid[ContactRecord]]
    ) -> set[int]:
        locales = set(Article.objects.of(center).locales()) or default_locales()
        secret = customer_secret()
        # The status of a contact stays until the next run, as its judgements do.
        new = [_row(center, valid, locales, secret) for valid in records]
        ids = [row.external_id for row in new]
        stored_contacts = Contact.objects.of(center).filter(external_id__in=ids)
        answers = set(stored_contacts.values_list("answer", flat=True))
        rows = save(new, keep=STATUS_FIELDS)
        questions = [
            Question(contact=row, position=position, text=text)
            for row in rows
            for position, text in enumerate(_questions(row))
        ]
        replaced = _replaced(rows, questions)
        reworded = [question.pk for question in replaced]
        gaps = _gaps_of(reworded)
        # Erasure finds notes and vectors by the texts that are stored: after this it
        # would not find those of the old ones.
        if replaced:
            clear_notes([center.pk], replaced)
        _remove_from_verdicts(reworded)
        Judgement.objects.of_keys(reworded).update(reworded=True)
        # A question keeps its row, and so its judgement, if its position still exists.
        saved = Question.objects.bulk_create(
            questions,
            update_conflicts=True,
            unique_fields=("contact", "position"),
            update_fields=("text",),
        )
        stored = Question.objects.filter(contact__in=rows)
        stored.exclude(pk__in=[question.pk for question in saved]).delete()
        texts = {question.text for question in replaced}
        delete_unused_vectors(texts, answers - {row.answer for row in rows})
        return gaps

    def finish(self, gaps: Collection[int]) -> None:
        """Update the title, phrases and search words of gaps that lost texts."""
        if gaps:
            rows = Gap.objects.filter(pk__in=gaps).select_for_update()
            make_texts(list(rows.order_by("pk")))

    def delete(self, center: HelpCenter, ids: Collection[str]) -> None:
        """Delete contacts and all derived data, as an erasure does."""
        erase(Contact.objects.of(center).filter(external_id__in=ids))


CONTACTS = _Contacts()


def _row(
    center: HelpCenter,
    valid: Valid[ContactRecord],
    locales: Collection[str],
    secret: str,
) -> Contact:
    record = valid.record
    customer = record.customer.strip()
    personal_data = PersonalData(customer)
    subject = personal_data.out_of_text(record.subject, longest=MAX_SUBJECT)
    turns = _turns_to_store(record, personal_data)
    extra = personal_data.out_of_object(record.extra)
    conversation = _conversation(turns)
    length = sum(len(turn.text) for turn in record.turns or ())
    if length > MAX_TRANSCRIPT:
        extra["transcript_characters"] = length
    locale = record.locale or _locale(subject, conversation, locales)
    signals = signals_of(
        conversation, channel=record.channel, subject=subject, locale=locale
    )
    return Contact(
        help_center=center,
        external_id=record.id,
        locale=locale,
        subject=subject,
        turns=turns,
        answer=answer_of(conversation),
        links=links_of(conversation),
        signals=asdict(signals),
        customer_turns=count_turns(conversation, "customer"),
        agent_turns=count_turns(conversation, "agent"),
        customer=customer_key(customer, secret=secret) if customer else "",
        tags=[personal_data.out_of_text(tag) for tag in record.tags],
        extra=extra,
        digest=valid.digest,
        **{name: getattr(record, name) for name in VERBATIM},
    )


def _locale(subject: str, conversation: Sequence[Turn], among: Collection[str]) -> str:
    texts = [turn.text for turn in conversation if turn.speaker == "customer"]
    return detect_locale("\n".join([subject, *texts]), among=among) or ""


def _conversation(turns: Sequence[dict[str, str]]) -> list[Turn]:
    """Return the turns of people and bots, without notices of the system."""
    return [
        Turn(turn["speaker"], turn["text"])
        for turn in turns
        if turn["speaker"] != "system"
    ]


def _replaced(
    contacts: Sequence[Contact], questions: Sequence[Question]
) -> list[Question]:
    """Return the stored questions whose text changes, or that will be deleted."""
    new = {(row.contact_id, row.position): row.text for row in questions}
    stored = Question.objects.filter(contact__in=contacts)
    return [
        question
        for question in stored
        if new.get((question.contact_id, question.position)) != question.text
    ]


def _gaps_of(questions: Collection[int]) -> set[int]:
    """Return the keys of gaps that contain or quote the questions with these keys."""
    if not questions:
        return set()
    return set(Gap.objects.once_with(questions).values_list("pk", flat=True))


def _remove_from_verdicts(questions: Sequence[int]) -> None:
    """Remove reworded questions from verdicts: editors judged the old texts."""
    Verdict.questions.through._default_manager.filter(question__in=questions).delete()


def _turns_to_store(
    record: ContactRecord, personal_data: PersonalData
) -> list[dict[str, str]]:
    """Return turns without personal data, up to `MAX_TRANSCRIPT`: needs come early."""
    turns = []
    room = MAX_TRANSCRIPT
    for turn in record.turns or ():
        if room <= 0:
            break
        text = personal_data.out_of_text(turn.text, longest=room)
        at = {"at": turn.at} if turn.at else {}
        turns.append({"speaker": turn.speaker, "text": text, **at})
        room -= len(turn.text)
    return turns


def _questions(contact: Contact) -> list[str]:
    return extract_questions(
        _conversation(contact.turns),
        channel=contact.channel,
        subject=contact.subject,
        locale=contact.locale,
    )
