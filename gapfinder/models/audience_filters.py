"""Filters by audience: rows of one locale, rows of the sections of a team."""

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from .audience import Audience

NORWEGIAN = frozenset({"nb", "no"})  # "no" nearly always means bokmål


def in_locale(audience: "Audience | None", field: str) -> Q:
    """Match the audience's locale and its regional variants: "nl-BE" is "nl"."""
    locale = audience.locale.lower() if audience else ""
    if not locale:
        return Q()
    variants = Q()
    for name in sorted(NORWEGIAN if locale in NORWEGIAN else {locale}):
        variants |= Q((f"{field}__iexact", name)) | Q(
            (f"{field}__istartswith", f"{name}-")
        )
    return variants


def in_sections(audience: "Audience | None", field: str) -> Q:
    if audience is None or not audience.sections:
        return Q()
    return Q((f"{field}__in", audience.sections))
