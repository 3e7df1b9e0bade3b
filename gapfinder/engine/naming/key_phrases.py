"""Extract the words and pairs of words that distinguish groups of questions.

Counting uses arrays instead of scikit-learn's CountVectorizer, whose pairs skip stop
words, so that they join words that were not adjacent. With an analyzer that makes our
pairs, it takes twice as long.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from gapfinder.engine.languages import cached, language_of
from gapfinder.engine.text.stopwords import MARK, empty_words

SMALL_GROUP = 4  # questions; from here on, a phrase must be in two of them

_END = "\0"  # end of a question: a token of its own, so that no pair spans two
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]")

Ints = NDArray[np.int64]


def stem(word: str, locale: str) -> str:
    """Return the stem of a lower-case word; the word itself in an unknown language.

    >>> stem("fakturaer", "nb")
    'faktura'
    """
    algorithm = _stemmer(locale)
    return _stem(word, algorithm) if algorithm else word


@cached
def _stemmer(locale: str) -> str:
    language = language_of(locale)
    return language.stemmer if language else ""


@lru_cache(maxsize=200_000)
def _stem(word: str, algorithm: str) -> str:
    return str(snowballstemmer.stemmer(algorithm).stemWord(word))


@cached
def _language(locale: str) -> str:
    language = language_of(locale)
    return language.code if language else locale.split("-", maxsplit=1)[0].lower()


def extract_key_phrases(
    groups: Sequence[Sequence[str]],
    locales: Sequence[Sequence[str]],
    *,
    limit: int = 5,
) -> list[list[str]]:
    """Return the phrases that each group uses more than the other groups.

    The score of a phrase is its class-based TF-IDF: its count in the group, times log(1
    + mean size of a group / its count in all groups). Inflected forms count as one
    phrase, and the group's most frequent form is shown, in lower case. Groups are
    compared within a language, by the questions in their main locale: the most frequent
    one; of equals, the first in the alphabet.

    Args:
        groups: the questions of each group, without personal data.
        locales: of the same questions; "" when unknown.
        limit: maximum number of phrases for each group.

    Returns:
        For each group up to `limit` phrases, the best first, none with all the words of
        another. From `SMALL_GROUP` questions on, a phrase is in two of them or more, so
        a group whose questions share no word has none.

    Raises:
        ValueError: there is not one locale for each question.

    Source:
        M. Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF
        procedure" (2022), https://arxiv.org/abs/2203.05794
    """
    if [len(group) for group in groups] != [len(group) for group in locales]:
        raise ValueError("groups and locales differ in shape: give each question one")
    by_language: defaultdict[str, dict[int, list[str]]] = defaultdict(dict)
    for row, (group, question_locales) in enumerate(zip(groups, locales, strict=True)):
        if group:
            main = min(Counter(question_locales).items(), key=lambda n: (-n[1], n[0]))[
                0
            ]
            main_questions = [
                q for q, tag in zip(group, question_locales, strict=True) if tag == main
            ]
            by_language[_language(main)][row] = main_questions
    phrases: list[list[str]] = [[] for _ in groups]
    for language, texts in by_language.items():
        language_phrases = _phrases(list(texts.values()), language, limit)
        for row, of_group in zip(texts, language_phrases, strict=True):
            phrases[row] = of_group
    return phrases


@dataclass(frozen=True, slots=True)
class _Terms:
    """Occurrences of content words and of pairs of them; arrays have shape (times,).

    A form numbers the spelling, a term the stems: first word times `base` plus second,
    where words are numbered from 1 in the order of the alphabet and 0 is no second
    word.
    """

    question: Ints
    form: Ints
    term: Ints
    words: list[str]

    def spell(self, form: int) -> str:
        first, second = divmod(form, len(self.words))
        return " ".join(self.words[word] for word in (first, second) if word)


def _phrases(groups: list[list[str]], language: str, limit: int) -> list[list[str]]:
    """Return the phrases of groups in one language."""
    terms = _terms(chain.from_iterable(groups), language)
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    group_of = np.repeat(np.arange(len(groups)), sizes)
    keys, term = np.unique(terms.term, return_inverse=True)
    n_terms = max(1, len(keys))

    # An entry is a term of a group. Both arrays of entries are sorted, so they align.
    entry_keys, entry, counts = np.unique(
        group_of[terms.question] * n_terms + term,
        return_inverse=True,
        return_counts=True,
    )
    # With counts, NumPy sorts, which here is ten times as fast as its hash table.
    question_terms, _ = np.unique(terms.question * n_terms + term, return_counts=True)
    question_terms = (
        group_of[question_terms // n_terms] * n_terms + question_terms % n_terms
    )
    questions = np.unique(question_terms, return_counts=True)[1]

    group, term_index = entry_keys // n_terms, entry_keys % n_terms
    total_counts = np.bincount(term, minlength=n_terms)[term_index]
    scores = counts * np.log1p(len(term) / len(groups) / total_counts)
    pair = keys[term_index] % len(terms.words) > 0  # of equals, pairs come first
    order = np.lexsort((term_index, ~pair, -scores, group))
    order = order[(questions >= np.where(sizes[group] < SMALL_GROUP, 1, 2))[order]]
    ends = np.searchsorted(group[order], np.arange(1, len(groups)))
    chosen = [
        _choose(entries, keys[term_index[entries]], terms, limit)
        for entries in np.split(order, ends)
    ]
    spelling = _spell(set(chain.from_iterable(chosen)), entry, terms)
    return [[spelling[index] for index in indices] for indices in chosen]


def _terms(questions: Iterable[str], language: str) -> _Terms:
    """Find every content word, and every two of them that are adjacent."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    tokens = chain.from_iterable(map(_tokens, questions))
    token_numbers = np.fromiter(map(numbers.__getitem__, tokens), dtype=np.int64)

    empty = empty_words(language)
    content = sorted(
        word for word in numbers if word not in empty and _is_content(word)
    )
    stems = [stem(word, language) for word in content]
    stem_number = {
        key: number for number, key in enumerate(sorted(set(stems)), start=1)
    }
    stem_of = np.array([0, *map(stem_number.__getitem__, stems)], dtype=np.int64)
    word_of = np.zeros(len(numbers), dtype=np.int64)
    word_of[[numbers[word] for word in content]] = np.arange(1, len(content) + 1)

    word, question = word_of[token_numbers], np.cumsum(token_numbers == numbers[_END])
    single = np.flatnonzero(word)
    following = np.append(word, 0)[single + 1]
    paired = (following > 0) & (stem_of[following] != stem_of[word[single]])
    at = np.append(single, single[paired])
    first, second = word[at], np.append(np.zeros_like(single), following[paired])
    base = len(content) + 1
    return _Terms(
        question=question[at],
        form=first * base + second,
        term=stem_of[first] * base + stem_of[second],
        words=["", *content],
    )


