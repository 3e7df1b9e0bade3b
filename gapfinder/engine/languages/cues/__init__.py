"""Phrases that tell a reason, or where a second need begins, one module a language.

A line is a regular expression that is searched for as whole words, an indented line
continues the one above, and an ellipsis stands for a few words of the same sentence.
All are of no trade in particular.
"""

import re
from functools import lru_cache
from types import ModuleType

from . import da, de, en, nb, nl, other, sv

LANGUAGES = {"nb": nb, "nn": nb, "no": nb, "sv": sv, "da": da, "nl": nl, "de": de}
LANGUAGES |= {"en": en}

_FEW_WORDS = r"\s*(?<=\s)(?:[^.!?\n]{0,48}?\s)??"


@lru_cache(maxsize=32)
def said_by_customers(locale: str) -> dict[str, re.Pattern[str]]:
    """Return what customers say who have a reason; "" stands for all languages."""
    return {
        "reassurance": _any_of(*(module.REASSURANCE for module in _spoken(locale))),
        "prefers_person": _any_of(
            *(module.PREFERS_PERSON for module in _spoken(locale))
        ),
        "account": _any_of(*(module.ACCOUNT for module in _spoken(locale))),
        "other": _any_of(other.OTHER),
    }


@lru_cache(maxsize=32)
def said_by_agents(locale: str) -> tuple[re.Pattern[str], ...]:
    """Return what agents say who ask whose case it is, and who look into it."""
    return (
        _any_of(*(module.ASKED_WHO for module in _spoken(locale))),
        _any_of(*(module.LOOKED_UP for module in _spoken(locale))),
    )


@lru_cache(maxsize=32)
def another_matter(locale: str) -> re.Pattern[str]:
    """Return how customers announce a matter of its own: "one more thing"."""
    return _any_of(*(module.ANOTHER_MATTER for module in _spoken(locale)))


@lru_cache(maxsize=32)
def besides(locale: str) -> re.Pattern[str]:
    """Return how customers go on, with the same matter or with another: "also"."""
    return _any_of(*(module.BESIDES for module in _spoken(locale)))


@lru_cache(maxsize=32)
def several(locale: str) -> re.Pattern[str]:
    """Return how customers say that a list of matters follows: "two questions"."""
    return _any_of(*(module.SEVERAL for module in _spoken(locale)))


@lru_cache(maxsize=32)
def asked(locale: str) -> re.Pattern[str]:
    """Return how customers ask for something where they leave out the mark."""
    return _any_of(*(module.ASKED for module in _spoken(locale)))


@lru_cache(maxsize=32)
def anything_else(locale: str) -> re.Pattern[str]:
    """Return how agents close a matter: "anything else I can help with?"."""
    return _any_of(*(module.ANYTHING_ELSE for module in _spoken(locale)))


@lru_cache(maxsize=1)
def nonsense() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_joined(other.NONSENSE)})\W*", re.IGNORECASE)


def _spoken(locale: str) -> list[ModuleType]:
    language = LANGUAGES.get(locale.split("-", maxsplit=1)[0].lower())
    return [language] if language else list(dict.fromkeys(LANGUAGES.values()))


def _any_of(*phrases: str) -> re.Pattern[str]:
    joined = "|".join(map(_joined, phrases))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _joined(phrases: str) -> str:
    lines = phrases.replace("\n  ", "").strip().split("\n")
    alternatives = "|".join(line for line in lines if not line.startswith("#"))
    return re.sub(r"\s*…\s*", lambda _: _FEW_WORDS, alternatives)
