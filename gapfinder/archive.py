"""What was written once and is kept: issues of the letter, old titles, Django's log.

There is far more of it than of what is to go, and any of it may show the words. So it
is read once for many contacts, while nobody waits; what is written meanwhile is little,
and is read when nobody can write any more.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from gapfinder.engine.unsaid import Unsaid
from gapfinder.models import Digest, Gap, GapEvent


class Archive:
    """Of some help centres, all old titles, and the issues that show a time's words.

    Who asked the same at another time is in other issues. Django's log is one for all;
    its entries of gaps are read.
    """

    def __init__(
        self, help_centers: Collection[int], since: datetime, until: datetime
    ) -> None:
        self._issues = Digest.objects.of_any(help_centers).showing(since, until)
        self._old = GapEvent.objects.of_any(help_centers).retitlings()
        self._log = _log_of_gaps()
        self._read: dict[Any, set[int]] = {}  # keys by model

    def read(self, unsaid: Unsaid) -> None:
        """Take words out of all there is, and do not read that again."""
        parts = (self._issues, self._old, self._log)
        read = {part.model: _keys(part) for part in parts if part is not None}
        self.unsay(unsaid)
        self._read = read

    def unsay(self, unsaid: Unsaid) -> int:
        """Take words out of what was not read yet.

        Returns:
            How many issues had them.
        """
        old = self._unread(self._old)
        named = [event.pk for event in old.iterator() if _names(event, unsaid)]
        old.filter(pk__in=named).forget_titles()
        if self._log is not None:
            log = self._unread(self._log)
            told = [entry.pk for entry in log.iterator() if _tells(entry, unsaid)]
            _forget_entries(log.filter(pk__in=told))
        return int(self._unread(self._issues).unsay(unsaid))

    def _unread(self, part: Any) -> Any:
        read = self._read.get(part.model)
        return part if read is None else part.filter(pk__in=_keys(part) - read)


def forget_past(gaps: Collection[Gap]) -> None:
    """Take out what gaps were called before, by their histories and Django's log."""
    GapEvent.objects.of_gaps(gaps).forget_titles()
    log = _log_of_gaps()
    if log is not None:
        _forget_entries(log.filter(object_id__in=[str(gap.pk) for gap in gaps]))


def _log_of_gaps() -> QuerySet[Any] | None:
    """Return what Django's admin noted of gaps; None: it is not installed."""
    if not apps.is_installed("django.contrib.admin"):
        return None
    from django.contrib.admin.models import LogEntry

    return LogEntry.objects.filter(
        content_type__app_label="gapfinder", content_type__model__contains="gap"
    )


def _forget_entries(log: QuerySet[Any]) -> None:
    """Leave of entries who did something, and when."""
    log.update(object_repr="", change_message="")


def _names(event: GapEvent, unsaid: Unsaid) -> bool:
    names = (name for name in event.data.values() if isinstance(name, str))
    return any(map(unsaid.is_named, names))


def _tells(entry: Any, unsaid: Unsaid) -> bool:
    told = unsaid.is_quoted(entry.change_message)
    return told or unsaid.is_named(entry.object_repr)


def _keys(rows: QuerySet[Any]) -> set[int]:
    return set(rows.values_list("pk", flat=True))
