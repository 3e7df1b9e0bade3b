"""Redact street addresses with a house number, in the forms of each language."""

import re
from dataclasses import dataclass

from gapfinder.engine.languages import any_of, cached, patterns, words
from gapfinder.engine.languages.universal import TOWN

_MIN_STEM_LETTERS = 3
_LOOK_BACK_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of a street with a house number, and of words that are streets."""

    house: re.Pattern[str]
    others: tuple[re.Pattern[str], ...]
    own_words: frozenset[str]
    endings: tuple[str, ...]
    capital_endings: tuple[str, ...]


@cached
def units() -> str:
    """Return a pattern of units of amounts, up to the end of the word."""
    named = any_of(patterns(lambda language: language.numbers.units))
    return (
        r"(?:nok|sek|dkk|eur|euro|gbp|usd|min|%|€|£|\$|,-|:-"
        r"|[kmgt]?bit|[kmgt]b(?:ps|it)?|[kmg]?hz|kwh|km|cm|mm|ms|px"
        rf"|{named})(?![\w])"
    )


@cached
def _patterns() -> _Patterns:
    shapes = patterns(lambda language: language.addresses.shapes)
    return _Patterns(
        house=_house(),
        others=tuple(map(re.compile, shapes)),
        own_words=frozenset(words(lambda language: language.addresses.own_words)),
        endings=words(lambda language: language.addresses.endings),
        capital_endings=words(lambda language: language.addresses.capital_endings),
    )


def _house() -> re.Pattern[str]:
    of_country = any_of(patterns(lambda language: language.addresses.postcodes))
    postcode = rf"(?:{of_country}|[A-Z]-?[0-9]{{4,5}}|[0-9]{{4,5}})"
    return re.compile(
        rf"""(?<![\w-]) (?P<street> [^\W\d_]{{2,40}}+ (?:-[^\W\d_]{{2,40}}+)? \.?+ )
        [ ] [0-9]{{1,4}} (?:[ ]?[A-Z]|[a-z])? (?:-[0-9]{{1,3}})? (?![\w]|[.,:][0-9])
        (?! [ ]? (?i:{units()}) )
        (?: [ ]?,?[ \n]? \b{postcode} \b (?:,?[ ]{TOWN})? )?""",
        re.VERBOSE,
    )


_CAPITALISED_BEFORE = re.compile(r"(?:(?<![\w])[A-ZÅÄÖÆØ][^\W\d_]{1,25}[ ]){1,3}\Z")


def redact_addresses(text: str) -> str:
    """Replace street and house number, with postcode and town, by ``[address]``."""
    patterns = _patterns()
    for pattern in patterns.others:
        text = pattern.sub("[address]", text)
    pieces, position = [], 0
    for house in patterns.house.finditer(text):
        start = _start_of_street(text, house, patterns)
        if start is not None and start >= position:
            pieces += [text[position:start], "[address]"]
            position = house.end()
    return "".join([*pieces, text[position:]])


def _start_of_street(
    text: str, house: re.Match[str], patterns: _Patterns
) -> int | None:
    """Return where the street's name begins, or None if it is not a street."""
    street = house["street"].rstrip(".")
    lowered = street.lower()
    if lowered in patterns.own_words:
        look_from = max(0, house.start() - _LOOK_BACK_CHARACTERS)
        before = _CAPITALISED_BEFORE.search(text[look_from : house.start()])
        return look_from + before.start() if before else None
    if _has_ending(lowered, patterns.endings):
        return house.start()
    if street[0].isupper() and _has_ending(lowered, patterns.capital_endings):
        return house.start()
    return None


def _has_ending(word: str, endings: tuple[str, ...]) -> bool:
    return word.endswith(endings) and any(
        word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM_LETTERS
        for ending in endings
    )
