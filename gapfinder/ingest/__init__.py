"""Checks records, redacts personal data and stores them a page at a time."""

from .articles import ARTICLES
from .contacts import CONTACTS
from .file_import import import_file
from .input_errors import InputError
from .store import Imported, Progress, get_help_center, store

__all__ = [
    "ARTICLES",
    "CONTACTS",
    "Imported",
    "InputError",
    "Progress",
    "get_help_center",
    "import_file",
    "store",
]
