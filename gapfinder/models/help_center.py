"""A help centre: one brand's published self-service, and the zone its weeks are in."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import OperationalError, connections, models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LOCKED = "55P03"  # what PostgreSQL says when a lock was waited for in vain
NEVER = models.Value(datetime(1, 1, 2, tzinfo=UTC), models.DateTimeField())


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("%(name)s is not a time zone; expected one such as Europe/Oslo."),
            params={"name": name},
        )


def zone_called(name: str) -> ZoneInfo | None:
    """Return a zone; None for no name, and for one that this machine knows no more.

    Names go with an upgrade of the system, and one row must not stop all letters.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class BusyError(Exception):
    """Somebody writes what is about a help centre, and took too long to wait for."""


class HelpCenterQuerySet(models.QuerySet["HelpCenter"]):
    def seen_by(self, user: "User | AnonymousUser") -> Self:
        """Those the user is a member of; a superuser is one of all."""
        if user.is_superuser:
            return self.all()
        return self.filter(members=user.pk)

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def oldest_unseen(self) -> datetime | None:
        """Return when the first question came after the days of all finished runs.

        Of whichever help centre; None: all are seen. One look into an index each.
        """
        runs = apps.get_model("gapfinder", "Run")._default_manager.finished()
        contacts = apps.get_model("gapfinder", "Contact")._default_manager.telling()
        seen = runs.filter(help_center=models.OuterRef("pk")).order_by("-until")
        questions = apps.get_model("gapfinder", "Question")._default_manager
        unseen = contacts.filter(  # one without a question is no news to a night
            models.Exists(questions.filter(contact=models.OuterRef("pk"))),
            help_center=models.OuterRef("pk"),
            received_at__gte=models.OuterRef("seen"),
        )
        each = self.order_by().annotate(
            seen=Coalesce(models.Subquery(seen.values("until")[:1]), NEVER),
            unseen=models.Subquery(
                unseen.order_by("received_at").values("received_at")[:1]
            ),
        )
        oldest: datetime | None = each.aggregate(at=models.Min("unseen"))["at"]
        return oldest

    def lock(self, *, patience: int | None = None) -> None:
        """Wait for imports, runs and erasures that write, and let those wait.

        In one order, so that nobody waits for who waits. Rows that only belong to them
        are written meanwhile.

        Args:
            patience: seconds for each, on PostgreSQL; None: as long as it takes.

        Raises:
            BusyError: one of them took longer.
        """
        database = connections[self.db]
        if patience and database.vendor == "postgresql":
            with database.cursor() as cursor:  # until the transaction ends
                cursor.execute(
                    "SELECT set_config('lock_timeout', %s, true)", [f"{patience}s"]
                )
        try:
            list(self.order_by("pk").select_for_update(no_key=True))
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) == LOCKED:
                raise BusyError from error
            raise

    def people(self) -> "models.QuerySet[User]":
        """Return the members of any of them, by name."""
        members: models.QuerySet[User] = get_user_model()._default_manager.filter(
            help_centers__in=self, is_active=True
        )
        return members.distinct().order_by("username")

    def shared_people(self) -> "models.QuerySet[User]":
        """Return who is a member of every one of them, by name."""
        shared = self.people()
        for center in self:
            shared = shared.filter(help_centers=center)
        return shared


class HelpCenter(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Weeks begin on Monday 00:00 here; empty: the site's zone."),
    )
    members: "models.ManyToManyField[User, models.Model]" = models.ManyToManyField(
        editor_model(),
        blank=True,
        related_name="help_centers",
        verbose_name=_("members"),
        help_text=_("Who sees it. What they may do is the matter of their groups."),
    )
    last_gap_number = models.PositiveIntegerField(default=0, editable=False)

    objects = HelpCenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("help centre")
        verbose_name_plural = _("help centres")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name or self.slug

    @property
    def zone(self) -> ZoneInfo:
        return zone_called(self.time_zone) or ZoneInfo(
            timezone.get_default_timezone_name()
        )
