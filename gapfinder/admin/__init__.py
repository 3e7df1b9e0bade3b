"""The editors' desk, one file a screen: it chooses columns, filters and words."""

from . import (
    articles,
    contacts,
    exclusions,
    gaps,
    help_centers,
    published,
    runs,
    verdicts,
)

__all__ = [
    "articles",
    "contacts",
    "exclusions",
    "gaps",
    "help_centers",
    "published",
    "runs",
    "verdicts",
]
