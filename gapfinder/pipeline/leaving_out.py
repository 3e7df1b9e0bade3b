"""Leave out: a rule made since the full run takes questions out of their gaps."""

from gapfinder.conf import Conf
from gapfinder.engine.exclusions import Rules
from gapfinder.models import Judgement, Run

from .noting import match_of


def leave_out(run: Run, rules: Rules, options: Conf) -> None:
    """Take the questions of a run's days that a rule leaves out out of their gaps."""
    if not rules:
        return
    judged = Judgement.objects.asked_between(run.help_center, run.since, run.until)
    in_gaps = judged.exclude(gap=None).select_related("question")
    some = in_gaps.only("score", "evidence", "question__text")
    taken = [each for each in some.iterator() if rules.leave_out(each.question.text)]
    for each in taken:
        each.gap = None
        each.match = match_of(each.score, None, options)
        each.evidence = each.evidence | {"outside": "excluded"}
    Judgement.objects.store_changed(taken, "gap", "match", "evidence")
