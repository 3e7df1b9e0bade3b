"""Made-up articles with their passages, and the runs that counted their contacts."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bulk import copy
from made_up import CHANNELS, LOCALES, SECTIONS, UNTIL, WEEKS, MadeUp

from gapfinder.models import Article, ArticleFigures, Passage, Run

PASSAGES = 6  # of an article
NEWEST = 10  # questions that an article answers weakly
SELF_SERVICE = {
    "contacts": 5_000,
    "reasons": {"reassurance": 0.1, "prefers_person": 0.05, "account": 0.15},
    "searched_known": 2_000,
    "searched_first": 0.3,
    "csat_searched": 60.0,
    "csat_others": 70.0,
}


def fill(made: MadeUp) -> None:
    copy(Article, ARTICLE_COLUMNS, _articles(made))
    copy(Passage, ("id", "article", "position", "kind", "text"), _passages(made))
    copy(ArticleFigures, FIGURES_COLUMNS, _figures(made))
    copy(Run, RUN_COLUMNS, _runs(made))


def _articles(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    body = " ".join(made.said[:15])
    for row in range(made.size.articles):
        family, locale = divmod(row, len(LOCALES))
        original = made.article_id(family * len(LOCALES)) if locale else ""
        yield (
            *(made.first + row, made.key, made.article_id(row), LOCALES[locale]),
            *(next(made.text), f"{next(made.text)} {body}"),
            *(f"Section {family % SECTIONS}", original),
            UNTIL - timedelta(days=row % 900),
        )


def _passages(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    for row in range(made.size.articles * PASSAGES):
        article, place = divmod(row, PASSAGES)
        kind = "body" if place else "title"
        yield made.first + row, made.first + article, place, kind, next(made.text)


def _figures(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    weeks = json.dumps({f"{monday:%Y-%m-%d}": 7 for monday in WEEKS})
    missing = json.dumps({"sv": 5, "en": 2})
    for row in range(made.size.articles):
        contacts = row * 7 % 500
        newest = [
            made.first + (row * NEWEST + place) % made.n_questions
            for place in range(NEWEST)
        ]
        yield (
            *(made.first + row, contacts // 3, contacts, contacts // 4, contacts // 5),
            *(row % 3, missing, row % 11 == 0, weeks, json.dumps(newest)),
        )


def _runs(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    contacts = made.size.contacts // 10
    figures = json.dumps(_of_run(made))
    for row in range(made.size.runs):
        until = UNTIL - timedelta(weeks=made.size.runs - 1 - row)
        since = until - timedelta(weeks=8)
        yield (
            *(made.first + row, made.key, since, until, "made up", until, until),
            *(contacts, contacts, made.size.ranked, "finished"),
            *(figures, json.dumps(SELF_SERVICE)),
        )


def _of_run(made: MadeUp) -> dict[str, Any]:
    told = {"contacts": 100, "answered": 50, "in_gaps": 30}
    week = {
        **{"days": 7, "contacts": 12_000},
        **{"answered": 6_000, "in_gaps": 4_000, "alone": 2_000},
        **{"reasons": {"content": 5_000}, "self_service": SELF_SERVICE},
    }
    kinds = ("new", "grown", "shrunk", "returned")
    changes = {
        kind: {"count": 50, "gaps": [place * 5 + number + 1 for number in range(5)]}
        for place, kind in enumerate(kinds)
    }
    return {
        "weeks": {f"{monday:%Y-%m-%d}": week for monday in WEEKS},
        "locales": {f"l{number}": told for number in range(20)},
        "channels": dict.fromkeys(CHANNELS, told),
        "changes": changes,
    }


ARTICLE_COLUMNS = (
    *("id", "help_center", "external_id", "locale", "title", "body", "section"),
    *("translation_of", "updated_at"),
)
FIGURES_COLUMNS = (
    *("article", "avoidable", "answered", "weak", "searched_first", "unreadable"),
    *("missing_locales", "stale", "weeks", "newest_weak"),
)
RUN_COLUMNS = (
    *("id", "help_center", "since", "until", "encoder", "started_at", "finished_at"),
    *("contacts", "questions", "gaps", "state", "figures", "self_service"),
)
