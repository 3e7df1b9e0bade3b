"""One letter to one subscriber: a week has one, whatever crashes or runs twice.

A delivery is *waiting* until a worker claims it for the mail backend, *being sent* from
there to the mail server's answer, and *sent* or *failed* after it. Without an answer,
or in a database that was restored, it is *uncertain*: the mail may have gone out, so it
is not sent again until somebody says so.
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
A_DAY = timedelta(days=1)  # of tries, then it stays failed
LOST = timedelta(minutes=30)  # after that a message that nobody took is sent again
SILENT = timedelta(minutes=10)  # a mail server answers sooner, or its asker is dead
NO_ANSWER = gettext_noop("no answer")
UNWRITTEN = gettext_noop("it could not be written: the log says why")
REPLACED = gettext_noop("a newer letter took its place")
RESTORED = gettext_noop("the database was restored: it may have been sent before")
OWN_WORDS = (NO_ANSWER, UNWRITTEN, REPLACED, RESTORED)  # others are a mail server's


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(subscription__help_center=help_center)

    def newest_first(self) -> Self:
        return self.order_by("-monday", "-pk")

    def to_readers(self) -> Self:
        """To those whose subscription goes on."""
        return self.filter(subscription__ended_at=None)

    def about(self, monday: date) -> Self:
        return self.filter(monday=monday)

    def waiting(self) -> Self:
        return self.filter(state=self.model.State.WAITING)

    def sent(self) -> Self:
        return self.filter(state=self.model.State.SENT)

    def due(self, now: datetime) -> Self:
        """Waiting ones whose next try has come, and that no message speaks for."""
        nobody = (
            models.Q(queued_at=None)
            | models.Q(queued_at__lt=models.F("next_try_at"))  # it was for the last try
            | models.Q(queued_at__lte=now - LOST)
        )
        return self.waiting().filter(nobody, next_try_at__lte=now).order_by("pk")

    def make(self, wanted: Iterable[tuple[Subscription, date]], now: datetime) -> None:
        """Make those that there are not yet; a newer week puts an end to older ones."""
        wanted = list(wanted)
        there = self.filter(monday__in={monday for _reader, monday in wanted})
        known = set(there.values_list("subscription", "monday"))
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
        """Call uncertain what a backend had, and has had no answer for long."""
        silent = self.filter(state=self.model.State.SENDING, tried_at__lte=now - SILENT)
        return silent.doubt(NO_ANSWER)

    def doubt(self, why: str) -> int:
        """Call them uncertain, so that they are sent again by nobody but a person."""
        return self.update(state=self.model.State.UNCERTAIN, error=why)

    def send_again(self, now: datetime, states: Iterable[str] = ()) -> int:
        """Let those wait once more that failed, or that nobody knows the end of.

        The rows are looked up first, so that the update compares columns of the row
        alone: see `Delivery.claim`.
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
    )  # without its row a letter would be sent again
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

        What it compares are columns of the row itself. A condition on another table
        would become a subquery, which a second process that waited for the first one
        need not see anew.
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
        """The mail server said yes, be it after it was given up."""
        before = (self.State.SENDING, self.State.UNCERTAIN, self.State.WAITING)
        return self._becomes(self.State.SENT, before=before, sent_at=now, error="")

    def was_left_open(self, words: str) -> bool:
        """The mail backend had it, and no answer came."""
        before = (self.State.SENDING,)
        return self._becomes(self.State.UNCERTAIN, before=before, error=words)

    def was_not_sent(self, words: str, *, now: datetime, passing: bool) -> bool:
        """It surely went to nobody; what can pass is tried again for a day."""
        claimed = self.state == self.State.SENDING
        attempts = self.attempts if claimed else self.attempts + 1
        first = self.first_tried_at or now
        next_try = now + min(SOON * 3 ** min(attempts - 1, 9), LATEST)
        again = passing and next_try <= first + A_DAY
        return self._becomes(
            self.State.WAITING if again else self.State.FAILED,
            # Given up, and known after all: the server was slow to say no.
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
        """Change the row if it is as it was read, or now in one of these states."""
        as_read = Delivery.objects.filter(
            pk=self.pk, state__in=list(before), attempts=self.attempts
        )
        if not as_read.update(state=state, **fields):
            return False
        for name, value in {"state": state, **fields}.items():
            setattr(self, name, value)
        return True
