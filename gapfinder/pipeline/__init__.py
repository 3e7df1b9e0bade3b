"""The analysis run: load a window, embed its texts, analyse them, save the result."""

from gapfinder.pipeline.run_control.conflicts import GoneError, RegroupedError
from gapfinder.pipeline.storage.save_run import Written
from gapfinder.runs.start import AlreadyRunningError, NoContactsError

from .embedding_chunks import encode_chunk
from .full_run import find_gaps
from .report import ranking, report
from .window import Window

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
