"""The page that machines read: what is reached, and no more than that."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.test import RequestFactory
from django.utils import timezone

from gapfinder.models import HelpCenter
from gapfinder.views.health import healthz
from tests.support.factories import NOON, a_contact, a_help_center, a_run
from tests.support.silent_server import silent_server

ROOT = Path(__file__).resolve().parents[2]
NOBODY = "amqp://127.0.0.1:1//"  # nothing listens there


@pytest.fixture
def no_broker():
    kept = current_app.conf.broker_url, current_app.conf.task_always_eager
    current_app.conf.update(broker_url=None, task_always_eager=True)
    yield
    current_app.conf.update(broker_url=kept[0], task_always_eager=kept[1])


def answered(rf: RequestFactory) -> tuple[int, dict[str, object]]:
    response = healthz(rf.get("/healthz"))
    return response.status_code, json.loads(response.content)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_a_new_site_is_well_and_had_no_run(rf: RequestFactory) -> None:
    assert answered(rf) == (
        200,
        {
            **{"database": "reached", "broker": "not used"},
            **{"last_run_seconds_ago": None, "oldest_unseen_seconds_ago": None},
        },
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_it_tells_the_age_of_the_last_run_and_not_whose(rf: RequestFactory) -> None:
    a_run(
        help_center=a_help_center("secret-brand"),
        finished_at=timezone.now() - timedelta(hours=2),
    )

    status, told = answered(rf)

    assert status == 200
    assert told["last_run_seconds_ago"] == pytest.approx(7200, abs=60)
    assert "secret" not in json.dumps(told)


HOUR, DAY = 3600, 86_400  # seconds


def ago(seconds: float) -> datetime:
    return timezone.now() - timedelta(seconds=seconds)


def unseen(rf: RequestFactory) -> object:
    return answered(rf)[1]["oldest_unseen_seconds_ago"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_one_help_centre_that_falls_behind_is_not_hidden_by_the_others(
    rf: RequestFactory,
) -> None:
    """Its runs of two nights failed; that of the other one has just finished."""
    behind, well = a_help_center("secret-brand"), a_help_center("fjordnett")
    a_run(help_center=behind, until=ago(3 * DAY))
    for night in (2, 1):
        a_run(help_center=behind, until=ago(night * DAY), state="failed")
    for day in (5, 2.5, 1.5, 0.5):
        a_contact(help_center=behind, received_at=ago(day * DAY))
    a_run(help_center=well, until=ago(0), finished_at=ago(0))
    a_contact(help_center=well, received_at=ago(4 * DAY))

    assert unseen(rf) == pytest.approx(2.5 * DAY, abs=60)
    assert "secret" not in json.dumps(answered(rf)[1])


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_nights_without_news_are_no_alarm(rf: RequestFactory) -> None:
    """Ten days in which nobody asked anything, and then a contact an hour ago."""
    a_run(until=ago(10 * DAY), finished_at=ago(10 * DAY))
    a_contact(received_at=ago(11 * DAY))
    a_contact(received_at=ago(5 * DAY)).questions.all().delete()
    assert unseen(rf) is None

    a_contact(received_at=ago(HOUR))

    assert unseen(rf) == pytest.approx(HOUR, abs=60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_a_run_over_old_days_does_not_make_new_ones_unseen(rf: RequestFactory) -> None:
    a_run(until=ago(0))
    a_run(until=ago(30 * DAY))
    a_contact(received_at=ago(2 * DAY))

    assert unseen(rf) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_a_help_centre_without_a_run_waits_since_its_first_contact(
    rf: RequestFactory,
) -> None:
    for day in (3, 1):
        a_contact(received_at=ago(day * DAY))

    assert unseen(rf) == pytest.approx(3 * DAY, abs=60)


@pytest.mark.django_db
def test_to_know_it_is_one_query_however_many_help_centres(
    django_assert_num_queries: Any,
) -> None:
    for number in range(3):
        a_contact(help_center=a_help_center(f"brand-{number}"))

    with django_assert_num_queries(1):
        assert HelpCenter.objects.oldest_unseen() == NOON


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_a_broker_that_is_gone_is_not_well(rf: RequestFactory) -> None:
    current_app.conf.update(broker_url=NOBODY, task_always_eager=False)

    status, told = answered(rf)

    assert (status, told["broker"], told["database"]) == (503, "not reached", "reached")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
@pytest.mark.parametrize("kind", ["amqp", "redis"])
def test_a_broker_that_says_nothing_keeps_nobody_waiting(
    rf: RequestFactory, kind: str
) -> None:
    """Without patience this would hang, and the test's own time would end it."""
    with silent_server() as port:
        url = f"{kind}://127.0.0.1:{port}/"
        current_app.conf.update(broker_url=url, task_always_eager=False)

        status, told = answered(rf)

    assert (status, told["broker"], told["database"]) == (503, "not reached", "reached")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_a_probe_may_ask_for_the_head_only(rf: RequestFactory) -> None:
    assert healthz(rf.head("/healthz")).status_code == 200


SILENT_DATABASE = """
import json
import config.wsgi
from django.test import Client
answer = Client(SERVER_NAME="gaps.example.com").get("/healthz")
print(answer.status_code, json.loads(answer.content)["database"])
"""


def test_a_database_that_says_nothing_keeps_nobody_waiting(tmp_path: Path) -> None:
    """By http, with no session and no redirect: a probe asks from within."""
    with silent_server() as port:
        asked = subprocess.run(
            [sys.executable, "-c", SILENT_DATABASE],
            cwd=ROOT,
            env=os.environ
            | {
                "PYTHONPATH": "site:.",
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "DJANGO_DEBUG": "0",
                "DJANGO_SECRET_KEY": "0123456789abcdef" * 4,
                "DJANGO_ALLOWED_HOSTS": "gaps.example.com",
                "DATABASE_URL": f"postgres://nobody@127.0.0.1:{port}/none",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert asked.stdout == "503 not reached\n", asked.stderr


@pytest.mark.django_db(databases=[])
@pytest.mark.usefixtures("no_broker")
def test_nobody_may_post(rf: RequestFactory) -> None:
    assert healthz(rf.post("/healthz")).status_code == 405
