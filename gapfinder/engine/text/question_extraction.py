"""Extract a customer's questions from a conversation, in the customer's words.

In only half of the calls and chats the need is in the customer's first turn, so the
module gives every customer sentence a weight: by its content words, by cues of a need
("?", "cannot", "hvordan"), and by its position. The best sentences, up to `MAX_WORDS`
words, are the question; where the customer changes the topic (`topic_segmentation`),
another question begins.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from gapfinder.engine.languages import any_of, cached, words

from . import email_replies
from .sentences import split_sentences
from .stopwords import content_words, has_letter, shows_need
from .topic_segmentation import SUBJECT, Sentence, segment_topics, split_before_topic

MAX_QUESTIONS = 3
MAX_WORDS = 72  # of one question; calls ramble, and encoding time grows with words
MAX_SENTENCES = 60  # of one contact; no customer states a need later
MAX_CHARACTERS = 20_000  # of one turn
MAX_SENTENCE_WORDS = 32  # transcripts lack full stops
WRITTEN_CHANNELS = frozenset({"email", "form"})

CUE_WEIGHT = 2.0  # a cue of a need counts like two content words
MAX_CONTENT_WORDS = 8  # more content words do not raise the weight
TURN_PENALTY = 0.7  # in content words, for each later turn
SENTENCE_PENALTY = 0.35
SUBJECT_BONUS = 3.0


@dataclass(frozen=True, slots=True)
class Turn:
    """Consecutive words of one side; `speaker` is customer, agent or bot."""

    speaker: str
    text: str


def extract_questions(
    turns: Sequence[Turn], *, channel: str, subject: str = "", locale: str = ""
) -> list[str]:
    """Return one to three questions of a contact; none if it has no words.

    Args:
        turns: the conversation in order, without personal data.
        channel: as in the contract; the function removes quotes and signatures of
            e-mails and returns a search query as it is.
        subject: of an e-mail or a form; may be empty.
        locale: selects the stop words; "" when unknown.
    """
    if channel == "search":
        return _query(turns)
    own_turns = (
        map(_newest_message, turns) if channel == "email" else _merge_lines(turns)
    )
    sentences = _weighted_sentences(_answer_marks().sub("", subject), own_turns, locale)
    topics = segment_topics(
        sentences, locale, written_at_once=channel in WRITTEN_CHANNELS
    )
    questions = [_best(topic) for topic in topics]
    # A first topic without content is an opening; the need comes later.
    return [question for question in questions if question][:MAX_QUESTIONS]


@cached
def _answer_marks() -> re.Pattern[str]:
    """Return the pattern of reply marks before a subject: "Re: Sv: "."""
    marks = any_of(words(lambda language: language.mail.subject_marks))
    return re.compile(rf"^\W*(?:(?:{marks})\s*:\s*)+", re.IGNORECASE)


def _query(turns: Sequence[Turn]) -> list[str]:
    customer_text = " ".join(turn.text for turn in turns if turn.speaker == "customer")
    query = " ".join(customer_text[:MAX_CHARACTERS].split()[:MAX_WORDS])
    return [query] if has_letter(query) else []


def _newest_message(turn: Turn) -> Turn:
    return Turn(turn.speaker, email_replies.newest_message(turn.text[:MAX_CHARACTERS]))


def _merge_lines(turns: Sequence[Turn]) -> Iterable[Turn]:
    """Join consecutive lines of one side, because chats break sentences."""
    for speaker, lines in groupby(turns, key=lambda turn: turn.speaker):
        yield Turn(speaker, "\n".join(line.text[:MAX_CHARACTERS] for line in lines))


def _weighted_sentences(
    subject: str, turns: Iterable[Turn], locale: str
) -> list[Sentence]:
    sentences: list[Sentence] = []
    subject = subject.strip()
    if has_letter(subject):
        # A full stop separates the subject from the next sentence.
        subject_sentence = subject if subject[-1] in ".!?…" else f"{subject}."
        sentences.append(
            _sentence(subject_sentence, SUBJECT, "", SUBJECT_BONUS, locale)
        )
    reply_to = ""
    number = 0
    for turn in turns:
        if turn.speaker != "customer":
            reply_to = turn.text[-MAX_CHARACTERS:]
            continue
        parts = (
            split_before_topic(sentence, locale)
            for sentence in sentences_of(turn.text, locale)
        )
        for position, sentence in enumerate(chain.from_iterable(parts)):
            if len(sentences) == MAX_SENTENCES:
                return sentences
            bonus = -TURN_PENALTY * number - SENTENCE_PENALTY * position
            sentences.append(_sentence(sentence, number, reply_to, bonus, locale))
        number += 1
        reply_to = ""
    return sentences


def _sentence(
    text: str, turn: int, reply_to: str, bonus: float, locale: str
) -> Sentence:
    text = " ".join(text.split())
    content = content_words(text, locale)
    weight = min(len(content), MAX_CONTENT_WORDS) + bonus
    if content and shows_need(text):
        weight += CUE_WEIGHT
    return Sentence(text, turn, content, weight, reply_to)


def sentences_of(text: str, locale: str) -> Iterable[str]:
    for sentence in split_sentences(text, locale):
        words = sentence.split()
        for start in range(0, len(words), MAX_SENTENCE_WORDS):
            yield " ".join(words[start : start + MAX_SENTENCE_WORDS])


def _best(sentences: Sequence[Sentence]) -> str:
    """Join the sentences with the highest weights, in order, up to `MAX_WORDS`."""
    with_content = [
        index for index, sentence in enumerate(sentences) if sentence.content
    ]
    if not with_content:
        with_letters = [
            index
            for index, sentence in enumerate(sentences)
            if has_letter(sentence.text)
        ]
        with_content = with_letters[:2]
    chosen: list[int] = []
    words_left = MAX_WORDS
    for index in sorted(
        with_content, key=lambda index: (-sentences[index].weight, index)
    ):
        sentence = sentences[index]
        words = len(sentence.text.split())
        if chosen and (words > words_left or not sentence.content):
            continue
        chosen.append(index)
        words_left -= words
    return " ".join(sentences[index].text for index in sorted(chosen))
