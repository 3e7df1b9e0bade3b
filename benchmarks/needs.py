"""A made-up help centre whose contacts have needs: what they ask, and what is near it.

Every need has words and a direction of its own, half of the needs have a family of
articles near theirs, and agents answer and share some. `scale.py` makes it in memory,
`nightly.py` in a database. All is drawn from a fixed seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

LOCALES = ["nb", "sv", "da", "nl", "en"]
SHARE_OF_LOCALES = [0.5, 0.2, 0.1, 0.1, 0.1]
LANGUAGES_OF_A_FAMILY = 5  # articles
PASSAGES = 5  # of an article, its title among them
NEEDS_A_FAMILY = 2  # so every other need has no article
ANSWERED, SHARED = 0.5, 0.1  # of contacts
NOISE = 0.9  # of a question, as long as what is said of its need
CORNER = 0.7  # of a language
WORDS, WORDS_OF_A_NEED = 20_000, 12
ASKED_IN, ANSWERED_IN = 15, 30  # words
SINCE = datetime(2026, 9, 21, tzinfo=UTC)
WEEKS = 8
SPAN = timedelta(weeks=WEEKS)
SEED = 1
AT_ONCE = 10_000  # vectors

Fields = dict[str, Any]
Places = NDArray[np.int64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """One contact with its one question."""

    contact: Fields
    question: str


class Needs:
    """Who asks what, in which language; arrays have shape (n_contacts,)."""

    def __init__(self, n_contacts: int, n_families: int) -> None:
        self.chance = np.random.default_rng(SEED)
        self.n_contacts, self.n_families = n_contacts, n_families
        self.n_needs = NEEDS_A_FAMILY * n_families
        # Some needs are asked a hundred times as often as others.
        often = 1 / np.arange(1, self.n_needs + 1) ** 0.7
        self.need = self.chance.choice(self.n_needs, n_contacts, p=often / often.sum())
        self.spoken = self.chance.choice(len(LOCALES), n_contacts, p=SHARE_OF_LOCALES)
        self.answered = np.flatnonzero(self.chance.random(n_contacts) < ANSWERED)
        self.shared = self.chance.random(n_contacts) < SHARED
        self._vocabulary = np.array([f"word{number}" for number in range(WORDS)])
        self._said = self.chance.integers(WORDS, size=(self.n_needs, WORDS_OF_A_NEED))

    @property
    def family(self) -> Places:
        """Return that of each article."""
        return np.arange(self.n_families * LANGUAGES_OF_A_FAMILY) // (
            LANGUAGES_OF_A_FAMILY
        )

    @property
    def language(self) -> Places:
        """Return the place in `LOCALES` of each article."""
        return np.arange(self.n_families * LANGUAGES_OF_A_FAMILY) % (
            LANGUAGES_OF_A_FAMILY
        )

    @property
    def owner(self) -> Places:
        """Return the article of each passage."""
        return np.arange(len(self.family)).repeat(PASSAGES)

    def contacts(self) -> Iterator[Asked]:
        """Yield the fields of all contacts, in the order of time and of their ids."""
        answered = np.zeros(self.n_contacts, dtype=np.bool_)
        answered[self.answered] = True
        pairs = zip(self.need.tolist(), self.spoken.tolist(), strict=True)
        for row, (need, spoken) in enumerate(pairs):
            linked = self.shared[row] and need % NEEDS_A_FAMILY == 0
            contact = {
                "external_id": f"{row:06}",
                "received_at": SINCE + SPAN * row / self.n_contacts,
                "channel": "phone" if row % 3 else "search",
                "locale": LOCALES[spoken],
                "customer": f"{row // 2:032}",
                "articles_shared": [f"{need // 2:06}-0"] if linked else [],
                "handle_seconds": 300 + row % 100,
                "csat": row % 101,
                "answer": self.text(need, ANSWERED_IN) if answered[row] else "",
                "signals": {"said": [], "own_case": row % 2},
            }
            yield Asked(contact, self.text(need, ASKED_IN))

    def articles(self) -> Iterator[Fields]:
        for family, language in zip(
            self.family.tolist(), self.language.tolist(), strict=True
        ):
            yield {
                "external_id": f"{family:06}-{language}",
                "locale": LOCALES[language],
                "translation_of": f"{family:06}-0" if language else "",
            }

    def text(self, need: int, words: int) -> str:
        chosen = self._said[need][self.chance.integers(WORDS_OF_A_NEED, size=words)]
        return " ".join(self._vocabulary[chosen]) + "?"


class Directions:
    """Where one encoder sees the needs: near to each other lies what asks the same."""

    def __init__(self, needs: Needs, dimensions: int) -> None:
        self._made, self._chance = needs, np.random.default_rng([SEED, dimensions])
        self._dimensions = dimensions
        self._needs = self.unit(needs.n_needs)
        self._corners = CORNER * self.unit(len(LOCALES))

    def questions(self) -> Vectors:
        """Return unit rows, (n_contacts, dimensions)."""
        return self.near(self._made.need, self._made.spoken)

    def answers(self) -> Vectors:
        """Return unit rows of `Needs.answered`."""
        rows = self._made.answered
        return self.near(self._made.need[rows], self._made.spoken[rows])

    def passages(self) -> Vectors:
        """Return unit rows of `Needs.owner`; every other need has a family."""
        articles = self._made.owner
        needs = NEEDS_A_FAMILY * self._made.family[articles]
        return self.near(needs, self._made.language[articles])

    def near(self, need: Places, language: Places) -> Vectors:
        """Return unit rows near to needs, each in the corner of its language."""
        near = NOISE * self.unit(len(need))
        for start in range(0, len(near), AT_ONCE):
            rows = slice(start, start + AT_ONCE)
            near[rows] += self._needs[need[rows]] + self._corners[language[rows]]
            near[rows] /= np.linalg.norm(near[rows], axis=1, keepdims=True)
        return near

    def unit(self, n: int) -> Vectors:
        """Return n unit rows in any direction."""
        rows = self._chance.standard_normal((n, self._dimensions), np.float32)
        rows /= np.sqrt(np.einsum("nd,nd->n", rows, rows))[:, None]
        return rows
