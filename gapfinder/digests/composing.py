"""Writing an issue: the facts of a week, for a help centre or a part of it."""

from datetime import date, datetime

from django.db import transaction

from gapfinder.engine.weeks import WEEK, bounds, monday_of
from gapfinder.models import Audience, Contact, Digest, HelpCenter


def compose(
    help_center: HelpCenter,
    audience: Audience | None,
    day: date,
    *,
    now: datetime,
) -> Digest:
    """Return the issue about the week of a day; the first call writes it, for good.

    Two that write at once get the same one.
    """
    monday = monday_of(day)
    with transaction.atomic():
        digest, _new = Digest.objects.get_or_create(
            help_center=help_center,
            audience=audience,
            monday=monday,
            defaults=draft(help_center, audience, monday) | {"composed_at": now},
        )
    return digest


def draft(
    help_center: HelpCenter, audience: Audience | None, monday: date
) -> dict[str, object]:
    """Return `facts` and `gaps` of an issue; read only."""
    contacts = Contact.objects.of(help_center)
    zone = help_center.zone
    facts = {
        "contacts": contacts.received_between(*bounds(monday, zone)).count(),
        "contacts_before": contacts.received_between(
            *bounds(monday - WEEK, zone)
        ).count(),
    }
    return {"facts": facts, "gaps": []}
