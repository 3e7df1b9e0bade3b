#!/usr/bin/env python
"""Print what runs cost at 200,000 contacts whose vectors exist, by phase.

`DATABASE_URL` names an empty PostgreSQL database, which `needs_in_database.py` fills;
`pipeline.find_gaps` then runs in a process of its own, whose peak memory it is. What
PostgreSQL holds and works comes on top, as for any client. The filled database is kept:
`--filled` runs on it again, now with the gaps and judgements of the run before, and
`--fill-only` makes it for something else.
"""

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

SLUG = "nightly"
RUN = """
from gapfinder.models import HelpCenter
from gapfinder.pipeline import find_gaps
find_gaps(HelpCenter.objects.get(slug="{slug}"))
"""
PHASES = (  # in their order: a database keeps the names in one of its own
    *("read", "encode", "group", "match", "judge", "name", "explain", "value", "write"),
)
MOST_SECONDS = 300
MOST_MEMORY = 4.0  # GB
GB = 1e9
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took from its start to its end, and what its run says."""

    seconds: float
    busy: float  # seconds of its processors
    memory: int  # bytes, the most it held
    run: Any

    def lines(self) -> list[str]:
        run, memory = self.run, self.memory / GB
        outside = self.seconds - sum(run.phases.values())
        known = {name: run.phases[name] for name in PHASES if name in run.phases}
        rows = {**known, "start": outside, "total": self.seconds}
        return [
            f"{run.contacts:,} contacts, {run.questions:,} questions, "
            f"{run.gaps:,} gaps, {os.cpu_count()} cores",
            *(f"{name:8}{seconds:8.1f} s" for name, seconds in rows.items()),
            f"{self.busy:.0f} s of CPU, {memory:.2f} GB at most",
            f"target < {MOST_SECONDS} s: {_met(self.seconds < MOST_SECONDS)}; "
            f"< {MOST_MEMORY:.0f} GB: {_met(memory < MOST_MEMORY)}",
        ]


def main() -> None:
    options = _options()
    _start_django()
    if not options.filled:
        _fill(options)
    if not options.fill_only:
        for _ in range(options.times):
            print(*_run().lines(), sep="\n", flush=True)


def _fill(options: argparse.Namespace) -> None:
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor != "postgresql":
        sys.exit(f"the database is {connection.vendor}, expected PostgreSQL")
    call_command("migrate", verbosity=0)
    from needs_in_database import fill

    from gapfinder.models import Contact

    if Contact.objects.exists():
        sys.exit("the database holds contacts, expected an empty one (or --filled)")
    fill(SLUG, options.contacts, options.families)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _run() -> Cost:
    """Find gaps in a process; `os.wait4` has the memory of this one child."""
    from gapfinder.models import Run

    started = time.monotonic()
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "--no-imports"]
    run = RUN.format(slug=SLUG)
    process = subprocess.Popen([*command, "--command", run], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("the run failed: see above")
    return Cost(
        seconds=time.monotonic() - started,
        busy=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * RSS_UNIT,
        run=Run.objects.newest_first()[0],
    )


def _met(met: bool) -> str:
    return "met" if met else "MISSED"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--families", type=int, default=2_000, help="of five articles")
    parser.add_argument("--times", type=int, default=1, help="that it runs")
    parser.add_argument(
        "--filled", action="store_true", help="the database was filled before"
    )
    parser.add_argument(
        "--fill-only", action="store_true", help="fill the database, and do not run"
    )
    return parser.parse_args()


def _start_django() -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_DEBUG": "0",  # else Django keeps the text of every query
        "HF_HUB_OFFLINE": "1",
    }
    os.environ.setdefault("DJANGO_SECRET_KEY", "signs nothing here, " * 3)
    os.environ.setdefault("DJANGO_LOG_LEVEL", "WARNING")
    django.setup()


if __name__ == "__main__":
    main()
