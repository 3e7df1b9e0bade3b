"""The main job: read what is stored, think about it, write what was found."""

from gapfinder.starting import AlreadyRunningError, NoContactsError

from .chunks import encode_chunk
from .find_gaps import find_gaps
from .reading import Window
from .report import report
from .writing import RegroupedError, Written

__all__ = [
    "AlreadyRunningError",
    "NoContactsError",
    "RegroupedError",
    "Window",
    "Written",
    "encode_chunk",
    "find_gaps",
    "report",
]
