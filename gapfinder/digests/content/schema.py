"""The facts of an issue, whichever version of this code wrote them.

An issue stays for good: one from before a fact was kept is read as if nothing was known
of it, and its page, its letter and the next issue say the rest.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from gapfinder.engine.metrics.article_effect import Effect
from gapfinder.engine.metrics.weekly import week_figures
from gapfinder.models import Digest, Gap, Judgement

from .references import References

REASONS = (  # why customers get in touch although an article answers
    Judgement.Reason.REASSURANCE,
    Judgement.Reason.PREFERS_PERSON,
    Judgement.Reason.ACCOUNT,
)
MEASURED = {field.name for field in fields(Effect)}
KINDS = ("new", "grown", "returned", "solved")

_NAMED = {"pk": None, "id": "", "title": "", "retitled": False, "locale": ""}
_GAP = _NAMED | {
    **{"rank": None, "kind": Gap.Kind.MISSING.value},
    **{"status": Gap.Status.OPEN.value, "contacts": 0, "before": 0, "trend": 0.0},
    **{"examples": [], "article": None, "nearest": "", "usual": 0.0},
    **{"published": "", "effect": {}},
}


def facts_of(digest: Digest) -> dict[str, Any]:
    """Return what an issue says, with the words that its customers' questions have now.

    One query reads them all.
    """
    facts = kept_of(digest)
    changes = facts["changes"].values()
    changed = [gap for change in changes for gap in change["gaps"]]
    references = References.of([*facts["top"], *changed])
    facts["top"] = list(map(references.shown, facts["top"]))
    for change in changes:
        change["gaps"] = list(map(references.shown, change["gaps"]))
    return facts


def kept_of(digest: Digest) -> dict[str, Any]:
    """Return what is kept of an issue, and what is not as if it were not known."""
    facts = _filled(digest.facts, _empty())
    facts["top"] = [_GAP | gap for gap in facts["top"]]
    for kind in KINDS:
        changed = facts["changes"][kind]
        changed["gaps"] = [_GAP | gap for gap in changed["gaps"]]
        for gap in changed["gaps"]:
            if not gap["effect"].keys() >= MEASURED:
                gap["effect"] = {}
    return facts


def _empty() -> dict[str, Any]:
    reasons = [reason.value for reason in REASONS]
    week = asdict(week_figures((), answered="", reasons=reasons))
    week |= {"open_gaps": None, "gaps": 0, "first": False}
    return {
        "help_center": "",
        "audience": "",
        "week": week,
        "before": week,
        "top": [],
        "changes": {kind: {"count": 0, "gaps": []} for kind in KINDS},
        "editors": {},
        # None would be that there is no contact.
        "import": {"newest": "", "run_finished": None, "run_last_day": None},
    }


def _filled(given: Any, empty: Mapping[str, Any]) -> dict[str, Any]:
    """Add what is missing, however deep; what is of another kind counts as missing."""
    kept = given if isinstance(given, dict) else {}
    filled = dict(empty) | kept
    for name, value in empty.items():
        if isinstance(value, dict):
            filled[name] = _filled(kept.get(name), value)
        elif isinstance(value, list) and not isinstance(filled[name], list):
            filled[name] = list(value)
    return filled
