"""The history of a gap in words: who did what, and when."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.admin.common import html
from gapfinder.models import Gap, GapEvent, Question, TitleSource, Verdict
from gapfinder.models.gaps.decisions import Because, Returns
from gapfinder.models.gaps.payloads import EventData

SHOWN = 50  # events of a gap, the newest
KEPT = "gapfinder_events"
Kind = GapEvent.Kind


def log_changes(editor: int, gaps: Iterable[Gap], message: object) -> list[LogEntry]:
    """Write to Django's admin log, where a gap is named by its id.

    A title may be a customer's words, and nothing looks for erased words there.

    Args:
        editor: the user's key.
        gaps: one entry is written for each.
        message: a sentence, or a list that Django's `LogEntry` translates.
    """
    kind = ContentType.objects.get_for_model(Gap)
    return LogEntry.objects.bulk_create(
        LogEntry(
            user_id=editor,
            content_type=kind,
            object_id=str(gap.pk),
            object_repr=gap.public_id,
            action_flag=CHANGE,
            change_message=message if isinstance(message, str) else json.dumps(message),
        )
        for gap in gaps
    )


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    when: str
    said: str
    note: str
    by_run: bool


def events_of(gap: Gap) -> list[GapEvent]:
    """Return what happened to a gap, the newest first; looked up once for a page."""
    kept = vars(gap)
    if KEPT not in kept:
        told = GapEvent.objects.about(gap).with_names()
        kept[KEPT] = list(told.newest_first()[:SHOWN])
    events: list[GapEvent] = kept[KEPT]
    return events


def named_in(events: Iterable[GapEvent]) -> set[int]:
    """Return the keys of people that a gap was given to."""
    given = (event.details.assignee for event in events)
    return {person for person in given if person}


def lines(
    gap: Gap, events: Sequence[GapEvent], names: Mapping[int, str] | None = None
) -> Iterator[Line]:
    """Yield the events in words.

    Args:
        gap: whose page it is; what happened to another is told from its side.
        events: some of its history.
        names: of the people by key; looked up if they are not given.
    """
    known = names_of(named_in(events)) if names is None else names
    titles = _titles_before(events)
    for event in events:
        yield Line(
            at=event.at,
            when=date_format(localtime(event.at), "SHORT_DATETIME_FORMAT"),
            said=_sentence(gap, event, known, titles.get(event.pk, "")),
            note=event.details.note,
            by_run=event.editor_id is None and event.run_id is not None,
        )


def names_of(people: Collection[int]) -> Mapping[int, str]:
    if not people:
        return {}
    users = get_user_model()._default_manager.filter(pk__in=people)
    return {user.pk: str(user) for user in users}


def _titles_before(events: Iterable[GapEvent]) -> dict[int, str]:
    """Return what gaps were called before they got another title, by event.

    A title in a customer's words is read from the question, if that is still there.
    """
    before = {event.pk: event.details.title_before for event in events}
    titles = {key: title for key, title in before.items() if isinstance(title, str)}
    sources = {
        key: title for key, title in before.items() if isinstance(title, TitleSource)
    }
    questions = Question.objects.read(source.question for source in sources.values())
    for key, source in sources.items():
        if source.question in questions:
            titles[key] = questions[source.question].title(source.sentence)
    return titles


def _sentence(
    gap: Gap, event: GapEvent, names: Mapping[int, str], title_before: str
) -> str:
    details = event.details
    by_run = event.run_id or event.kind in (Kind.FOUND, Kind.RETURNED)
    said = _told_by_run(gap, event) if by_run else _told_by_editor(gap, event)
    if event.kind == Kind.RETITLED and not title_before:  # its question is gone
        said = _("{who} changed the title.")
    assignee = details.assignee
    number = details.contacts if details.contacts is not None else details.questions
    other = event.other if event.gap_id == gap.pk else event.gap
    return format_html(
        said,
        who=str(event.editor) if event.editor else _("Somebody"),
        n=html.number(number or 0),
        before=html.number(details.when_dismissed or 0),
        other=html.link_to(other) if other else "",
        assignee=names.get(assignee, _("somebody who has left")) if assignee else "",
        article=html.short(details.title),
        old=html.short(title_before),
        new=html.short(details.title_since),
        because=_label(Because, details.because),
        answer=_label(Verdict.Answer, details.answer),
        until=_day(details),
        words=", ".join(details.phrases),
    )


def _told_by_run(gap: Gap, event: GapEvent) -> str:
    details = event.details
    grown = _("A run opened it again: {n} contacts, {before} when it was dismissed.")
    returned = _("A run found it again.")
    if details.when_dismissed is not None:
        returned = grown
    if details.until is not None:
        returned = _("A run opened it again: it was dismissed until {until}.")
    merged = _("A run found that it became a part of {other}.")
    split = _("A run found that {other} became a gap of its own.")
    if event.gap_id != gap.pk:
        merged = _("A run found that {other} became a part of it.")
        split = _("A run found that it was a part of {other} before.")
    said: dict[str, str] = {
        Kind.FOUND: _("A run found it."),
        Kind.RETURNED: returned,
        Kind.MERGED: merged,
        Kind.SPLIT: split,
    }
    return said.get(event.kind, str(event.get_kind_display()))


def _told_by_editor(gap: Gap, event: GapEvent) -> str:
    details = event.details
    if event.gap_id != gap.pk:
        return _told_of_other(event)
    questions = details.questions or 0
    said: dict[str, str] = {
        Kind.MERGED: _("{who} merged it into {other}."),
        Kind.SPLIT: ngettext(
            "{who} split {n} question off as {other}.",
            "{who} split {n} questions off as {other}.",
            questions,
        ),
        Kind.RETITLED: _("{who} changed the title from “{old}” to “{new}”."),
        Kind.REOPENED: _("{who} reopened it."),
        Kind.DRAFTING: _("{who} started the draft."),
        Kind.PUBLISHED: _("{who} marked it as published."),
        Kind.DISMISSED: _dismissed(details),
        Kind.ASSIGNED: _("{who} took it from its assignee."),
        Kind.VERDICT: ngettext(
            "{who} was asked if “{article}” answers it: {answer}. "
            "That teaches {n} question.",
            "{who} was asked if “{article}” answers it: {answer}. "
            "That teaches {n} questions.",
            questions,
        ),
        Kind.EXCLUDED: _("{who} made a rule that leaves out questions with: {words}."),
    }
    if details.assignee:
        said[Kind.DRAFTING] = _("{who} started the draft; it is with {assignee}.")
        said[Kind.ASSIGNED] = _("{who} gave it to {assignee}.")
    if details.article:
        said[Kind.PUBLISHED] = _("{who} marked it as published: “{article}”.")
    return said.get(event.kind, str(event.get_kind_display()))


def _told_of_other(event: GapEvent) -> str:
    if event.kind == Kind.SPLIT:
        return _("{who} split it off {other}.")
    return _("{who} merged {other} into it.")


def _dismissed(details: EventData) -> str:
    returns = details.returns
    if not returns:
        return _("{who} dismissed it.")
    if returns == Returns.GROWN:
        return _("{who} dismissed it until it has grown: {because}.")
    if returns == Returns.NEVER:
        return _("{who} dismissed it for good: {because}.")
    return _("{who} dismissed it until {until}: {because}.")


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _day(details: EventData) -> str:
    """Return up to when the gap is, or was, dismissed; "" if not up to a day."""
    day = details.until
    if details.returns and details.returns not in Returns.values:
        day = date.fromisoformat(details.returns)
    return date_format(day) if day else ""
