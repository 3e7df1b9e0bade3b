"""Storing of records: create, update and delete a page of them in one transaction.

A page is the records of one call: a file, or a batch of a connector or the API. It is
read and validated before its transaction begins, so that no transaction waits for a
pipe or a network. Each row has a digest of its record, so an unchanged record costs one
comparison.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from pydantic import BaseModel

from gapfinder.models import HelpCenter

from .input_errors import InputError
from .page import BATCH_RECORDS, Page, Record, Waiting

KEY = ("help_center", "external_id")

OnReject = Callable[[Record, str], object]
Progress = Callable[[int, int], object]  # stored, of those read so far

RecordT = TypeVar("RecordT", bound=BaseModel)
ModelT = TypeVar("ModelT", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Imported:
    """Counts of an import; the other counts add up to `read`."""

    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    deleted: int = 0
    unknown: int = 0  # deletions of records that are not stored


@dataclass(frozen=True, slots=True)
class Valid(Generic[RecordT]):
    record: RecordT
    digest: str


class Kind(Protocol[RecordT]):
    """The operations that differ between articles and contacts."""

    @property
    def schema(self) -> type[RecordT]: ...

    def digests(self, center: HelpCenter, ids: Collection[str]) -> dict[str, str]:
        """Return the digests of stored rows, by external id."""

    def save(self, center: HelpCenter, records: Sequence[Valid[RecordT]]) -> set[int]:
        """Insert or update rows, each id once, and the rows that depend on them.

        Returns:
            The keys of gaps that contained or quoted texts which exist no more.
        """

    def delete(self, center: HelpCenter, ids: Collection[str]) -> None:
        """Delete stored rows, and all data derived from them."""

    def finish(self, gaps: Collection[int]) -> None:
        """Update gaps that lost texts: once, in the transaction of the page."""


def get_help_center(slug: str) -> HelpCenter:
    """Return the help centre with a slug; a new one is stored with its first page.

    Raises:
        InputError: the slug is not valid.
    """
    try:
        HelpCenter._meta.get_field("slug").clean(slug, None)
    except ValidationError:
        raise InputError(
            f"--help-center is {slug!r}, expected a word of at most 50 letters a-z, "
            "digits, hyphens or underscores"
        ) from None
    return HelpCenter.objects.filter(slug=slug).first() or HelpCenter(slug=slug)


def store(
    records: Iterable[Record],
    kind: Kind[RecordT],
    help_center: HelpCenter,
    *,
    now: datetime,
    on_reject: OnReject | None = None,
    before_commit: Callable[[], object] = lambda: None,
    progress: Progress = lambda stored, read: None,
) -> Imported:
    """Store a page of records in one transaction; an empty page is no error.

    Of several records with one id the last counts. `{"id": …, "deleted": true}` deletes
    what was stored under the id, with all data derived from it.

    Args:
        records: JSON objects, read before the transaction begins.
        kind: `ARTICLES` or `CONTACTS`.
        help_center: whose they are; a new one is stored with them.
        now: a contact that was received more than a day later is a bad record.
        on_reject: called with a bad record and the reason, before the next one is
            read. Without it a bad record stops the page.
        before_commit: called inside the transaction, when all is written.
        progress: called with the number of records stored, and of those read so far.

    Raises:
        InputError: a record is bad, and there is no `on_reject`; nothing is stored.
    """
    counts: Counter[str] = Counter()
    with Page() as page:
        for number, record in enumerate(records, start=1):
            try:
                page.add(record, kind.schema, now=now)
            except InputError as error:
                if on_reject is None:
                    raise InputError(f"record {number}: {error}") from None
                on_reject(record, str(error))
                counts["rejected"] += 1
            if number % BATCH_RECORDS == 0:
                progress(0, number)
        with transaction.atomic():
            if page.size:  # an empty page makes no help centre
                center = _locked(help_center)
                gaps: set[int] = set()
                for batch in page.batches():
                    counts.update(_store(batch, kind, center, gaps))
                    progress(counts.total() - counts["rejected"], page.size)
                kind.finish(gaps)
            before_commit()
    return Imported(
        read=counts.total(),
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        rejected=counts["rejected"],
        deleted=counts["deleted"],
        unknown=counts["unknown"],
    )


def save(rows: Sequence[ModelT], *, keep: Collection[str] = ()) -> list[ModelT]:
    """Insert rows, or overwrite those of the same help centre and id; all get a pk.

    Existing rows keep the values of the fields named in `keep`.
    """
    model = type(rows[0])
    names = [field.name for field in model._meta.concrete_fields]
    return model._default_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=[name for name in names if name not in {"id", *KEY, *keep}],
    )


def _locked(help_center: HelpCenter) -> HelpCenter:
    """Lock the help centre, so that concurrent pages are stored one after another."""
    if help_center.pk is None:
        help_center, _ = HelpCenter.objects.get_or_create(slug=help_center.slug)
    locked = HelpCenter.objects.select_for_update(no_key=True)  # as `lock` does
    return locked.get(pk=help_center.pk)


def _store(
    batch: Sequence[Waiting], kind: Kind[RecordT], center: HelpCenter, gaps: set[int]
) -> Counter[str]:
    """Delete first, then write: a record that follows its deletion is a new one.

    Adds to `gaps` the keys that `Kind.save` returns.
    """
    digests = kind.digests(center, {waiting.id for waiting in batch})
    deleted: set[str] = set()
    changed: dict[str, Waiting] = {}
    counts: Counter[str] = Counter()
    for waiting in batch:
        key = waiting.id
        if waiting.is_deletion:
            if digests.pop(key, None) is None:
                counts["unknown"] += 1
            else:
                counts["deleted"] += 1
                deleted.add(key)
                changed.pop(key, None)
            continue
        before = digests.get(key)
        if before == waiting.digest:
            counts["unchanged"] += 1
            continue
        counts["created" if before is None else "updated"] += 1
        digests[key] = waiting.digest
        changed[key] = waiting
    if deleted:
        kind.delete(center, deleted)
    if changed:
        gaps |= kind.save(
            center,
            [
                Valid(kind.schema.model_validate_json(record.content), record.digest)
                for record in changed.values()
            ],
        )
    return counts
