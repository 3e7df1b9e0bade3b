#!/usr/bin/env python
"""Print what a run costs besides encoding, by phase, for as many questions as asked.

The help centre is that of `needs.py`. So there is neither a model nor a database, and
what is measured is the analysis alone; `nightly.py` measures a whole run. Peak memory
is that of the process, with all vectors and rows that a run holds.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
import numpy as np
from needs import LOCALES, PASSAGES, SINCE, SPAN, Directions, Needs

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

if TYPE_CHECKING:
    from gapfinder.pipeline.embedding import Encoded
    from gapfinder.pipeline.window import Window

FIRST_ENCODER = 384  # dimensions that the first encoder of two has
MADE_UP = "made up"
GB = 1e9
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def main() -> None:
    options = _options()
    _start_django()
    from gapfinder.conf import conf
    from gapfinder.models import HelpCenter, Run
    from gapfinder.pipeline.analysis.analysis import think
    from gapfinder.pipeline.analysis.valuation import value_gaps

    phase = _Phases()
    print(f"{options.questions:,} questions, {options.families:,} families", end=", ")
    print(f"{os.cpu_count()} cores; memory is the most until then", flush=True)
    with phase(MADE_UP):
        needs = Needs(options.questions, options.families)
        window, encoded = _window(needs), _encoded(needs, options.dimensions)
        del needs
    thought, _ = think(window, encoded, conf(), phase)
    run = Run(
        help_center=HelpCenter(slug="scale", time_zone="UTC"),
        since=SINCE,
        until=SINCE + SPAN,
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


def _window(needs: Needs) -> "Window":
    from gapfinder.models import Article, Contact, Passage, Question
    from gapfinder.pipeline.window import Window

    contacts, questions = [], []
    for key, asked in enumerate(needs.contacts(), 1):
        contact = Contact(pk=key, **asked.contact)
        contacts.append(contact)
        text = asked.question
        questions.append(Question(pk=key, contact=contact, position=0, text=text))
    articles = [Article(pk=key, **row) for key, row in enumerate(needs.articles(), 1)]
    passages = [Passage(article=row) for row in articles for _ in range(PASSAGES)]
    return Window(contacts, questions, np.arange(len(questions)), articles, passages)


def _encoded(needs: Needs, dimensions: int) -> "Encoded":
    from gapfinder.engine.coverage.contact_reasons import prototype_sentences
    from gapfinder.engine.coverage.similarity import ArticleIndex
    from gapfinder.pipeline.embedding import Encoded

    made = Directions(needs, dimensions)
    questions = made.questions()
    asked = questions[:, :FIRST_ENCODER].copy()
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    prototypes = made.unit(len(prototype_sentences()))[:, :FIRST_ENCODER]
    return Encoded(
        questions=questions,
        answers=made.answers(),
        taught=questions[:0],
        library=ArticleIndex(
            family=needs.family,
            locale=[LOCALES[place] for place in needs.language],
            passages=made.passages(),
            owner=needs.owner,
            is_title=np.arange(len(needs.owner)) % PASSAGES == 0,
        ),
        asked=asked,
        prototypes=prototypes / np.linalg.norm(prototypes, axis=1, keepdims=True),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--questions", type=int, default=200_000)
    parser.add_argument("--families", type=int, default=2_000)
    parser.add_argument("--dimensions", type=int, default=768)
    return parser.parse_args()


def _start_django() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DJANGO_DEBUG": "0"}
    os.environ.setdefault("DJANGO_SECRET_KEY", "signs nothing here, " * 3)
    django.setup()


if __name__ == "__main__":
    main()
