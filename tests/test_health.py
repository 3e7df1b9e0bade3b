"""The page that machines read: what is reached, and no more than that."""

import json
from datetime import timedelta

import pytest
from celery import current_app
from django.test import RequestFactory
from django.utils import timezone

from gapfinder.health import healthz

from .factories import a_help_center, a_run

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


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_a_new_site_is_well_and_had_no_run(rf: RequestFactory) -> None:
    assert answered(rf) == (
        200,
        {"database": "reached", "broker": "not used", "last_run_seconds_ago": None},
    )


@pytest.mark.django_db
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


@pytest.mark.django_db
@pytest.mark.usefixtures("no_broker")
def test_a_broker_that_is_gone_is_not_well(rf: RequestFactory) -> None:
    current_app.conf.update(broker_url=NOBODY, task_always_eager=False)

    status, told = answered(rf)

    assert (status, told["broker"], told["database"]) == (503, "not reached", "reached")


@pytest.mark.django_db(databases=[])
@pytest.mark.usefixtures("no_broker")
def test_nobody_may_post(rf: RequestFactory) -> None:
    assert healthz(rf.post("/healthz")).status_code == 405
