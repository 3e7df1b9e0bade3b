"""Write: what was thought becomes gaps with an identity, and judgements."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gapfinder.conf import Conf
from gapfinder.engine.constraints import Labels
from gapfinder.engine.evidence import for_and_against
from gapfinder.engine.identity import identify
from gapfinder.engine.ranking import (
    trend,
    trend_interval,
    weekly_counts,
    whole_weeks,
)
from gapfinder.engine.reviewing import doubt
from gapfinder.engine.value import customers_of
from gapfinder.models import Contact, Gap, HelpCenter, Judgement, Question, Run

from .explaining import Explained, NearArticle
from .history import count_weeks, lost_of, record
from .measuring import count_needs, measure_followed
from .reading import Window, last_regrouping
from .remembering import remember
from .returning import name_article, return_published
from .speaking import changed_standing
from .thinking import FoundGap, Thought, most_frequent
from .valuing import Worth
from .words import keep_words

FIGURES = (
    *("kind", "title", "locale", "article", "rank", "volume", "customers", "trend"),
    *("phrases", "examples", "nearest", "channels", "locales", "weeks", "besides"),
    *("probability", "doubt", "trend_low", "trend_high", "section"),
    *("contacts_per_week", "searched_first", "handle_seconds", "csat"),
    *("saving_seconds", "value", "answers", "evidence"),
)


class RegroupedError(Exception):
    """An editor merged or split gaps while the run was thinking: it has to do so again.

    To write what it thought would half undo that.
    """


@dataclass(frozen=True, slots=True)
class Written:
    """The rows of a run; `gaps` in the order of `Thought.gaps`."""

    run: Run
    gaps: list[Gap]
    judgements: list[Judgement]  # in the order of `Window.questions`


def write(
    run: Run,
    window: Window,
    thought: Thought,
    worth: Sequence[Worth],
    *,
    explained: Explained,
    options: Conf,
) -> Written:
    """Store a run's gaps and judgements, all of them or none.

    A group that shares its contacts with a gap of any earlier run is that gap. One that
    an editor dismissed keeps its contacts and gets no rank until it has outgrown that,
    and one that is published gets none unless its contacts keep coming.

    Raises:
        RegroupedError: nothing is stored.
    """
    with transaction.atomic():
        # Runs of one help centre take turns here: numbers of gaps are given once.
        help_center = HelpCenter.objects.select_for_update().get(pk=run.help_center_id)
        if last_regrouping(help_center) != window.regrouped:
            raise RegroupedError("an editor merged or split gaps meanwhile: run again")
        gaps, needs = _gaps(
            help_center,
            run,
            window,
            thought,
            worth=worth,
            explained=explained,
            options=options,
        )
        asked = Question.objects.asked_between(help_center, run.since, run.until)
        judged = Judgement.objects.of_questions(asked)
        judgements = _judgements(run, window, thought, explained, gaps, options=options)
        remember(
            help_center, judgements, judged, window=window, thought=thought, needs=needs
        )
        judged.delete()
        Judgement.objects.insert(judgements)
        Contact.objects.store_standing(changed_standing(window, judgements))
    return Written(run, gaps, judgements)


def _gaps(
    help_center: HelpCenter,
    run: Run,
    window: Window,
    thought: Thought,
    *,
    worth: Sequence[Worth],
    explained: Explained,
    options: Conf,
) -> tuple[list[Gap], Labels]:
    # Locked: a title that an editor gives meanwhile waits, and is not written over.
    stored = Gap.objects.of(help_center).select_for_update()
    known = {gap.number: gap for gap in stored}
    lost = lost_of(known)
    members = [
        {window.contacts[row].external_id for row in found.contacts}
        for found in thought.gaps
    ]
    identity = identify(_members_before(help_center), members)
    gaps = [
        known[number] if number else _new_gap(help_center, run)
        for number in identity.gap_of
    ]
    for gap, found, each, near in zip(
        gaps, thought.gaps, worth, explained.gaps, strict=True
    ):
        _fill(gap, found, run, window)
        name_article(gap, found, window)
        _fill_value(gap, each)
        gap.evidence = [_evidence(article, window) for article in near]
    published = [gap for gap in known.values() if gap.is_published]
    needs = count_needs(run, window, thought, gaps, published=published)
    measure_followed(run, published)
    pairs = zip(gaps, thought.gaps, strict=True)
    return_published(run, window, pairs, least=options.min_gap_contacts)
    today = run.started_at.astimezone(help_center.zone).date()
    for gap in gaps:
        if gap.has_outgrown(options.dismissed_returns_at) or gap.is_due(today):
            gap.come_back(run)
    run.gaps = _rank(help_center, gaps)
    help_center.save(update_fields=["last_gap_number"])
    Gap.objects.bulk_create([gap for gap in gaps if gap.pk is None])
    # An upsert of rows that are there: `bulk_update` takes eight times as long.
    Gap.objects.bulk_create(
        [gap for gap in gaps if gap.number in known],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=FIGURES,
    )
    record(run, identity, gaps, known=known, lost=lost)
    counted = {gap.number for gap in published}
    count_weeks(run, [gap for gap in gaps if gap.number not in counted])
    keep_words(window, thought, gaps)
    return gaps, needs


def _rank(help_center: HelpCenter, gaps: Sequence[Gap]) -> int:
    """Number those that somebody may work on, and return how many they are."""
    Gap.objects.of(help_center).current().update(rank=None)
    rank = 0
    for gap in gaps:
        rank += not gap.rests
        gap.rank = None if gap.rests else rank
    return rank


def _new_gap(help_center: HelpCenter, run: Run) -> Gap:
    help_center.last_gap_number += 1
    number = help_center.last_gap_number
    return Gap(help_center=help_center, number=number, found_at=run.started_at)


def _members_before(help_center: HelpCenter) -> Mapping[int, set[str]]:
    """Return the contacts last in each gap by their own ids: rows come in any order.

    Those of a gap that was lost are among them: it is known again when they return.
    """
    members: dict[int, set[str]] = defaultdict(set)
    judged = Judgement.objects.once_in_gaps_of(help_center)
    contact = "question__contact__external_id"
    for number, name in judged.values_list("last_gap__number", contact):
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
    gap.kind = found.finding.kind
    gap.title = gap.title if gap.retitled else found.title
    gap.locale = most_frequent([contact.locale for contact in contacts])
    gap.article = None if found.article is None else window.articles[found.article]
    gap.volume = len(contacts)
    gap.customers = customers_of([contact.customer for contact in contacts])
    gap.trend = trend(_whole_weeks(weeks, run))
    gap.trend_low, gap.trend_high = trend_interval(_whole_weeks(weeks, run))
    gap.probability = round(found.probability, 4)
    gap.doubt = doubt(gap.volume, found.probability)
    gap.phrases = found.phrases
    gap.examples = found.examples
    gap.nearest = [
        {"article": window.articles[row].external_id, "score": round(score, 4)}
        for row, score in found.nearest
    ]
    gap.section = _section(found, window)
    gap.besides = found.besides
    gap.channels = _counts([contact.channel for contact in contacts])
    gap.locales = _counts([contact.locale for contact in contacts])
    gap.weeks = {monday.isoformat(): count for monday, count in weeks.items()}


def _section(found: FoundGap, window: Window) -> str:
    """Return that of the nearest article: it is where an editor looks first."""
    nearest = (window.articles[row].section for row, _score in found.nearest)
    return next(nearest, "")


def _fill_value(gap: Gap, worth: Worth) -> None:
    """Give what editors sort by a column of its own, and keep the rest together."""
    value = worth.value
    gap.contacts_per_week = value.contacts_per_week
    gap.searched_first = value.searched_first
    gap.handle_seconds = value.handle_seconds
    gap.csat = value.satisfaction.mean if value.satisfaction else None
    gap.saving_seconds = value.saving.seconds_per_week
    gap.value = asdict(value)
    gap.answers = worth.answers


def _evidence(near: NearArticle, window: Window) -> dict[str, Any]:
    passage = window.passages[near.passage]
    return {
        "article": window.articles[near.article].external_id,
        "score": round(near.score, 4),
        "passage": {"kind": passage.kind, "text": passage.text},
        "question": window.texts[near.question],
        **for_and_against(near.points),
    }


def _whole_weeks(weeks: Mapping[date, int], run: Run) -> list[int]:
    whole = whole_weeks(
        weeks, since=run.since, until=run.until, zone=run.help_center.zone
    )
    return list(whole.values())


def _counts(values: Sequence[str]) -> dict[str, int]:
    """Count values, the most frequent first, equals in alphabetical order."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _judgements(
    run: Run,
    window: Window,
    thought: Thought,
    explained: Explained,
    gaps: list[Gap],
    *,
    options: Conf,
) -> list[Judgement]:
    rows = zip(
        window.questions,
        window.contact_of.tolist(),
        thought.coverage.probability.round(4).tolist(),
        thought.nearest.tolist(),
        thought.gap.tolist(),
        thought.reason,
        explained.passage.tolist(),
        _notes(explained),
        strict=True,
    )
    return [
        Judgement(
            question=question,
            run=run,
            asked_at=window.contacts[row].received_at,
            match=_match(score, gaps[place] if place >= 0 else None, options),
            article=window.articles[nearest] if nearest >= 0 else None,
            score=score,
            gap=gaps[place] if place >= 0 else None,
            reason=reason,
            passage=window.passages[passage] if passage >= 0 else None,
            evidence=note,
        )
        for question, row, score, nearest, place, reason, passage, note in rows
    ]


def _notes(explained: Explained) -> Iterator[dict[str, Any]]:
    """Yield what is kept of why a question was judged so, as short as can be."""
    judged = zip(explained.alike.tolist(), explained.outside, strict=True)
    for row, (alike, outside) in enumerate(judged):
        yield {
            "points": {point.code: point.value for point in explained.points_of(row)},
            "alike": alike,
            "outside": outside,
        }


def _match(score: float, gap: Gap | None, options: Conf) -> str:
    """Judge a question; one in a gap is not answered, whatever its own score."""
    if gap is not None and gap.kind == Gap.Kind.TRANSLATION:
        return Judgement.Match.WEAK
    if score >= options.answered_from and gap is None:
        return Judgement.Match.ANSWERED
    if score >= options.weak_from:
        return Judgement.Match.WEAK
    return Judgement.Match.NONE
