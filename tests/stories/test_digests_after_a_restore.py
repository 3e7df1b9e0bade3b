"""A restored database sends nobody a letter once more, unless somebody says so."""

from typing import Any

import pytest
from django.core.management import call_command

from gapfinder import digests
from gapfinder.models import Delivery, Subscription
from tests.digests.test_send import (
    BEFORE,
    HOUR,
    MONDAY,
    SEVEN,
    WEEK,
    State,
    check,
    named,
    state_of,
)
from tests.support.factories import a_subscription
from tests.support.mail_server import MailServer

pytestmark = pytest.mark.django_db


def restored(reader: Subscription, **fields: Any) -> None:
    """Bring back what the dump had, which is nothing of this week unless it is said."""
    Delivery.objects.all().delete()
    if fields:
        Delivery.objects.create(subscription=reader, monday=MONDAY, **fields)


@pytest.mark.parametrize(
    "dumped",
    [
        {},
        {"next_try_at": SEVEN},
        {"next_try_at": SEVEN + 6 * HOUR, "attempts": 1},
        {"state": "sending", "tried_at": SEVEN, "attempts": 1},
    ],
    ids=["not yet made", "waiting", "to be tried again", "being sent"],
)
def test_what_may_have_been_sent_since_the_dump_waits_for_a_person(
    server: MailServer, dumped: dict[str, Any]
) -> None:
    reader = a_subscription(began_at=SEVEN)
    check(SEVEN)
    restored(reader, **dumped)

    digests.hold_letters(SEVEN + HOUR)

    assert check(SEVEN + 12 * HOUR) == []
    assert len(server.mails) == 1
    assert state_of(reader)[0] == State.UNCERTAIN
    assert Delivery.objects.all().send_again(SEVEN + 13 * HOUR) == 1
    assert check(SEVEN + 13 * HOUR) == [State.SENT]
    first, second = named(server)
    assert first == second


def test_what_becomes_due_after_the_restore_is_sent(server: MailServer) -> None:
    a_subscription(began_at=BEFORE)
    a_subscription("tuesday@example.com", weekday=1, began_at=SEVEN)

    assert digests.hold_letters(SEVEN) == 1

    assert check(SEVEN + 24 * HOUR) == [State.SENT]
    assert server.mails[0]["To"] == "tuesday@example.com"
    assert check(SEVEN + WEEK + 24 * HOUR) == [State.SENT, State.SENT]


def test_what_was_sent_to_all_at_once_is_held_though_it_is_due_later(
    server: MailServer,
) -> None:
    tuesday = a_subscription(weekday=1, began_at=BEFORE)
    digests.make_all(tuesday.help_center, MONDAY, SEVEN)
    restored(tuesday)

    assert digests.hold_letters(SEVEN, later=True) == 1

    assert check(SEVEN + 24 * HOUR) == []
    assert check(SEVEN + WEEK + 24 * HOUR) == [State.SENT]


def test_what_the_dump_says_is_sent_or_failed_stays_so() -> None:
    for state in (State.SENT, State.FAILED):
        reader = a_subscription(f"{state}@example.com", began_at=SEVEN)
        Delivery.objects.create(subscription=reader, monday=MONDAY, state=state)

    assert digests.hold_letters(SEVEN) == 0

    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent", "failed"}


def test_the_command_says_how_many_it_holds_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    a_subscription()
    a_subscription("other@example.com")

    call_command("hold_letters")

    assert capsys.readouterr().out.startswith("2 letters held back, in ")
    assert Delivery.objects.filter(state=State.UNCERTAIN).count() == 2
