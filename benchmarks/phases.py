#!/usr/bin/env python
"""Print what each step of the main job costs: a first run, and one without news.

The contacts are those of `fixtures/`, taken apart and put together anew until there are
as many as asked, no two with the same words. Every command is a process of its own over
a database that is thrown away, so that the times hold the start and the loading of the
model, and the memory is that of one run.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.apps import apps
from django.db import connections

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "site"))

from gapfinder.engine.naming.title_cleanup import sentences
from gapfinder.engine.text.agent_answers import answer_of
from gapfinder.engine.text.question_extraction import Turn, extract_questions

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
SLUG = "lumevik"
ZONE = "Europe/Oslo"
FIRST = datetime(2026, 9, 21, tzinfo=ZoneInfo(ZONE))  # a Monday; the fixtures' first
SPAN = timedelta(weeks=8)  # what a run looks at
SEED = 1
FEWEST_WORDS = 6  # of a text that words are dropped from
MOST_WORDS = 55  # of one that others are added to: an import cuts longer ones
# A fresh machine unpacks the model once; that is no part of a run.
UNPACK = """
from gapfinder.conf import cache_dir, conf
from gapfinder.engine.encoders import SentenceEncoder
SentenceEncoder(conf().encoder, cache=cache_dir()).identity
"""

ENCODE = "encode"
MOST_BESIDES = 0.15  # of the first run
MOST_SECONDS = 10.0  # of the second run
MOST_MEMORY = 3.0  # GB
GB = 1e9
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process of `find_gaps` took, and what its run says of itself."""

    seconds: float  # from the start of the process to its end
    memory: int  # bytes, the most it held
    run: Any
    vectors: int  # stored when it ended

    def rows(self) -> dict[str, float]:
        """Return seconds by phase, what is in none of them, and all.

        The model loads with its first text, so `encode` holds that.
        """
        outside = self.seconds - sum(self.run.phases.values())
        return self.run.phases | {"start and report": outside, "total": self.seconds}

    @property
    def besides_encoding(self) -> float:
        return 1 - self.run.phases[ENCODE] / self.seconds


def main() -> None:
    options = _options()
    with TemporaryDirectory() as temporary:
        _start_django(Path(temporary) / "phases.sqlite3")
        try:
            _import(options.contacts, Path(temporary) / "contacts.jsonl")
            first, second = _find_gaps(), _find_gaps()
        except subprocess.CalledProcessError as error:
            sys.exit(f"manage.py {error.cmd[2]} failed: see above")
        finally:
            connections.close_all()
    print(_heading(first, second), _table(first, second), "", sep="\n")
    print(_verdicts(first, second))


