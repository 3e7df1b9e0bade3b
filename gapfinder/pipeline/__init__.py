"""The main job: read what is stored, think about it, write what was found."""

from .find_gaps import NoContactsError, find_gaps
from .report import report

__all__ = ["NoContactsError", "find_gaps", "report"]
