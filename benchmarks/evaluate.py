#!/usr/bin/env python
"""Find the gaps of labelled sets and print how good they are, a row a set.

A set is a folder with `articles.jsonl` (it may be empty), `contacts.jsonl` and
`labels.jsonl`. It goes the way of any help centre, through the import commands and
`find_gaps`, into one of its own in `var/evaluate.sqlite3`. That one is made anew every
time, so that no run builds on an earlier one; only vectors stay, to be quick. Delete
the file when a migration that it has seen was rewritten.

With `--verdicts N` editors then answer the N gaps of which the run is least sure, as
the labels say, and a second row has the figures of the run after that.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils.text import slugify
from django.utils.timezone import localdate
from editors import give_verdicts
from evaluation import Figures, evaluate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "site"))

DATABASE = Path(__file__).resolve().parents[1] / "var" / "evaluate.sqlite3"
SLUG_LENGTH = 50  # characters a help centre's slug has room for
NOTHING = "-"
COLUMNS = (
    *("set", "encoder", "contacts", "gaps", "m", "hit@1", "auroc", "verdict"),
    *("found@m", "found@2m", "discovery", "title", "prec@m", "transl.", "rho"),
    *("NMI", "ARI", "in a gap", "reasons F1", "seconds"),
)
WORDS = 2  # columns, the first ones, that are words and not numbers


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one set; the seconds are those of `find_gaps`."""

    name: str
    encoder: str
    figures: Figures
    seconds: float

    def cells(self) -> list[str]:
        """Return a text for each of `COLUMNS`."""
        found = self.figures
        shares = (
            *(found.hit_at_1, found.auroc, found.verdict, found.found_at_m),
            *(found.found_at_2m, found.discovery, found.title_right),
            *(found.precision_at_m, found.translated),
            *(found.volume_rho, found.nmi, found.ari, found.in_a_gap, found.reason_f1),
        )
        return [
            *(self.name, _short(self.encoder)),
            *(f"{count:,}" for count in (found.contacts, found.gaps, found.m)),
            *(NOTHING if share is None else f"{share:.3f}" for share in shares),
            f"{self.seconds:.1f}",
        ]


def main() -> None:
    options = _options()
    start_django(options.encoder)
    rows = []
    for folder in options.sets:
        try:
            for result in results(folder, verdicts=options.verdicts):
                rows.append(result.cells())
                print(_sentence(result), file=sys.stderr, flush=True)
        except (CommandError, DatabaseError) as error:
            sys.exit(f"{folder}: {error}")
    print((_markdown if options.markdown else _aligned)(rows))


def results(folder: Path, *, verdicts: int) -> Iterator[Result]:
    """Find the gaps of a set in an empty help centre, then those after verdicts."""
    slug = import_set(folder)
    labels = lines(folder / "labels.jsonl")
    days = days_of(lines(folder / "contacts.jsonl"))
    yield _result(folder.name, find_gaps(slug, *days), labels)
    if verdicts:
        give_verdicts(slug, labels, verdicts)
        name = f"{folder.name} + {verdicts} verdicts"
        yield _result(name, find_gaps(slug, *days), labels)


def import_set(folder: Path, *, into_empty: bool = True) -> str:
    """Import a set, into an empty help centre or on top, and return its slug."""
    slug = slugify(folder.name)[:SLUG_LENGTH]
    if into_empty:
        help_centers = apps.get_model("gapfinder", "HelpCenter")._default_manager
        help_centers.filter(slug=slug).delete()
    for command, file in (
        ("import_articles", folder / "articles.jsonl"),
        ("import_contacts", folder / "contacts.jsonl"),
    ):
        # A help centre with no article yet has an empty file, which is no good import.
        if file.exists() and file.stat().st_size:
            call_command(command, file, "--help-center", slug, stdout=StringIO())
    return slug


def _result(
    name: str, output: dict[str, Any], labels: Sequence[dict[str, Any]]
) -> Result:
    found = output["run"]
    return Result(name, found["encoder"], evaluate(output, labels), found["seconds"])


def find_gaps(slug: str, since: date, until: date) -> dict[str, Any]:
    """Return what `find_gaps --json` writes."""
    with TemporaryDirectory() as temporary:
        file = Path(temporary) / "out.json"
        call_command(
            "find_gaps",
            *("--help-center", slug, "--json", str(file)),
            *("--since", since.isoformat(), "--until", until.isoformat()),
            stdout=StringIO(),
        )
        output: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return output


def days_of(contacts: Sequence[dict[str, Any]]) -> tuple[date, date]:
    """Return the first day with a contact, and the one after the last.

    A new help centre is in the site's time zone, so they are days there.
    """
    times = [datetime.fromisoformat(contact["received_at"]) for contact in contacts]
    return localdate(min(times)), localdate(max(times)) + timedelta(days=1)


def lines(file: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    # Not `splitlines`: it also splits at separators that may stand within a JSON text.
    with file.open(encoding="utf-8-sig") as texts:
        return [json.loads(line) for line in texts if line.strip()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=a_set, metavar="SET_DIR")
    parser.add_argument(
        "--verdicts",
        type=_count,
        default=0,
        metavar="N",
        help="answer the N most doubtful gaps from the labels, and find gaps again",
    )
    parser.add_argument(
        "--encoder", help="instead of the setting GAPFINDER_ENCODER; packaged:NAME, …"
    )
    parser.add_argument(
        "--markdown", action="store_true", help="print the table for a document"
    )
    return parser.parse_args()


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text}: expected a number from 0")
    return int(text)


def a_set(name: str) -> Path:
    folder = Path(name).resolve()
    for file in ("contacts.jsonl", "labels.jsonl"):
        if not (folder / file).is_file():
            raise argparse.ArgumentTypeError(f"{name}: there is no {file} in it")
    return folder


def start_django(encoder: str | None) -> None:
    """Use the benchmarks' own database, and an encoder other than the default."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_DEBUG": "0",  # else Django keeps the text of every query
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "HF_HUB_OFFLINE": "1",
    }
    if encoder:
        os.environ["GAPFINDER_ENCODER"] = encoder
    os.environ.setdefault("DJANGO_SECRET_KEY", "signs nothing here, " * 3)
    django.setup()
    call_command("migrate", verbosity=0)


def _sentence(result: Result) -> str:
    name, *cells = result.cells()
    told = zip(COLUMNS[1:], cells, strict=True)
    figures = [f"{column} {cell}" for column, cell in told if cell != NOTHING]
    lost = result.figures.lost
    return f"{name}: {', '.join(figures)}" + (f", {lost:,} LOST" if lost else "")


def _short(encoder: str) -> str:
    """Return the models' own names, without their makers, packages and digests."""
    names = [part.partition("@")[0].rpartition("/")[2] for part in encoder.split(" + ")]
    return " + ".join(name.replace("packaged:", "") for name in names)


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    table = [COLUMNS, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]

    def padded(place: int, cell: str) -> str:
        width = widths[place]
        return cell.ljust(width) if place < WORDS else cell.rjust(width)

    return "\n".join("  ".join(starmap(padded, enumerate(row))) for row in table)


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    numbers = len(COLUMNS) - WORDS
    table = [COLUMNS, ["---"] * WORDS + ["--:"] * numbers, *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


if __name__ == "__main__":
    main()
