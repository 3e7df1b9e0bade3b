"""Short, redacted, single-line excerpts of texts, for digests."""

import re

from gapfinder.engine.text.normalization import one_line, strip_invisible

from .redaction import redact

MAX_TITLE_CHARACTERS = 120  # characters
MAX_QUESTION_CHARACTERS = 180
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_INVALID_CHARACTERS = re.compile(
    "[\ufffe\uffff\ud800-\udfff]"
)  # lone surrogates and noncharacters


def excerpt(text: str, limit: int = MAX_TITLE_CHARACTERS) -> str:
    r"""Return a text on one line, without control characters, at most `limit` long.

    >>> excerpt("Two\r\nlines\x1b of words", 14)
    'Two lines of…'
    """
    line = one_line(_INVALID_CHARACTERS.sub("", strip_invisible(text)))
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > limit / 2 else head).rstrip(" .,;:-") + ELLIPSIS


def title_excerpt(text: str) -> str:
    """Return a gap's title, which may be a customer's words, redacted again."""
    return excerpt(redact(text))


def question_excerpt(text: str) -> str:
    """Return a customer's question, redacted again with the current rules.

    >>> question_excerpt("Ring meg på 913 45 678")
    'Ring meg på [phone]'
    """
    return excerpt(redact(text), MAX_QUESTION_CHARACTERS)


def more_than_title(title: str, questions: list[str], most: int) -> list[str]:
    """Return the questions that add to a title, which is often one of them.

    Args:
        title: of a gap, as an excerpt.
        questions: typical questions, as excerpts; the most typical first.
        most: maximum number of them; those that do not contain the title come first.
    """
    known = title.rstrip(ELLIPSIS).casefold()
    others = [text for text in questions if known not in text.casefold()]
    longer = [
        text
        for text in questions
        if known in text.casefold() and text.casefold().rstrip(ELLIPSIS) != known
    ]
    return list(dict.fromkeys([*others, *longer]))[:most]
