"""Merge gaps and split questions off one, for this run and every later one."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gapfinder.models.help_center import HelpCenter

from .decisions import Change, locked, save_change
from .derived_texts import make_texts
from .event import GapEvent
from .payloads import EventData
from .quote import GapQuote

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.contacts.contact import Question

    from .gap import Gap

EXAMPLES = 5  # questions of a gap that is split off, until a run chooses them


def merge(
    gap: "Gap", other: "Gap", *, editor: "User | None", version: int | None
) -> None:
    """Carry `Gap.merge_into` out."""
    if other.pk == gap.pk or other.help_center_id != gap.help_center_id:
        raise ValueError(
            f"{gap.public_id} cannot be merged into {other.public_id}: choose "
            "another gap of the same help centre"
        )
    with _locked_center(gap), locked(gap, version), locked(other):
        for side in (gap, other):
            if side.merged_into:
                raise ValueError(
                    f"{side.public_id} was merged into {side.merged_into.public_id}: "
                    "choose that one"
                )
        gap.judgements.update(gap=other)
        gap.remembered.update(last_gap=other)
        other.held, other.rank = True, other.rank or gap.rank
        gap.merged_into, gap.rank = other, None
        merged = Change(GapEvent.Kind.MERGED, ("merged_into", "rank"))
        other.version = save_change(gap, merged, editor=editor, other=other).pk
        other.save(update_fields=["held", "rank", "version"])
        make_texts([gap, other])


def split(
    gap: "Gap",
    questions: "Collection[Question]",
    *,
    editor: "User | None",
    version: int | None,
    title: str,
) -> "Gap":
    """Carry `Gap.split_off` out."""
    with _locked_center(gap) as center, locked(gap, version):
        own = gap.judgements.filter(question__in=questions)
        left = gap.judgements.exclude(question__in=questions)
        if not 0 < own.count() == len(questions) or not left.exists():
            raise ValueError(
                f"{own.count()} of {len(questions)} questions are of "
                f"{gap.public_id}, which has {gap.judgements.count()}: choose "
                "some of its questions, and not all"
            )
        center.last_gap_number += 1
        center.save(update_fields=["last_gap_number"])
        new = type(gap).objects.create(
            **{"number": center.last_gap_number, "held": True},
            **{"title": title, "retitled": bool(title)},
            **_figures(gap, questions),
        )
        own.update(gap=new, last_gap=new)
        GapQuote.objects.store(_examples(new, questions), of=[new])
        make_texts([gap, new])
        change = Change(GapEvent.Kind.SPLIT, (), EventData(questions=len(questions)))
        new.version = save_change(gap, change, editor=editor, other=new).pk
        new.save(update_fields=["version"])
    return new


@contextmanager
def _locked_center(gap: "Gap") -> Iterator[HelpCenter]:
    """Lock the help centre, so that a run that saves or another merge waits."""
    with transaction.atomic():
        locked = HelpCenter.objects.select_for_update(no_key=True)
        yield locked.get(pk=gap.help_center_id)


def _figures(gap: "Gap", questions: "Collection[Question]") -> dict[str, Any]:
    contacts = len({question.contact_id for question in questions})
    return {
        "help_center": gap.help_center,
        "kind": gap.kind,
        "locale": gap.locale,
        "section": gap.section,
        "article": gap.article,
        "nearest": gap.nearest,
        "rank": gap.rank,
        "probability": gap.probability,
        "volume": contacts,
        "customers": contacts,
    }


def _examples(new: "Gap", questions: "Collection[Question]") -> list[GapQuote]:
    first = {question.text: question for question in reversed(list(questions))}
    texts = dict.fromkeys(question.text for question in questions)
    return [
        GapQuote(
            gap=new,
            question=first[text],
            role=GapQuote.Role.EXAMPLE,
            position=position,
        )
        for position, text in enumerate(islice(texts, EXAMPLES))
    ]
