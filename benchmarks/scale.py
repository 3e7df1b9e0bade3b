#!/usr/bin/env python
"""Print what a run costs besides encoding, by phase, for as many questions as asked.

Texts and vectors are made up: every need has words and a direction of its own, half of
the needs have a family of articles near theirs, and agents answer and share some. So
there is neither a model nor a database, and what is measured is the analysis alone.
Peak memory is that of the process, with all vectors and rows that a run holds.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

if TYPE_CHECKING:
    from gapfinder.models import Article, Contact, Passage, Question
    from gapfinder.pipeline.encoding import Encoded
    from gapfinder.pipeline.reading import Window

LOCALES = ["nb", "sv", "da", "nl", "en"]
SHARE_OF_LOCALES = [0.5, 0.2, 0.1, 0.1, 0.1]
LANGUAGES_OF_A_FAMILY = 5  # articles
PASSAGES = 5  # of an article, its title among them
NEEDS_A_FAMILY = 2  # so every other need has no article
ANSWERED, SHARED = 0.5, 0.1  # of contacts
NOISE = 0.9  # of a question, as long as what is said of its need
CORNER = 0.7  # of a language
FIRST_ENCODER = 384  # dimensions that the first encoder of two has
WORDS, WORDS_OF_A_NEED = 20_000, 12
SINCE = datetime(2026, 9, 21, tzinfo=UTC)
WEEKS = 8
SEED = 1
MADE_UP = "made up"
GB = 1e9
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def main() -> None:
    options = _options()
    _start_django()
    from gapfinder.conf import conf
    from gapfinder.models import HelpCenter, Run
    from gapfinder.pipeline.thinking import think
    from gapfinder.pipeline.valuing import value_gaps

    phase = _Phases()
    print(f"{options.questions:,} questions, {options.families:,} families", end=", ")
    print(f"{os.cpu_count()} cores; memory is the most until then", flush=True)
    with phase(MADE_UP):
        made = _Made(options.questions, options.families, options.dimensions)
        window, encoded = made.window(), made.encoded()
        del made
    thought, _ = think(window, encoded, conf(), phase)
    run = Run(
        help_center=HelpCenter(slug="scale", time_zone="UTC"),
        since=SINCE,
        until=SINCE + timedelta(weeks=WEEKS),
    )
    with phase("value"):
        value_gaps(run, window, encoded, thought)
    print(f"{len(thought.gaps):,} gaps; all but made up: {phase.all:.1f} s")


class _Phases:
    """Prints a line at the end of each phase."""

    def __init__(self) -> None:
        self.all = 0.0  # seconds

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started, busy = time.monotonic(), time.process_time()
        yield
        took, busy = time.monotonic() - started, time.process_time() - busy
        self.all += took * (name != MADE_UP)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / GB
        print(f"{name:8}{took:8.1f} s{busy:8.1f} s of CPU{peak:8.2f} GB", flush=True)


class _Made:
    """A help centre that does not exist."""

    def __init__(self, n_questions: int, n_families: int, dimensions: int) -> None:
        self.chance = np.random.default_rng(SEED)
        self.n_families = n_families
        self.n_needs = NEEDS_A_FAMILY * n_families
        self.needs = self._unit(self.n_needs, dimensions)
        self.corners = CORNER * self._unit(len(LOCALES), dimensions)
        # Some needs are asked a hundred times as often as others.
        often = 1 / np.arange(1, self.n_needs + 1) ** 0.7
        self.need = self.chance.choice(self.n_needs, n_questions, p=often / often.sum())
        self.spoken = self.chance.choice(len(LOCALES), n_questions, p=SHARE_OF_LOCALES)
        self.answered = np.flatnonzero(self.chance.random(n_questions) < ANSWERED)
        self.vocabulary = np.array([f"word{number}" for number in range(WORDS)])
        self.said = self.chance.integers(WORDS, size=(self.n_needs, WORDS_OF_A_NEED))

    def window(self) -> "Window":
        from gapfinder.pipeline.reading import Window

        contacts, questions = self._contacts()
        articles, passages = self._articles()
        contact_of = np.arange(len(questions))
        return Window(contacts, questions, contact_of, articles, passages)

    def encoded(self) -> "Encoded":
        from gapfinder.engine.matching import Library
        from gapfinder.engine.reasons import prototype_sentences
        from gapfinder.pipeline.encoding import Encoded

        n_articles = self.n_families * LANGUAGES_OF_A_FAMILY
        family = np.arange(n_articles) // LANGUAGES_OF_A_FAMILY
        language = np.arange(n_articles) % LANGUAGES_OF_A_FAMILY
        owner = np.arange(n_articles).repeat(PASSAGES)
        questions = self._near(self.need, self.spoken)
        first = slice(FIRST_ENCODER)
        asked = questions[:, first].copy()
        asked /= np.linalg.norm(asked, axis=1, keepdims=True)
        return Encoded(
            questions=questions,
            answers=self._near(self.need[self.answered], self.spoken[self.answered]),
            taught=questions[:0],
            library=Library(
                family=family,
                locale=[LOCALES[place] for place in language],
                passages=self._near(NEEDS_A_FAMILY * family[owner], language[owner]),
                owner=owner,
                is_title=np.arange(len(owner)) % PASSAGES == 0,
            ),
            asked=asked,
            prototypes=self._unit(len(prototype_sentences()), asked.shape[1]),
        )

    def _contacts(self) -> tuple[list["Contact"], list["Question"]]:
        from gapfinder.models import Contact, Question

        answered = set(self.answered.tolist())
        shared = self.chance.random(len(self.need)) < SHARED
        span = timedelta(weeks=WEEKS)
        contacts, questions = [], []
        for row, (need, spoken) in enumerate(
            zip(self.need.tolist(), self.spoken.tolist(), strict=True)
        ):
            linked = shared[row] and need % NEEDS_A_FAMILY == 0
            family = need // NEEDS_A_FAMILY
            contact = Contact(
                pk=row + 1,
                external_id=f"{row:06}",
                received_at=SINCE + span * row / len(self.need),
                channel="phone" if row % 3 else "search",
                locale=LOCALES[spoken],
                customer=f"{row // 2:032}",
                articles_shared=[f"{family:06}-0"] if linked else [],
                handle_seconds=300 + row % 100,
                csat=row % 101,
                answer=self._text(need, 30) if row in answered else "",
                signals={"said": [], "own_case": row % 2},
            )
            contacts.append(contact)
            text = self._text(need, 15)
            questions.append(
                Question(pk=row + 1, contact=contact, position=0, text=text)
            )
        return contacts, questions

    def _articles(self) -> tuple[list["Article"], list["Passage"]]:
        from gapfinder.models import Article, Passage

        articles, passages = [], []
        for row in range(self.n_families * LANGUAGES_OF_A_FAMILY):
            family, language = divmod(row, LANGUAGES_OF_A_FAMILY)
            article = Article(
                pk=row + 1,
                external_id=f"{family:06}-{language}",
                locale=LOCALES[language],
                translation_of=f"{family:06}-0" if language else "",
            )
            articles.append(article)
            passages += [Passage(article=article) for _ in range(PASSAGES)]
        return articles, passages

    def _text(self, need: int, words: int) -> str:
        chosen = self.said[need][self.chance.integers(WORDS_OF_A_NEED, size=words)]
        return " ".join(self.vocabulary[chosen]) + "?"

    def _near(
        self, need: NDArray[np.int64], language: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return unit rows near to needs, each in the corner of its language."""
        near = NOISE * self._unit(len(need), self.needs.shape[1])
        for start in range(0, len(near), 10_000):
            rows = slice(start, start + 10_000)
            near[rows] += self.needs[need[rows]] + self.corners[language[rows]]
            near[rows] /= np.linalg.norm(near[rows], axis=1, keepdims=True)
        return near

    def _unit(self, n: int, dimensions: int) -> NDArray[np.float32]:
        rows = self.chance.standard_normal((n, dimensions), np.float32)
        rows /= np.sqrt(np.einsum("nd,nd->n", rows, rows))[:, None]
        return rows


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--questions", type=int, default=200_000)
    parser.add_argument("--families", type=int, default=2_000)
    parser.add_argument("--dimensions", type=int, default=768)
    return parser.parse_args()


def _start_django() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DJANGO_DEBUG": "0"}
    django.setup()


if __name__ == "__main__":
    main()
