"""What a conversation tells of its reason, before any text becomes a vector.

The reason is often in one sentence ("I just want to be sure") that says nothing of the
need, so that it is lost on the way to the question; and what the agent does tells
whether the case is the customer's own. Both are read off once, when a contact comes in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from gapfinder.engine.languages import cues

from . import email_replies
from .question_extraction import MAX_CHARACTERS, MAX_SENTENCES, Turn, sentences_of
from .stopwords import has_letter


@dataclass(frozen=True, slots=True)
class Signals:
    """What one contact says of its reason.

    Attributes:
        said: reasons of which the customer used a telling phrase.
        own_case: 0 … 2: an agent asked who it is, an agent looked something up.
    """

    said: Sequence[str] = ()
    own_case: int = 0


def signals_of(
    turns: Sequence[Turn], *, channel: str, subject: str = "", locale: str = ""
) -> Signals:
    """Read the reasons off the customer's phrases and the agents' doings.

    Args:
        turns: the conversation in order, without personal data.
        channel: as in the contract; a search query says nothing of a reason, unless it
            is nonsense.
        subject: of an e-mail or a form; may be empty.
        locale: chooses the language of the phrases; "" when unknown.
    """
    said = [turn.text for turn in turns if turn.speaker == "customer"]
    if channel == "email":
        said = list(map(email_replies.newest_message, said))
    customers = _sentences([subject, *said], locale)
    if all(map(cues.nonsense().fullmatch, customers)):
        return Signals(["other"])
    if channel == "search":
        return Signals()
    answered = [turn.text for turn in turns if turn.speaker == "agent"]
    agents = _sentences(answered, locale)
    return Signals(
        [
            reason
            for reason, cue in cues.said_by_customers(locale).items()
            if any(map(cue.search, customers))
        ],
        sum(any(map(cue.search, agents)) for cue in cues.said_by_agents(locale)),
    )


def _sentences(texts: Iterable[str], locale: str) -> list[str]:
    sentences = (
        " ".join(sentence.split())
        for text in texts
        for sentence in sentences_of(text[:MAX_CHARACTERS], locale)
    )
    return list(islice(filter(has_letter, sentences), MAX_SENTENCES))
