"""What a customer needs, taken out of a conversation in the customer's own words.

In calls and chats the need is in the customer's first turn only half the time, so every
sentence of the customer's is weighed: words that carry content, signs of a need ("?",
"cannot", "hvordan"), and how early it comes. The best sentences, up to `MAX_WORDS`, are
the question; a sentence that opens another matter ("en ting til …") starts a second.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from . import mail
from .smalltalk import ANOTHER, CUE, content_words, has_letter

MAX_QUESTIONS = 3
MAX_WORDS = 72  # of one question: calls ramble, and encoding costs by the word
MAX_SENTENCES = 60  # of one contact that are weighed: nobody states a need later
MAX_CHARACTERS = 20_000  # of one turn
TELLING = 2  # content words from which a sentence says something
LONGEST_SENTENCE = 32  # words; speech recognisers forget the full stops

CUE_WEIGHT = 2.0  # a sign of a need counts like two content words
CONTENT_CAP = 8  # more content words than these say no more
TURN_PENALTY = 0.7  # a turn later counts like this many content words less
SENTENCE_PENALTY = 0.35
SUBJECT_BONUS = 3.0

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_EMPTY_SUBJECT = re.compile(r"^\W*(?:(?:re|sv|vs|fw|fwd|vb|aw)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said at a time; `speaker` is customer, agent or bot."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    position: int
    text: str
    words: int
    weight: float
    content: int


def extract_questions(
    turns: Sequence[Turn], *, channel: str, subject: str = "", locale: str = ""
) -> list[str]:
    """Return the one to three questions of a contact; none if it holds no word.

    Args:
        turns: the conversation in order, without personal data.
        channel: as in the contract; e-mail loses quotes and signatures, a search query
            is its own question.
        subject: of an e-mail or a form; may be empty.
        locale: chooses the lists of empty words; "" when unknown.
    """
    said: Iterable[str] = (
        turn.text[:MAX_CHARACTERS] for turn in turns if turn.speaker == "customer"
    )
    if channel == "search":
        query = " ".join(" ".join(said).split()[:MAX_WORDS])
        return [query] if has_letter(query) else []
    mailed = channel == "email"
    said = map(mail.newest_message, said) if mailed else _merge_lines(turns)
    sentences = _weigh(_EMPTY_SUBJECT.sub("", subject), said, locale)
    matters = _matters(sentences)
    questions = [_best(matter) for matter in matters]
    # A first matter without content is an opening; what comes later is the need.
    return [question for question in questions if question][:MAX_QUESTIONS]


def _merge_lines(turns: Sequence[Turn]) -> list[str]:
    """Join the lines a customer typed one after the other: chats break sentences."""
    merged = []
    for speaker, lines in groupby(turns, key=lambda turn: turn.speaker):
        if speaker == "customer":
            merged.append("\n".join(line.text[:MAX_CHARACTERS] for line in lines))
    return merged


def _weigh(subject: str, said: Iterable[str], locale: str) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    subject = subject.strip()
    if has_letter(subject):
        # A full stop, so that what follows is not read as its continuation.
        ended = subject if subject[-1] in ".!?…" else f"{subject}."
        sentences.append(_sentence(ended, 0, SUBJECT_BONUS, locale))
    for turn, text in enumerate(said):
        for place, sentence in enumerate(sentences_of(text)):
            if len(sentences) == MAX_SENTENCES:
                return sentences
            bonus = -TURN_PENALTY * turn - SENTENCE_PENALTY * place
            sentences.append(_sentence(sentence, len(sentences), bonus, locale))
    return sentences


def _sentence(text: str, position: int, bonus: float, locale: str) -> _Sentence:
    text = " ".join(text.split())
    content = len(content_words(text, locale))
    weight = min(content, CONTENT_CAP) + bonus
    if content and CUE.search(text):
        weight += CUE_WEIGHT
    return _Sentence(position, text, len(text.split()), weight, content)


def sentences_of(text: str) -> Iterable[str]:
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        for start in range(0, len(words), LONGEST_SENTENCE):
            yield " ".join(words[start : start + LONGEST_SENTENCE])


def _matters(sentences: Sequence[_Sentence]) -> list[list[_Sentence]]:
    """Part the sentences where the customer says that another matter begins.

    Often it is announced alone ("One more thing."), and follows after an "I see".
    """
    matters: list[list[_Sentence]] = [[]]
    announced = False
    for sentence in sentences:
        announced = announced or bool(ANOTHER.match(sentence.text))
        if announced and sentence.content >= TELLING:
            if any(earlier.content >= TELLING for earlier in matters[-1]):
                matters.append([])
            announced = False
        matters[-1].append(sentence)
    return matters


def _best(sentences: Sequence[_Sentence]) -> str:
    """Join the weightiest sentences, in their order, up to the limit of words."""
    telling = [sentence for sentence in sentences if sentence.content]
    if not telling:
        telling = [s for s in sentences if has_letter(s.text)][:2]
    chosen: list[_Sentence] = []
    room = MAX_WORDS
    for sentence in sorted(telling, key=lambda s: (-s.weight, s.position)):
        if chosen and (sentence.words > room or sentence.content < 1):
            continue
        chosen.append(sentence)
        room -= sentence.words
    return " ".join(s.text for s in sorted(chosen, key=lambda s: s.position))
