"""What agents said: the answer, and the articles they linked to."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from .question_extraction import Turn

MAX_WORDS = 60  # the first words tell what the answer is about; more only cost
FEWEST_WORDS = 8  # of a turn; shorter ones are "one moment" and the like

_LINK = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)


def answer_of(turns: Sequence[Turn]) -> str:
    """Return the agents' words without links and short turns; "" if there are none."""
    words: list[str] = []
    for turn in turns:
        said = _LINK.sub(" ", turn.text[:5_000]).split()
        if turn.speaker == "agent" and len(said) >= FEWEST_WORDS:
            words += said
    return " ".join(words[:MAX_WORDS])


def links_of(turns: Iterable[Turn]) -> list[str]:
    """Return the addresses agents shared, as `same_page` writes them, each once."""
    found = [
        same_page(link)
        for turn in turns
        if turn.speaker == "agent"
        for link in _LINK.findall(turn.text)
    ]
    return list(dict.fromkeys(found))


def same_page(address: str) -> str:
    """Write an address so that links to one page are equal.

    >>> same_page("HTTPS://www.help.example/en/a/?utm_source=mail#top.")
    'help.example/en/a'
    """
    bare = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    return re.split(r"[?#]", bare)[0].rstrip("/.,;:!").lower()


def times_spoken(turns: Iterable[Turn], speaker: str) -> int:
    """Return how often a side had the word, however many messages it took.

    Bots are left out: to click through their questions makes no long conversation.

    >>> talk = [Turn("customer", "Hi"), Turn("bot", "Hi!"), Turn("customer", "I moved")]
    >>> times_spoken([*talk, Turn("agent", "Where?")], "customer")
    1
    """
    heard = [turn.speaker for turn in turns if turn.speaker != "bot"]
    return sum(side == speaker for side, _ in groupby(heard))
