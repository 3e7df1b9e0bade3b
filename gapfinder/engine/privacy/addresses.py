"""Find street addresses with a house number, in seven languages' usual shapes."""

import re

UNITS = (
    r"(?:kr|kroner|kronor|nok|sek|dkk|eur|euro|gbp|usd|pund|pounds?|%|€|£|\$|,-|:-"
    r"|[kmgt]?bit|[kmgt]b(?:ps|it)?|[kmg]?hz|kwh|km|cm|mm|ms|px|meters?|metres?"
    r"|min|mins?|minutt?er|minut(?:en|es)?|minuter|minutter|timer|timmar|uur|hours?"
    r"|stunden|sek(?:under)?|seconds?|dager|dagar|dage|dagen|days?|stk|st|ganger"
    r"|gånger|gange|keer|times|poeng|points?|av|of|van|or)(?![\w])"
)
# As the end of a longer word these mean a street in lower case too ("storgata 12").
_CLEAR_ENDINGS = (
    "gata", "gaten", "gatan", "veien", "vegen", "vägen", "straat", "straße", "strasse",
    "gracht", "gade", "vej", "stræde", "gränd", "plantsoen",
)  # fmt: skip
# These end other words as well ("antwoordweg"), so they need a capital.
_CAPITAL_ENDINGS = (
    "gate", "vei", "veg", "väg", "torget", "torvet", "plass", "plassen", "svingen",
    "bakken", "stien", "stigen", "backen", "laan", "weg", "plein", "kade", "singel",
    "dreef", "steeg", "allee", "allé", "alléen", "platz", "damm", "ring", "ufer",
    "stadt", "gasse", "hof", "pad", "lia", "åsen", "haugen", "toppen",
)  # fmt: skip
# As a word of their own, after a capitalised one: "Karl Johans gate 22".
_OWN_WORDS = (
    "gate", "gata", "gatan", "vei", "veien", "veg", "väg", "vägen", "vej", "allé",
    "plass", "plein", "laan", "weg", "straat", "straße", "str", "platz", "allee",
)  # fmt: skip
_SHORTEST_STEM = 3
_LOOK_BACK = 60
_POSTCODE = r"(?:[0-9]{4}[ ]?[A-Z]{2}|[0-9]{3}[ ][0-9]{2}|[A-Z]-?[0-9]{4,5}|[0-9]{4,5})"
_TOWN_WORD = r"[A-ZÅÄÖÆØ][^\W\d_]{1,25}+(?!\w)"
_TOWN = rf"{_TOWN_WORD}(?:[ -]{_TOWN_WORD})?"
_UK_POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]?[ ]?[0-9][A-Z]{2}\b"

_HOUSE = re.compile(
    rf"""(?<![\w-]) (?P<street> [^\W\d_]{{2,40}}+ (?:-[^\W\d_]{{2,40}}+)? \.?+ )
    [ ] [0-9]{{1,4}} (?:[ ]?[A-Z]|[a-z])? (?:-[0-9]{{1,3}})? (?![\w]|[.,:][0-9])
    (?! [ ]? (?i:{UNITS}) )
    (?: [ ]?,?[ \n]? \b{_POSTCODE} \b (?:,?[ ]{_TOWN})? )?""",
    re.VERBOSE,
)
_CAPITALISED_BEFORE = re.compile(r"(?:(?<![\w])[A-ZÅÄÖÆØ][^\W\d_]{1,25}[ ]){1,3}\Z")
_ENGLISH = re.compile(
    rf"""(?<![\w.,:/-]) [0-9]{{1,4}}[A-Za-z]? ,?[ ]
    (?: (?:[A-Z][\w'\u2019-]{{1,20}}+[ ]){{1,3}}?
        (?: Street|St\b|Road|Rd\b|Avenue|Ave\b|Lane|Drive|Close|Court|Gardens|Crescent
          | Terrace|Square|Grove|Mews )
      | (?!of|on|in|the|my|and|a|per|for|to|at|off|this|that|minutes?\b)
        [a-z]{{3,20}} [ ] (?:street|road|avenue)
    ) (?![\w])
    (?: ,?[ \n]? {_TOWN} )? (?: ,?[ \n]? {_UK_POSTCODE} )?""",
    re.VERBOSE,
)
# A Dutch postcode with a house number is one front door.
_DUTCH_DOOR = re.compile(
    r"""(?<![\w]) [1-9][0-9]{3}[ ]?[A-Za-z]{2} [ ,]{1,2}
    (?: (?:met[ ])? (?:huisnummer|nummer|nr\.?) [ ])
    [0-9]{1,4} (?:[ ]?[A-Z]|[a-z])? (?!\w)""",
    re.VERBOSE,
)


def redact_addresses(text: str) -> str:
    """Replace street and house number, with post code and town, by ``[address]``."""
    text = _DUTCH_DOOR.sub("[address]", text)
    text = _ENGLISH.sub("[address]", text)
    pieces, done = [], 0
    for house in _HOUSE.finditer(text):
        start = _start_of_street(text, house)
        if start is not None and start >= done:
            pieces += [text[done:start], "[address]"]
            done = house.end()
    return "".join([*pieces, text[done:]])


def _start_of_street(text: str, house: re.Match[str]) -> int | None:
    """Return where the street's name begins, or None when it is no street."""
    street = house["street"].rstrip(".")
    lowered = street.lower()
    if lowered in _OWN_WORDS:
        look_from = max(0, house.start() - _LOOK_BACK)
        words = _CAPITALISED_BEFORE.search(text[look_from : house.start()])
        return look_from + words.start() if words else None
    if _has_ending(lowered, _CLEAR_ENDINGS):
        return house.start()
    if street[0].isupper() and _has_ending(lowered, (*_CAPITAL_ENDINGS, "str")):
        return house.start()
    return None


def _has_ending(word: str, endings: tuple[str, ...]) -> bool:
    return word.endswith(endings) and any(
        word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
        for ending in endings
    )
