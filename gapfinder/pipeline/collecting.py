"""Python's collector of garbage during a run: seldom.

A run makes a million objects that live to its end, and the collector looks at them
again after every few hundred new ones: two fifths of the time that reading them takes.
Hardly any are in cycles, so nearly all are freed without it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 50, 100)  # new objects, and looks of one kind before the next


@contextmanager
def seldom_collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
