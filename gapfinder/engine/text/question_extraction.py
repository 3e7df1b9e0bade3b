"""What a customer needs, taken out of a conversation in the customer's own words.

In calls and chats the need is in the customer's first turn only half the time, so every
sentence of the customer's is weighed: words that carry content, signs of a need ("?",
"cannot", "hvordan"), and how early it comes. The best sentences, up to `MAX_WORDS`, are
the question; where the customer turns to another matter (`matters`), a second starts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from gapfinder.engine.languages import any_of, cached, words

from . import email_replies
from .sentences import split_sentences
from .stopwords import content_words, has_letter, shows_need
from .topic_segmentation import SUBJECT, Sentence, matters_of, parted

MAX_QUESTIONS = 3
MAX_WORDS = 72  # of one question: calls ramble, and encoding costs by the word
MAX_SENTENCES = 60  # of one contact that are weighed: nobody states a need later
MAX_CHARACTERS = 20_000  # of one turn
LONGEST_SENTENCE = 32  # words; speech recognisers forget the full stops
LETTERS = frozenset({"email", "form"})

CUE_WEIGHT = 2.0  # a sign of a need counts like two content words
CONTENT_CAP = 8  # more content words than these say no more
TURN_PENALTY = 0.7  # a turn later counts like this many content words less
SENTENCE_PENALTY = 0.35
SUBJECT_BONUS = 3.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said at a time; `speaker` is customer, agent or bot."""

    speaker: str
    text: str


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
    if channel == "search":
        return _query(turns)
    said = map(_newest, turns) if channel == "email" else _merge_lines(turns)
    sentences = _weigh(_answer_marks().sub("", subject), said, locale)
    matters = matters_of(sentences, locale, letter=channel in LETTERS)
    questions = [_best(matter) for matter in matters]
    # A first matter without content is an opening; what comes later is the need.
    return [question for question in questions if question][:MAX_QUESTIONS]


@cached
def _answer_marks() -> re.Pattern[str]:
    """Return the marks of an answer before a subject: "Re: Sv: "."""
    marks = any_of(words(lambda language: language.mail.subject_marks))
    return re.compile(rf"^\W*(?:(?:{marks})\s*:\s*)+", re.IGNORECASE)


def _query(turns: Sequence[Turn]) -> list[str]:
    typed = " ".join(turn.text for turn in turns if turn.speaker == "customer")
    query = " ".join(typed[:MAX_CHARACTERS].split()[:MAX_WORDS])
    return [query] if has_letter(query) else []


def _newest(turn: Turn) -> Turn:
    return Turn(turn.speaker, email_replies.newest_message(turn.text[:MAX_CHARACTERS]))


def _merge_lines(turns: Sequence[Turn]) -> Iterable[Turn]:
    """Join what one side said at a stretch: chats break sentences."""
    for speaker, lines in groupby(turns, key=lambda turn: turn.speaker):
        yield Turn(speaker, "\n".join(line.text[:MAX_CHARACTERS] for line in lines))


def _weigh(subject: str, turns: Iterable[Turn], locale: str) -> list[Sentence]:
    sentences: list[Sentence] = []
    subject = subject.strip()
    if has_letter(subject):
        # A full stop, so that what follows is not read as its continuation.
        ended = subject if subject[-1] in ".!?…" else f"{subject}."
        sentences.append(_sentence(ended, SUBJECT, "", SUBJECT_BONUS, locale))
    before = ""
    number = 0
    for turn in turns:
        if turn.speaker != "customer":
            before = turn.text[-MAX_CHARACTERS:]
            continue
        parts = (parted(each, locale) for each in sentences_of(turn.text, locale))
        for place, sentence in enumerate(chain.from_iterable(parts)):
            if len(sentences) == MAX_SENTENCES:
                return sentences
            bonus = -TURN_PENALTY * number - SENTENCE_PENALTY * place
            sentences.append(_sentence(sentence, number, before, bonus, locale))
        number += 1
        before = ""
    return sentences


def _sentence(
    text: str, turn: int, reply_to: str, bonus: float, locale: str
) -> Sentence:
    text = " ".join(text.split())
    content = content_words(text, locale)
    weight = min(len(content), CONTENT_CAP) + bonus
    if content and shows_need(text):
        weight += CUE_WEIGHT
    return Sentence(text, turn, content, weight, reply_to)


def sentences_of(text: str, locale: str) -> Iterable[str]:
    for sentence in split_sentences(text, locale):
        words = sentence.split()
        for start in range(0, len(words), LONGEST_SENTENCE):
            yield " ".join(words[start : start + LONGEST_SENTENCE])


def _best(sentences: Sequence[Sentence]) -> str:
    """Join the weightiest sentences, in their order, up to the limit of words."""
    telling = [place for place, each in enumerate(sentences) if each.content]
    if not telling:
        lettered = [i for i, each in enumerate(sentences) if has_letter(each.text)]
        telling = lettered[:2]
    chosen: list[int] = []
    room = MAX_WORDS
    for place in sorted(telling, key=lambda place: (-sentences[place].weight, place)):
        sentence = sentences[place]
        words = len(sentence.text.split())
        if chosen and (words > room or not sentence.content):
            continue
        chosen.append(place)
        room -= words
    return " ".join(sentences[place].text for place in sorted(chosen))
