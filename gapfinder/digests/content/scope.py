"""What an issue is about: a week of a help centre, or of a part of it."""

from dataclasses import dataclass
from datetime import date, datetime

from gapfinder.engine.weeks import WEEK, bounds
from gapfinder.models import Audience, Contact, Gap, HelpCenter
from gapfinder.models.contacts.contact import ContactQuerySet
from gapfinder.models.gaps.queries import GapQuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    help_center: HelpCenter
    audience: Audience | None
    monday: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of the week, and that of the next one."""
        return bounds(self.monday, self.help_center.zone)

    def contacts(self, *, weeks_before: int = 0) -> ContactQuerySet:
        """Return the contacts of the week, or of an earlier one."""
        monday = self.monday - weeks_before * WEEK
        return self._contacts().received_between(*bounds(monday, self.help_center.zone))

    def earlier_contacts(self) -> ContactQuerySet:
        """Return all contacts from before the week."""
        return self._contacts().received_before(self.bounds[0])

    def gaps(self) -> GapQuerySet:
        return Gap.objects.of(self.help_center).for_audience(self.audience)

    def _contacts(self) -> ContactQuerySet:
        return Contact.objects.of(self.help_center).for_audience(self.audience)
