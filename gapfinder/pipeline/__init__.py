"""The main job: read what is stored, think about it, write what was found."""

from .find_gaps import NothingToDo, find_gaps
from .report import report

__all__ = ["NothingToDo", "find_gaps", "report"]
