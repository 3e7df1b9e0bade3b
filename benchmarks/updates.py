#!/usr/bin/env python
"""Say how well an update agrees with a full run over the same contacts.

The newest tenth of a set's contacts is held back from a full run and sorted in by an
update; then all of them have a full run, which thinks of the new ones as if they had
never been sorted. In the last columns are the old contacts, of which the same question
is asked: did the second full run leave them where the first had put them? No update can
agree better with a full run than full runs do with each other.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluate import a_set, days_of, import_set, lines, start_django

COLUMNS = (
    *("set", "old", "new", "in a gap", "put in", "same place", "same gap", "right"),
    *("same match", "same article", "old: same place", "old: same gap"),
)
# Contact and place in it → gap, match, article
Places = Mapping[tuple[str, int], tuple[int | None, str, int | None]]


def main() -> None:
    options = _options()
    start_django(options.encoder)
    print("  ".join(COLUMNS))
    for folder in options.sets:
        print("  ".join(_row(folder, options.newest)), flush=True)


def _row(folder: Path, newest: float) -> list[str]:
    from django.core.management import call_command

    days = days_of(lines(folder / "contacts.jsonl"))
    since, until = (day.isoformat() for day in days)

    def find_gaps(slug: str, *more: str) -> Places:
        asked = ("--help-center", slug, "--since", since, "--until", until, *more)
        call_command("find_gaps", *asked, stdout=StringIO())
        return _places(slug)

    with TemporaryDirectory() as temporary:
        old = find_gaps(import_set(_older(folder, Path(temporary), newest)))
    slug = import_set(folder, into_empty=False)
    updated = find_gaps(slug, "--update")
    print(folder.name, json.dumps(_told(slug)), file=sys.stderr)
    full = find_gaps(slug)
    new = full.keys() - old.keys()
    asked = sorted(new)
    in_gap = [key for key in asked if full[key][0]]
    put = [key for key in asked if updated[key][0]]
    rests = sorted(full.keys() & old.keys())
    return [
        *(folder.name, str(len(old)), str(len(new))),
        *(_share(len(some), len(asked)) for some in (in_gap, put)),
        _same(updated, full, asked, 0),
        _same(updated, full, in_gap, 0),
        _same(updated, full, put, 0),
        _same(updated, full, asked, 1),
        _same(updated, full, asked, 2),
        _same(old, full, rests, 0),
        _same(old, full, [key for key in rests if full[key][0]], 0),
    ]


def _places(slug: str) -> Places:
    from gapfinder.models import Judgement

    judged = Judgement.objects.filter(question__contact__help_center__slug=slug)
    rows = judged.values_list(
        *("question__contact__external_id", "question__position"),
        *("gap__number", "match", "article_id"),
    )
    return {(name, position): tuple(rest) for name, position, *rest in rows}


def _told(slug: str) -> Any:
    from gapfinder.models import Run

    run = Run.objects.filter(help_center__slug=slug).newest_first()[0]
    return run.figures["update"]


def _same(one: Places, other: Places, keys: Sequence[tuple[str, int]], of: int) -> str:
    return _share(sum(one[key][of] == other[key][of] for key in keys), len(keys))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _older(folder: Path, temporary: Path, newest: float) -> Path:
    """Copy a set without its newest contacts."""
    part = temporary / folder.name
    part.mkdir()
    for file in folder.glob("*.jsonl"):
        shutil.copy(file, part)
    contacts = lines(folder / "contacts.jsonl")
    contacts.sort(key=lambda contact: (contact["received_at"], str(contact["id"])))
    kept = contacts[: len(contacts) - round(len(contacts) * newest)]
    text = "".join(json.dumps(contact) + "\n" for contact in kept)
    (part / "contacts.jsonl").write_text(text, encoding="utf-8")
    return part


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=a_set, metavar="SET_DIR")
    parser.add_argument(
        "--newest", type=float, default=0.1, metavar="SHARE", help="held back"
    )
    parser.add_argument("--encoder", help="instead of the setting")
    return parser.parse_args()


if __name__ == "__main__":
    main()
