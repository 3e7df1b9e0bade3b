"""Words that carry no need: stop words, greetings, thanks, waiting; and signs of one.

A word of one language may be content in another ("die", "men"), so the stop words are
those of the contact's locale; where that is unknown, those of all languages.
"""

import re

from gapfinder.engine.languages import any_of, cached, patterns, spoken_in, words

WORD = re.compile(r"[^\W\d_]{2,}")
MARK = re.compile(r"\[[a-z_]+\]", re.IGNORECASE)


@cached
def empty_words(locale: str) -> frozenset[str]:
    """Return the words that carry no content in a locale; in all of them for ""."""
    small_talk = frozenset(words(lambda language: language.small_talk))
    return small_talk.union(*(one.stop_words for one in spoken_in(locale)))


def shows_need(text: str) -> bool:
    """Tell if a text has a sign of a need: a question mark, "how", "cannot"."""
    return _need().search(text) is not None


@cached
def _need() -> re.Pattern[str]:
    signs = any_of(patterns(lambda language: language.needs))
    return re.compile(rf"\?|\b(?:{signs})\b", re.IGNORECASE)


def has_letter(text: str) -> bool:
    """Tell if there is more than digits, marks and signs; "¼" is no letter."""
    return any(map(str.isalpha, MARK.sub("", text)))


def content_words(text: str, locale: str = "") -> list[str]:
    """Return the words that carry content, in lower case, each once, in order.

    >>> content_words("Hi, my router [name] keeps losing its signal", "en")
    ['router', 'losing', 'signal']
    """
    empty = empty_words(locale)
    words = WORD.findall(MARK.sub(" ", text).lower())
    return [w for w in dict.fromkeys(words) if w not in empty and has_letter(w)]
