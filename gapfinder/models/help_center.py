"""Help centres: one brand's published self-service each, with a time zone for weeks."""

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

LOCKED = "55P03"  # SQLSTATE of PostgreSQL for a lock timeout
NEVER = models.Value(datetime(1, 1, 2, tzinfo=UTC), models.DateTimeField())


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("%(name)s is not a time zone; expected one such as Europe/Oslo."),
            params={"name": name},
        )


def find_zone(name: str) -> ZoneInfo | None:
    """Return a time zone; None for an empty name, and for one this machine lacks.

    A system upgrade may drop zone names, and one such row must not stop all digests.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class BusyError(Exception):
    """Another transaction held the lock of a help centre for too long."""


class HelpCenterQuerySet(models.QuerySet["HelpCenter"]):
    def seen_by(self, user: "User | AnonymousUser") -> Self:
        """Help centres that the user is a member of; all of them for a superuser."""
        if user.is_superuser:
            return self.all()
        return self.filter(members=user.pk)

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def oldest_unseen(self) -> datetime | None:
        """Return when the oldest question after the windows of all runs came.

        The oldest of all help centres; None if there is none. It takes one index lookup
        for each help centre.
        """
        runs = apps.get_model("gapfinder", "Run")._default_manager.finished()
        contacts = apps.get_model("gapfinder", "Contact")._default_manager.unexpired()
        seen = runs.filter(help_center=models.OuterRef("pk")).order_by("-until")
        questions = apps.get_model("gapfinder", "Question")._default_manager
        unseen = contacts.filter(  # contacts without a question trigger no run
            models.Exists(questions.filter(contact=models.OuterRef("pk"))),
            help_center=models.OuterRef("pk"),
            received_at__gte=models.OuterRef("seen"),
        )
        centers = self.order_by().annotate(
            seen=Coalesce(models.Subquery(seen.values("until")[:1]), NEVER),
            unseen=models.Subquery(
                unseen.order_by("received_at").values("received_at")[:1]
            ),
        )
        oldest: datetime | None = centers.aggregate(at=models.Min("unseen"))["at"]
        return oldest

    def lock(self, *, patience: int | None = None) -> None:
        """Lock the rows against imports, runs and erasures, until the transaction ends.

        Rows are locked in the order of their keys, which prevents deadlocks. Rows that
        refer to a help centre can still be written by other transactions.

        Args:
            patience: lock timeout in seconds for each row, on PostgreSQL; None: wait
                without a limit.

        Raises:
            BusyError: another transaction held a lock for longer.
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
        """Return the users who are members of all of them, by name."""
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
        return find_zone(self.time_zone) or ZoneInfo(
            timezone.get_default_timezone_name()
        )
