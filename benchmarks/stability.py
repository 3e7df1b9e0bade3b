#!/usr/bin/env python
"""Say how much of the gaps is still there when contacts come in or the encoder changes.

A set's contacts but the last `--more` percent, in a fixed pseudo-random order, have a
run, all of them another, and all again a third, which must say the same.
"""

import argparse
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluate import a_set, days_of, find_gaps, import_set, lines, start_django

Output = Mapping[str, Any]


def main() -> None:
    options = _options()
    start_django(None)
    for folder in options.sets:
        days = days_of(lines(folder / "contacts.jsonl"))
        if options.then:
            print(folder.name, _change_of_encoder(folder, options.then, days))
        else:
            print(folder.name, _more_contacts(folder, options.more, days), flush=True)


def _more_contacts(folder: Path, percent: float, days: Sequence[Any]) -> str:
    with TemporaryDirectory() as temporary:
        part = _without_last(folder, Path(temporary) / folder.name, percent)
        before = find_gaps(import_set(part), *days)
    slug = import_set(folder, into_empty=False)
    after, again = (find_gaps(slug, *days) for _ in range(2))
    same = "the same again" if _told(after) == _told(again) else "NOT the same again"
    return f"+{percent:g}% contacts: {_kept(before, after)}, {same}"


def _change_of_encoder(folder: Path, then: str, days: Sequence[Any]) -> str:
    from django.test import override_settings

    slug = import_set(folder)
    before = find_gaps(slug, *days)
    with override_settings(GAPFINDER_ENCODER=then):
        return f"then {then}: {_kept(before, find_gaps(slug, *days))}"


def _without_last(folder: Path, part: Path, percent: float) -> Path:
    """Copy a set without its last contacts, by the digest of their ids."""
    part.mkdir()
    for file in folder.glob("*.jsonl"):
        shutil.copy(file, part)
    contacts = sorted(lines(folder / "contacts.jsonl"), key=_digest)
    first = contacts[: round(len(contacts) / (1 + percent / 100))]
    text = "".join(json.dumps(contact) + "\n" for contact in first)
    (part / "contacts.jsonl").write_text(text, encoding="utf-8")
    return part


def _digest(contact: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(str(contact["id"]).encode()).digest()


def _kept(before: Output, after: Output) -> str:
    now = {gap["id"]: set(gap["contact_ids"]) for gap in after["gaps"]}
    was = {gap["id"]: set(gap["contact_ids"]) for gap in before["gaps"]}
    stayed = sum(len(now.get(gap, set()) & members) for gap, members in was.items())
    ids = len(now.keys() & was.keys()) / len(was)
    members = stayed / sum(map(len, was.values()))
    return f"{ids:.3f} of {len(was)} ids and {members:.3f} of their contacts kept"


def _told(output: Output) -> str:
    run = {k: v for k, v in output["run"].items() if k not in {"id", "seconds"}}
    return json.dumps({**output, "run": run})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=a_set, metavar="SET_DIR")
    parser.add_argument(
        "--more", type=float, default=10, metavar="PERCENT", help="new contacts"
    )
    parser.add_argument("--then", metavar="ENCODER", help="the encoder of a second run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
