"""The feed: the files that a help desk puts into a folder, until they are stored."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

TAKEN = re.compile(r"-\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z\.jsonl", re.ASCII)


def taken(folder: Path, kind: str, now: datetime) -> list[Path]:
    """Give a file that came a name of its own, and return all such, oldest first.

    Under that name it is out of the way of the next one, which may come while it is
    read, and its bad lines are in a file that no later import replaces. Files of other
    names are left alone: a help desk may be writing them.

    Args:
        folder: where the help desk puts its files.
        kind: "articles" or "contacts", as in `contacts.jsonl`.
        now: what the new name says.

    Raises:
        OSError: the folder is none, or its files cannot be renamed.
    """
    name = f"{kind}-{now.astimezone(UTC):%Y-%m-%dT%H%M%S.%f}Z.jsonl"
    with suppress(FileNotFoundError):
        (folder / f"{kind}.jsonl").rename(folder / name)
    return sorted(
        path
        for path in folder.iterdir()
        if TAKEN.fullmatch(path.name.removeprefix(kind))
    )
