"""The main job: read what is stored, think about it, write what was found."""

from gapfinder.starting import AlreadyRunningError, NoContactsError

from .basis import NoUpdateError
from .chunks import encode_chunk
from .find_gaps import find_gaps
from .gone import GoneError
from .reading import Window
from .report import ranking, report
from .taking_turns import RegroupedError
from .updating import update_gaps
from .writing import Written

__all__ = [
    "AlreadyRunningError",
    "GoneError",
    "NoContactsError",
    "NoUpdateError",
    "RegroupedError",
    "Window",
    "Written",
    "encode_chunk",
    "find_gaps",
    "ranking",
    "report",
    "update_gaps",
]
