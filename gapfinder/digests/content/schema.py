"""The schema of a digest's facts; reads those of older versions.

An issue stays for good: one from before a fact was kept is read as if nothing was known
of it, and its page, its letter and the next issue say the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from gapfinder.engine.metrics.article_effect import Effect
from gapfinder.engine.metrics.weekly import WeekFigures
from gapfinder.models import Digest, Gap, Judgement, TitleSource
from gapfinder.models.payload import UNSTORED, Counts, from_json, key

from .references import References

REASONS = (  # why customers get in touch although an article answers
    Judgement.Reason.REASSURANCE,
    Judgement.Reason.PREFERS_PERSON,
    Judgement.Reason.ACCOUNT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBefore(WeekFigures):
    open_gaps: int | None = None  # None: there was no issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Week(WeekBefore):
    gaps: int = 0  # in the table
    first: bool = False  # no contact is older


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGap:
    """What a gap is known by.

    Attributes:
        pk: its key; None: it is not known.
        id: its public id.
        title: an editor's, or where a customer's stands.
        retitled: whether it is an editor's.
        locale: of its contacts.
        examples: keys of questions that stand for all.
        words: the title as it is shown.
        quotes: the examples as they are shown: those that say more than the title.
    """

    pk: int | None = None
    id: str = ""
    title: str | TitleSource | None = ""
    retitled: bool = False
    locale: str = ""
    examples: Sequence[int] = field(default=(), metadata=UNSTORED)
    words: str = field(default="", metadata=UNSTORED)
    quotes: Sequence[str] = field(default=(), metadata=UNSTORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGap(NamedGap):
    """One that customers ask about; the trend is over all weeks of the run, -1 … 1."""

    rank: int | None = None
    kind: Gap.Kind = Gap.Kind.MISSING
    status: Gap.Status = Gap.Status.OPEN
    contacts: int = 0  # of the week
    before: int = 0  # of the week before
    trend: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopGap(AskedGap):
    """One of those asked most; articles are named as they were called then."""

    examples: Sequence[int] = ()
    article: str | None = None  # to improve or to translate
    nearest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownGap(AskedGap):
    usual: float = 0.0  # contacts a week


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedGap(NamedGap):
    published: date | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class ChangedGaps:
    """How many gaps changed in one way, and those of them with most contacts."""

    count: int = 0
    gaps: Sequence[NamedGap] = ()


@dataclass(frozen=True, slots=True)
class AskedGaps(ChangedGaps):
    gaps: Sequence[AskedGap] = ()


@dataclass(frozen=True, slots=True)
class GrownGaps(ChangedGaps):
    gaps: Sequence[GrownGap] = ()


@dataclass(frozen=True, slots=True)
class SolvedGaps(ChangedGaps):
    gaps: Sequence[SolvedGap] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    new: AskedGaps = AskedGaps()
    grown: GrownGaps = GrownGaps()
    returned: AskedGaps = AskedGaps()
    solved: SolvedGaps = SolvedGaps()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How new the data was.

    Attributes:
        newest: when the newest contact came, ISO 8601; None: there is none; "": nobody
            kept it.
        run_finished: the day of the latest run.
        run_last_day: up to which it has seen contacts.
    """

    newest: str | None = ""
    run_finished: date | None = None
    run_last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What `Digest.facts` holds; `editors` counts gaps by kind of event."""

    help_center: str = ""
    audience: str = ""
    week: Week = Week()
    before: WeekBefore = WeekBefore()
    top: Sequence[TopGap] = ()
    changes: Changes = Changes()
    editors: Counts = field(default_factory=dict)
    imported: Imported = field(default=Imported(), metadata=key("import"))


NamedT = TypeVar("NamedT", bound=NamedGap)
ChangedT = TypeVar("ChangedT", bound=ChangedGaps)


def facts_of(digest: Digest) -> Facts:
    """Return what an issue says, with the words that its customers' questions have now.

    One query reads them all.
    """
    facts = kept_of(digest)
    changes = facts.changes
    kinds = (changes.new, changes.grown, changes.returned, changes.solved)
    named = [gap for kind in kinds for gap in kind.gaps]
    references = References.of([*facts.top, *named])
    return replace(
        facts,
        top=[_worded(gap, references) for gap in facts.top],
        changes=Changes(
            new=_all_worded(changes.new, references),
            grown=_all_worded(changes.grown, references),
            returned=_all_worded(changes.returned, references),
            solved=_all_worded(changes.solved, references),
        ),
    )


def kept_of(digest: Digest) -> Facts:
    """Return what is kept of an issue, and what is not as if it were not known."""
    return from_json(Facts, digest.facts) or Facts()


def _all_worded(changed: ChangedT, references: References) -> ChangedT:
    return replace(changed, gaps=[_worded(gap, references) for gap in changed.gaps])


def _worded(gap: NamedT, references: References) -> NamedT:
    words, quotes = references.shown(gap)
    return replace(gap, words=words, quotes=quotes)
