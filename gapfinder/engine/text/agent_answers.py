"""Extract agents' answers and the articles they linked to from conversations."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from .question_extraction import Turn

MAX_ANSWER_WORDS = 60  # the first words name the topic; more words cost time
MIN_TURN_WORDS = 8  # shorter turns are "one moment" and the like

_LINK = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)


def answer_of(turns: Sequence[Turn]) -> str:
    """Return the agents' words without links and short turns; "" without any."""
    answer_words: list[str] = []
    for turn in turns:
        turn_words = _LINK.sub(" ", turn.text[:5_000]).split()
        if turn.speaker == "agent" and len(turn_words) >= MIN_TURN_WORDS:
            answer_words += turn_words
    return " ".join(answer_words[:MAX_ANSWER_WORDS])


def links_of(turns: Iterable[Turn]) -> list[str]:
    """Return the distinct addresses that agents shared, by `normalised_address`."""
    addresses = [
        normalised_address(link)
        for turn in turns
        if turn.speaker == "agent"
        for link in _LINK.findall(turn.text)
    ]
    return list(dict.fromkeys(addresses))


def normalised_address(address: str) -> str:
    """Normalise an address, so that links to one page are equal.

    >>> normalised_address("HTTPS://www.help.example/en/a/?utm_source=mail#top.")
    'help.example/en/a'
    """
    bare = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    return re.split(r"[?#]", bare)[0].rstrip("/.,;:!").lower()


def count_turns(turns: Iterable[Turn], speaker: str) -> int:
    """Count the turns of a speaker; consecutive messages are one turn.

    Turns of bots are left out: a conversation is not long because a customer clicked
    through a bot's questions.

    >>> talk = [Turn("customer", "Hi"), Turn("bot", "Hi!"), Turn("customer", "I moved")]
    >>> count_turns([*talk, Turn("agent", "Where?")], "customer")
    1
    """
    speakers = [turn.speaker for turn in turns if turn.speaker != "bot"]
    return sum(turn_speaker == speaker for turn_speaker, _ in groupby(speakers))
