"""The transcript of a contact, with its questions highlighted."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.engine.text.highlighting import Piece, highlight
from gapfinder.engine.text.question_extraction import Turn
from gapfinder.models import Contact

CUSTOMER = "customer"
SPEAKERS = {
    CUSTOMER: _("customer"),
    "agent": _("agent"),
    "bot": _("bot"),
    "system": _("system"),
}


def transcript(contact: Contact, questions: Sequence[str]) -> str:
    """Return who said what; only what the customer said can hold a question."""
    spoken = contact.spoken
    said = [turn.text if turn.speaker == CUSTOMER else "" for turn in spoken]
    subject, *marked = highlight(questions, [contact.subject, *said])
    turns = [
        (_kind(turn), _name(turn), _shown(pieces or [Piece(turn.text)]))
        for turn, pieces in zip(spoken, marked, strict=True)
    ]
    line = '<div class="turn {}"><dt>{}</dt><dd>{}</dd></div>'
    lines = format_html_join("", line, turns)
    told = format_html('<dl class="transcript">{}</dl>', lines) if lines else ""
    head = format_html('<p class="subject">{}</p>', _shown(subject)) if subject else ""
    return format_html("{}{}", head, told) if subject or lines else html.NOTHING


def _kind(turn: Turn) -> str:
    """Return a class of `transcripts.css`; whoever else speaks looks like an agent."""
    return CUSTOMER if turn.speaker == CUSTOMER else "answer"


def _name(turn: Turn) -> str:
    return str(SPEAKERS.get(turn.speaker, turn.speaker))


def _shown(pieces: Iterable[Piece]) -> SafeString:
    texts = (
        piece.text
        if piece.question is None
        else format_html("<mark>{}</mark>", piece.text)
        for piece in pieces
    )
    return format_html_join("", "{}", ((text,) for text in texts))
