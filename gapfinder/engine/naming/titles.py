"""What to call a gap: a title in customers' words, and telling phrases."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.text.stopwords import MARK, content_words, shows_need

from .key_phrases import stem, telling_phrases
from .title_cleanup import (
    MAX_TITLE,
    as_title,
    chatter,
    is_heading,
    is_question,
    is_told,
    leans,
    sentences,
    tidy,
)

__all__ = [
    "TitlePlace",
    "by_centrality",
    "telling_phrases",
    "title_at",
    "title_of",
    "title_place",
]

CENTRAL = 15  # questions whose sentences may become the title
HEARD = 50  # questions that say what the group is about
FEW_WORDS, MANY_WORDS = 4, 14  # of a good title
HEADING = 10  # words of the longest sentence that heads a question, as a subject does
FEW_CONTENT = 2  # words with content, at least, of a sentence that says something
ENOUGH = 1.5  # worth of all words: more make it no clearer
SUBJECT = 0.15  # worth of a word that says something alone

# What a sentence is worth as a title; the word that most questions
# share is worth 1, one that half as many share 0.5, one of a single question little.
SHARED_WORDS = 4  # words that count, the most shared: a long sentence has more of all
TELLING = 0.6  # more, for the most telling word
TOLD_ONCE = 0.4  # the part of it for a word of a single question
OWN = 0.04  # more, for each word with content
CUE_WORTH, ASKING_WORTH, HEADING_WORTH = 0.3, 0.6, 0.9
WORD_OVER, WORD_SHORT = 0.15, 0.35  # less, for each word
EMPTY = 2.0  # less, if it says nothing
CUT = 0.5  # less, if it is too long to be shown whole
HOLE = 0.3  # less, for each mark where personal data was
NUMBER = 0.25  # less, for each number after the first
CHATTER = 0.5  # less, for each word of an answer: "ok", "haha"
LEANING = 1.2  # less, if it leans on what was said before: "because …", "he …"
NAME = 2.0  # less, if it may be somebody's name: "Kari Nordmann"
STORY = 0.5  # less, if it tells of the speaker and shows no need
LATER = 0.05  # less, for each more central question

_NAME = re.compile(r"(?:[^\W\d_a-zæøåäöéü][^\W\d_A-ZÆØÅÄÖÉÜ]+[\s-]?){2,4}")
_NEGATED = re.compile(r"[^\W\d_]+n['\u2019]t(?!\w)", re.IGNORECASE)  # "don" is no word


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """Where a title stands among questions."""

    row: int  # of the question
    sentence: int | None  # of the question, from 0; None: all of it


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
    """Return the sentence in which customers ask what the whole group asks.

    It is at most `tidying.MAX_TITLE` characters long, and empty only if no question
    holds a letter or a digit. `title_place` tells of the arguments.
    """
    place = title_place(questions, locale=locale, about=about)
    if place is None:
        return ""
    return title_at(questions[place.row], place.sentence, locale=locale)


def title_at(question: str, sentence: int | None, *, locale: str) -> str:
    """Return the title that a sentence of a question makes; all of it for None.

    A question that has no such sentence any more is a title as a whole.

    Returns:
        At most `tidying.MAX_TITLE` characters. Empty only if the question holds no
        letter or digit.
    """
    if sentence is not None:
        found = islice(sentences(question, locale), sentence, None)
        question = next(found, question)
    plain = (tidy(question), " ".join(MARK.sub(" ", question).split()))
    return as_title(next(filter(_says_something, plain), ""))


def title_place(
    questions: Sequence[str], *, locale: str, about: Sequence[str] = ()
) -> TitlePlace | None:
    """Return where the sentence stands in which customers ask what all of them ask.

    Of the `CENTRAL` first questions, it is the sentence that has the words which many
    questions of the group share or which tell it from other groups, and that reads as a
    title: the subject of a mail, a search query or a short question, which can be
    understood without what was said before.

    Args:
        questions: of one group, the most central first, in one locale, without
            personal data.
        locale: chooses the lists of empty words and the stemmer; "" when unknown.
        about: the group's telling phrases, the most telling first.

    Returns:
        None only if no question holds a letter or a digit.
    """
    worth = _worths(questions[:HEARD], locale, about)
    for start, stop in ((0, CENTRAL), (CENTRAL, HEARD)):
        if found := list(_candidates(questions[start:stop], locale, worth)):
            best = max(found, key=lambda candidate: candidate[0])[1]
            return TitlePlace(start + best.row, best.sentence)
    plain = chain(map(tidy, questions), (MARK.sub(" ", text) for text in questions))
    rows = (place for place, text in enumerate(plain) if _says_something(text))
    row = next(rows, None)
    return None if row is None else TitlePlace(row % len(questions), None)


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stems(text: str, locale: str) -> set[str]:
    words = content_words(_NEGATED.sub(" ", text), locale)
    return {stem(word, locale) for word in words}


def _worths(
    questions: Sequence[str], locale: str, about: Sequence[str]
) -> dict[str, float]:
    """Return what the stems are worth that the group shares or is told by."""
    heard = Counter(chain.from_iterable(_stems(text, locale) for text in questions))
    most = max(heard.values(), default=1)
    worth = {word: times / most for word, times in heard.items() if times > 1}
    telling: dict[str, float] = {}
    for place, phrase in enumerate(about):
        words = _stems(phrase, locale)
        value = TELLING * (1 - place / len(about)) / max(1, len(words))
        telling |= {word: max(value, telling.get(word, 0.0)) for word in words}
    for word, value in telling.items():
        worth[word] = worth[word] + value if word in worth else TOLD_ONCE * value
    return worth


def _candidates(
    questions: Sequence[str], locale: str, worth: dict[str, float]
) -> Iterator[tuple[float, TitlePlace]]:
    """Yield the worth and the places of the sentences that have content."""
    for place, question in enumerate(questions):
        heading = HEADING_WORTH  # until a word of the group is said
        for row, sentence in enumerate(sentences(question, locale)):
            text = tidy(sentence)
            if values := sorted(worth.get(s, 0.0) for s in _stems(text, locale)):
                shared = values[-SHARED_WORDS:]
                value = min(ENOUGH, sum(shared)) + OWN * len(shared)
                value += _form(sentence, text) - LATER * place
                if len(values) < FEW_CONTENT:
                    value -= EMPTY * (values[-1] < SUBJECT or leans(text))
                elif is_heading(text):
                    value += heading * (len(text.split()) <= HEADING)
                heading *= values[-1] < SUBJECT
                yield value, TitlePlace(place, row)


def _may_be_name(text: str) -> bool:
    """Tell whether a few words are all capitalised, as no sentence is."""
    return _NAME.fullmatch(text) is not None


def _form(sentence: str, text: str) -> float:
    """Return what the form of a sentence, tidied to a text, adds to its worth."""
    words = text.split()
    needed = shows_need(text.rstrip("?"))
    asked = is_question(text) and not is_told(text)  # "I ignore it?" checks an answer
    worth = CUE_WORTH * needed + ASKING_WORTH * asked
    worth -= WORD_OVER * max(0, len(words) - MANY_WORDS)
    worth -= WORD_SHORT * max(0, FEW_WORDS - len(words))
    worth -= CUT * (len(text) > MAX_TITLE)
    numbers = sum(any(map(str.isdigit, word)) for word in words)
    worth -= NUMBER * max(0, numbers - 1)
    worth -= CHATTER * chatter(text) + LEANING * leans(text)
    worth -= STORY * (is_told(text) and not needed) + NAME * _may_be_name(text)
    return worth - HOLE * len(MARK.findall(sentence))