def _tokens(question: str) -> list[str]:
    text = question.lower().replace("\u2019", "'").replace(_END, " ")
    return [*_TOKEN.findall(MARK.sub(" . ", text)), _END]


def _is_content(word: str) -> bool:
    return len(word) > 1 and any(map(str.isalpha, word))


def _choose(entries: Ints, keys: Ints, terms: _Terms, limit: int) -> list[int]:
    """Choose entries in order, without those that repeat or are part of another."""
    chosen: list[int] = []
    chosen_stems: list[set[int]] = []
    for entry, key in zip(entries, keys, strict=True):
        if len(chosen) >= limit:
            break
        stems = {*divmod(int(key), len(terms.words))} - {0}
        if not any(stems <= other or other <= stems for other in chosen_stems):
            chosen.append(int(entry))
            chosen_stems.append(stems)
    return chosen


def _spell(chosen: set[int], entry: Ints, terms: _Terms) -> dict[int, str]:
    """Return the most frequent form of each chosen entry; of equals, the first."""
    at = np.flatnonzero(np.isin(entry, list(chosen)))
    forms, form = np.unique(terms.form[at], return_inverse=True)
    form_keys, counts = np.unique(entry[at] * len(forms) + form, return_counts=True)
    spelling: dict[int, str] = {}
    for place in np.lexsort((form_keys, -counts)):
        chosen_entry, form_index = divmod(int(form_keys[place]), len(forms))
        spelling.setdefault(chosen_entry, terms.spell(int(forms[form_index])))
    return spelling
