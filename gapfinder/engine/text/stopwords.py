"""Stop words and small talk, which carry no content, and cues of a need.

A stop word of one language may be content in another ("die", "men"), so the stop words
are those of the contact's locale; for an unknown locale, those of all languages.
"""

import re

from gapfinder.engine.languages import any_of, cached, patterns, spoken_in, words

WORD = re.compile(r"[^\W\d_]{2,}")
MARK = re.compile(r"\[[a-z_]+\]", re.IGNORECASE)


@cached
def empty_words(locale: str) -> frozenset[str]:
    """Return the words without content in a locale; in all locales for ""."""
    small_talk = frozenset(words(lambda language: language.small_talk))
    return small_talk.union(*(language.stop_words for language in spoken_in(locale)))


def shows_need(text: str) -> bool:
    """Whether a text has a cue of a need: a question mark, "how", "cannot"."""
    return _need().search(text) is not None


@cached
def _need() -> re.Pattern[str]:
    signs = any_of(patterns(lambda language: language.needs))
    return re.compile(rf"\?|\b(?:{signs})\b", re.IGNORECASE)


def has_letter(text: str) -> bool:
    """Whether a text has a letter outside marks; "¼" is not a letter."""
    return any(map(str.isalpha, MARK.sub("", text)))


def content_words(text: str, locale: str = "") -> list[str]:
    """Return the distinct content words, in lower case and in order.

    >>> content_words("Hi, my router [name] keeps losing its signal", "en")
    ['router', 'losing', 'signal']
    """
    empty = empty_words(locale)
    words = WORD.findall(MARK.sub(" ", text).lower())
    return [w for w in dict.fromkeys(words) if w not in empty and has_letter(w)]
