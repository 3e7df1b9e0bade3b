"""Who writes the gaps of a help centre takes turns with others, and with editors."""

from gapfinder.models import HelpCenter, Run
from gapfinder.pipeline.window import last_regrouping


class RegroupedError(Exception):
    """An editor merged or split gaps while the run was thinking: it has to do so again.

    To write what it thought would half undo that.
    """


def take_turn(run: Run, regrouped: int) -> HelpCenter:
    """Lock the help centre of a run until the transaction ends: gaps get one number.

    Args:
        run: about to write what it thought.
        regrouped: the last merge or split by an editor when it began to read.

    Raises:
        RegroupedError: there is a newer one.
    """
    locked = HelpCenter.objects.select_for_update()
    help_center = locked.get(pk=run.help_center_id)
    if last_regrouping(help_center) != regrouped:
        raise RegroupedError("an editor merged or split gaps meanwhile: run again")
    return help_center
