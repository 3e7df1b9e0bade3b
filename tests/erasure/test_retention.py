"""What is forgotten batch by batch is nowhere, whoever dies or writes in between."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gapfinder.digests import compose
from gapfinder.digests.content.schema import facts_of
from gapfinder.digests.rendering.table import table_of
from gapfinder.erasure.erase import expire_texts
from gapfinder.models import Contact, Digest
from tests.support.database_dump import places_of
from tests.support.factories import NOON, a_contact, a_gap, a_help_center, a_judgement

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORDS = "Moving my zanzibar fibre to Bø in June"


class KilledError(BaseException):
    """What a process gets that is killed, as far as it can be told in one."""


def asked(words: str = WORDS, *, days: int = 90, **fields: Any) -> Contact:
    """Make a contact of so many days ago, with a gap that shows the words."""
    contact = a_contact(words, received_at=NOON - days * DAY, **fields)
    question = contact.questions.get()
    gap = a_gap(title_of=question, examples=[question])
    a_judgement(question, gap=gap)
    return contact


def an_issue() -> Digest:
    monday = NOON + timedelta(weeks=1)
    return compose(a_help_center(), None, NOON.date(), now=monday)


def shown(issue: Digest) -> str:
    issue.refresh_from_db()
    return f"{facts_of(issue)} {table_of(issue, 'en').decode()}"


def forget() -> int:
    return expire_texts(NOON - 30 * DAY, now=NOON)


def test_who_is_killed_between_two_batches_has_the_rest_the_next_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gapfinder.erasure.erase.BATCH", 1)
    asked("What about the quisling?", days=91)
    asked()
    issue = an_issue()
    assert "quisling" in shown(issue)
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
    assert Contact.objects.unexpired().count() == 1
    assert "quisling" not in shown(issue)
    assert "zanzibar" in shown(issue)
    assert forget() == 1

    assert places_of("zanzibar") == []
    assert "zanzibar" not in shown(issue)


def test_no_issue_is_read_or_written_to_forget() -> None:
    asked()
    an_issue()

    with CaptureQueriesContext(connection) as queries:
        assert forget() == 1

    assert not [each for each in queries if "gapfinder_digest" in each["sql"]]


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

    due = [each["sql"] for each in queries if "LIMIT 1000" in each["sql"]]
    assert len(due) == 2  # the last one finds nothing
    with connection.cursor() as cursor:
        for query in due:
            cursor.execute(f"EXPLAIN {query}")
            assert "contact_telling" in str(cursor.fetchall())
