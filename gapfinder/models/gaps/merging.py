"""Merging gaps, and splitting some questions off one: now and in every later run."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gapfinder.models.help_center import HelpCenter

from .decisions import locked, tell
from .derived_texts import make_texts
from .event import GapEvent
from .quote import GapQuote
from .transitions import Change

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.contacts.contact import Question

    from .gap import Gap

EXAMPLES = 5  # questions of a gap that is split off, until a run chooses them


def merge_into(
    gap: "Gap",
    other: "Gap",
    *,
    editor: "User | None" = None,
    version: int | None = None,
) -> None:
    """Make this gap a part of another, now and in every later run.

    The figures of the other follow with the next run.

    Raises:
        ValueError: the other is this gap, is of another help centre, or one of the
            two was merged before.
        ChangedMeanwhileError: an editor changed it after that version.
    """
    if other.pk == gap.pk or other.help_center_id != gap.help_center_id:
        raise ValueError(
            f"{gap.public_id} cannot be merged into {other.public_id}: choose "
            "another gap of the same help centre"
        )
    with _in_turn(gap), locked(gap, version), locked(other):
        for each in (gap, other):
            if each.merged_into:
                raise ValueError(
                    f"{each.public_id} was merged into {each.merged_into.public_id}: "
                    "choose that one"
                )
        gap.judgements.update(gap=other)
        gap.remembered.update(last_gap=other)
        other.held, other.rank = True, other.rank or gap.rank
        gap.merged_into, gap.rank = other, None
        merged = Change(GapEvent.Kind.MERGED, ("merged_into", "rank"))
        other.version = tell(gap, merged, editor=editor, other=other).pk
        other.save(update_fields=["held", "rank", "version"])
        make_texts([gap, other])


def split_off(
    gap: "Gap",
    questions: "Collection[Question]",
    *,
    editor: "User | None" = None,
    version: int | None = None,
    title: str = "",
) -> "Gap":
    """Make some questions of this gap a new one, now and in every later run.

    It stands beside this gap, with the same rank, until the next run.

    Raises:
        ValueError: none of the gap's questions, all of them, or others.
        ChangedMeanwhileError: an editor changed it after that version.
    """
    with _in_turn(gap) as center, locked(gap, version):
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
        split = Change(GapEvent.Kind.SPLIT, (), {"questions": len(questions)})
        new.version = tell(gap, split, editor=editor, other=new).pk
        new.save(update_fields=["version"])
    return new


@contextmanager
def _in_turn(gap: "Gap") -> Iterator[HelpCenter]:
    """Wait for a run of the help centre that is writing, and for other regroupings."""
    with transaction.atomic():
        yield HelpCenter.objects.select_for_update().get(pk=gap.help_center_id)


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
