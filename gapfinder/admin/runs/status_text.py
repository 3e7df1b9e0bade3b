"""A run's state, step and failure in words for people."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.models import Run

# In the order in which they come.
STEPS: Mapping[str, Promise] = {
    "read": _("Reading articles and contacts"),
    "encode": _("Encoding texts"),
    "group": _("Grouping questions that ask the same"),
    "match": _("Comparing them with the articles"),
    "judge": _("Judging what is answered"),
    "name": _("Finding titles and phrases"),
    "explain": _("Explaining why"),
    "value": _("Estimating what each gap costs"),
    "write": _("Writing the result"),
}


def step(name: str) -> str:
    return str(STEPS.get(name, name))


def state(run: Run) -> str:
    """Return a sentence on how it stands, for the page and for who listens to it."""
    if run.is_silent():
        return gettext("No sign of life since %(moment)s") % {"moment": moment(run)}
    if run.state == Run.State.RUNNING:
        return _working(run)
    sayings = {
        Run.State.QUEUED: gettext("Waiting for a worker since %(moment)s"),
        Run.State.FINISHED: gettext("Finished on %(moment)s"),
        Run.State.FAILED: gettext("Failed on %(moment)s"),
    }
    return sayings[Run.State(run.state)] % {"moment": moment(run)}


def brief(run: Run) -> str:
    """Return the same for a cell of a list."""
    if run.is_silent():
        return state(run)
    if run.state == Run.State.FAILED:
        return f"{run.get_state_display()}: {run.get_failure_display()}"
    if run.state == Run.State.RUNNING and run.phase:
        return f"{run.get_state_display()}: {step(run.phase)}"
    return str(run.get_state_display())


def failure(run: Run) -> str:
    """Say why it failed, and where there is more about it; "" if it did not."""
    if not run.failure:
        return ""
    why = [str(run.get_failure_display())]
    if run.failure == Run.Failure.UNEXPECTED:
        why = [
            gettext("An unexpected error: the log has it, run %(id)s.") % {"id": run.pk}
        ]
    return " ".join([*why, run.error] if run.error else why)


def moment(run: Run) -> str:
    return date_format(localtime(run.seen_at), "DATETIME_FORMAT")


def _working(run: Run) -> str:
    if not run.phase:
        return gettext("Running.")
    number = [*STEPS].index(run.phase) + 1 if run.phase in STEPS else len(STEPS)
    said = {"number": number, "steps": len(STEPS), "step": step(run.phase)}
    if run.phase != "encode" or not run.to_encode:
        return gettext("Step %(number)s of %(steps)s: %(step)s.") % said
    said |= {"encoded": html.number(run.encoded), "all": html.number(run.to_encode)}
    counted = gettext("Step %(number)s of %(steps)s: %(step)s, %(encoded)s of %(all)s.")
    return counted % said
