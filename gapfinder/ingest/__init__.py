"""Checks records, redacts personal data and stores them a page at a time."""

from .articles import ARTICLES
from .contacts import CONTACTS
from .file_import import import_file
from .input_errors import InputError
from .store import Imported, Progress, help_center_called, store

__all__ = [
    "ARTICLES",
    "CONTACTS",
    "Imported",
    "InputError",
    "Progress",
    "help_center_called",
    "import_file",
    "store",
]
