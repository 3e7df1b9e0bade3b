"""Detect in which of a help centre's locales a text is written.

Locales are BCP 47 tags; only their primary languages are compared.
"""

from collections.abc import Collection
from functools import lru_cache

from lingua import (
    Language,
    LanguageDetector,
    LanguageDetectorBuilder,
)

from gapfinder.engine.languages import known

from .locales import primary

MIN_LETTERS = 8  # fewer do not decide: "faktura" is Norwegian and Swedish
MIN_LEAD = 0.05  # of lingua's confidences, whose sum is 1; less is a tie
MAX_CHARACTERS = 2_000  # more text costs time and does not change the result


def default_locales() -> tuple[str, ...]:
    """Return the locales to choose from if a help centre has no known ones."""
    tags = (tag for language in known() for tag in (language.code, *language.aliases))
    return tuple(tag for tag in tags if primary(tag) == tag)


def detect_locale(text: str, among: Collection[str] = ()) -> str | None:
    """Return the locale of the given ones in which the text is written.

    Args:
        text: any text; its first `MAX_CHARACTERS` characters are used.
        among: the help centre's locales. Unknown ones are ignored; if none is known,
            `default_locales()` are used. Of two with one language ("en-GB", "en-US")
            the function returns the first in the alphabet, so that the result never
            depends on order.

    Returns:
        One of `among`, with its spelling. If only one language is possible, that one,
        for any text. None if the text has fewer than `MIN_LETTERS` letters, or if two
        languages are about equally likely.
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
    is_clear = first.value - second.value >= MIN_LEAD
    return locales[first.language] if is_clear else None


def _by_language(locales: Collection[str]) -> dict[Language, str]:
    locale_of: dict[Language, str] = {}
    for locale in sorted(locales):
        language = _KNOWN.get(primary(locale))
        if language is not None:
            locale_of.setdefault(language, locale)
    return locale_of


_KNOWN = {language.iso_code_639_1.name.lower(): language for language in Language.all()}


@lru_cache(maxsize=32)
def _detector(languages: frozenset[Language]) -> LanguageDetector:
    # lingua loads a language's n-grams at first use and keeps them for all detectors.
    return LanguageDetectorBuilder.from_languages(*languages).build()
