"""Write: what was thought becomes gaps with an identity, and judgements."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from gapfinder.conf import Conf
from gapfinder.engine.identity import identify
from gapfinder.engine.ranking import trend, weekly_counts
from gapfinder.models import Gap, HelpCenter, Judgement, Question, Run

from .reading import Window
from .thinking import FoundGap, Thought, most_frequent

INSERTED_AT_ONCE = 2_000
FIGURES = (
    *("kind", "title", "locale", "article", "rank", "volume", "customers", "trend"),
    *("phrases", "examples", "nearest", "channels", "locales", "weeks", "besides"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of a run; `gaps` in the order of `Thought.gaps`."""

    run: Run
    gaps: list[Gap]
    judgements: list[Judgement]  # in the order of `Window.questions`


def write(run: Run, window: Window, thought: Thought, options: Conf) -> Written:
    """Store a run's gaps and judgements, all of them or none.

    A group that shares its contacts with a gap of the last run is that gap. One that an
    editor dismissed keeps its contacts and gets no rank.
    """
    with transaction.atomic():
        # Runs of one help centre take turns here: numbers of gaps are given once.
        help_center = HelpCenter.objects.select_for_update().get(pk=run.help_center_id)
        run.save()
        gaps = _gaps(help_center, run, window, thought)
        judgements = _judgements(run, window, thought, gaps, options)
        asked = Question.objects.asked_between(help_center, run.since, run.until)
        Judgement.objects.of_questions(asked).delete()
        Judgement.objects.bulk_create(judgements, INSERTED_AT_ONCE)
    return Written(run, gaps, judgements)


def _gaps(
    help_center: HelpCenter, run: Run, window: Window, thought: Thought
) -> list[Gap]:
    known = {gap.number: gap for gap in Gap.objects.of(help_center)}
    members = [
        {window.contacts[row].external_id for row in found.contacts}
        for found in thought.gaps
    ]
    numbers = identify(_members_before(help_center), members).gap_of
    Gap.objects.of(help_center).current().update(rank=None)
    gaps, rank = [], 0
    for found, number in zip(thought.gaps, numbers, strict=True):
        gap = known[number] if number else _new_gap(help_center)
        rank += gap.status != Gap.Status.DISMISSED
        gap.rank = rank if gap.status != Gap.Status.DISMISSED else None
        _fill(gap, found, run, window)
        gaps.append(gap)
    help_center.save(update_fields=["last_gap_number"])
    Gap.objects.bulk_create([gap for gap in gaps if gap.pk is None])
    # An upsert of rows that are there: `bulk_update` takes eight times as long.
    Gap.objects.bulk_create(
        [gap for gap in gaps if gap.number in known],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=FIGURES,
    )
    run.gaps = rank
    return gaps


def _new_gap(help_center: HelpCenter) -> Gap:
    help_center.last_gap_number += 1
    return Gap(help_center=help_center, number=help_center.last_gap_number)


def _members_before(help_center: HelpCenter) -> Mapping[int, set[str]]:
    """Return the contacts of each gap by their own ids: rows come in any order."""
    members: dict[int, set[str]] = defaultdict(set)
    judged = Judgement.objects.in_gaps_of(help_center)
    contact = "question__contact__external_id"
    for number, name in judged.values_list("gap__number", contact):
        members[number].add(name)
    return members


def _fill(gap: Gap, found: FoundGap, run: Run, window: Window) -> None:
    contacts = [window.contacts[row] for row in found.contacts]
    weeks = weekly_counts(
        [contact.received_at for contact in contacts],
        since=run.since,
        until=run.until,
        zone=run.help_center.zone,
    )
    named = [contact.customer for contact in contacts if contact.customer]
    gap.kind = found.finding.kind
    gap.title = gap.title if gap.retitled else found.title
    gap.locale = most_frequent([contact.locale for contact in contacts])
    gap.article = None if found.article is None else window.articles[found.article]
    gap.volume = len(contacts)
    gap.customers = len(set(named)) + len(contacts) - len(named)
    gap.trend = trend(_whole_weeks(weeks, run))
    gap.phrases = found.phrases
    gap.examples = found.examples
    gap.nearest = [
        {"article": window.articles[row].external_id, "score": round(score, 4)}
        for row, score in found.nearest
    ]
    gap.besides = found.besides
    gap.channels = _counts([contact.channel for contact in contacts])
    gap.locales = _counts([contact.locale for contact in contacts])
    gap.weeks = {monday.isoformat(): count for monday, count in weeks.items()}


def _whole_weeks(weeks: Mapping[date, int], run: Run) -> list[int]:
    """Leave out weeks that the window holds in part: they would look like a change."""
    zone = run.help_center.zone
    first, end = (moment.astimezone(zone).date() for moment in (run.since, run.until))
    return [
        count
        for monday, count in weeks.items()
        if monday >= first and monday + timedelta(weeks=1) <= end
    ]


def _counts(values: Sequence[str]) -> dict[str, int]:
    """Count values, the most frequent first, equals in alphabetical order."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _judgements(
    run: Run, window: Window, thought: Thought, gaps: list[Gap], options: Conf
) -> list[Judgement]:
    rows = zip(
        window.questions,
        thought.coverage.probability.round(4).tolist(),
        thought.nearest.tolist(),
        thought.gap.tolist(),
        thought.reason,
        strict=True,
    )
    return [
        Judgement(
            question=question,
            run=run,
            match=_match(score, gaps[place] if place >= 0 else None, options),
            article=window.articles[nearest] if nearest >= 0 else None,
            score=score,
            gap=gaps[place] if place >= 0 else None,
            reason=reason,
        )
        for question, score, nearest, place, reason in rows
    ]


def _match(score: float, gap: Gap | None, options: Conf) -> str:
    """Judge a question; one in a gap is not answered, whatever its own score."""
    if gap is not None and gap.kind == Gap.Kind.TRANSLATION:
        return Judgement.Match.WEAK
    if score >= options.answered_from and gap is None:
        return Judgement.Match.ANSWERED
    if score >= options.weak_from:
        return Judgement.Match.WEAK
    return Judgement.Match.NONE
