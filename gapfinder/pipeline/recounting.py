"""Recount: the gaps of a window from the rows of all who ask, old and new."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gapfinder.conf import Conf
from gapfinder.engine.ranking import rank
from gapfinder.engine.value import Group, values
from gapfinder.models import Article, Contact, Gap, HelpCenter, Judgement, Run

from .filling import count_contacts, fill_value, store_figures
from .history import count_weeks, lost_of, tell_returned
from .measuring import measure_followed
from .reading import Window
from .returning import return_dismissed, return_published
from .valuing import Worth, facts_of, weeks
from .writing import Written, rank_gaps


@dataclass(frozen=True, slots=True)
class _Members:
    """What is in one gap now: rows of the window's questions and of its contacts."""

    questions: list[int]
    contacts: list[int]


def read_counted(
    run: Run, articles: Sequence[Article], gaps: Mapping[int, Gap]
) -> tuple[Window, list[Judgement]]:
    """Return contacts and judgements of a run's days with what is counted of them.

    Args:
        run: with the days.
        articles: those that are published.
        gaps: all of the help centre, by their keys.
    """
    help_center = run.help_center
    received = Contact.objects.of(help_center).received_between(run.since, run.until)
    contacts = list(received.counted().order_by("external_id"))
    row_of = {contact.pk: row for row, contact in enumerate(contacts)}
    judged = Judgement.objects.asked_between(help_center, run.since, run.until)
    judgements = list(judged.in_short())
    for each in judgements:
        if each.gap_id:
            each.gap = gaps[each.gap_id]  # one object a gap, and no query for each
    rows = [row_of[each.question.contact_id] for each in judgements]
    window = Window(
        contacts,
        [each.question for each in judgements],
        np.array(rows, dtype=np.int64),
        articles,
        passages=(),
    )
    return window, judgements


def recount(
    run: Run,
    window: Window,
    judgements: list[Judgement],
    gaps: Mapping[int, Gap],
    *,
    help_center: HelpCenter,
    options: Conf,
) -> Written:
    """Give all gaps the figures of the window, and their ranks; store both.

    A gap with too few contacts left in the window is not found any more, as in a full
    run; its questions stay in it, for it may grow again.
    """
    known = {gap.number: gap for gap in gaps.values()}
    lost = lost_of(known)
    members = _members(window, judgements)
    few = options.min_gap_contacts
    found = [key for key, each in members.items() if len(each.contacts) >= few]
    for key in found:
        asked = members[key].questions
        mean = np.mean([judgements[row].score for row in asked])
        gaps[key].probability = round(float(mean), 4)
        came = [window.contacts[row] for row in members[key].contacts]
        count_contacts(gaps[key], came, run)
    filled = [(gaps[key], members[key]) for key in found]
    worth = _worth(run, window, judgements, filled)
    for (gap, _), valued in zip(filled, worth, strict=True):
        fill_value(gap, valued)
    shown = _in_order([gaps[key] for key in found])
    published = [gap for gap in gaps.values() if gap.is_published]
    measure_followed(run, published)
    pairs = [(gap, members[gap.pk].contacts) for gap in shown]
    return_published(run, window, pairs, least=few)
    return_dismissed(run, shown, factor=options.dismissed_returns_at)
    run.gaps = rank_gaps(help_center, shown)
    store_figures(shown)
    back = [gap for gap in shown if gap.number in lost and gap.rank is not None]
    tell_returned(run, back)
    counted = {gap.pk for gap in published}
    count_weeks(run, [gap for gap in shown if gap.pk not in counted])
    there = {gap.pk for gap in shown}
    for each in judgements:
        if each.gap_id not in there:
            each.gap = None  # in memory alone: nobody counts it as in a gap
    return Written(run, shown, judgements)


def _members(window: Window, judgements: Sequence[Judgement]) -> dict[int, _Members]:
    """Return what is in each gap, by the gap's key."""
    questions: dict[int, list[int]] = defaultdict(list)
    for row, each in enumerate(judgements):
        if each.gap_id:
            questions[each.gap_id].append(row)
    return {
        key: _Members(rows, sorted({int(window.contact_of[row]) for row in rows}))
        for key, rows in questions.items()
    }


def _worth(
    run: Run,
    window: Window,
    judgements: Sequence[Judgement],
    found: Sequence[tuple[Gap, _Members]],
) -> list[Worth]:
    """Value gaps; what agents answered since the full run, an update does not read."""
    rows = window.contact_of.tolist()
    wished = [each.wish or each.reason for each in judgements]
    groups = []
    for _gap, members in found:
        told = {rows[row] for row in members.questions if judgements[row].own_answer}
        own = np.array([row in told for row in members.contacts], dtype=np.bool_)
        groups.append(Group(np.array(members.contacts, dtype=np.int64), own))
    facts = facts_of(window.contacts, zip(rows, wished, strict=True))
    told_of = values(facts, groups, weeks=weeks(run, window))
    return [
        Worth(value, gap.answers)
        for value, (gap, _members) in zip(told_of, found, strict=True)
    ]


def _in_order(gaps: Sequence[Gap]) -> list[Gap]:
    """Order by the contacts nothing answers, as `judging.find` expects them."""
    unanswered = [
        gap.volume
        * (gap.probability if gap.kind == Gap.Kind.TRANSLATION else 1 - gap.probability)
        for gap in gaps
    ]
    return [gaps[row] for row in rank(unanswered, [gap.title for gap in gaps])]
