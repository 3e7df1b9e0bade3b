"""The editors' desk, one file a screen: it chooses columns, filters and words."""

from . import (
    articles,
    contacts,
    digests,
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
    "digests",
    "exclusions",
    "gaps",
    "help_centers",
    "published",
    "runs",
    "verdicts",
]
