#!/usr/bin/env python
"""Try the migrations: a database that an old commit filled, read by this checkout.

The old commit's own code (`git archive`) imports `fixtures/` and finds gaps. Editors
decide on them for two weeks (`upgrade_decisions.py`): verdicts, drafts, publications,
dismissals, merges, splits, rules, titles. Runs follow, and letters. What editors and
readers then see is written down (`upgrade_snapshot.py`), the database is migrated, and
the same is written down with the code of this checkout. Then

1. nothing may differ but what `EXPECTED` lists;
2. a new run over the same contacts finds what the last old one found, under the same
   ids, and encodes nothing;
3. `erase_customer` leaves no word of customers whose questions title gaps and stand in
   notes, histories and letters: not on a page, in an export, a letter, a result or any
   table.

Exit status: 0 all of it holds, 1 it does not, or a step failed. `--database` names an
empty PostgreSQL database; by default it is a temporary file of SQLite. `--keep` leaves
the old code, the snapshots, all changes and that file in a folder. It takes some ten
minutes; the old commit's first run, which encodes, takes the most.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from upgrade_differences import Expected, differences, places_of, result_of, told

ROOT = Path(__file__).resolve().parents[1]
STEPS = Path(__file__).with_name("upgrade_steps.py")
SLUG = "lumevik"
MOST_PRINTED = 200  # lines of changes
EXPECTED: Sequence[Expected] = ()  # what a version shows otherwise on purpose

# When what happens; the contacts are of the weeks up to W46 of 2026.
RUN_1, WEEK_1 = "2026-11-10T02:30+01:00", "2026-11-11T10:00+01:00"
RUN_2, LETTER_1 = "2026-11-15T02:30+01:00", "2026-11-16T07:00+01:00"
WEEK_2, RUN_3 = "2026-11-18T10:00+01:00", "2026-11-22T02:30+01:00"
RUN_4, LETTER_2 = "2026-11-23T02:30+01:00", "2026-11-23T07:00+01:00"
NOW = "2026-11-24T09:00+01:00"


@dataclass
class Upgrade:
    """A database, the folder of all else, and what does not hold so far."""

    folder: Path
    database: str
    faults: int = field(default=0, init=False)

    @property
    def old(self) -> Path:
        return self.folder / "old"

    def step(self, code: Path, moment: str, *words: str | Path) -> None:
        """Do one of `upgrade_steps.py` with the code of a checkout."""
        print(
            f"{code.name}, {moment[:10]}: {' '.join(map(str, words))[:100]}", flush=True
        )
        command = [sys.executable, STEPS, code, moment, *words]
        environment = os.environ | {
            "DATABASE_URL": self.database,
            "DJANGO_SECRET_KEY": "signs nothing here, " * 3,  # customers' keys too
            "DJANGO_LOG_LEVEL": "ERROR",
            "HF_HUB_OFFLINE": "1",
            "GAPFINDER_SITE_URL": "http://127.0.0.1:8000",
        }
        with (self.folder / "log").open("ab") as log:
            ended = subprocess.run(
                list(map(str, command)),
                cwd=code,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if ended.returncode:
            print((self.folder / "log").read_text(encoding="utf-8")[-3000:])
            sys.exit(f"the step failed with status {ended.returncode}: see above")

    def find_gaps(self, code: Path, moment: str, name: str) -> dict[str, list[str]]:
        file = self.folder / f"{name}.json"
        what = ("find_gaps", "--help-center", SLUG, "--json", file)
        self.step(code, moment, "manage", *what)
        return result_of(_read(file))

    def seen(self, code: Path, name: str, *parts: str) -> dict[str, list[str]]:
        """Return parts of a snapshot of what is seen now."""
        file = self.folder / f"{name}.json"
        self.step(code, NOW, "snapshot", file, *parts)
        seen: dict[str, list[str]] = _read(file)
        return seen

    def compare(self, what: str, before: Any, after: Any) -> None:
        """Tell what differs and is not expected; all of it stands in `changes.txt`."""
        found = differences(before, after, EXPECTED)
        self.faults += len(found)
        lines = list(told(found))
        with (self.folder / "changes.txt").open("a", encoding="utf-8") as changes:
            changes.writelines(f"{line}\n" for line in [what, *lines])
        print(f"{what}: {len(after):,} places, {len(found):,} changes")
        print(*lines[:MOST_PRINTED], sep="\n", flush=True)
        if len(lines) > MOST_PRINTED:
            print(f"… and {len(lines) - MOST_PRINTED:,} more lines in changes.txt")


def main() -> None:
    options = _options()
    kept = options.keep and options.keep.resolve()
    if kept and kept.exists():
        sys.exit(f"{kept} exists, expected a new folder")
    with nullcontext(kept) if kept else TemporaryDirectory() as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        database = options.database or f"sqlite:///{folder}/database.sqlite3"
        upgrade = Upgrade(Path(folder), database)
        last = _live_on_old_code(upgrade, options.old)
        before = upgrade.seen(upgrade.old, "before", "rows", "pages", "letters")
        upgrade.step(ROOT, NOW, "manage", "migrate", "--verbosity", "0")
        after = upgrade.seen(ROOT, "after", "rows", "pages", "letters")
        upgrade.compare("1. What is seen after the migration", before, after)
        _run_again(upgrade, last, after)
        _erase(upgrade, after)
    print("All of it holds." if not upgrade.faults else f"{upgrade.faults:,} faults.")
    sys.exit(bool(upgrade.faults))


def _live_on_old_code(upgrade: Upgrade, commit: str) -> dict[str, list[str]]:
    """Fill the database by the old commit's code; return what its last run found."""
    archive = ["git", "-C", str(ROOT), "archive", commit]
    packed = subprocess.run(archive, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as files:
        files.extractall(upgrade.old, filter="data")
    old, witnesses = upgrade.old, upgrade.folder / "witnesses.json"
    upgrade.step(old, RUN_1, "empty")
    upgrade.step(old, RUN_1, "manage", "migrate", "--verbosity", "0")
    for kind in ("articles", "contacts"):
        file = old / "fixtures" / f"{kind}.jsonl"
        upgrade.step(
            old, RUN_1, "manage", f"import_{kind}", file, "--help-center", SLUG
        )
    upgrade.find_gaps(old, RUN_1, "run-1")
    upgrade.step(old, WEEK_1, "decide", "first", witnesses)
    upgrade.find_gaps(old, RUN_2, "run-2")
    letter = ("manage", "send_digest", "--help-center", SLUG, "--week")
    upgrade.step(old, LETTER_1, *letter, "2026-W46")
    upgrade.step(old, WEEK_2, "decide", "second", witnesses)
    upgrade.find_gaps(old, RUN_3, "run-3")
    # What that run opened again is grouped otherwise by the next one, and then no more.
    last = upgrade.find_gaps(old, RUN_4, "run-4")
    upgrade.step(old, LETTER_2, *letter, "2026-W47")
    return last


def _run_again(upgrade: Upgrade, last: Any, after: Any) -> None:
    """Find gaps with the new code: the same ones, and all that was kept still is."""
    again = upgrade.find_gaps(ROOT, RUN_4, "run-5")
    upgrade.compare("2. What a new run finds", last, again)
    rows = upgrade.seen(ROOT, "after-run", "rows")
    read = ("page ", "letter ")  # a run is named on many pages
    kept = {place: after[place] for place in after if not place.startswith(read)}
    now = {place: rows[place] for place in rows if place in kept}
    for places in (kept, now):
        for place in [place for place in places if place.startswith("Judgement")]:
            places[place] = [line for line in places[place] if line[:4] != "run:"]
    upgrade.compare("   What is kept after it", kept, now)


def _erase(upgrade: Upgrade, after: Any) -> None:
    """Decide once more, by the new code; erase customers, and look for their words."""
    witnesses_file = upgrade.folder / "witnesses.json"
    upgrade.step(ROOT, NOW, "decide", "third", witnesses_file)
    witnesses = set(_read(witnesses_file))
    lines = (upgrade.old / "fixtures" / "contacts.jsonl").read_text(encoding="utf-8")
    contacts = [json.loads(line) for line in lines.splitlines()]
    customers = {each.get("customer") for each in contacts if each["id"] in witnesses}
    customers -= {None}
    theirs = [each["id"] for each in contacts if each.get("customer") in customers]
    words = upgrade.folder / "words.json"
    upgrade.step(ROOT, NOW, "words", words, *theirs)
    said = _read(words)
    there = places_of(said, after | upgrade.seen(ROOT, "tables", "tables"))
    print(
        f"3. In {len(theirs)} contacts {len(customers)} customers said what nobody "
        f"else did: it stands in {len(there):,} places"
    )
    if not any(place.startswith("letter") for place in there):
        sys.exit("no letter has a word of theirs: the trial would prove nothing")
    for customer in sorted(customers):
        upgrade.step(ROOT, NOW, "manage", "erase_customer", customer)
    left = upgrade.seen(ROOT, "erased", "pages", "letters", "tables")
    _tell_left(upgrade, "after the erasure", places_of(said, left))
    left = upgrade.find_gaps(ROOT, NOW, "run-6")
    left |= upgrade.seen(ROOT, "erased-run", "tables")
    _tell_left(upgrade, "after the next run", places_of(said, left))


def _tell_left(upgrade: Upgrade, when: str, left: dict[str, str]) -> None:
    upgrade.faults += len(left)
    print(f"   Left of them {when}: in {len(left):,} places")
    for place, words in left.items():
        print(f"{place}\n    {words}")


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--old", default="41d9b3b", metavar="COMMIT", help="%(default)s"
    )
    parser.add_argument(
        "--database", metavar="URL", help="an empty one; default: SQLite"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a new folder for all")
    return parser.parse_args()


if __name__ == "__main__":
    main()
