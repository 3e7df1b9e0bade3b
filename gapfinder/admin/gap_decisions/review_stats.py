"""Answers and skips of a review session."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.sessions.backends.base import SessionBase

from gapfinder.models import Gap, HelpCenter, Verdict

KEY = "gapfinder_review"
KEPT = 500  # the newest: a session is read with every page


class Given(NamedTuple):
    verdict: int
    gap: int
    questions: int
    contacts: int
    doubt: float


class Tally:
    """Kept in the session by help centre; what falls out of it is only asked sooner."""

    def __init__(self, session: SessionBase, help_center: HelpCenter) -> None:
        self._session = session
        kept: dict[str, dict[str, list[Any]]] = session.get(KEY, {})
        self._of_all = kept
        told = kept.setdefault(help_center.slug, {})
        self.skipped: list[int] = told.setdefault("skipped", [])
        self._given: list[list[Any]] = told.setdefault("given", [])

    def __iter__(self) -> Iterator[Given]:
        return (Given(*each) for each in self._given)

    @property
    def answers(self) -> int:
        return len(self._given)

    @property
    def questions(self) -> int:
        return sum(each.questions for each in self)

    @property
    def contacts(self) -> int:
        return sum(each.contacts for each in self)

    def skip(self, gap: Gap) -> None:
        """Ask about it last, after what was skipped before."""
        self._forget(gap.pk)
        self.skipped.append(gap.pk)
        self._save()

    def give(self, gap: Gap, verdict: Verdict) -> Given:
        self._forget(gap.pk)
        given = Given(verdict.pk, gap.pk, **verdict.count_covered(), doubt=gap.doubt)
        self._given.append(list(given))
        self._save()
        return given

    def last(self) -> Given | None:
        return Given(*self._given[-1]) if self._given else None

    def drop_last(self) -> None:
        del self._given[-1:]
        self._save()

    def _forget(self, pk: int) -> None:
        if pk in self.skipped:
            self.skipped.remove(pk)

    def _save(self) -> None:
        del self.skipped[:-KEPT]
        del self._given[:-KEPT]
        self._session[KEY] = self._of_all
