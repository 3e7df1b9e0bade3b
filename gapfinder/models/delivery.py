"""One letter to one subscriber: a week has one, whatever crashes or runs twice."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .digest import Digest
from .help_center import HelpCenter
from .subscription import Subscription


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(subscription__help_center=help_center)

    def newest_first(self) -> Self:
        return self.order_by("-monday", "-pk")


class Delivery(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("uncertain")

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, verbose_name=_("subscription")
    )
    monday = models.DateField(_("Monday of the week"))
    digest = models.ForeignKey(
        Digest, models.CASCADE, null=True, verbose_name=_("digest")
    )
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "monday"], name="delivery_once_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription} {self.monday:%G-W%V}"
