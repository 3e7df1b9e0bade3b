"""Split texts into sentences: messages, questions and articles.

Customers leave out capitals, so a full stop ends a sentence before any letter, unless
it belongs to an abbreviation, an ordinal or the number of a list item.
"""

import re
from collections.abc import Iterator

from gapfinder.engine.languages import cached, words

LONGEST_ABBREVIATION = 20  # characters

# In any language: whole before a number ("No. 5"), else an end ("No. It does not").
_BEFORE_NUMBER = frozenset(
    [
        *("abs", "art", "fig", "min", "no", "nos", "pos", "ver", "vers"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept"),
        *("okt", "oct", "nov", "dec", "des", "dez"),
    ]
)
# In any language: an end before a capital, else whole ("wifi, TV osv. fungerer ikke").
_OFTEN_LAST = frozenset(
    [
        *("co", "corp", "dgl", "enz", "etc", "ggr", "inc", "jl", "kr", "ltd", "mm"),
        *("mnd", "mv", "osv", "st", "stk", "usw"),
    ]
)
# "f.eks", "fr.o.m", "U.S"; the letters left out are words of their own ("dank u.").
_BY_FORM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}|[^\W\d_iuåöø]", re.IGNORECASE)
# Tried once a run of marks, whatever its length: hostile texts have thousands.
_STOP = re.compile(r"(?<![.!?…])([.!?…]++['\"”“»\u2019)\]]*+)\s+")
_LIST_NUMBER = re.compile(r"\W*\d{1,2}")
_ORDINAL = re.compile(r"\d{1,2}")
_OPENING = "([{«\"'“„‘\u2019"


def split_sentences(text: str, locale: str) -> Iterator[str]:
    """Yield the sentences of a text in order, without surrounding white space.

    A line break always ends a sentence; without one, a list or a text that lost its
    full stops is one sentence. Only white space is lost, and splitting a sentence again
    returns it unchanged.

    Args:
        text: of any length; the time is linear in it.
        locale: selects the abbreviations; for an unknown one, those of all languages.
    """
    abbreviations = _abbreviations(locale)
    for line in map(str.strip, text.split("\n")):
        start = 0
        for stop in _STOP.finditer(line):
            if _is_within(line, start, stop, abbreviations):
                continue
            yield line[start : stop.end()].rstrip()
            start = stop.end()
        if line[start:]:
            yield line[start:]


def _is_within(
    line: str, start: int, stop: re.Match[str], abbreviations: frozenset[str]
) -> bool:
    """Whether the sentence that begins at `start` continues after a stop."""
    end, marks, following = stop.start(), stop[1], line[stop.end()]
    before = line[max(start, end - LONGEST_ABBREVIATION) : end]
    numbers_item = end - start == len(before) and _LIST_NUMBER.fullmatch(before)
    if marks[0] == "." and numbers_item:
        return True
    if marks != ".":
        quoted = marks[-1] not in ".!?…"  # '"I won't pay." she said'
        return following == ">" or (quoted and following.islower())  # "More ... > Add"
    if not before or before[-1].isspace() or before[-1] in "([{":
        return not following.isupper()  # ". . .", "files (. doc)"
    return _is_abbreviated(before.split()[-1], following, abbreviations)


def _is_abbreviated(word: str, following: str, abbreviations: frozenset[str]) -> bool:
    word = word.lstrip(_OPENING).lower()
    if word in abbreviations or _BY_FORM.fullmatch(word):
        return True
    if word in _OFTEN_LAST:
        return not following.isupper()
    if word in _BEFORE_NUMBER:
        return following.isdecimal()
    return _ORDINAL.fullmatch(word) is not None and following.islower()


@cached
def _abbreviations(locale: str) -> frozenset[str]:
    return frozenset(words(lambda language: language.abbreviations, locale))
