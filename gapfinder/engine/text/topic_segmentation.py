"""Divide a customer's sentences into topics.

A new topic has one of three cues: the customer announces it ("one more thing"), the
customer continues ("also", or the next number after "I have two questions"), or an
agent asked whether there is anything else. The sentence must also show a need, mostly
in new words: dividing one need costs more than missing a second one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapfinder.engine.languages import cues

from .stopwords import content_words, shows_need

SUBJECT = -1  # turn number of a subject, which may name all topics
MIN_CONTENT_WORDS = 2  # of a sentence that can begin a topic
OPENING_WORDS = 5  # first words of a sentence, searched for "also"
CLOSING_CHARACTERS = 160  # last characters of a turn, searched for "anything else?"
STEM_LETTERS = 5  # first letters that identify a word in other forms
MAX_KNOWN_SHARE = 1 / 3  # of a new topic's words that occurred before
MAX_ANNOUNCED_KNOWN_SHARE = 2 / 3  # the same, if the topic is announced

_LISTED = re.compile(r"\W*(?:[2-9][.):]|[b-d]\))(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a customer.

    Attributes:
        text: without line breaks.
        turn: the number of the customer's turn, or `SUBJECT`.
        content: its content words.
        weight: how strongly it shows the need; any number.
        reply_to: the other side's words just before the turn; "" without any.
    """

    text: str
    turn: int
    content: Sequence[str]
    weight: float
    reply_to: str = ""


def split_before_topic(sentence: str, locale: str) -> list[str]:
    """Split a sentence before "one more thing": transcripts have no full stops.

    >>> split_before_topic(
    ...     "my router blinks red and one more thing is my bill paid", "en"
    ... )
    ['my router blinks red and', 'one more thing is my bill paid']
    """
    match = cues.another_matter(locale).search(sentence)
    start = match.start() if match else 0
    if not sentence[:start].endswith(" "):
        return [sentence]
    return [sentence[:start].rstrip(), sentence[start:]]


def segment_topics(
    sentences: Sequence[Sentence], locale: str, *, written_at_once: bool = False
) -> list[list[Sentence]]:
    """Divide a customer's sentences, in order, into topics.

    An announcement is often a sentence of its own ("One more thing."), after an "I
    see".

    Args:
        sentences: n sentences; none give one topic without a sentence.
        locale: selects the language of the phrases; "" for all of them.
        written_at_once: whether the customer wrote a mail or a form. In a long story,
            "also" continues a topic, so only a question begins another one.

    Returns:
        One topic or more, with n sentences altogether.
    """
    topics: list[list[Sentence]] = [[]]
    earlier: list[Sentence] = []  # all that tells something, but for a subject
    announced = continued = several = False
    for sentence in sentences:
        text = sentence.text
        announced = announced or _announces(text, locale)
        continued = continued or _goes_on(text, locale, several=several)
        several = several or bool(cues.several(locale).search(text))
        if _has_content(sentence, locale, announced=announced):
            opens_topic = (
                (announced and _needs(text, locale))
                or (continued and _asks(text, locale, written_at_once=written_at_once))
                or (_answers_offer(sentence, earlier, locale) and _needs(text, locale))
            )
            max_known = MAX_ANNOUNCED_KNOWN_SHARE if announced else MAX_KNOWN_SHARE
            if (
                earlier
                and opens_topic
                and _known_share(sentence, earlier, locale) <= max_known
            ):
                topics.append([])
            if sentence.turn != SUBJECT:
                earlier.append(sentence)
            announced = False
        continued = continued and not sentence.content
        topics[-1].append(sentence)
    return topics


def _has_content(sentence: Sentence, locale: str, *, announced: bool) -> bool:
    """Whether a sentence has content; one content word is enough if announced."""
    if announced and _asks(sentence.text, locale):
        return bool(sentence.content)
    return len(sentence.content) >= MIN_CONTENT_WORDS


def _announces(text: str, locale: str) -> bool:
    return bool(cues.another_matter(locale).search(text))


def _goes_on(text: str, locale: str, *, several: bool) -> bool:
    """Whether a sentence begins with "also", or with a number of an announced list."""
    if several and _LISTED.match(text):
        return True
    opening = " ".join(text.split()[:OPENING_WORDS])
    return bool(cues.besides(locale).search(opening))


def _answers_offer(
    sentence: Sentence, earlier: Sequence[Sentence], locale: str
) -> bool:
    """Whether a sentence is the first with content after "anything else?"."""
    closing = sentence.reply_to[-CLOSING_CHARACTERS:]
    is_first = not earlier or earlier[-1].turn != sentence.turn
    return is_first and bool(cues.anything_else(locale).search(closing))


def _needs(text: str, locale: str) -> bool:
    """Whether a text shows a need besides the words of the announcement."""
    return shows_need(cues.another_matter(locale).sub(" ", text))


def _asks(text: str, locale: str, *, written_at_once: bool = False) -> bool:
    return "?" in text or (
        not written_at_once and bool(cues.asked(locale).search(text))
    )


def _known_share(sentence: Sentence, earlier: Iterable[Sentence], locale: str) -> float:
    """Return the share, 0 … 1, of a sentence's words that occurred before it."""
    known = _stems(word for other in earlier for word in other.content)
    known |= _stems(content_words(sentence.reply_to, locale))
    stems = _stems(sentence.content)
    return len(stems & known) / len(stems)


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:STEM_LETTERS] for word in words}
