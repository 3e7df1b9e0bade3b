"""Patterns of cue phrases for reasons of contact and for changes of topic."""

import re

from . import Part, any_of, cached, lines_of, patterns, universal

_FEW_WORDS = r"\s*(?<=\s)(?:[^.!?\n]{0,48}?\s)??"


@cached
def said_by_customers(locale: str) -> dict[str, re.Pattern[str]]:
    """Return customers' cue phrases by reason; "" stands for all languages."""
    return {
        "reassurance": _said(lambda language: language.cues.reassurance, locale),
        "prefers_person": _said(lambda language: language.cues.prefers_person, locale),
        "account": _said(lambda language: language.cues.account, locale),
        "other": _whole_words(tuple(lines_of(universal.OTHER))),
    }


@cached
def said_by_agents(locale: str) -> tuple[re.Pattern[str], ...]:
    """Return phrases by which agents ask for the identity, and look something up."""
    return (
        _said(lambda language: language.cues.asked_who, locale),
        _said(lambda language: language.cues.looked_up, locale),
    )


@cached
def another_matter(locale: str) -> re.Pattern[str]:
    """Return phrases that announce another topic: "one more thing"."""
    return _said(lambda language: language.cues.another_matter, locale)


@cached
def besides(locale: str) -> re.Pattern[str]:
    """Return phrases that continue, with the same or another topic: "also"."""
    return _said(lambda language: language.cues.besides, locale)


@cached
def several(locale: str) -> re.Pattern[str]:
    """Return phrases that announce a list of topics: "two questions"."""
    return _said(lambda language: language.cues.several, locale)


@cached
def asked(locale: str) -> re.Pattern[str]:
    """Return phrases by which customers ask without a question mark."""
    return _said(lambda language: language.cues.asked, locale)


@cached
def anything_else(locale: str) -> re.Pattern[str]:
    """Return phrases by which agents close a topic: "anything else I can do?"."""
    return _said(lambda language: language.cues.anything_else, locale)


@cached
def nonsense() -> re.Pattern[str]:
    """Return random typing; it has to match the whole message."""
    alternatives = any_of(tuple(lines_of(universal.NONSENSE)))
    return re.compile(rf"\W*(?:{alternatives})\W*", re.IGNORECASE)


def _said(part: Part, locale: str) -> re.Pattern[str]:
    return _whole_words(patterns(part, locale))


def _whole_words(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    joined = re.sub(r"\s*…\s*", lambda _: _FEW_WORDS, any_of(alternatives))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
