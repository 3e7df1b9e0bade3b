"""Choose the title of a gap from its customers' sentences."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.text.stopwords import MARK, content_words, shows_need

from .key_phrases import extract_key_phrases, stem
from .title_cleanup import (
    MAX_TITLE,
    as_title,
    count_fillers,
    is_continuation,
    is_first_person,
    is_heading,
    is_question,
    sentences,
    tidy,
)

__all__ = [
    "TitlePlace",
    "by_centrality",
    "extract_key_phrases",
    "title_at",
    "title_of",
    "title_place",
]

CENTRAL = 15  # questions whose sentences may become the title
SCORED_QUESTIONS = 50  # questions whose words show what the group asks
MIN_WORDS, MAX_WORDS = 4, 14  # of a good title
MAX_HEADING_WORDS = 10  # of a sentence that is a heading, as a subject is
MIN_CONTENT_WORDS = 2  # of a sentence with content
MAX_WORDS_VALUE = 1.5  # of all words of a title
MIN_WORD_VALUE = 0.15  # of a word that is content alone

# The value of a sentence as a title is a sum. The word that most questions share has
# the value 1, a word in half as many 0.5, a word of a single question little.
MAX_SHARED_WORDS = 4  # the most shared words count: long sentences have more words
KEY_PHRASE_VALUE = 0.6  # of the words of the first key phrase
SINGLE_QUESTION_FACTOR = 0.4  # of that value, for a word of a single question
CONTENT_WORD_VALUE = 0.04  # of each shared word besides
CUE_VALUE, QUESTION_VALUE, HEADING_VALUE = 0.3, 0.6, 0.9
EXTRA_WORD_PENALTY, MISSING_WORD_PENALTY = 0.15, 0.35  # for each word
EMPTY_PENALTY = 2.0  # for a sentence without content
TRUNCATION_PENALTY = 0.5  # for a sentence that is too long for a title
MARK_PENALTY = 0.3  # for each mark of redacted personal data
NUMBER_PENALTY = 0.25  # for each number after the first
FILLER_PENALTY = 0.5  # for each word that only answers: "ok", "haha"
CONTINUATION_PENALTY = 1.2  # for the continuation of a sentence: "because …", "he …"
NAME_PENALTY = 2.0  # for a possible name of a person: "Kari Nordmann"
STORY_PENALTY = 0.5  # for a sentence in the first person without a need
RANK_PENALTY = 0.05  # for each more central question

_NAME = re.compile(r"(?:[^\W\d_a-zæøåäöéü][^\W\d_A-ZÆØÅÄÖÉÜ]+[\s-]?){2,4}")
_NEGATED = re.compile(
    r"[^\W\d_]+n['\u2019]t(?!\w)", re.IGNORECASE
)  # "don" is not a word


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """The question, and the sentence in it, that is the title."""

    row: int  # index of the question
    sentence: int | None  # index in the question; None for the whole question


def by_centrality(vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    """Order the questions of a group from its core to its edge.

    Args:
        vectors: shape (n, dimensions), unit rows.

    Returns:
        Rows, shape (n,), by falling cosine to the mean of the group; ties, to six
        decimals, by row.
    """
    if not len(vectors):
        return np.empty(0, dtype=np.int64)
    rows = np.asarray(vectors, dtype=np.float64)
    mean = rows.mean(axis=0)
    cosines = rows @ mean / (np.linalg.norm(mean) or 1.0)
    return np.argsort(-cosines.round(6), kind="stable").astype(np.int64)


def title_of(
    questions: Sequence[str], *, locale: str, about: Sequence[str] = ()
) -> str:
    """Return the customers' sentence that best describes what the group asks.

    The title is at most `title_cleanup.MAX_TITLE` characters long, and empty only if no
    question has a letter or a digit. Arguments as for `title_place`.
    """
    place = title_place(questions, locale=locale, about=about)
    if place is None:
        return ""
    return title_at(questions[place.row], place.sentence, locale=locale)


def title_at(question: str, sentence: int | None, *, locale: str) -> str:
    """Return the title made of one sentence of a question; of all of it for None.

    If the question does not have the sentence any more, the whole question is the
    title.

    Returns:
        At most `title_cleanup.MAX_TITLE` characters. Empty only if the question has no
        letter or digit.
    """
    if sentence is not None and sentence >= 0:
        selected = islice(sentences(question, locale), sentence, None)
        question = next(selected, question)
    candidates = (tidy(question), " ".join(MARK.sub(" ", question).split()))
    return as_title(next(filter(_has_content, candidates), ""))


def title_place(
    questions: Sequence[str], *, locale: str, about: Sequence[str] = ()
) -> TitlePlace | None:
    """Return the sentence that best describes what all questions ask.

    Of the `CENTRAL` first questions, the function chooses the sentence with the words
    that many questions of the group share, or that are key phrases of the group, and
    with the form of a title: the subject of a mail, a search query or a short question
    that can be understood without the sentences before it.

    Args:
        questions: of one group, the most central first, in one locale, without personal
            data.
        locale: selects the stop words and the stemmer; "" when unknown.
        about: the group's key phrases, the best first.

    Returns:
        None only if no question has a letter or a digit.
    """
    stem_values = _stem_values(questions[:SCORED_QUESTIONS], locale, about)
    for start, stop in ((0, CENTRAL), (CENTRAL, SCORED_QUESTIONS)):
        if candidates := list(_candidates(questions[start:stop], locale, stem_values)):
            best = max(candidates, key=lambda candidate: candidate[0])[1]
            return TitlePlace(start + best.row, best.sentence)
    cleaned = chain(map(tidy, questions), (MARK.sub(" ", text) for text in questions))
    rows = (place for place, text in enumerate(cleaned) if _has_content(text))
    row = next(rows, None)
    return None if row is None else TitlePlace(row % len(questions), None)


def _has_content(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stems(text: str, locale: str) -> set[str]:
    words = content_words(_NEGATED.sub(" ", text), locale)
    return {stem(word, locale) for word in words}


def _stem_values(
    questions: Sequence[str], locale: str, about: Sequence[str]
) -> dict[str, float]:
    """Return the values of the stems that are shared or in key phrases."""
    counts = Counter(chain.from_iterable(_stems(text, locale) for text in questions))
    max_count = max(counts.values(), default=1)
    values = {word: count / max_count for word, count in counts.items() if count > 1}
    phrase_values: dict[str, float] = {}
    for place, phrase in enumerate(about):
        words = _stems(phrase, locale)
        value = KEY_PHRASE_VALUE * (1 - place / len(about)) / max(1, len(words))
        phrase_values |= {
            word: max(value, phrase_values.get(word, 0.0)) for word in words
        }
    for word, value in phrase_values.items():
        values[word] = (
            values[word] + value if word in values else SINGLE_QUESTION_FACTOR * value
        )
    return values


def _candidates(
    questions: Sequence[str], locale: str, stem_values: dict[str, float]
) -> Iterator[tuple[float, TitlePlace]]:
    """Yield the values and the places of the sentences that have content."""
    for place, question in enumerate(questions):
        heading_value = HEADING_VALUE  # until a sentence has a word of the group
        for row, sentence in enumerate(sentences(question, locale)):
            text = tidy(sentence)
            if values := sorted(stem_values.get(s, 0.0) for s in _stems(text, locale)):
                shared = values[-MAX_SHARED_WORDS:]
                value = min(MAX_WORDS_VALUE, sum(shared)) + CONTENT_WORD_VALUE * len(
                    shared
                )
                value += _form_value(sentence, text) - RANK_PENALTY * place
                if len(values) < MIN_CONTENT_WORDS:
                    value -= EMPTY_PENALTY * (
                        values[-1] < MIN_WORD_VALUE or is_continuation(text)
                    )
                elif is_heading(text):
                    value += heading_value * (len(text.split()) <= MAX_HEADING_WORDS)
                heading_value *= values[-1] < MIN_WORD_VALUE
                yield value, TitlePlace(place, row)


def _may_be_name(text: str) -> bool:
    """Whether a text is two to four capitalised words, as a person's name is."""
    return _NAME.fullmatch(text) is not None


def _form_value(sentence: str, text: str) -> float:
    """Return the part of a title's value that depends on the form of the sentence."""
    words = text.split()
    has_need = shows_need(text.rstrip("?"))
    # "I ignore it?" checks an answer.
    asks_question = is_question(text) and not is_first_person(text)
    value = CUE_VALUE * has_need + QUESTION_VALUE * asks_question
    value -= EXTRA_WORD_PENALTY * max(0, len(words) - MAX_WORDS)
    value -= MISSING_WORD_PENALTY * max(0, MIN_WORDS - len(words))
    value -= TRUNCATION_PENALTY * (len(text) > MAX_TITLE)
    numbers = sum(any(map(str.isdigit, word)) for word in words)
    value -= NUMBER_PENALTY * max(0, numbers - 1)
    value -= FILLER_PENALTY * count_fillers(
        text
    ) + CONTINUATION_PENALTY * is_continuation(text)
    value -= STORY_PENALTY * (
        is_first_person(text) and not has_need
    ) + NAME_PENALTY * _may_be_name(text)
    return value - MARK_PENALTY * len(MARK.findall(sentence))
