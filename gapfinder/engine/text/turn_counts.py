"""How long a conversation was: the times each side had the word."""

from collections.abc import Iterable
from itertools import groupby

from .question_extraction import Turn


def times_spoken(turns: Iterable[Turn], speaker: str) -> int:
    """Return how often a side had the word, however many messages it took.

    Bots are left out: to click through their questions makes no long conversation.

    >>> talk = [Turn("customer", "Hi"), Turn("bot", "Hi!"), Turn("customer", "I moved")]
    >>> times_spoken([*talk, Turn("agent", "Where?")], "customer")
    1
    """
    heard = [turn.speaker for turn in turns if turn.speaker != "bot"]
    return sum(side == speaker for side, _ in groupby(heard))