def contacts(number: int) -> Iterator[dict[str, Any]]:
    """Yield the contacts of the fixtures, anew in other words, evenly over the weeks.

    What else is known of a contact stays as it is: channel, language, customer, links.
    """
    chance = random.Random(SEED)
    known = [_Pattern.of(line) for line in _lines(FIXTURES / "contacts.jsonl")]
    questions = _Recombined([(each.locale, each.question) for each in known], chance)
    answers = _Recombined([(each.locale, each.answer) for each in known], chance)
    for place in range(number):
        pattern = known[place % len(known)]
        asked = questions.like(pattern.locale, pattern.question)
        answered = answers.like(pattern.locale, pattern.answer)
        turns = [{"speaker": "customer", "text": asked}]
        yield pattern.line | {
            "id": f"{place:06}",
            "received_at": (FIRST + SPAN * place / number).isoformat(),
            "turns": turns + [{"speaker": "agent", "text": answered}] * bool(answered),
        }


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A contact of the fixtures: what was asked, what was answered, and the rest."""

    locale: str
    question: str
    answer: str
    line: dict[str, Any]

    @classmethod
    def of(cls, line: dict[str, Any]) -> "_Pattern":
        said = line.get("turns") or [{"speaker": "customer", "text": line["text"]}]
        turns = [Turn(turn["speaker"], turn["text"]) for turn in said]
        locale, told = line["locale"], {"subject", "text", "turns"}
        asked = extract_questions(
            turns,
            channel=line["channel"],
            subject=line.get("subject", ""),
            locale=locale,
        )
        rest = {name: value for name, value in line.items() if name not in told}
        return cls(locale, " ".join(asked), answer_of(turns), rest)


class _Recombined:
    """Makes texts of other texts of one language; none comes twice."""

    def __init__(self, texts: Sequence[tuple[str, str]], chance: random.Random) -> None:
        self._chance = chance
        self._made = {text for _, text in texts if text}
        self._sentences: dict[str, list[str]] = defaultdict(list)
        for locale, text in texts:
            self._sentences[locale] += sentences(text, locale)

    def like(self, locale: str, text: str) -> str:
        """Return the text with some words less, or with another sentence after it."""
        while text and text in self._made:
            text = self._changed(locale, text)
        self._made.add(text)
        return text

    def _changed(self, locale: str, text: str) -> str:
        words = text.split()
        more = self._chance.choice(self._sentences[locale])
        room = MOST_WORDS - len(words) - len(more.split())
        if len(words) < FEWEST_WORDS or (room >= 0 and self._chance.random() < 0.5):
            return f"{text} {more}"
        kept = len(words) - self._chance.randint(1, len(words) // 3)
        places = sorted(self._chance.sample(range(len(words)), kept))
        return " ".join(words[place] for place in places)


def _import(number: int, file: Path) -> None:
    _manage("migrate")
    _manage("shell", "--no-imports", "--command", UNPACK)
    with file.open("w", encoding="utf-8") as lines:
        for contact in contacts(number):
            lines.write(json.dumps(contact, ensure_ascii=False) + "\n")
    for command, path in (
        ("import_articles", FIXTURES / "articles.jsonl"),
        ("import_contacts", file),
    ):
        seconds, _ = _manage(command, str(path), "--help-center", SLUG)
        print(f"{command}: {seconds:.1f} s", file=sys.stderr, flush=True)


def _find_gaps() -> Cost:
    seconds, memory = _manage("find_gaps", "--help-center", SLUG)
    print(f"find_gaps: {seconds:.1f} s", file=sys.stderr, flush=True)
    run = _model("Run").newest_first().first()
    return Cost(seconds, memory, run, _model("Vector").count())


def _manage(*arguments: str) -> tuple[float, int]:
    """Run a command in a process of its own; return its seconds and its peak memory.

    `os.wait4` has the memory of this one child; `getrusage` has the most of all so far.
    """
    started = time.monotonic()
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.monotonic() - started, usage.ru_maxrss * RSS_UNIT


def _model(name: str) -> Any:
    return apps.get_model("gapfinder", name)._default_manager


def _lines(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _heading(first: Cost, second: Cost) -> str:
    run = first.run
    return (
        f"{run.contacts:,} contacts, {run.questions:,} questions, {run.gaps:,} gaps "
        f"(second run: {second.run.gaps:,}), {first.vectors:,} texts encoded "
        f"(second run: {second.vectors - first.vectors:,}), {os.cpu_count()} cores\n"
        f"{run.encoder}\n"
    )


def _table(first: Cost, second: Cost) -> str:
    one, other = first.rows(), second.rows()
    rows = [(name, f"{one[name]:.1f}", f"{other[name]:.1f}") for name in one]
    return _aligned([("phase", "first run s", "second run s"), *rows])


def _verdicts(first: Cost, second: Cost) -> str:
    memory = max(first.memory, second.memory) / GB
    share, seconds = first.besides_encoding, second.seconds
    speed = first.vectors / first.run.phases[ENCODE]
    rows = [
        (
            "besides encode, first run",
            f"{share:.1%}",
            *_judged(share, MOST_BESIDES, "%"),
        ),
        ("second run", f"{seconds:.1f} s", *_judged(seconds, MOST_SECONDS, "s")),
        ("peak memory", f"{memory:.2f} GB", *_judged(memory, MOST_MEMORY, "GB")),
        ("encoded in a second", f"{speed:.1f} texts", "", ""),
    ]
    return _aligned(rows)


def _judged(value: float, limit: float, unit: str) -> tuple[str, str]:
    shown = f"{limit:.0%}" if unit == "%" else f"{limit:.0f} {unit}"
    return f"target < {shown}", "met" if value < limit else "MISSED"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]

    def padded(place: int, cell: str) -> str:
        return cell.rjust(widths[place]) if place else cell.ljust(widths[place])

    return "\n".join(
        "  ".join(starmap(padded, enumerate(row))).rstrip() for row in rows
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--contacts", type=_number, default=10_000, help="how many; 10000 if not given"
    )
    return parser.parse_args()


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of contacts")
    return number


def _start_django(database: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_DEBUG": "0",  # else Django keeps the text of every query
        "DJANGO_TIME_ZONE": ZONE,
        "DATABASE_URL": f"sqlite:///{database}",
        "HF_HUB_OFFLINE": "1",
        "GAPFINDER_WINDOW_WEEKS": str(SPAN.days // 7),
    }
    os.environ.setdefault("DJANGO_SECRET_KEY", "signs nothing here, " * 3)
    django.setup()


if __name__ == "__main__":
    main()
