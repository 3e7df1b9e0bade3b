"""Where a customer turns from one matter to the next.

Three signs tell: the customer announces it ("one more thing"), goes on ("also", or the
next number after "I have two questions"), or answers an agent who asked if there was
anything else. A sign is not enough. What follows has to ask for something, and in words
that nobody has used so far: a need that is torn in two costs more than a second one
that is missed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapfinder.engine.languages import cues

from .stopwords import content_words, shows_need

SUBJECT = -1  # the turn of a subject, which may name all matters of a mail
TELLING = 2  # content words from which a sentence says something
OPENING = 5  # words of a sentence in which a customer goes on with "also"
CLOSING = 160  # characters of a turn in which an agent asks if there was anything else
STEM = 5  # letters by which a word is known again in another form
KNOWN_SHARE = 1 / 3  # of a new matter's words that were used before, at most
ANNOUNCED_SHARE = 2 / 3  # the same, if it is announced as a matter of its own

_LISTED = re.compile(r"\W*(?:[2-9][.):]|[b-d]\))(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a customer's.

    Attributes:
        text: without line breaks.
        turn: the number of the customer's turn it stands in, or `SUBJECT`.
        content: its words that carry content.
        weight: how much it says of the need; any number.
        reply_to: what the other side said just before the turn; "" if nothing.
    """

    text: str
    turn: int
    content: Sequence[str]
    weight: float
    reply_to: str = ""


def parted(sentence: str, locale: str) -> list[str]:
    """Part a sentence before "one more thing": speech has no full stops.

    >>> parted("my router blinks red and one more thing is my bill paid", "en")
    ['my router blinks red and', 'one more thing is my bill paid']
    """
    announced = cues.another_matter(locale).search(sentence)
    place = announced.start() if announced else 0
    if not sentence[:place].endswith(" "):
        return [sentence]
    return [sentence[:place].rstrip(), sentence[place:]]


def matters_of(
    sentences: Sequence[Sentence], locale: str, *, letter: bool = False
) -> list[list[Sentence]]:
    """Part a customer's sentences, in their order, by the matters they are about.

    Often a matter is announced alone ("One more thing."), and follows an "I see".

    Args:
        sentences: n sentences; none are one matter without a sentence.
        locale: chooses the language of the phrases; "" for all of them.
        letter: whether the customer wrote it all at once. Who tells a long story says
            "also" of the same matter, so that only a question opens another one.

    Returns:
        One matter or more, with n sentences altogether.
    """
    matters: list[list[Sentence]] = [[]]
    said: list[Sentence] = []  # all that tells something, but for a subject
    announced = going_on = several = False
    for sentence in sentences:
        text = sentence.text
        announced = announced or _announces(text, locale)
        going_on = going_on or _goes_on(text, locale, several=several)
        several = several or bool(cues.several(locale).search(text))
        if _tells(sentence, locale, announced=announced):
            opens = (
                (announced and _needs(text, locale))
                or (going_on and _asks(text, locale, letter=letter))
                or (_takes_up_offer(sentence, said, locale) and _needs(text, locale))
            )
            most = ANNOUNCED_SHARE if announced else KNOWN_SHARE
            if said and opens and _known_share(sentence, said, locale) <= most:
                matters.append([])
            if sentence.turn != SUBJECT:
                said.append(sentence)
            announced = False
        going_on = going_on and not sentence.content
        matters[-1].append(sentence)
    return matters


def _tells(sentence: Sentence, locale: str, *, announced: bool) -> bool:
    """Tell if there is something said; a word is enough where it was announced."""
    if announced and _asks(sentence.text, locale):
        return bool(sentence.content)
    return len(sentence.content) >= TELLING


def _announces(text: str, locale: str) -> bool:
    return bool(cues.another_matter(locale).search(text))


def _goes_on(text: str, locale: str, *, several: bool) -> bool:
    """Tell if a sentence begins with "also"; or with a number, where a list is due."""
    if several and _LISTED.match(text):
        return True
    opening = " ".join(text.split()[:OPENING])
    return bool(cues.besides(locale).search(opening))


def _takes_up_offer(sentence: Sentence, said: Sequence[Sentence], locale: str) -> bool:
    """Tell if a sentence is the first that tells something after "anything else?"."""
    closing = sentence.reply_to[-CLOSING:]
    first = not said or said[-1].turn != sentence.turn
    return first and bool(cues.anything_else(locale).search(closing))


def _needs(text: str, locale: str) -> bool:
    """Tell if there is a sign of a need beside the words that announce it."""
    return shows_need(cues.another_matter(locale).sub(" ", text))


def _asks(text: str, locale: str, *, letter: bool = False) -> bool:
    return "?" in text or (not letter and bool(cues.asked(locale).search(text)))


def _known_share(sentence: Sentence, said: Iterable[Sentence], locale: str) -> float:
    """Return the share, 0 … 1, of a sentence's words that were used before it."""
    known = _stems(word for each in said for word in each.content)
    known |= _stems(content_words(sentence.reply_to, locale))
    stems = _stems(sentence.content)
    return len(stems & known) / len(stems)


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:STEM] for word in words}
