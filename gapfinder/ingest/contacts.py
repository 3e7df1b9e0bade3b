"""Lines of `contacts.jsonl`: personal data out, questions out, rows in."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gapfinder.conf import customer_secret
from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.engine.text.agent_answers import answer_of, links_of
from gapfinder.engine.text.language_detection import default_locales, detect_locale
from gapfinder.engine.text.question_extraction import Turn, extract_questions
from gapfinder.engine.text.reason_signals import signals_of
from gapfinder.engine.text.turn_counts import times_spoken
from gapfinder.models import (
    Article,
    Contact,
    Gap,
    HelpCenter,
    Judgement,
    Question,
    Verdict,
)
from gapfinder.models.contacts.contact import STANDING
from gapfinder.models.gaps.derived_texts import make_texts

from .contact_privacy import PersonalData
from .fields import Fields
from .jsonl import InputError, type_of
from .upsert import Imported, Progress, Valid, import_lines, save

SPEAKERS = ("customer", "agent", "bot")
VERBATIM = (  # stored as they are in the line: no customer wrote them
    *("received_at", "channel", "articles_shared", "handle_seconds", "csat"),
    *("searched_first", "resolved", "brand"),
)
MAX_TRANSCRIPT = 200_000  # characters of all turns that are stored
MAX_SUBJECT = 1_000
MAX_BRAND = 200  # as the model's column has room for
MAX_SECONDS = 2**31 - 1  # as the model's column has room for


@dataclass(frozen=True, slots=True)
class TurnLine:
    speaker: str
    text: str
    at: str  # as in the file, or empty


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """A line's values as they came: texts, tags and extra may hold personal data."""

    id: str
    received_at: datetime
    channel: str
    locale: str
    subject: str
    turns: tuple[TurnLine, ...]
    customer: str
    articles_shared: list[str]
    tags: list[str]
    handle_seconds: int | None
    csat: float | None
    searched_first: bool | None
    resolved: bool | None
    brand: str
    extra: dict[str, Any]


def import_contacts(
    path: Path,
    help_center: HelpCenter,
    *,
    skip_bad: bool = False,
    progress: Progress = lambda size: None,
) -> Imported:
    """Store contacts without personal data, and their questions; see `import_lines`."""
    kind = _Contacts(help_center)
    return import_lines(path, help_center, kind, skip_bad=skip_bad, progress=progress)


def read_contact(values: dict[str, Any]) -> ContactLine:
    """Check the values of a line.

    Raises:
        InputError: what came and what was expected, of the first value that is wrong.
    """
    fields = Fields(values)
    return ContactLine(
        id=fields.identifier("id"),
        received_at=fields.time("received_at"),
        turns=_read_turns(fields),
        channel=fields.code("channel", Contact.Channel.values, default="form"),
        locale=fields.locale("locale"),
        subject=fields.text("subject"),
        customer=fields.optional_identifier("customer").strip(),
        articles_shared=fields.identifiers("articles_shared"),
        tags=fields.identifiers("tags"),
        handle_seconds=_whole(fields.number("handle_seconds", highest=MAX_SECONDS)),
        csat=fields.number("csat", highest=100),
        searched_first=fields.flag("searched_first"),
        resolved=fields.flag("resolved"),
        brand=fields.text("brand", longest=MAX_BRAND),
        extra=fields.rest(),
    )


def _read_turns(fields: Fields) -> tuple[TurnLine, ...]:
    """A `text` beside `turns` is left alone and ends up in `extra`."""
    if fields.has("turns"):
        turns = enumerate(fields.items("turns"), start=1)
        return tuple(_read_turn(turn, f"turn {number}") for number, turn in turns)
    if fields.has("text"):
        return (TurnLine("customer", fields.text("text"), at=""),)
    raise InputError('no "turns" and no "text", expected one of them')


def _read_turn(turn: object, place: str) -> TurnLine:
    if not isinstance(turn, dict):
        raise InputError(f"{place} is {type_of(turn)}, expected an object")
    fields = Fields(turn, place=place)
    at = turn.get("at")
    fields.optional_time("at")
    if not fields.has("text"):
        raise InputError(f'{place}: no "text", expected a text')
    return TurnLine(fields.speaker(SPEAKERS), fields.text("text"), at or "")


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


