"""What customers say who need no new content, one module a language.

The sentences are embedded by the same encoder as the questions and compared with them.
They are about no trade in particular: whatever it is, some are about others. A line is
a sentence or two, and an indented line continues the one above.
"""

from dataclasses import dataclass

from . import da, de, en, nb, nl, sv

REASONS = ("reassurance", "prefers_person", "account", "other")
LANGUAGES = {"nb": nb, "sv": sv, "da": da, "nl": nl, "de": de, "en": en}


@dataclass(frozen=True, slots=True)
class Prototype:
    reason: str
    locale: str
    text: str


PROTOTYPES = tuple(
    Prototype(reason, locale, text)
    for reason in REASONS
    for locale, module in LANGUAGES.items()
    for text in getattr(module, reason.upper()).replace("\n  ", " ").strip().split("\n")
)
