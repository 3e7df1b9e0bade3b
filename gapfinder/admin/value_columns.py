"""Columns about the value of a gap."""

from django.contrib import admin
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from gapfinder.models import Gap

from . import html

MOST_SATISFIED = 100.0


def _known(name: str) -> Coalesce:
    """Sort what is not known below all else, whatever the database."""
    return Coalesce(name, -1.0)


class ValueColumns:
    """What `GapAdmin` shows of `Gap.value`; the numbers are those of the last run."""

    columns = ("per_week", "searched", "satisfaction", "handling", "could_save")

    @admin.display(description=_("contacts a week"), ordering="contacts_per_week")
    def per_week(self, gap: Gap) -> str:
        return html.decimal(gap.contacts_per_week)

    @admin.display(description=_("searched first"), ordering=_known("searched_first"))
    def searched(self, gap: Gap) -> str | None:
        return html.share(gap.searched_first)

    @admin.display(
        description=_("satisfaction"), ordering=Coalesce("csat", MOST_SATISFIED + 1)
    )
    def satisfaction(self, gap: Gap) -> str | None:
        return None if gap.csat is None else html.decimal(gap.csat)

    @admin.display(description=_("handling time"), ordering=_known("handle_seconds"))
    def handling(self, gap: Gap) -> str | None:
        seconds = gap.handle_seconds
        return None if seconds is None else html.duration(seconds)

    @admin.display(
        description=_("could save a week"), ordering=_known("saving_seconds")
    )
    def could_save(self, gap: Gap) -> str | None:
        seconds = gap.saving_seconds
        return None if seconds is None else html.duration(seconds)