class _Contacts:
    def __init__(self, help_center: HelpCenter) -> None:
        self._help_center = help_center
        self._secret = customer_secret()
        self._gaps: set[int] = set()
        articles = Article.objects.of(help_center)
        self._locales = (
            set(articles.values_list("locale", flat=True)) or default_locales()
        )

    def read(self, values: dict[str, Any]) -> ContactLine:
        return read_contact(values)

    def digests(self, ids: Collection[str]) -> dict[str, str]:
        stored = Contact.objects.of(self._help_center).filter(external_id__in=ids)
        return dict(stored.values_list("external_id", "digest"))

    def store(self, lines: Sequence[Valid[ContactLine]]) -> None:
        # As with judgements: what the last run said holds until the next one.
        new = [self._row(valid.line, valid.digest) for valid in lines]
        rows = save(new, kept=STANDING)
        questions = [
            Question(contact=row, position=position, text=text)
            for row in rows
            for position, text in enumerate(_questions(row))
        ]
        reworded = _reworded(rows, questions)
        self._hear_of(reworded)
        _unteach(reworded)
        Judgement.objects.of_keys(reworded).update(reworded=True)
        # Rows are kept where a place is, and with them what the last run judged.
        kept = Question.objects.bulk_create(
            questions,
            update_conflicts=True,
            unique_fields=("contact", "position"),
            update_fields=("text",),
        )
        stored = Question.objects.filter(contact__in=rows)
        surplus = stored.exclude(pk__in=[question.pk for question in kept])
        self._hear_of(list(surplus.values_list("pk", flat=True)))
        surplus.delete()

    def finish(self) -> None:
        """Make the texts anew of gaps that were made of words which are not there now.

        Once for all lines: a file may have other words for each question of a gap.
        """
        if self._gaps:
            gaps = Gap.objects.filter(pk__in=self._gaps).select_for_update()
            make_texts(list(gaps.order_by("pk")))

    def _hear_of(self, questions: Collection[int]) -> None:
        """Remember the gaps of questions that go, or get other words."""
        if questions:
            gaps = Gap.objects.once_with(questions)
            self._gaps.update(gaps.values_list("pk", flat=True))

    def _row(self, line: ContactLine, digest: str) -> Contact:
        personal_data = PersonalData(line.customer)
        subject = personal_data.out_of_text(line.subject, longest=MAX_SUBJECT)
        turns = _turns_to_store(line, personal_data)
        extra = personal_data.out_of_object(line.extra)
        said = [Turn(turn["speaker"], turn["text"]) for turn in turns]
        length = sum(len(turn.text) for turn in line.turns)
        if length > MAX_TRANSCRIPT:
            extra["transcript_characters"] = length
        locale = line.locale or self._locale(subject, turns)
        signals = signals_of(said, channel=line.channel, subject=subject, locale=locale)
        return Contact(
            help_center=self._help_center,
            external_id=line.id,
            locale=locale,
            subject=subject,
            turns=turns,
            answer=answer_of(said),
            links=links_of(said),
            signals=asdict(signals),
            customer_turns=times_spoken(said, "customer"),
            agent_turns=times_spoken(said, "agent"),
            customer=self._customer_key(line.customer),
            tags=[personal_data.out_of_text(tag) for tag in line.tags],
            extra=extra,
            digest=digest,
            **{name: getattr(line, name) for name in VERBATIM},
        )

    def _customer_key(self, customer: str) -> str:
        return customer_key(customer, secret=self._secret) if customer else ""

    def _locale(self, subject: str, turns: Sequence[dict[str, str]]) -> str:
        said = [turn["text"] for turn in turns if turn["speaker"] == "customer"]
        return detect_locale("\n".join([subject, *said]), among=self._locales) or ""


def _reworded(contacts: Sequence[Contact], questions: Sequence[Question]) -> list[int]:
    """Return the keys of questions that are there, and get other words."""
    new = {(each.contact_id, each.position): each.text for each in questions}
    stored = Question.objects.filter(contact__in=contacts)
    return [
        question.pk
        for question in stored
        if new.get((question.contact_id, question.position)) != question.text
    ]


def _unteach(questions: Sequence[int]) -> None:
    """Take questions that have new words out of verdicts: editors read the old ones."""
    Verdict.questions.through._default_manager.filter(question__in=questions).delete()


def _turns_to_store(
    line: ContactLine, personal_data: PersonalData
) -> list[dict[str, str]]:
    """Without personal data, and up to `MAX_TRANSCRIPT`: the need comes early."""
    turns = []
    room = MAX_TRANSCRIPT
    for turn in line.turns:
        if room <= 0:
            break
        text = personal_data.out_of_text(turn.text, longest=room)
        at = {"at": turn.at} if turn.at else {}
        turns.append({"speaker": turn.speaker, "text": text, **at})
        room -= len(turn.text)
    return turns


def _questions(contact: Contact) -> list[str]:
    return extract_questions(
        [Turn(turn["speaker"], turn["text"]) for turn in contact.turns],
        channel=contact.channel,
        subject=contact.subject,
        locale=contact.locale,
    )
