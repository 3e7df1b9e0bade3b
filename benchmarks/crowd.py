"""Fill an empty PostgreSQL database with a help centre of a million made-up contacts.

`screens.py` asks for it. Rows go in by COPY, with the default of every field that is
not named here; the words, the sizes of the gaps and the times are drawn from a fixed
seed.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from textwrap import wrap
from typing import Any

import crowd_articles
import crowd_gaps
import numpy as np
from bulk import copy, count_of
from made_up import (
    CHANNELS,
    LARGE,
    LOCALES,
    SENTENCES,
    SHARE_OF_CHANNELS,
    SHARE_OF_LOCALES,
    SMALL,
    UNTIL,
    MadeUp,
)

from gapfinder.models import Contact, GapQuote, GapWords, Judgement, Question, Verdict
from gapfinder.models.contacts.contact import STATUS_FIELDS
from gapfinder.models.gaps.derived_texts import PART

SEED = 1
SPAN = timedelta(days=730)
REASONS = ["content", "reassurance", "prefers_person", "account", "other"]
SHARE_OF_REASONS = [0.7, 0.1, 0.05, 0.149, 0.001]
QUOTED = {"title": 1, "example": 5, "evidence": 3, "answer": 3}
QUOTE_COLUMNS = ("id", "gap", "question", "role", "position")
MATCHES, SHARE_OF_MATCHES = ["answered", "none", "weak"], [0.55, 0.42, 0.03]


def fill() -> None:
    chance = np.random.default_rng(SEED)
    for size in (LARGE, SMALL):
        made = MadeUp(size, chance)
        crowd_articles.fill(made)
        crowd_gaps.fill(made)
        _Contacts(made).fill()


class _Contacts:
    def __init__(self, made: MadeUp) -> None:
        self.made, self.contacts = made, made.size.contacts
        self.judged = self._judged()
        self.received: list[datetime] = []
        self.words: dict[int, set[str]] = defaultdict(set)  # of gaps

    def fill(self) -> None:
        copy(Contact, CONTACT_COLUMNS, self._rows())
        copy(Question, ("id", "contact", "position", "text"), self._questions())
        copy(Judgement, JUDGEMENT_COLUMNS, self._judgements())
        copy(GapWords, ("id", "gap", "text"), self._words())
        copy(GapQuote, QUOTE_COLUMNS, self._quotes())
        self._verdicts()

    def _judged(self) -> list[tuple[str, float, str]]:
        """Return match, score and reason; a contact's first question speaks for it."""
        made, n = self.made, self.made.n_questions
        match = made.drawn(MATCHES, SHARE_OF_MATCHES, n)
        match[made.gap_of >= 0] = "none"
        match[self.contacts :] = "answered"
        scores = made.chance.random(n).round(4)
        scores[self.contacts :] = 1
        reasons = made.drawn(REASONS, SHARE_OF_REASONS, n)
        return list(zip(match, scores.tolist(), reasons, strict=True))

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        made, contacts = self.made, self.contacts
        late = made.chance.random(contacts) * timedelta(days=3).total_seconds()
        channels = made.drawn(CHANNELS, SHARE_OF_CHANNELS, contacts)
        locales = made.drawn(LOCALES, SHARE_OF_LOCALES, contacts)
        spoken = made.chance.integers(SENTENCES, size=(contacts, 6))
        rows = zip(late.tolist(), channels, locales, spoken.tolist(), strict=True)
        for row, (seconds, channel, locale, lines) in enumerate(rows):
            at = UNTIL - SPAN * (1 - row / contacts) - timedelta(seconds=seconds)
            self.received.append(at)
            turns = [
                {"speaker": ("customer", "agent")[turn % 2], "text": made.said[line]}
                for turn, line in enumerate(lines)
            ]
            yield (
                *(made.first + row, made.key, f"c{row:08}", at, channel, locale),
                *(json.dumps(turns), f"{row * 7 // 10:032x}", row % 600, row % 101),
                *self.judged[row],
            )

    def _of_question(self, row: int) -> tuple[int, int]:
        """Return contact and position."""
        if row < self.contacts:
            return row, 0
        return (row - self.contacts) * 10, 1

    def _questions(self) -> Iterator[tuple[Any, ...]]:
        made = self.made
        for row, gap in enumerate(made.gap_of.tolist()):
            contact, position = self._of_question(row)
            text = next(made.text)
            if gap >= 0:
                self.words[gap].update(text.split())
            yield made.first + row, made.first + contact, position, text

    def _judgements(self) -> Iterator[tuple[Any, ...]]:
        made = self.made
        articles = made.chance.zipf(1.3, made.n_questions) % made.size.articles
        note = {"points": {"title": 0.1, "body": -0.1}, "alike": 7, "outside": ""}
        evidence, run = json.dumps(note), made.first + made.size.runs - 1
        rows = zip(self.judged, made.gap_of.tolist(), articles.tolist(), strict=True)
        for row, ((match, score, reason), gap, article) in enumerate(rows):
            in_gap = made.first + gap if gap >= 0 else None
            asked_at = self.received[self._of_question(row)[0]]
            yield (
                *(made.first + row, made.first + row, run, asked_at, match),
                *(in_gap, in_gap, reason, made.first + article, score, evidence),
            )

    def _words(self) -> Iterator[tuple[Any, ...]]:
        keys = count(self.made.first)
        for gap, words in self.words.items():
            for part in wrap(" ".join(sorted(words)), PART):
                yield next(keys), self.made.first + gap, part

    def _quotes(self) -> Iterator[tuple[Any, ...]]:
        """Let each gap show its first questions, in every role."""
        made, keys = self.made, count(count_of(GapQuote) + 1)
        of_gap: dict[int, list[int]] = defaultdict(list)
        for row, gap in enumerate(made.gap_of.tolist()):
            if gap >= 0 and len(of_gap[gap]) < max(QUOTED.values()):
                of_gap[gap].append(made.first + row)
        for gap, questions in of_gap.items():
            for role, most in QUOTED.items():
                for position, question in enumerate(questions[:most]):
                    yield next(keys), made.first + gap, question, role, position

    def _verdicts(self) -> None:
        """On the nearest articles of every other gap; the first on the largest one."""
        made = self.made
        rows = (
            (
                *(made.first + row, made.key, made.first + made.nearest_to(row * 2)[0]),
                *(made.first + row * 2, "no", made.person(row)),
            )
            for row in range(min(made.size.verdicts, made.size.gaps // 2))
        )
        given = ("id", "help_center", "article", "gap", "answer", "editor")
        copy(Verdict, given, rows)
        taught = Verdict.questions.through
        questions = np.flatnonzero(made.gap_of == 0).tolist()
        numbers = count(count_of(taught) + 1)
        pairs = ((next(numbers), made.first, made.first + row) for row in questions)
        copy(taught, ("id", "verdict", "question"), pairs)


CONTACT_COLUMNS = (
    *("id", "help_center", "external_id", "received_at", "channel", "locale", "turns"),
    *("customer", "handle_seconds", "csat"),
    *STATUS_FIELDS,
)
JUDGEMENT_COLUMNS = (
    *("id", "question", "run", "asked_at", "match", "gap", "last_gap", "reason"),
    *("article", "score", "evidence"),
)
