"""Made-up gaps with their history, their weeks, and what editors made of them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import numpy as np
from bulk import copy
from made_up import LOCALES, SECTIONS, UNTIL, WEEKS, MadeUp

from gapfinder.engine.metrics.article_effect import Effect
from gapfinder.engine.metrics.savings import Factor, Saving, Value
from gapfinder.models import Exclusion, Gap, GapEvent, GapWeek

# Those that the latest run did not find: of two years half are published.
STATUSES = ["open", "dismissed", "published", "published"]
KINDS = ["found", "assigned", "drafting"]  # of the events of a gap
EVENTS_OF_LARGEST = 300
FACTORS = [Factor("simple", 12), Factor("searched_first", 0.5), Factor("handling", 300)]
VALUE = asdict(Value(21.5, 20, 0.5, 300, None, Saving(5400, 90, FACTORS)))


def fill(made: MadeUp) -> None:
    copy(Gap, GAP_COLUMNS, _gaps(made))
    copy(GapEvent, ("id", "gap", "kind", "at", "editor", "data"), _events(made))
    copy(GapWeek, ("id", "gap", "monday", "contacts"), _weeks_of_gaps(made))
    rules = ("id", "help_center", "phrases", "gap", "editor", "active")
    copy(Exclusion, rules, _rules(made))


def _gaps(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    sizes = np.bincount(made.gap_of[made.gap_of >= 0])
    for row, volume in enumerate(sizes.tolist()):
        found = row < made.size.ranked
        status = _status(row, found)
        yield (
            *(made.first + row, made.key, row + 1, next(made.text)),
            *(row + 1 if found else None, volume, volume, status),
            *(f"Section {row % SECTIONS}", LOCALES[row % 3], row % 90 / 100),
            *(volume / 8, row % 3600, row % 100 / 100, row % 100, row % 600),
            *(row * 7_919 % 1000 / 1000, UNTIL - timedelta(days=row % 700)),
            row % 20 == 1,
            *_chosen(made, row, status),
            *_told(made, row, volume),
        )


def _status(row: int, found: bool) -> str:
    if found:
        return "drafting" if row % 7 == 1 else "open"
    return STATUSES[row % len(STATUSES)]


def _chosen(made: MadeUp, row: int, status: str) -> tuple[Any, ...]:
    """Return what is to improve, who does it, and what was published and when."""
    nearest = made.first + made.nearest_to(row)[0]
    weak = row % 5 == 4
    kind, article = ("weak", nearest) if weak else ("missing", None)
    assignee = made.person(row) if status == "drafting" else None
    if status != "published":
        return kind, article, assignee, None, None, "{}", None
    at = UNTIL - timedelta(days=row % 400)
    change = (row % 200 - 100) / 100
    told = json.dumps(_effect(at, change))
    return kind, article, assignee, nearest, at, told, change


def _effect(at: datetime, change: float) -> dict[str, Any]:
    verdict = "fewer" if change < 0 else "none"
    found = Effect(
        **{"verdict": verdict, "weeks_before": 12, "weeks_after": 12},
        **{"weeks_needed": 4, "before": 9.0, "after": 5.0, "expected": 8.0},
        **{"others_change": 0.1, "change": change, "low": -0.9, "high": 0.9},
    )
    published = _monday(at)
    weeks = [published + timedelta(weeks=week) for week in range(-12, 13)]
    rows = [[day.isoformat(), 7, 900] for day in weeks]
    return {**asdict(found), "published": published.isoformat(), "weeks": rows}


def _told(made: MadeUp, row: int, volume: int) -> tuple[str, ...]:
    """Return what is kept as JSON."""
    near = [made.article_id(article) for article in made.nearest_to(row)]
    told: tuple[Any, ...] = (
        [{"article": name, "score": 0.3} for name in near],
        [next(made.text) for _ in range(8)],
        [_evidence(name, next(made.text)) for name in near[:3]],
        VALUE,
        {"phone": volume // 2, "chat": volume - volume // 2},
        {"nb": volume // 2, "sv": volume - volume // 2},
        {f"{monday:%Y-%m-%d}": volume // 8 for monday in WEEKS},
    )
    return tuple(map(json.dumps, told))


def _evidence(article: str, text: str) -> dict[str, Any]:
    points = {"for": [{"code": "agree", "value": 0.7}], "against": []}
    passage = {"kind": "body", "text": text}
    told = {"article": article, "score": 0.3, "passage": passage}
    return told | points


def _events(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    keys = count(made.first)
    of_largest = [0] * EVENTS_OF_LARGEST
    for gap in [*of_largest, *range(made.size.gaps)]:
        for place, kind in enumerate(KINDS):
            key = next(keys)
            editor = made.person(key) if place else None
            data = {"assignee": made.person(key + 1)} if place else {}
            at = UNTIL - timedelta(minutes=key - made.first)
            yield key, made.first + gap, kind, at, editor, json.dumps(data)


def _weeks_of_gaps(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    keys = count(made.first)
    for row in range(made.size.gaps):
        for week in range(52 if row < made.size.ranked else 8):
            monday = _monday(UNTIL - timedelta(weeks=week + 1))
            yield next(keys), made.first + row, monday, 1 + row % 9


def _rules(made: MadeUp) -> Iterator[tuple[Any, ...]]:
    for row in range(made.size.rules):
        phrases = json.dumps(next(made.text).split()[:3])
        gap, editor = made.first + row, made.person(row)
        yield made.first + row, made.key, phrases, gap, editor, row % 3 > 0


def _monday(moment: datetime) -> date:
    return (moment - timedelta(days=moment.weekday())).date()


GAP_COLUMNS = (
    *("id", "help_center", "number", "title", "rank", "volume", "customers", "status"),
    *("section", "locale", "trend", "contacts_per_week", "saving_seconds"),
    *("searched_first", "csat", "handle_seconds", "doubt", "found_at", "returned"),
    *("kind", "article", "assignee", "published_article", "published_at", "effect"),
    *("effect_change", "nearest", "phrases", "evidence"),
    *("value", "channels", "locales", "weeks"),
)
