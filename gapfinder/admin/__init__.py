"""The editors' desk in the Django admin: one package per screen."""

from . import contacts, exclusions, gaps, help_centers, published_gaps, verdicts
from .articles import list_view
from .digests import audiences, deliveries, digest_admin, subscriptions
from .runs import run_admin

__all__ = [
    "audiences",
    "contacts",
    "deliveries",
    "digest_admin",
    "exclusions",
    "gaps",
    "help_centers",
    "list_view",
    "published_gaps",
    "run_admin",
    "subscriptions",
    "verdicts",
]
