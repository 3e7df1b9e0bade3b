"""How every command shows that it works, and how it ends: one line with the seconds."""

import sys
import time
from typing import Any

from tqdm import tqdm


def progress_bar(**options: Any) -> "tqdm[Any]":
    """Return a bar on standard error, gone when its block ends; silent in a pipe."""
    return tqdm(
        file=sys.stderr, disable=not sys.stderr.isatty(), leave=False, **options
    )


class Stopwatch:
    """Runs from the moment it is made."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def __str__(self) -> str:
        return f"{time.monotonic() - self._started:.1f} s"


def counted(number: int, thing: str) -> str:
    """Say how many there are, as in "1 contact" or "1,234 contacts"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
