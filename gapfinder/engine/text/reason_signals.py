"""Find signals of a contact's reason in its conversation, without embeddings.

The reason is often in one sentence ("I just want to be sure") without content words,
which the question does not contain; and agents' actions show whether the case is the
customer's own. The import computes the signals once for each contact.
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
    """Signals of the reason of one contact.

    Attributes:
        said: reasons for which the customer used a cue phrase.
        own_case: 0 … 2: one if an agent asked for the identity, one more if an agent
            looked something up.
    """

    said: Sequence[str] = ()
    own_case: int = 0


def signals_of(
    turns: Sequence[Turn], *, channel: str, subject: str = "", locale: str = ""
) -> Signals:
    """Find cue phrases of the customer and of the agents.

    Args:
        turns: the conversation in order, without personal data.
        channel: as in the contract; a search query has no signals, unless it is
            nonsense.
        subject: of an e-mail or a form; may be empty.
        locale: selects the language of the phrases; "" when unknown.
    """
    customer_texts = [turn.text for turn in turns if turn.speaker == "customer"]
    if channel == "email":
        customer_texts = list(map(email_replies.newest_message, customer_texts))
    customer_sentences = _sentences([subject, *customer_texts], locale)
    if all(map(cues.nonsense().fullmatch, customer_sentences)):
        return Signals(["other"])
    if channel == "search":
        return Signals()
    agent_texts = [turn.text for turn in turns if turn.speaker == "agent"]
    agent_sentences = _sentences(agent_texts, locale)
    return Signals(
        [
            reason
            for reason, cue in cues.said_by_customers(locale).items()
            if any(map(cue.search, customer_sentences))
        ],
        sum(
            any(map(cue.search, agent_sentences)) for cue in cues.said_by_agents(locale)
        ),
    )


def _sentences(texts: Iterable[str], locale: str) -> list[str]:
    sentences = (
        " ".join(sentence.split())
        for text in texts
        for sentence in sentences_of(text[:MAX_CHARACTERS], locale)
    )
    return list(islice(filter(has_letter, sentences), MAX_SENTENCES))
