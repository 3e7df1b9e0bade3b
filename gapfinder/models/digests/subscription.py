"""Subscriptions to digests: the reader, the audience, the language, the time."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.weeks import SendSchedule
from gapfinder.models.audience import Audience
from gapfinder.models.help_center import HelpCenter, find_zone, validate_time_zone


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def active(self) -> Self:
        return self.filter(ended_at=None)

    def by_address(self) -> Self:
        return self.order_by("email", "pk")

    def same_reader(self, email: str, audience: Audience | None) -> Self:
        """Subscriptions of this address, in any case, to this audience."""
        return self.filter(email__iexact=email, audience=audience)

    def with_last_letter(self) -> Self:
        """Add `last_monday` and `last_state`: week and state of the newest delivery."""
        deliveries = apps.get_model("gapfinder", "Delivery")._default_manager
        newest = deliveries.filter(subscription=models.OuterRef("pk")).order_by(
            "-monday"
        )
        return self.annotate(
            last_monday=models.Subquery(newest.values("monday")[:1]),
            last_state=models.Subquery(newest.values("state")[:1]),
        )

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def due(self, now: datetime) -> "Iterator[tuple[Subscription, date]]":
        """Yield the subscriptions whose digest is due, with the Monday of its week.

        If several weeks were missed, only the newest one is due.
        """
        for reader in self.active().select_related("help_center").order_by("pk"):
            monday = reader.schedule.newest_week(now)
            if reader.schedule.due_at(monday) >= reader.began_at:
                yield reader, monday

    def end(self, now: datetime) -> int:
        """End active subscriptions; their waiting deliveries are not sent."""
        return self.active().update(ended_at=now)

    def resume(self, now: datetime) -> int:
        """Resume ended subscriptions, from the next digest that becomes due."""
        ended = self.exclude(ended_at=None)
        return ended.update(ended_at=None, began_at=now)


class Subscription(models.Model):
    class Language(models.TextChoices):
        """Each language under its own name, which is not translated."""

        EN = "en", "English"
        NB = "nb", "norsk"
        NL = "nl", "Nederlands"
        SV = "sv", "svenska"

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    email = models.EmailField(_("e-mail address"))
    audience = models.ForeignKey(
        Audience,
        models.RESTRICT,
        null=True,
        blank=True,
        verbose_name=_("audience"),
        help_text=_("Empty: the whole help centre."),
    )
    language = models.CharField(
        _("language"), max_length=5, choices=Language, default=Language.EN
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=Weekday, default=Weekday.MONDAY
    )
    hour = models.PositiveSmallIntegerField(
        _("hour"), default=7, validators=[MaxValueValidator(23)]
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Where the reader is; empty: the help centre's zone."),
    )
    began_at = models.DateTimeField(
        _("began"),
        default=timezone.now,
        editable=False,
        help_text="No letter is due that would have come before.",
    )
    ended_at = models.DateTimeField(
        _("ended"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the reader, or somebody here, had enough of it."),
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["help_center", "email"],
                condition=models.Q(audience=None),
                name="subscription_once",
            ),
            models.UniqueConstraint(
                fields=["audience", "email"], name="subscription_once_an_audience"
            ),
        ]

    def __str__(self) -> str:
        """Leave out the address: logs have this string, and outlive an erasure."""
        return f"#{self.pk}"

    @property
    def zone(self) -> ZoneInfo:
        return find_zone(self.time_zone) or self.help_center.zone

    @property
    def schedule(self) -> SendSchedule:
        return SendSchedule(
            weekday=self.weekday,
            hour=self.hour,
            zone=self.zone,
            weeks_zone=self.help_center.zone,
        )
