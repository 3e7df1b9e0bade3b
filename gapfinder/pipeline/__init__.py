"""The main job: read what is stored, think about it, write what was found."""

from gapfinder.starting import AlreadyRunningError, NoContactsError

from .chunks import encode_chunk
from .find_gaps import find_gaps
from .gone import GoneError
from .reading import Window
from .report import ranking, report
from .taking_turns import RegroupedError
from .writing import Written

__all__ = [
    "AlreadyRunningError",
    "GoneError",
    "NoContactsError",
    "RegroupedError",
    "Window",
    "Written",
    "encode_chunk",
    "find_gaps",
    "ranking",
    "report",
]
