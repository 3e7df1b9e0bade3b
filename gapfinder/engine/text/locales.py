"""Parse locales (BCP 47 tags): primary language and stored form."""

import re
from functools import lru_cache

# RFC 5646, section 2.1, but for primary subtags of 4 to 8 letters: none is registered,
# and "svenska" is a slip, not a locale. The parser of langcodes takes "name" and "123".
WELL_FORMED = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}"  # language and extensions: nb, zh-yue
    r"(-[a-z]{4})?"  # script: Latn
    r"(-([a-z]{2}|[0-9]{3}))?"  # region: NO, 419
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants: 1996
    r"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*"  # extensions: u-nu-latn
    r"(-x(-[a-z0-9]{1,8})+)?",  # private use
    re.ASCII | re.IGNORECASE,
)


@lru_cache(maxsize=1_000)
def primary(locale: str) -> str:
    """Return the primary language: "en" for "en_GB", "nb" for "no", "" for ""."""
    language = re.split("[-_]", locale.strip(), maxsplit=1)[0].lower()
    # "no" is the macrolanguage; what is tagged so is all but always bokmål.
    return "nb" if language == "no" else language


def base_language(locale: str) -> str:
    """Return the language in which articles and questions are compared; "" for "".

    A reader of nynorsk ("nn") also reads bokmål, so both are "nb".
    """
    language = primary(locale) if locale else ""
    return "nb" if language == "nn" else language


@lru_cache(maxsize=1_000)
def standard_locale(locale: str) -> str | None:
    """Return the tag under which a locale is stored; None if it is not a locale.

    A well-formed tag keeps its spelling, registered or not, so that stored names stay
    equal; the function standardises only the spelling of operating systems.

    >>> standard_locale(" en_us ")
    'en-US'
    """
    tag = locale.strip()
    if WELL_FORMED.fullmatch(tag):
        return tag
    tag = tag.replace("_", "-")
    if not WELL_FORMED.fullmatch(tag):
        return None
    import langcodes  # here, because only an import of such a feed needs its tables

    return langcodes.standardize_tag(tag)
