"""Start of runs: resolve the date window, and enforce one run per help centre."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from gapfinder.conf import conf
from gapfinder.models import Contact, HelpCenter, Question, Run

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NoContactsError(Exception):
    """No contact was received in a window; the message names its days."""


class AlreadyRunningError(Exception):
    """Another run of the help centre is queued or running."""

    def __init__(self, run: Run) -> None:
        super().__init__(f"run {run.pk} is {run.state}: wait until it has ended")
        self.run = run


def ask_for_run(
    help_center: HelpCenter,
    *,
    since: date | None = None,
    until: date | None = None,
    requested_by: "User | None" = None,
) -> tuple[Run, bool]:
    """Queue a run, or join the one that is queued or running; an error makes no row.

    Returns:
        The run, and whether it is a new one.

    Raises:
        NoContactsError: no contact was received in these days.
    """
    first, end = window(help_center, since, until)
    return Run.objects.ask_for(
        help_center, since=first, until=end, requested_by=requested_by
    )


def start_run(
    help_center: HelpCenter,
    *,
    since: date | None = None,
    until: date | None = None,
    run: Run | None = None,
) -> Run:
    """Start a run in this process: the queued one, if there is one.

    The window is resolved now: contacts may have come while the run waited.

    Raises:
        NoContactsError: no contact was received in these days.
        AlreadyRunningError: another process has claimed the run.
    """
    try:
        first, end = window(help_center, since, until)
    except NoContactsError as error:
        if run is not None:
            run.fail(Run.Failure.NO_CONTACTS, str(error))
        raise
    if run is None:
        run, _new = Run.objects.ask_for(help_center, since=first, until=end)
    if not run.claim(since=first, until=end):
        run.refresh_from_db()
        raise AlreadyRunningError(run)
    return run


def has_new_questions(help_center: HelpCenter) -> bool:
    """Whether the default window has a question that no run has judged."""
    try:
        first, end = window(help_center, None, None)
    except NoContactsError:
        return False
    questions = Question.objects.asked_between(help_center, first, end)
    return questions.unjudged().exists()


def window(
    help_center: HelpCenter, since: date | None, until: date | None
) -> tuple[datetime, datetime]:
    """Return the window of a run, by default the weeks up to the newest contact.

    Raises:
        NoContactsError: no contact was received in these days.
    """
    zone = help_center.zone
    contacts = Contact.objects.of(help_center)
    if until is None:
        newest = contacts.defer("turns", "extra").newest_first().first()
        if newest is None:
            raise NoContactsError(
                f"{help_center.slug} has no contacts yet: import some with "
                f"manage.py import_contacts FILE --help-center {help_center.slug}"
            )
        until = newest.received_at.astimezone(zone).date() + timedelta(days=1)
    since = since or until - timedelta(weeks=conf().window_weeks)
    first, end = (datetime.combine(day, time(), zone) for day in (since, until))
    if not contacts.received_between(first, end).exists():
        raise NoContactsError(
            f"{help_center.slug} has no contacts received from {since} on and before "
            f"{until}"
        )
    return first, end
