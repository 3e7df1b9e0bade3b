"""The editors' desk, one file a screen: it chooses columns, filters and words."""

from . import (
    articles,
    audiences,
    contacts,
    deliveries,
    digests,
    exclusions,
    gaps,
    help_centers,
    published,
    runs,
    subscriptions,
    verdicts,
)

__all__ = [
    "articles",
    "audiences",
    "contacts",
    "deliveries",
    "digests",
    "exclusions",
    "gaps",
    "help_centers",
    "published",
    "runs",
    "subscriptions",
    "verdicts",
]
