"""What differs between two snapshots, and where words stand: as lines for people."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

Places = Mapping[str, Sequence[str]]

MOST_LINES, MOST_PLACES = 16, 6  # that are printed of a change
NOT_COMPARED = ("id", "seconds")  # of a run, in `find_gaps --json`
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Expected:
    """A change that a version makes on purpose: lines, old and new, at some places."""

    place: str  # regular expressions, found anywhere
    line: str
    why: str

    def explains(self, place: str, line: str) -> bool:
        return bool(re.search(self.place, place) and re.search(self.line, line))


def differences(
    before: Places, after: Places, expected: Sequence[Expected] = ()
) -> dict[tuple[str, ...], list[str]]:
    """Return changes as lines that begin with - or +, with the places that have them.

    What an `Expected` explains is left out. The same change at many places comes once.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for place in sorted(before.keys() | after.keys()):
        old, new = before.get(place, ()), after.get(place, ())
        changed = tuple(
            line
            for line in list(unified_diff(old, new, n=0, lineterm=""))[2:]
            if not line.startswith("@@")
            and not any(each.explains(place, line[1:]) for each in expected)
        )
        if changed:
            found.setdefault(changed, []).append(place)
    return found


def told(found: Mapping[tuple[str, ...], Sequence[str]]) -> Iterator[str]:
    """Put changes into lines, those at most places first."""
    for lines, places in sorted(found.items(), key=lambda change: -len(change[1])):
        yield from places[:MOST_PLACES]
        if len(places) > MOST_PLACES:
            yield f"… and {len(places) - MOST_PLACES:,} more places"
        yield from (f"    {line}" for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f"    … and {len(lines) - MOST_LINES:,} more lines"


def result_of(report: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what `find_gaps --json` wrote as lines by place: a gap, a contact."""
    places = {}
    for part, whole in report.items():
        kept = whole if isinstance(whole, list) else [whole]
        if part == "run":
            kept = [{k: v for k, v in whole.items() if k not in NOT_COMPARED}]
        for number, each in enumerate(kept):
            name = each.get("id", number) if isinstance(each, dict) else number
            lines = json.dumps(each, indent=1, sort_keys=True, ensure_ascii=False)
            places[f"result, {part} {name}"] = lines.splitlines()
    return places


def places_of(said: Mapping[str, Sequence[str]], places: Places) -> dict[str, str]:
    """Return the places where any of it stands, each with the first that does.

    Single words are looked for in the app's tables alone: a page has words of its own.
    """
    found = {}
    for place, lines in places.items():
        text = plain(" ".join(lines))
        in_table = place.startswith("table gapfinder_")
        looked_for = [*said["runs"], *(said["words"] if in_table else ())]
        first = next((words for words in looked_for if words in text), None)
        if first is not None:
            found[place] = first.strip()
    return found


def plain(text: str) -> str:
    """Return the words of a text between single blanks, in lower case."""
    return f" {' '.join(WORD.findall(text.casefold()))} "
