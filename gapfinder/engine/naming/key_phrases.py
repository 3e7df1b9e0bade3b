"""The words and pairs of words that tell one group of questions from the others.

Counting is in arrays, not in scikit-learn's CountVectorizer: its own pairs are words
nobody said together, and with an analyzer that pairs as we do it takes twice as long.
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

SMALL_GROUP = 4  # questions: from here on, a phrase must come from two of them

_END = "\0"  # of a question: a token of its own, which no pair spans
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


def telling_phrases(
    groups: Sequence[Sequence[str]],
    locales: Sequence[Sequence[str]],
    *,
    most: int = 5,
) -> list[list[str]]:
    """Return what each group says more than the other groups do.

    A phrase's worth is its class-based TF-IDF: how often the group says it, times
    log(1 + mean size of a group / how often all groups say it). Inflected forms count
    as one, and the form that the group says most often is shown, in lower case.
    Groups are compared within a language, by the questions in their main locale: the
    most frequent one; of equals, the first in the alphabet.

    Args:
        groups: the questions of each group, without personal data.
        locales: of the same questions; "" when unknown.
        most: phrases for each group.

    Returns:
        For each group up to `most` phrases, the most telling first, none with all the
        words of another. From `SMALL_GROUP` questions on, a phrase is in two of them or
        more, so a group whose questions share no word has none.

    Raises:
        ValueError: there is not one locale for each question.

    Source:
        M. Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF
        procedure" (2022), https://arxiv.org/abs/2203.05794
    """
    if [len(group) for group in groups] != [len(group) for group in locales]:
        raise ValueError("groups and locales differ in shape: give each question one")
    by_language: defaultdict[str, dict[int, list[str]]] = defaultdict(dict)
    for row, (group, spoken) in enumerate(zip(groups, locales, strict=True)):
        if group:
            main = min(Counter(spoken).items(), key=lambda n: (-n[1], n[0]))[0]
            told = [q for q, tag in zip(group, spoken, strict=True) if tag == main]
            by_language[_language(main)][row] = told
    phrases: list[list[str]] = [[] for _ in groups]
    for language, texts in by_language.items():
        found = _phrases(list(texts.values()), language, most)
        for row, of_group in zip(texts, found, strict=True):
            phrases[row] = of_group
    return phrases


@dataclass(frozen=True, slots=True)
class _Terms:
    """Each time a word or a pair with content is said; arrays have shape (times,).

    A form numbers the spelling, a term the stems: first word times `base` plus second,
    where words are numbered from 1 in the order of the alphabet and 0 is no second.
    """

    question: Ints
    form: Ints
    term: Ints
    words: list[str]

    def spell(self, form: int) -> str:
        first, second = divmod(form, len(self.words))
        return " ".join(self.words[word] for word in (first, second) if word)


def _phrases(groups: list[list[str]], language: str, most: int) -> list[list[str]]:
    """Return the phrases of groups in one language."""
    terms = _terms(chain.from_iterable(groups), language)
    sizes = np.array([len(group) for group in groups], dtype=np.int64)
    group_of = np.repeat(np.arange(len(groups)), sizes)
    keys, term = np.unique(terms.term, return_inverse=True)
    n_terms = max(1, len(keys))

    # An entry is a term of a group. Both arrays of entries are sorted, so they align.
    said, entry, times = np.unique(
        group_of[terms.question] * n_terms + term,
        return_inverse=True,
        return_counts=True,
    )
    # With counts, NumPy sorts, which here is ten times as fast as its hash table.
    asked, _ = np.unique(terms.question * n_terms + term, return_counts=True)
    asked = group_of[asked // n_terms] * n_terms + asked % n_terms
    questions = np.unique(asked, return_counts=True)[1]

    group, kind = said // n_terms, said % n_terms
    in_all = np.bincount(term, minlength=n_terms)[kind]
    worth = times * np.log1p(len(term) / len(groups) / in_all)
    pair = keys[kind] % len(terms.words) > 0  # of equals, pairs tell more
    order = np.lexsort((kind, ~pair, -worth, group))
    order = order[(questions >= np.where(sizes[group] < SMALL_GROUP, 1, 2))[order]]
    ends = np.searchsorted(group[order], np.arange(1, len(groups)))
    chosen = [
        _choose(entries, keys[kind[entries]], terms, most)
        for entries in np.split(order, ends)
    ]
    spelling = _spell(set(chain.from_iterable(chosen)), entry, terms)
    return [[spelling[pick] for pick in picks] for picks in chosen]


def _terms(questions: Iterable[str], language: str) -> _Terms:
    """Find every word with content, and every two that stand next to each other."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    tokens = chain.from_iterable(map(_tokens, questions))
    said = np.fromiter(map(numbers.__getitem__, tokens), dtype=np.int64)

    empty = empty_words(language)
    content = sorted(
        word for word in numbers if word not in empty and _is_content(word)
    )
    stems = [stem(word, language) for word in content]
    place = {key: number for number, key in enumerate(sorted(set(stems)), start=1)}
    stem_of = np.array([0, *map(place.__getitem__, stems)], dtype=np.int64)
    word_of = np.zeros(len(numbers), dtype=np.int64)
    word_of[[numbers[word] for word in content]] = np.arange(1, len(content) + 1)

    word, question = word_of[said], np.cumsum(said == numbers[_END])
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


def _choose(entries: Ints, keys: Ints, terms: _Terms, most: int) -> list[int]:
    """Take entries in order, but none that repeats a taken one or is part of it."""
    chosen: list[int] = []
    taken: list[set[int]] = []
    for entry, key in zip(entries, keys, strict=True):
        if len(chosen) >= most:
            break
        stems = {*divmod(int(key), len(terms.words))} - {0}
        if not any(stems <= other or other <= stems for other in taken):
            chosen.append(int(entry))
            taken.append(stems)
    return chosen


def _spell(chosen: set[int], entry: Ints, terms: _Terms) -> dict[int, str]:
    """Return the most frequent form of each chosen entry; of equals, the first."""
    at = np.flatnonzero(np.isin(entry, list(chosen)))
    forms, form = np.unique(terms.form[at], return_inverse=True)
    seen, times = np.unique(entry[at] * len(forms) + form, return_counts=True)
    spelling: dict[int, str] = {}
    for place in np.lexsort((seen, -times)):
        which, form_seen = divmod(int(seen[place]), len(forms))
        spelling.setdefault(which, terms.spell(int(forms[form_seen])))
    return spelling
