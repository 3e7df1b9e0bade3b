"""What is forgotten batch by batch is nowhere, whoever dies or writes in between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext

from gapfinder.forgetting import forget_texts
from gapfinder.models import Contact, Digest, Gap, GapEvent, Question
from tests.everywhere import places_of

from .factories import NOON, a_contact, a_gap, a_help_center, a_judgement

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORDS = "Moving my zanzibar fibre to Bø in June"


class KilledError(BaseException):
    """What a process gets that is killed, as far as it can be told in one."""


def asked(words: str = WORDS, *, days: int = 90, **fields: Any) -> Contact:
    """Make a contact of so many days ago, with a gap that shows the words."""
    contact = a_contact(words, received_at=NOON - days * DAY, **fields)
    gap = a_gap(title=words, examples=[words])
    a_judgement(contact.questions.get(), gap=gap)
    return contact


def an_issue(week: int, *shown: str) -> Digest:
    """Make one that was written so many weeks ago."""
    monday = (NOON - week * 7 * DAY).date()
    rows = [{"id": "gap-0", "title": words, "examples": [words]} for words in shown]
    return Digest.objects.create(
        help_center=a_help_center(),
        **{"monday": monday, "gaps": rows, "composed_at": NOON - week * 7 * DAY},
    )


@contextmanager
def at_first_issue(do: Callable[[], object]) -> Iterator[None]:
    """Do something the first time that an issue is written over."""
    left = iter([do])

    def receive(created: bool, **_told: object) -> None:
        if not created:
            next(left, lambda: None)()

    post_save.connect(receive, sender=Digest)
    try:
        yield
    finally:
        post_save.disconnect(receive, sender=Digest)


def forget() -> int:
    return forget_texts(NOON - 30 * DAY, now=NOON)


def test_who_is_killed_between_two_issues_has_them_all_the_next_night() -> None:
    asked()
    issues = [an_issue(week, WORDS) for week in (3, 2, 1)]

    def die() -> None:
        raise KilledError

    with pytest.raises(KilledError), at_first_issue(die):
        forget()
    assert Question.objects.get().text == WORDS  # or nobody would know what to look for
    assert forget() == 1

    assert places_of("zanzibar") == []
    assert Digest.objects.count() == len(issues)


def test_who_is_killed_between_two_batches_has_the_rest_the_next_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The words of the second have left the issue, and are shown by a newer one."""
    monkeypatch.setattr("gapfinder.forgetting.AT_ONCE", 1)
    asked("What about the quisling?", days=91)
    asked()
    an_issue(1, "What about the quisling?", WORDS)
    emptied = 0

    def die(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal emptied
        if sql.startswith('UPDATE "gapfinder_contact"'):
            emptied += 1
            if emptied == 2:
                raise KilledError
        return execute(sql, *rest)

    with pytest.raises(KilledError), connection.execute_wrapper(die):
        forget()
    assert places_of("quisling") == []
    assert Contact.objects.telling().count() == 1
    an_issue(0, WORDS)  # its gap showed them all day
    assert forget() == 1

    assert places_of("zanzibar") == []


def test_what_is_written_while_old_issues_are_read_loses_the_words_too(
    admin_user: Any,
) -> None:
    """A letter goes out, and an editor gives the gap a name."""
    contact = asked()
    an_issue(1, WORDS)
    gap, other = Gap.objects.get(), a_gap()

    def write() -> None:
        an_issue(0, WORDS)
        for each in (gap, other):
            each.events.create(kind="retitled", data={"from": WORDS, "to": "Moving"})
            LogEntry.objects.log_actions(
                admin_user.pk, [each], CHANGE, f"Not {WORDS} any more."
            )

    with at_first_issue(write):
        assert forget() == 1

    assert places_of("zanzibar") == []
    assert Contact.objects.get().pk == contact.pk
    assert GapEvent.objects.retitlings().count() == 2


def test_words_that_an_import_gives_meanwhile_are_looked_for_as_well() -> None:
    asked()
    an_issue(2, WORDS)
    an_issue(1, "Where is the quisling?")

    def reword() -> None:
        Question.objects.update(text="Where is the quisling?")

    with at_first_issue(reword):
        assert forget() == 1

    assert places_of("quisling") == []


def test_an_issue_is_read_once_a_night_however_many_contacts_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gapfinder.forgetting.AT_ONCE", 1)
    for days in (93, 92, 91):
        asked(f"{WORDS} {days}", days=days)
    an_issue(2, "Pay")
    an_issue(1, "Pay")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert forget() == 3

    issues = [each for each in queries if '"gapfinder_digest"."gaps"' in each["sql"]]
    assert len(issues) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="has other plans")
def test_what_is_forgotten_is_in_the_way_of_no_further_night() -> None:
    old = {"help_center": a_help_center(), "received_at": NOON - 99 * DAY}
    Contact.objects.bulk_create(
        Contact(**old, external_id=f"old-{row}", forgotten_at=NOON)
        for row in range(2_000)
    )
    asked()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE gapfinder_contact")

    with CaptureQueriesContext(connection) as queries:
        assert forget() == 1

    due = [each["sql"] for each in queries if "LIMIT 10000" in each["sql"]]
    assert len(due) == 2  # the last one finds nothing
    with connection.cursor() as cursor:
        for query in due:
            cursor.execute(f"EXPLAIN {query}")
            assert "contact_telling" in str(cursor.fetchall())
