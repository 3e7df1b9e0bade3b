"""What customers say who need no new content, with the reason and the language.

The sentences are embedded by the same encoder as the questions and compared with them.
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
