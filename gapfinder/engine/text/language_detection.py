"""Tell which of a help centre's locales a text is written in.

Locales are BCP 47 tags; they are compared by their primary language only.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from lingua import (
    Language,
    LanguageDetector,
    LanguageDetectorBuilder,
)

from gapfinder.engine.languages import known

MIN_LETTERS = 8  # below that, "faktura" is as Norwegian as it is Swedish
MIN_LEAD = 0.05  # of lingua's confidences, which sum to 1: a smaller lead is a tie
MAX_CHARACTERS = 2_000  # more text costs time and changes no answer

# RFC 5646, section 2.1, but for primary subtags of 4 to 8 letters: none is registered,
# and "svenska" is a slip, not a locale.
WELL_FORMED = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language and extensions: nb, zh-yue
    r"(-[a-z]{4})?"  # script: Latn
    r"(-([a-z]{2}|[0-9]{3}))?"  # region: NO, 419
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants: 1996
    r"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*"  # extensions: u-nu-latn
    r"(-x(-[a-z0-9]{1,8})+)?",  # private use
    re.ASCII | re.IGNORECASE,
)


def default_locales() -> tuple[str, ...]:
    """Return the locales that count where a help centre's are not known."""
    tags = (tag for language in known() for tag in (language.code, *language.aliases))
    return tuple(tag for tag in tags if primary(tag) == tag)


def detect_locale(text: str, among: Collection[str] = ()) -> str | None:
    """Return the locale among the given ones that the text is written in.

    Args:
        text: any text; its first `MAX_CHARACTERS` characters are looked at.
        among: the help centre's locales. Unknown ones do not count; if none is known,
            all of `default_locales()` do. Of two with one language ("en-GB", "en-US")
            the first in the alphabet stands for both, so that the answer never depends
            on order.

    Returns:
        One of `among`, as it is written there. If only one language is possible, that
        one, whatever the text. None if the text has fewer than `MIN_LETTERS` letters,
        or if two languages are as likely.
    """
    locales = _by_language(among) or _by_language(default_locales())
    if len(locales) == 1:
        return next(iter(locales.values()))
    # Half a character (a lone surrogate) cannot be handed to lingua.
    text = text[:MAX_CHARACTERS].encode(errors="ignore").decode()
    if sum(map(str.isalpha, text)) < MIN_LETTERS:
        return None
    first, second, *_ = _detector(
        frozenset(locales)
    ).compute_language_confidence_values(text)
    sure = first.value - second.value >= MIN_LEAD
    return locales[first.language] if sure else None


@lru_cache(maxsize=1_000)
def primary(locale: str) -> str:
    """Return the primary language: "en" for "en_GB", "nb" for "no", "" for ""."""
    language = re.split("[-_]", locale.strip(), maxsplit=1)[0].lower()
    # "no" is the macrolanguage; what is tagged so is all but always bokmål.
    return "nb" if language == "no" else language


def language_of(locale: str) -> str:
    """Return what a locale is read as; "" for "".

    Who writes nynorsk reads bokmål: for an article's language they are one.
    """
    language = primary(locale) if locale else ""
    return "nb" if language == "nn" else language


def is_well_formed(locale: str) -> bool:
    """Say whether this is a BCP 47 tag by its form; it need not be registered."""
    return WELL_FORMED.fullmatch(locale) is not None


def _by_language(locales: Collection[str]) -> dict[Language, str]:
    found: dict[Language, str] = {}
    for locale in sorted(locales):
        language = _KNOWN.get(primary(locale))
        if language is not None:
            found.setdefault(language, locale)
    return found


_KNOWN = {language.iso_code_639_1.name.lower(): language for language in Language.all()}


@lru_cache(maxsize=32)
def _detector(languages: frozenset[Language]) -> LanguageDetector:
    # lingua loads a language's n-grams at first use and keeps them for all detectors.
    return LanguageDetectorBuilder.from_languages(*languages).build()
