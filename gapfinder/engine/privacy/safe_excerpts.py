"""Texts from outside, as a letter prints them: one line, harmless, not too long."""

import re

from gapfinder.engine.text.normalization import one_line, seen

from .redaction import redact

LONGEST_TITLE = 120  # characters
LONGEST_QUESTION = 180
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_NO_CHARACTERS = re.compile("[\ufffe\uffff\ud800-\udfff]")  # halves, and none at all


def printed(text: str, longest: int = LONGEST_TITLE) -> str:
    r"""Return a text on one line, without control characters, cut before `longest`.

    >>> printed("Two\r\nlines\x1b of words", 14)
    'Two lines of…'
    """
    line = one_line(_NO_CHARACTERS.sub("", seen(text)))
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    words = kept.rpartition(" ")[0]
    return (words if len(words) > longest / 2 else kept).rstrip(" .,;:-") + ELLIPSIS


def printed_title(text: str) -> str:
    """Return a gap's title, which may be a customer's words: redacted once more."""
    return printed(redact(text))


def printed_question(text: str) -> str:
    """Return a customer's question, redacted once more: rules become better.

    >>> printed_question("Ring meg på 913 45 678")
    'Ring meg på [phone]'
    """
    return printed(redact(text), LONGEST_QUESTION)


def more_than_title(title: str, questions: list[str], most: int) -> list[str]:
    """Return the questions that say more than a title, which is often one of them.

    Args:
        title: of a gap, printed.
        questions: typical ones, printed; the most typical first.
        most: of them to return; those that do not even hold the title come first.
    """
    known = title.rstrip(ELLIPSIS).casefold()
    others = [text for text in questions if known not in text.casefold()]
    longer = [
        text
        for text in questions
        if known in text.casefold() and text.casefold().rstrip(ELLIPSIS) != known
    ]
    return list(dict.fromkeys([*others, *longer]))[:most]
