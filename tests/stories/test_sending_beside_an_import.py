"""A letter waits a while for an import that holds its help centre, and is not lost."""

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings

from gapfinder import digests
from gapfinder.digests.content import compose
from gapfinder.models import Delivery
from tests.digests.test_send import SEVEN, State
from tests.support.factories import a_subscription
from tests.support.mail_server import MailServer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="has no locks of rows"
    ),
]


def test_a_letter_that_waited_in_vain_is_sent_at_the_next_try(
    server: MailServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose, "PATIENCE", 1)
    a_subscription(began_at=SEVEN)
    (key,) = digests.make_due(SEVEN)

    with psycopg.connect(**connection.get_connection_params()) as importing:
        importing.execute("SELECT 1 FROM gapfinder_helpcenter FOR UPDATE")
        assert digests.send(key, now=SEVEN) is None

    waiting = Delivery.objects.get()
    assert (waiting.state, waiting.attempts) == (State.WAITING, 0)
    assert digests.send(key, now=SEVEN) == State.SENT
    assert len(server.mails) == 1
