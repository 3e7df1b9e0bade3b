"""A run as the object that `find_gaps --json` writes."""

from typing import Any

from gapfinder.models import Gap, Judgement

from .reading import Window
from .writing import Written

SHOWN_EXAMPLES = 3


def report(window: Window, written: Written) -> dict[str, Any]:
    ranked = [gap for gap in written.gaps if gap.rank is not None]
    members: dict[int, list[str]] = {gap.number: [] for gap in ranked}
    by_contact: dict[int, list[Judgement]] = {}
    for judgement in written.judgements:
        by_contact.setdefault(judgement.question.contact_id, []).append(judgement)
    for contact in window.contacts:
        judged = by_contact.get(contact.pk, [])
        for number in {row.gap.number for row in judged if row.gap and row.gap.rank}:
            members[number].append(contact.external_id)
    return {
        "run": _run(written),
        "gaps": [_gap(gap, members[gap.number]) for gap in ranked],
        "contacts": [
            {"id": contact.external_id, **_worst(by_contact.get(contact.pk, []))}
            for contact in window.contacts
        ],
    }


def _run(written: Written) -> dict[str, Any]:
    run = written.run
    zone = run.help_center.zone
    return {
        "id": run.pk,
        "help_center": run.help_center.slug,
        "since": run.since.astimezone(zone).date().isoformat(),
        "until": run.until.astimezone(zone).date().isoformat(),
        "encoder": run.encoder,
        "seconds": run.seconds,
        "contacts": run.contacts,
        "questions": run.questions,
    }


def _gap(gap: Gap, contact_ids: list[str]) -> dict[str, Any]:
    return {
        "id": gap.public_id,
        "rank": gap.rank,
        "kind": gap.kind,
        "title": gap.title,
        "locale": gap.locale,
        "contacts": gap.volume,
        "customers": gap.customers,
        "trend": gap.trend,
        "article": gap.article.external_id if gap.article else None,
        "nearest": gap.nearest,
        "examples": gap.examples[:SHOWN_EXAMPLES],
        "phrases": gap.phrases,
        "channels": gap.channels,
        "locales": gap.locales,
        "trend_low": gap.trend_low,
        "trend_high": gap.trend_high,
        "value": gap.value,
        "answers": gap.answers,
        "contact_ids": contact_ids,
        "status": gap.status,
        "returned": gap.returned,
    }


def _worst(judged: list[Judgement]) -> dict[str, Any]:
    """Return a contact's result: that of its worst-answered question.

    A contact without a word asks for nothing.
    """
    if not judged:
        return {
            "match": Judgement.Match.NONE.value,
            "article": None,
            "score": 0.0,
            "gap": None,
            "reason": Judgement.Reason.OTHER.value,
        }
    worst = min(judged, key=_badness)
    shown = worst.gap if worst.gap and worst.gap.rank else None
    return {
        "match": str(worst.match),
        "article": worst.article.external_id if worst.article else None,
        "score": worst.score,
        "gap": shown.public_id if shown else None,
        "reason": worst.reason or None,
    }


def _badness(judged: Judgement) -> tuple[int, float, int]:
    """The order of `JudgementQuerySet.worst_first`.

    The match goes before the score: an article in another language answers surely.
    """
    place = Judgement.WORST_FIRST.index(Judgement.Match(judged.match))
    return place, judged.score, judged.question.position
