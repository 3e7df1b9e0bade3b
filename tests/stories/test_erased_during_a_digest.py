"""An issue that is written while words are erased has none of them."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from gapfinder.conf import customer_secret
from gapfinder.digests import compose
from gapfinder.digests.content.schema import facts_of
from gapfinder.digests.rendering.table import table_of
from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.erasure.erase import erase_customer, expire_texts
from gapfinder.models import Contact, Digest
from tests.support.factories import NOON, a_contact, a_gap, a_help_center, a_judgement

WORDS = "Moving my zanzibar fibre to Bø in June"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="has no locks of rows"
    ),
]


@pytest.fixture
def contact() -> Contact:
    """Of a customer, whose words a gap shows."""
    key = customer_key("k-1", secret=customer_secret())
    contact = a_contact(WORDS, customer=key, received_at=NOON - timedelta(days=1))
    question = contact.questions.get()
    gap = a_gap(title_of=question, examples=[question], answers=[question])
    a_judgement(question, gap=gap)
    return contact


def erase() -> None:
    erase_customer("k-1")


def forget() -> None:
    expire_texts(NOON, now=timezone.now())


@pytest.mark.parametrize("go", [erase, forget])
def test_words_that_go_while_an_issue_is_written_are_not_in_it(
    contact: Contact, go: Callable[[], None]
) -> None:
    """It was read for with the words, and is not there yet to be looked through."""
    done: list[Callable[[], None]] = []

    def elsewhere() -> None:
        try:
            go()
            done.append(go)
        finally:
            connections.close_all()

    erasing = Thread(target=elsewhere)

    def let_it_try(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "gapfinder_digest"'):
            erasing.start()
            while erasing.is_alive() and not somebody_waits():
                erasing.join(0.02)
        return execute(sql, *rest)

    with connection.execute_wrapper(let_it_try):
        compose(a_help_center(), None, NOON.date(), now=timezone.now())
    erasing.join()

    assert done == [go]
    issue = Digest.objects.get()
    assert len(issue.gaps) == 1
    shown = [issue.facts, issue.gaps, facts_of(issue), str(table_of(issue, "en"))]
    assert "zanzibar" not in str(shown)


def somebody_waits() -> bool:
    """Whether another connection waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks "
            "WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])
