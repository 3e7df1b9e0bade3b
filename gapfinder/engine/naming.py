"""What to call a gap: a title in customers' words, and telling phrases."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .phrases import stem, telling_phrases
from .smalltalk import CUE, MARK, content_words
from .tidying import MAX_TITLE, as_title, is_question, sentences, tidy

__all__ = ["by_centrality", "telling_phrases", "title_of"]

CENTRAL = 10  # questions whose sentences may become the title
HEARD = 50  # questions that say what the group is about
FEW_WORDS, MANY_WORDS = 4, 16  # of a good title

# What a sentence is worth as a title; the word that most questions
# share is worth 1, one that half as many share 0.5, one of a single question nothing.
SHARED_WORDS = 4  # words that count, the most shared: a long sentence has more of all
CUE_WORTH, ASKING_WORTH = 0.4, 0.3
WORD_OVER, WORD_SHORT = 0.15, 0.4  # less, for each word
CUT = 0.4  # less, if it is too long to be shown whole
HOLE = 0.3  # less, for each mark where personal data was
LATER = 0.05  # less, for each more central question


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


def title_of(questions: Sequence[str], *, locale: str) -> str:
    """Return the sentence in which customers ask what the whole group asks.

    Of the `CENTRAL` first questions, it is the sentence that shares its words with many
    questions of the group, shows a need, and is of a title's length.

    Args:
        questions: of one group, the most central first, in one locale, without
            personal data.
        locale: chooses the lists of empty words and the stemmer; "" when unknown.

    Returns:
        At most `tidying.MAX_TITLE` characters. Empty only if no question holds a
        letter or a digit.
    """
    spoken = [_stems(question, locale) for question in questions[:HEARD]]
    heard = Counter(chain.from_iterable(spoken))
    most = max(heard.values(), default=1)
    share = {word: times / most for word, times in heard.items() if times > 1}
    for some in (questions[:CENTRAL], questions[CENTRAL:HEARD]):
        if candidates := list(_candidates(some, locale, share)):
            return as_title(max(candidates, key=lambda candidate: candidate[0])[1])
    unmarked = (MARK.sub(" ", question).split() for question in questions)
    plain = chain(map(tidy, questions), map(" ".join, unmarked))
    return as_title(next((text for text in plain if any(map(str.isalnum, text))), ""))


def _stems(text: str, locale: str) -> set[str]:
    return {stem(word, locale) for word in content_words(text, locale)}


def _candidates(
    questions: Sequence[str], locale: str, share: dict[str, float]
) -> Iterator[tuple[float, str]]:
    """Yield the tidy sentences that have content, with their worth."""
    for place, question in enumerate(questions):
        for sentence in sentences(question, locale):
            text = tidy(sentence)
            if shares := sorted(share.get(s, 0.0) for s in _stems(text, locale)):
                worth = sum(shares[-SHARED_WORDS:]) - LATER * place
                yield worth + _form(sentence, text), text


def _form(sentence: str, text: str) -> float:
    """Return what the form of a sentence, tidied to a text, adds to its worth."""
    words = len(text.split())
    worth = CUE_WORTH * bool(CUE.search(text)) + ASKING_WORTH * is_question(text)
    worth -= WORD_OVER * max(0, words - MANY_WORDS)
    worth -= CUT * (len(text) > MAX_TITLE)
    worth -= WORD_SHORT * max(0, FEW_WORDS - words)
    return worth - HOLE * len(MARK.findall(sentence))
