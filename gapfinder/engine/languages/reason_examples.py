"""Example sentences of contacts that need no content, by reason and language.

The encoder that embeds the questions embeds these sentences too, for comparison.
"""

from dataclasses import dataclass

from . import cached, known, lines_of

REASONS = ("reassurance", "prefers_person", "account", "other")


@dataclass(frozen=True, slots=True)
class Example:
    reason: str
    locale: str
    text: str


@cached
def reason_examples() -> tuple[Example, ...]:
    """Return the sentences of all languages, by reason."""
    return tuple(
        Example(reason, language.code, text)
        for reason in REASONS
        for language in known()
        for text in lines_of(getattr(language.examples, reason), joint=" ")
    )
