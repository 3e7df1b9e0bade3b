"""Made-up words, as frequent as those of any language.

The first stands in every other text of twelve words, the last in a few of a million.
"""

from collections.abc import Iterator

import numpy as np

VOCABULARY = 300_000  # words
SYLLABLES = [c + v for c in "bdfghjklmnprstv" for v in "aeiou"]


def word(number: int) -> str:
    """Spell the word of a number: the same letters stand in many words."""
    rest, spelt = number * 7_919 % 75**3, ""
    for _ in range(3):
        rest, place = divmod(rest, 75)
        spelt += SYLLABLES[place]
    return spelt


def texts(chance: np.random.Generator, *, words: int) -> Iterator[str]:
    """Yield texts of so many words, without an end."""
    known = np.array([word(number) for number in range(VOCABULARY)])
    while True:
        drawn = VOCABULARY ** chance.random((10_000, words)) - 1
        for line in known[drawn.astype(int)]:
            yield " ".join(line)
