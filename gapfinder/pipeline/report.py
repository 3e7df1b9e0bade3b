"""The report of a run: the object that `find_gaps --json` writes."""

from typing import Any

from django.db.models import prefetch_related_objects

from gapfinder.engine.privacy.redaction import redact
from gapfinder.models import Gap, Judgement
from gapfinder.models.gaps.quote import quotes
from gapfinder.models.payload import to_json
from gapfinder.pipeline.storage.contact_status import reason_of, worst_by_contact
from gapfinder.pipeline.storage.save_run import Written

from .window import Window

SHOWN_EXAMPLES = 3


def report(window: Window, written: Written) -> dict[str, Any]:
    worst = worst_by_contact(written.judgements)
    passages = _Passages()
    prefetch_related_objects(written.gaps, quotes())
    return {
        "run": _run(written),
        "gaps": [
            _gap(gap, members, passages) for gap, members in _members(window, written)
        ],
        "contacts": [
            {"id": contact.external_id, **_contact(worst.get(contact.pk), passages)}
            for contact in window.contacts
        ],
        "passages": passages.named,
    }


def ranking(window: Window, written: Written) -> dict[str, Any]:
    """Return the gaps alone, in short."""
    members = _members(window, written)
    return {"gaps": [_line(gap) | {"contact_ids": ids} for gap, ids in members]}


def _members(window: Window, written: Written) -> list[tuple[Gap, list[str]]]:
    """Return the gaps with a rank, each with the ids of its contacts."""
    ranked = [gap for gap in written.gaps if gap.rank is not None]
    members: dict[int, list[str]] = {gap.number: [] for gap in ranked}
    gaps_of: dict[int, set[int]] = {}
    for row in written.judgements:
        if row.gap and row.gap.rank:
            gaps_of.setdefault(row.question.contact_id, set()).add(row.gap.number)
    for contact in window.contacts:
        for number in gaps_of.get(contact.pk, ()):
            members[number].append(contact.external_id)
    return [(gap, members[gap.number]) for gap in ranked]


class _Passages:
    """The nearest passages of gaps and contacts; those of contacts by name.

    Articles give addresses and numbers as examples. They are published, but a reader of
    the file cannot tell them from customers', so they are redacted here too.
    """

    def __init__(self) -> None:
        self.named: dict[str, dict[str, str]] = {}
        self._shown: dict[str, str] = {}  # most are shown many times

    def shown(self, kind: str, text: str) -> dict[str, str]:
        if text not in self._shown:
            self._shown[text] = redact(text)
        return {"kind": kind, "text": self._shown[text]}

    def name_of(self, judged: Judgement) -> str | None:
        if judged.article is None or judged.passage is None:
            return None
        passage = judged.passage
        name = f"{judged.article.external_id}#{passage.position}"
        if name not in self.named:
            self.named[name] = self.shown(passage.kind, passage.text)
        return name


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
        "self_service": run.self_service,
    }


def _line(gap: Gap) -> dict[str, Any]:
    return {
        "id": gap.public_id,
        "rank": gap.rank,
        "kind": gap.kind,
        "title": gap.title,
        "locale": gap.locale,
        "contacts": gap.volume,
        "customers": gap.customers,
        "trend": gap.trend,
        "probability": gap.probability,
        "article": gap.article.external_id if gap.article else None,
        "nearest": gap.nearest,
    }


def _gap(gap: Gap, contact_ids: list[str], passages: _Passages) -> dict[str, Any]:
    return _line(gap) | {
        "examples": gap.examples[:SHOWN_EXAMPLES],
        "phrases": gap.phrases,
        "channels": gap.channels,
        "besides": gap.besides,
        "locales": gap.locales,
        "trend_low": gap.trend_low,
        "trend_high": gap.trend_high,
        "value": gap.value,
        "answers": gap.answers,
        "evidence": [
            {
                "article": evidence.article,
                "score": evidence.score,
                "passage": passages.shown(evidence.passage.kind, evidence.passage.text),
                "question": evidence.question,
                "for": to_json(evidence.speaks_for),
                "against": to_json(evidence.speaks_against),
            }
            for evidence in gap.shown_evidence
        ],
        "contact_ids": contact_ids,
        "status": gap.status,
        "returned": gap.returned,
    }


def _contact(worst: Judgement | None, passages: _Passages) -> dict[str, Any]:
    """Return a contact's result: that of its worst-answered question.

    A contact without text has no question.
    """
    if worst is None:
        return {
            "match": Judgement.Match.NONE.value,
            "article": None,
            "score": 0.0,
            "gap": None,
            "reason": reason_of(None),
            "evidence": None,
        }
    shown = worst.gap if worst.gap and worst.gap.rank else None
    explained = worst.explained
    speaks_for, speaks_against = explained.for_and_against()
    return {
        "match": str(worst.match),
        "article": worst.article.external_id if worst.article else None,
        "score": worst.score,
        "gap": shown.public_id if shown else None,
        "reason": reason_of(worst) or None,
        "evidence": {
            "question": worst.question.position,
            "passage": passages.name_of(worst),
            "for": to_json(speaks_for),
            "against": to_json(speaks_against),
            "alike": explained.alike,
            "outside": explained.outside or None,
        },
    }
