"""Language data, one file per language, and functions that combine it.

Other modules build their patterns from all known languages, or from the language of a
locale, with `words`, `phrases`, `patterns` and `any_of`. Functions marked `cached`
build them once.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

from . import da, de, en, nb, nl, sv
from .language import Language

_P = ParamSpec("_P")
_T = TypeVar("_T")
Part = Callable[[Language], str]  # chooses a field: lambda language: language.needs

_known = [module.LANGUAGE for module in (nb, sv, da, nl, de, en)]
_caches: list[Callable[[], None]] = []


def known() -> tuple[Language, ...]:
    """Return all languages, in the order in which their alternatives are tried."""
    return tuple(_known)


def cached(build: Callable[_P, _T]) -> Callable[_P, _T]:
    """Cache what a function builds from the known languages, until they change."""
    remembered = lru_cache(maxsize=256)(build)
    _caches.append(remembered.cache_clear)
    return cast("Callable[_P, _T]", remembered)


@contextmanager
def also_known(*languages: Language) -> Iterator[None]:
    """Add languages temporarily: those of a site, or of a test."""
    _known.extend(languages)
    _forget()
    try:
        yield
    finally:
        del _known[-len(languages) :]
        _forget()


def _forget() -> None:
    for clear in _caches:
        clear()


@cached
def language_of(locale: str) -> Language | None:
    """Return the language of a locale: "nb" for "nn-NO"; None if it is not known."""
    primary = re.split("[-_]", locale, maxsplit=1)[0].lower()
    by_tag = {
        tag: language
        for language in _known
        for tag in (language.code, *language.aliases)
    }
    return by_tag.get(primary)


def spoken_in(locale: str) -> tuple[Language, ...]:
    """Return the language of a locale, or all of them if it is not known."""
    language = language_of(locale)
    return (language,) if language else known()


def words(part: Part, locale: str = "") -> tuple[str, ...]:
    """Return the words of a field, each once, of a locale's language or of all."""
    all_words = (
        word for language in spoken_in(locale) for word in part(language).split()
    )
    return tuple(dict.fromkeys(all_words))


def phrases(part: Part) -> tuple[str, ...]:
    """Return the phrases of a field in all languages, each once."""
    texts = (
        phrase for language in known() for phrase in re.split(r"[|\n]", part(language))
    )
    return tuple(dict.fromkeys(filter(None, texts)))


def patterns(part: Part, locale: str = "") -> tuple[str, ...]:
    """Return the patterns of a field, a line each, of a locale's language or of all."""
    lines = (
        line for language in spoken_in(locale) for line in lines_of(part(language))
    )
    return tuple(dict.fromkeys(lines))


def lines_of(text: str, *, joint: str = "") -> list[str]:
    """Return the lines of a field's text, without comments.

    Args:
        text: an indented line continues the line above.
        joint: separator between the two.
    """
    lines = text.replace("\n  ", joint).strip("\n").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def any_of(*groups: tuple[str, ...], space: str = " ") -> str:
    """Join patterns, words and phrases to the alternatives of a regular expression.

    Without alternatives, it returns a pattern that matches nothing.

    Args:
        groups: groups of alternatives, each a pattern.
        space: replacement of a space in them.
    """
    joined = "|".join(
        dict.fromkeys(alternative for group in groups for alternative in group)
    )
    return joined.replace(" ", space) or "(?!)"
