"""Waiting for what must become true, and for no longer."""

import time
from collections.abc import Callable

LOOKS_AGAIN_AFTER = 0.1  # seconds
PATIENCE = 240  # seconds: on a machine with other work


def wait_until(
    holds: Callable[[], object], told: str, *, patience: float = PATIENCE
) -> None:
    """Return when it holds.

    Raises:
        AssertionError: it did not, for long.
    """
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"waited in vain: {told}"
        time.sleep(LOOKS_AGAIN_AFTER)
