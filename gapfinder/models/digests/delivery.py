"""Deliveries of digests: exactly one a subscriber and week, also after crashes.

A delivery is *waiting* until a worker claims it, *being sent* until the mail server
answers, and then *sent* or *failed*. Without an answer, or in a restored database, it
is *uncertain*: the mail may have gone out, so only a person can have it sent again.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from gapfinder.models.help_center import HelpCenter

from .digest import Digest
from .subscription import Subscription

SOON, LATEST = timedelta(minutes=5), timedelta(hours=6)  # until the next try
A_DAY = timedelta(days=1)  # of retries, then the delivery stays failed
LOST = timedelta(minutes=30)  # a message that no worker took is sent again after that
SILENT = timedelta(minutes=10)  # without an answer by then, the worker is dead
NO_ANSWER = gettext_noop("no answer")
UNWRITTEN = gettext_noop("it could not be written: the log says why")
REPLACED = gettext_noop("a newer letter took its place")
RESTORED = gettext_noop("the database was restored: it may have been sent before")
OWN_WORDS = (
    NO_ANSWER,
    UNWRITTEN,
    REPLACED,
    RESTORED,
)  # any other error is a mail server's text


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(subscription__help_center=help_center)

    def newest_first(self) -> Self:
        return self.order_by("-monday", "-pk")

    def to_readers(self) -> Self:
        """Deliveries of active subscriptions."""
        return self.filter(subscription__ended_at=None)

    def about(self, monday: date) -> Self:
        return self.filter(monday=monday)

    def waiting(self) -> Self:
        return self.filter(state=self.model.State.WAITING)

    def sent(self) -> Self:
        return self.filter(state=self.model.State.SENT)

    def due(self, now: datetime) -> Self:
        """Waiting deliveries whose next try has come, and that are not in the queue."""
        not_queued = (
            models.Q(queued_at=None)
            | models.Q(queued_at__lt=models.F("next_try_at"))  # it was for the last try
            | models.Q(queued_at__lte=now - LOST)
        )
        return self.waiting().filter(not_queued, next_try_at__lte=now).order_by("pk")

    def make(self, wanted: Iterable[tuple[Subscription, date]], now: datetime) -> None:
        """Create missing deliveries, and fail older unsent ones."""
        wanted = list(wanted)
        existing = self.filter(monday__in={monday for _reader, monday in wanted})
        known = set(existing.values_list("subscription", "monday"))
        new = [pair for pair in wanted if (pair[0].pk, pair[1]) not in known]
        rows = [
            self.model(subscription=reader, monday=monday, next_try_at=now)
            for reader, monday in new
        ]
        self.bulk_create(rows, ignore_conflicts=True)
        for monday in {monday for _reader, monday in new}:
            readers = [reader.pk for reader, about in new if about == monday]
            older = self.waiting().filter(subscription__in=readers, monday__lt=monday)
            older.update(state=self.model.State.FAILED, error=REPLACED)

    def give_up_silent(self, now: datetime) -> int:
        """Mark deliveries as uncertain whose mail server did not answer for long."""
        silent = self.filter(state=self.model.State.SENDING, tried_at__lte=now - SILENT)
        return silent.doubt(NO_ANSWER)

    def doubt(self, why: str) -> int:
        """Mark deliveries as uncertain: only a person can have them sent again."""
        return self.update(state=self.model.State.UNCERTAIN, error=why)

    def send_again(self, now: datetime, states: Iterable[str] = ()) -> int:
        """Queue failed and uncertain deliveries again.

        The keys are read first, so that the update compares columns of the row alone:
        see `Delivery.claim`.
        """
        rows = Delivery.objects.filter(pk__in=list(self.values_list("pk", flat=True)))
        return rows.filter(state__in=list(states or Delivery.AGAIN)).update(
            state=Delivery.State.WAITING,
            next_try_at=now,
            first_tried_at=None,
        )

    def were_queued(self, keys: Iterable[int], now: datetime) -> None:
        self.filter(pk__in=list(keys)).update(queued_at=now)


class Delivery(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("uncertain")

    AGAIN = (State.FAILED, State.UNCERTAIN)

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, verbose_name=_("subscription")
    )
    monday = models.DateField(_("Monday of the week"))
    digest = models.ForeignKey(
        Digest, models.SET_NULL, null=True, verbose_name=_("digest")
    )  # a deleted delivery would be sent again
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    first_tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    next_try_at = models.DateTimeField(
        _("next try"), default=timezone.now, editable=False
    )
    queued_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(
        _("error"), blank=True, help_text=_("In the words of the mail server.")
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "monday"], name="delivery_once_a_week"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state="waiting"),
                name="delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription} {self.monday:%G-W%V}"

    def claim(self, digest: Digest, *, now: datetime) -> bool:
        """Mark it as being sent, and commit that; False: another process was first.

        The update compares columns of the row itself. A condition on another table
        would become a subquery, which a process that waited for the lock of another
        need not evaluate again.
        """
        with transaction.atomic(durable=True):
            return self._becomes(
                self.State.SENDING,
                before=(self.State.WAITING,),
                attempts=self.attempts + 1,
                digest=digest,
                first_tried_at=self.first_tried_at or now,
                tried_at=now,
            )

    def was_taken(self, *, now: datetime) -> bool:
        """Accepted by the server, possibly after we had marked it uncertain."""
        before = (self.State.SENDING, self.State.UNCERTAIN, self.State.WAITING)
        return self._becomes(self.State.SENT, before=before, sent_at=now, error="")

    def was_left_open(self, words: str) -> bool:
        """Mark it as uncertain: the mail server got it and did not answer."""
        before = (self.State.SENDING,)
        return self._becomes(self.State.UNCERTAIN, before=before, error=words)

    def was_not_sent(self, words: str, *, now: datetime, passing: bool) -> bool:
        """The message was not sent; `passing` says whether to retry, for a day."""
        claimed = self.state == self.State.SENDING
        attempts = self.attempts if claimed else self.attempts + 1
        first = self.first_tried_at or now
        next_try = now + min(SOON * 3 ** min(attempts - 1, 9), LATEST)
        again = passing and next_try <= first + A_DAY
        return self._becomes(
            self.State.WAITING if again else self.State.FAILED,
            # It may be marked uncertain by now: the server refused it late.
            before=(self.State.SENDING, self.State.UNCERTAIN)
            if claimed
            else (self.State.WAITING,),
            attempts=attempts,
            error=words,
            first_tried_at=first,
            tried_at=now,
            next_try_at=next_try,
        )

    def _becomes(self, state: str, *, before: Iterable[str], **fields: Any) -> bool:
        """Change the row if it is in one of these states, of the same attempt."""
        as_read = Delivery.objects.filter(
            pk=self.pk, state__in=list(before), attempts=self.attempts
        )
        if not as_read.update(state=state, **fields):
            return False
        for name, value in {"state": state, **fields}.items():
            setattr(self, name, value)
        return True
