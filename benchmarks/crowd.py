"""Fill an empty PostgreSQL database with a help centre of a million made-up contacts.

`screens.py` asks for it. Rows go in by COPY, with the default of every field that is
not named here; the words, the sizes of the gaps and the times are drawn from a fixed
seed.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from typing import Any

import numpy as np
from bulk import copy, count_of
from numpy.typing import NDArray
from vocabulary import texts

from gapfinder.engine.value import Factor, Saving, Value
from gapfinder.models import (
    Article,
    Contact,
    Gap,
    GapEvent,
    GapWeek,
    HelpCenter,
    Judgement,
    Passage,
    Question,
    Run,
    Verdict,
)
from gapfinder.models.contact import STANDING

SEED = 1
SENTENCES = 5_000  # of which all transcripts are made
UNTIL = datetime(2026, 11, 16, tzinfo=UTC)
SPAN = timedelta(days=730)
LOCALES, SHARE_OF_LOCALES = ["nb", "sv", "en", "da"], [0.6, 0.25, 0.14, 0.01]
CHANNELS = ["phone", "chat", "email", "form", "search", "social", "in_person"]
SHARE_OF_CHANNELS = [0.4, 0.3, 0.15, 0.1, 0.04, 0.008, 0.002]
REASONS = ["content", "reassurance", "prefers_person", "account", "other"]
SHARE_OF_REASONS = [0.7, 0.1, 0.05, 0.149, 0.001]
MATCHES, SHARE_OF_MATCHES = ["answered", "none", "weak"], [0.55, 0.42, 0.03]
STATUSES = ["open", "dismissed", "published", "drafting"]
PASSAGES = 6  # of an article
EVENTS = 3  # of a gap
FACTORS = [Factor("simple", 12), Factor("searched_first", 0.5), Factor("handling", 300)]
VALUE = asdict(Value(21.5, 20, 0.5, 300, None, Saving(5400, 90, FACTORS)))


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


LARGE = Size("large", 1_000_000, 20_000, 2_000, 20_000, 10_000, 100, 3_000)
SMALL = Size("small", 5_000, 100, 50, 200, 200, 10, 20)


def fill() -> None:
    chance = np.random.default_rng(SEED)
    for size in (LARGE, SMALL):
        _HelpCenter(size, chance).fill()


class _HelpCenter:
    def __init__(self, size: Size, chance: np.random.Generator) -> None:
        self.size, self.chance = size, chance
        self.center = HelpCenter.objects.create(slug=size.slug, name=size.slug.title())
        self.key = self.center.pk
        self.text = texts(chance, words=12)
        self.said = list(islice(texts(chance, words=20), SENTENCES))
        # Keys of two help centres do not meet.
        self.first = count_of(Contact) * 2 + 1
        self.n_questions = size.contacts + size.contacts // 10

    def fill(self) -> None:
        copy(Article, ARTICLE_COLUMNS, self._articles())
        copy(Passage, ("id", "article", "position", "kind", "text"), self._passages())
        copy(Run, RUN_COLUMNS, self._runs())
        gap_of = self._gap_of()
        copy(Gap, GAP_COLUMNS, self._gaps(np.bincount(gap_of[gap_of >= 0])))
        copy(GapEvent, ("id", "gap", "kind", "at"), self._events())
        copy(GapWeek, ("id", "gap", "monday", "contacts"), self._weeks_of_gaps())
        judged = self._judged(gap_of)
        copy(Contact, CONTACT_COLUMNS, self._contacts(judged))
        copy(Question, ("id", "contact", "position", "text"), self._questions())
        copy(Judgement, JUDGEMENT_COLUMNS, self._judgements(judged, gap_of))
        self._verdicts(gap_of)

    def _articles(self) -> Iterator[tuple[Any, ...]]:
        body = " ".join(self.said[:15])
        for row in range(self.size.articles):
            family, locale = divmod(row, len(LOCALES))
            original = f"a{family * len(LOCALES):06}" if locale else ""
            section = f"Section {family % 40}"
            text = f"{next(self.text)} {body}"
            yield (
                *(self.first + row, self.key, f"a{row:06}", LOCALES[locale]),
                *(next(self.text), text, section, original),
                UNTIL - timedelta(days=row % 900),
            )

    def _passages(self) -> Iterator[tuple[Any, ...]]:
        for row in range(self.size.articles * PASSAGES):
            article, place = divmod(row, PASSAGES)
            kind = "body" if place else "title"
            text = next(self.text)
            yield self.first + row, self.first + article, place, kind, text

    def _runs(self) -> Iterator[tuple[Any, ...]]:
        for row in range(self.size.runs):
            until = UNTIL - timedelta(weeks=self.size.runs - 1 - row)
            since = until - timedelta(weeks=8)
            figures = self.size.contacts // 10, self.size.ranked
            yield self.first + row, self.key, since, until, "made up", until, *figures

    def _gap_of(self) -> NDArray[np.int64]:
        """Return for every question the place of its gap, or -1."""
        ranks = np.arange(1, self.size.gaps + 1)
        sizes = np.maximum(2, self.size.largest / ranks**0.85).astype(int)
        gap_of = np.full(self.n_questions, -1)
        gap_of[: sizes.sum()] = np.arange(self.size.gaps).repeat(sizes)
        self.chance.shuffle(gap_of)
        return gap_of

    def _gaps(self, sizes: NDArray[np.int64]) -> Iterator[tuple[Any, ...]]:
        near = [f"a{row:06}" for row in range(0, 5 * len(LOCALES), len(LOCALES))]
        for row, volume in enumerate(sizes.tolist()):
            found = row < self.size.ranked
            told = [self._evidence(article) for article in near[:3]]
            yield (
                *(
                    self.first + row,
                    self.key,
                    row + 1,
                    ("missing", "weak")[row % 5 > 3],
                ),
                *(next(self.text), row + 1 if found else None, volume, volume),
                "open" if found and row % 7 else STATUSES[row % 4],
                f"Section {row % 40}",
                *(LOCALES[row % 3], row % 90 / 100, volume / 8, row % 3600),
                json.dumps([{"article": name, "score": 0.3} for name in near]),
                json.dumps([next(self.text) for _ in range(5)]),
                json.dumps([next(self.text) for _ in range(8)]),
                *(json.dumps(told), json.dumps(VALUE)),
                json.dumps({"phone": volume // 2, "chat": volume - volume // 2}),
                json.dumps({"nb": volume // 2, "sv": volume - volume // 2}),
                json.dumps(self._weeks(volume)),
            )

    def _evidence(self, article: str) -> dict[str, Any]:
        text = next(self.text)
        points = {"for": [{"code": "agree", "value": 0.7}], "against": []}
        passage = {"kind": "body", "text": text}
        told = {"article": article, "score": 0.3, "passage": passage, "question": text}
        return told | points

    def _weeks(self, volume: int) -> dict[str, int]:
        mondays = (UNTIL - timedelta(weeks=8 - week) for week in range(8))
        return {f"{monday:%Y-%m-%d}": volume // 8 for monday in mondays}

    def _events(self) -> Iterator[tuple[Any, ...]]:
        for row in range(self.size.gaps * EVENTS):
            at = UNTIL - timedelta(minutes=row)
            yield self.first + row, self.first + row // EVENTS, "found", at

    def _weeks_of_gaps(self) -> Iterator[tuple[Any, ...]]:
        keys = count(self.first)
        for row in range(self.size.gaps):
            for week in range(52 if row < self.size.ranked else 8):
                monday = (UNTIL - timedelta(weeks=week + 1)).date()
                yield next(keys), self.first + row, monday, 1 + row % 9

    def _judged(self, gap_of: NDArray[np.int64]) -> list[tuple[str, float, str]]:
        """Return match, score and reason; a contact's first question speaks for it."""
        n = self.n_questions
        match = self._drawn(MATCHES, SHARE_OF_MATCHES, n)
        match[gap_of >= 0] = "none"
        match[self.size.contacts :] = "answered"
        scores = self.chance.random(n).round(4)
        scores[self.size.contacts :] = 1
        reasons = self._drawn(REASONS, SHARE_OF_REASONS, n)
        return list(zip(match, scores.tolist(), reasons, strict=True))

    def _contacts(
        self, judged: list[tuple[str, float, str]]
    ) -> Iterator[tuple[Any, ...]]:
        contacts = self.size.contacts
        late = self.chance.random(contacts) * timedelta(days=3).total_seconds()
        channels = self._drawn(CHANNELS, SHARE_OF_CHANNELS, contacts)
        locales = self._drawn(LOCALES, SHARE_OF_LOCALES, contacts)
        spoken = self.chance.integers(SENTENCES, size=(contacts, 6))
        rows = zip(late.tolist(), channels, locales, spoken.tolist(), strict=True)
        for row, (seconds, channel, locale, lines) in enumerate(rows):
            at = UNTIL - SPAN * (1 - row / contacts) - timedelta(seconds=seconds)
            turns = [
                {"speaker": ("customer", "agent")[turn % 2], "text": self.said[line]}
                for turn, line in enumerate(lines)
            ]
            yield (
                *(self.first + row, self.key, f"c{row:08}", at, channel, locale),
                *(json.dumps(turns), f"{row * 7 // 10:032x}", row % 600, row % 101),
                *judged[row],
            )

    def _questions(self) -> Iterator[tuple[Any, ...]]:
        for row in range(self.n_questions):
            contact, position = row, 0
            if row >= self.size.contacts:
                contact, position = (row - self.size.contacts) * 10, 1
            yield self.first + row, self.first + contact, position, next(self.text)

    def _judgements(
        self, judged: list[tuple[str, float, str]], gap_of: NDArray[np.int64]
    ) -> Iterator[tuple[Any, ...]]:
        articles = self.chance.zipf(1.3, self.n_questions) % self.size.articles
        note = {"points": {"title": 0.1, "body": -0.1}, "alike": 7, "outside": ""}
        evidence, run = json.dumps(note), self.first + self.size.runs - 1
        rows = zip(judged, gap_of.tolist(), articles.tolist(), strict=True)
        for row, ((match, score, reason), gap, article) in enumerate(rows):
            in_gap = self.first + gap if gap >= 0 else None
            yield (
                *(self.first + row, self.first + row, run, match, in_gap, in_gap),
                *(reason, self.first + article, score, evidence),
            )

    def _verdicts(self, gap_of: NDArray[np.int64]) -> None:
        """Every verdict is on a gap; the first is on the largest one."""
        rows = (
            (self.first + row, self.key, self.first + row, self.first + row, "no")
            for row in range(self.size.verdicts)
        )
        copy(Verdict, ("id", "help_center", "article", "gap", "answer"), rows)
        taught = Verdict.questions.through
        questions = np.flatnonzero(gap_of == 0).tolist()
        numbers = count(count_of(taught) + 1)
        pairs = ((next(numbers), self.first, self.first + row) for row in questions)
        copy(taught, ("id", "verdict", "question"), pairs)

    def _drawn(self, values: list[str], shares: list[float], n: int) -> Any:
        return self.chance.choice(np.array(values, dtype=object), n, p=shares)


ARTICLE_COLUMNS = (
    *("id", "help_center", "external_id", "locale", "title", "body", "section"),
    *("translation_of", "updated_at"),
)
RUN_COLUMNS = (
    *("id", "help_center", "since", "until", "encoder", "finished_at", "contacts"),
    "gaps",
)
GAP_COLUMNS = (
    *("id", "help_center", "number", "kind", "title", "rank", "volume", "customers"),
    *(
        "status",
        "section",
        "locale",
        "trend",
        "contacts_per_week",
        "saving_seconds",
        "nearest",
    ),
    *("examples", "phrases", "evidence", "value", "channels", "locales", "weeks"),
)
CONTACT_COLUMNS = (
    *("id", "help_center", "external_id", "received_at", "channel", "locale", "turns"),
    *("customer", "handle_seconds", "csat"),
    *STANDING,
)
JUDGEMENT_COLUMNS = (
    *("id", "question", "run", "match", "gap", "last_gap", "reason", "article"),
    *("score", "evidence"),
)
