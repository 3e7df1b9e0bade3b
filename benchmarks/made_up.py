"""What all rows of a made-up help centre share: sizes, times, words, people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import numpy as np
from bulk import count_of
from django.contrib.auth.models import User
from numpy.typing import NDArray
from vocabulary import texts

from gapfinder.models import Contact, HelpCenter

UNTIL = datetime(2026, 11, 16, tzinfo=UTC)
WEEKS = [UNTIL - timedelta(weeks=8 - week) for week in range(8)]  # of the latest run
LOCALES, SHARE_OF_LOCALES = ["nb", "sv", "en", "da"], [0.6, 0.25, 0.14, 0.01]
CHANNELS = ["phone", "chat", "email", "form", "search", "social", "in_person"]
SHARE_OF_CHANNELS = [0.4, 0.3, 0.15, 0.1, 0.04, 0.008, 0.002]
SENTENCES = 5_000  # of which all transcripts are made
SECTIONS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How large a help centre is; every tenth contact has two questions."""

    slug: str
    contacts: int
    gaps: int
    ranked: int  # gaps that the latest run found
    largest: int  # questions of the largest gap; the others follow by a power law
    articles: int
    runs: int
    verdicts: int
    rules: int
    people: int


LARGE = Size(
    "large", 1_000_000, 20_000, 2_000, 20_000, 10_000, 100, 3_000, rules=200, people=30
)
SMALL = Size("small", 5_000, 100, 50, 200, 200, 10, 20, rules=3, people=3)


class MadeUp:
    """Rows have keys from `first` on: those of two help centres do not meet."""

    def __init__(self, size: Size, chance: np.random.Generator) -> None:
        self.size, self.chance = size, chance
        center = HelpCenter.objects.create(slug=size.slug, name=size.slug.title())
        self.people = [
            User.objects.create(username=f"{size.slug}-{row}", is_staff=True)
            for row in range(size.people)
        ]
        center.members.set(self.people)
        self.key = center.pk
        self.first = count_of(Contact) * 2 + 1
        self.text: Iterator[str] = texts(chance, words=12)
        self.said = list(islice(texts(chance, words=20), SENTENCES))
        self.n_questions = size.contacts + size.contacts // 10
        self.gap_of = self._gap_of()

    def person(self, row: int) -> int:
        return int(self.people[row % len(self.people)].pk)

    def article_id(self, row: int) -> str:
        return f"a{row % self.size.articles:06}"

    def nearest_to(self, gap: int) -> list[int]:
        """Return the rows of the articles nearest to a gap."""
        return [(gap * 37 + place * 4) % self.size.articles for place in range(5)]

    def drawn(self, values: list[str], shares: list[float], n: int) -> Any:
        return self.chance.choice(np.array(values, dtype=object), n, p=shares)

    def _gap_of(self) -> NDArray[np.int64]:
        """Return for every question the place of its gap, or -1."""
        ranks = np.arange(1, self.size.gaps + 1)
        sizes = np.maximum(2, self.size.largest / ranks**0.85).astype(int)
        gap_of = np.full(self.n_questions, -1)
        gap_of[: sizes.sum()] = np.arange(self.size.gaps).repeat(sizes)
        self.chance.shuffle(gap_of)
        return gap_of
