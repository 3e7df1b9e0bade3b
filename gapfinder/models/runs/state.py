"""State of a run: queued, claimed, finished or failed; one run at a time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model
from gapfinder.models.help_center import HelpCenter

from .process import has_ended, this_process

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .run import Run

SILENT_AFTER = timedelta(minutes=10)  # many heartbeats of `pipeline.run_control`
QUEUED_FOR = timedelta(hours=1)  # a queued run has no heartbeat


class State(models.TextChoices):
    QUEUED = "queued", _("queued")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    FAILED = "failed", _("failed")


class Failure(models.TextChoices):
    """Reasons of failures, in sentences for editors."""

    NO_CONTACTS = "no_contacts", _("No contact was received in these days.")
    ENCODER = "encoder", _("The encoder cannot be loaded.")
    DISK = "disk", _("A file could not be read or written.")
    DATABASE = "database", _("The database failed.")
    MEMORY = "memory", _("The machine has too little memory for it.")
    STOPPED = "stopped", _("Somebody stopped it.")
    TOO_LONG = "too_long", _("It took longer than a worker may work.")
    SILENT = "silent", _("The process that ran it is gone.")
    NOT_TAKEN = "not_taken", _("No worker took it from the queue.")
    NOT_QUEUED = "not_queued", _("The queue could not be reached: is the broker up?")
    UNEXPECTED = "unexpected", _("An unexpected error: the log has it.")


UNFINISHED = (State.QUEUED, State.RUNNING)


TRANSIENT = (Failure.DATABASE,)  # a retry soon after may succeed


class SupersededError(Exception):
    """The run was given up meanwhile: its heartbeat stopped, or it took too long."""

    def __init__(self, run: "RunState") -> None:
        super().__init__(
            f"run {run.pk} gave no sign of life for long, or took too long, and was "
            "given up: nothing of it is stored"
        )


class RunStateQuerySet(models.QuerySet["Run"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def finished(self) -> Self:
        """Runs whose judgements and gaps are saved."""
        return self.filter(state=State.FINISHED)

    def unfinished(self) -> Self:
        """Queued and running runs: at most one of a help centre."""
        return self.filter(state__in=UNFINISHED)

    def begun_since(self, moment: datetime) -> Self:
        """Runs that may have read what was stored before that moment."""
        return self.exclude(state=State.QUEUED).filter(
            models.Q(started_at__gte=moment) | models.Q(state=State.RUNNING)
        )

    def alive(self, now: datetime) -> Self:
        """Running runs with a recent heartbeat, which show that a worker is alive."""
        return self.filter(state=State.RUNNING, seen_at__gt=now - SILENT_AFTER)

    def failed_transiently(self, since: datetime) -> Self:
        """Runs with a transient failure, after which nobody requested another run."""
        newer = self.model._default_manager.filter(
            help_center=models.OuterRef("help_center"), pk__gt=models.OuterRef("pk")
        )
        failed = self.filter(
            state=State.FAILED, failure__in=TRANSIENT, seen_at__gte=since
        )
        return failed.exclude(models.Exists(newer))

    def ask_for(
        self,
        help_center: HelpCenter,
        *,
        since: datetime,
        until: datetime,
        requested_by: "User | None" = None,
    ) -> "tuple[Run, bool]":
        """Queue a run, or join the one that is queued or running.

        A silent unfinished run is failed first. A unique constraint allows only one
        unfinished run, so two simultaneous calls return the same run.

        Returns:
            The run, and whether it is a new one.
        """
        for run in self.of(help_center).unfinished():
            if not run.fail_if_silent():
                return run, False
        try:
            with transaction.atomic():
                run = self.create(
                    help_center=help_center,
                    since=since,
                    until=until,
                    requested_by=requested_by,
                )
        except IntegrityError:  # another call was faster
            existing = self.of(help_center).unfinished().first()
            if existing is None:
                raise
            return existing, False
        return run, True


class RunState(models.Model):
    """The fields of a run that change while it runs."""

    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.QUEUED
    )
    requested_by = models.ForeignKey(
        editor_model(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
        help_text=_("Empty: a command or the schedule."),
    )
    seen_at = models.DateTimeField(
        _("last sign of life"), default=timezone.now, editable=False
    )
    process = models.CharField(
        max_length=300, blank=True, editable=False, help_text="Machine and process."
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, editable=False, help_text=_("Times it was begun.")
    )
    sent_at = models.DateTimeField(
        null=True, editable=False, help_text="To a worker, for the last time."
    )
    phase = models.CharField(_("step"), max_length=20, blank=True)
    encoded = models.PositiveIntegerField(_("texts encoded"), default=0)
    to_encode = models.PositiveIntegerField(_("texts to encode"), default=0)
    failure = models.CharField(
        _("why it failed"), max_length=11, choices=Failure, blank=True
    )
    error = models.TextField(
        _("error"),
        blank=True,
        help_text=_("In the words of what failed; never those of a customer."),
    )

    class Meta:
        abstract = True

    def is_silent(self) -> bool:
        """Whether no process works on the run, as far as this process can tell."""
        silence = timezone.now() - self.seen_at
        if self.state == State.QUEUED:
            return silence > QUEUED_FOR
        running = self.state == State.RUNNING
        return running and (silence > SILENT_AFTER or has_ended(self.process))

    def claim(self, *, since: datetime, until: datetime) -> bool:
        """Start a queued run over these days.

        Returns:
            False: another process was faster, or the run is queued no more.
        """
        now = timezone.now()
        return self._move(
            (State.QUEUED,),
            state=State.RUNNING,
            since=since,
            until=until,
            started_at=now,
            seen_at=now,
            process=this_process(),
            attempts=self.attempts + 1,
        )

    def save_progress(self) -> None:
        """Store the progress, for the page that shows it.

        Raises:
            SupersededError: the run was given up meanwhile; the process may stop.
        """
        names = ("phase", "encoded", "to_encode")
        progress = {name: getattr(self, name) for name in names}
        if not self._move((State.RUNNING,), seen_at=timezone.now(), **progress):
            raise SupersededError(self)

    def save_heartbeat(self) -> None:
        self._move((State.RUNNING,), seen_at=timezone.now())

    def mark_sent(self) -> None:
        """Store that a message about the run was sent to the workers."""
        self._move((State.QUEUED,), sent_at=timezone.now())

    def finish(self) -> None:
        """Make it the latest run, in the transaction that saves its judgements.

        Raises:
            SupersededError: the run was given up meanwhile.
        """
        now = timezone.now()
        if not self._move(
            (State.RUNNING,), state=State.FINISHED, phase="", seen_at=now
        ):
            raise SupersededError(self)

    def has_finished(self) -> bool:
        """Whether this attempt is committed, also if the reply to it was lost."""
        rows = type(self)._default_manager.filter(pk=self.pk, process=self.process)
        return rows.filter(attempts=self.attempts, state=State.FINISHED).exists()

    def fail(self, failure: Failure, error: str = "") -> bool:
        """Store the failure, unless the run finished; a later failure replaces it."""
        now = timezone.now()
        return self._move(
            (*UNFINISHED, State.FAILED),
            state=State.FAILED,
            failure=failure,
            error=error,
            seen_at=now,
        )

    def fail_if_silent(self) -> bool:
        """Fail a silent run, so that another can start; `seen_at` does not change."""
        if not self.is_silent():
            return False
        queued = self.state == State.QUEUED
        failure = Failure.NOT_TAKEN if queued else Failure.SILENT
        return self._move((State(self.state),), state=State.FAILED, failure=failure)

    def queue_again(self) -> bool:
        """Queue a started run again; the attempt that was given up can save nothing.

        Returns:
            False: another process was faster, or another run is unfinished.
        """
        now = timezone.now()
        try:
            with transaction.atomic():
                return self._move(
                    (State.RUNNING, State.FAILED),
                    **{"state": State.QUEUED, "failure": "", "error": ""},
                    **{"process": "", "phase": "", "encoded": 0, "to_encode": 0},
                    **{"started_at": now, "seen_at": now, "sent_at": None},
                )
        except IntegrityError:
            return False

    def _move(self, before: tuple[State, ...], **values: Any) -> bool:
        """Change the row if it is still in one of these states, of the same attempt.

        So a process that was given up and resumes later changes nothing.
        """
        rows = type(self)._default_manager.filter(
            pk=self.pk,
            state__in=before,
            process=self.process,
            attempts=self.attempts,
        )
        if not rows.update(**values):
            return False
        for name, value in values.items():
            setattr(self, name, value)
        return True
