"""Runs that nobody works on any more: queued again, or told why they failed.

What was sent is read from a broker in this process.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

from gapfinder.models import Chunk, Failure, Run, SupersededError
from gapfinder.runs.nightly import queue_analyses
from gapfinder.runs.recovery import recover_runs
from gapfinder.runs.start import start_run
from tests.support.factories import NOON, a_contact, a_help_center, a_judgement, a_run

pytestmark = pytest.mark.django_db
GONE = "elsewhere:1"


@pytest.fixture(autouse=True)
def broker() -> Iterator[Any]:
    """Returns the arguments of what was sent, once."""
    settings = current_app.conf
    before = settings.broker_url, settings.task_always_eager
    settings.broker_url, settings.task_always_eager = "memory://", False
    with current_app.connection_for_write() as connection:
        queue = current_app.amqp.queues["celery"](connection.default_channel)
        queue.declare()
        queue.purge()
        yield lambda: [
            [*message.decode()[:2]]
            for message in iter(lambda: queue.get(no_ack=True), None)
        ]
    settings.broker_url, settings.task_always_eager = before


def ago(**past: float) -> Any:
    return timezone.now() - timedelta(**past)


def a_waiting(**fields: Any) -> Run:
    defaults = {"state": "queued", "finished_at": None, "seen_at": timezone.now()}
    return a_run(**defaults | fields)


def a_running(**fields: Any) -> Run:
    return a_waiting(**{"state": "running", "process": GONE, "attempts": 1} | fields)


def a_failed(failure: str, attempts: int) -> Run:
    return a_running(
        state="failed", failure=failure, attempts=attempts, started_at=ago(hours=1)
    )


def now(run: Run) -> Run:
    return Run.objects.get(pk=run.pk)


def tend() -> int:
    return recover_runs(timezone.now())


# --- What nobody works on -------------------------------------------------------------


def test_a_run_whose_worker_is_gone_is_sent_again_with_its_days(broker: Any) -> None:
    run = a_running(seen_at=ago(minutes=11), phase="encode", encoded=512)

    assert tend() == 1

    told = now(run)
    assert (told.state, told.phase, told.encoded) == ("queued", "", 0)
    days = {"since": "2026-09-21", "until": "2026-11-16"}
    assert broker() == [[["lumevik", run.pk], days]]


def test_two_who_tend_at_once_send_it_once(broker: Any) -> None:
    run = a_running(seen_at=ago(minutes=11))
    seen_by_another = now(run)

    assert tend() == 1

    assert not seen_by_another.queue_again()
    assert (tend(), len(broker())) == (0, 1)


def test_after_three_attempts_it_says_why_not(broker: Any) -> None:
    run = a_running(seen_at=ago(minutes=11), attempts=3)

    assert tend() == 0

    assert (now(run).state, now(run).failure) == ("failed", "silent")
    assert broker() == []


def test_a_message_that_was_lost_is_sent_again(broker: Any) -> None:
    run = a_waiting(seen_at=ago(minutes=40), sent_at=ago(minutes=16))

    assert (tend(), tend()) == (1, 0)

    assert len(broker()) == 1
    assert now(run).state == "queued"


def test_a_run_that_no_worker_takes_says_so() -> None:
    run = a_waiting(seen_at=ago(hours=2))

    tend()

    assert (now(run).state, now(run).failure) == ("failed", "not_taken")


def test_while_others_are_run_a_long_queue_is_no_failure() -> None:
    run = a_waiting(seen_at=ago(hours=2))
    a_running(help_center=a_help_center("fjordnett"))

    tend()

    assert now(run).state == "queued"


@pytest.mark.parametrize("minutes", [0, 9])
def test_what_is_alive_is_left_alone(broker: Any, minutes: int) -> None:
    run = a_running(seen_at=ago(minutes=minutes))

    assert tend() == 0

    assert (now(run).state, broker()) == ("running", [])


def test_a_run_that_the_database_failed_is_tried_again(broker: Any) -> None:
    run = a_running()
    run.fail(Failure.DATABASE, "OperationalError")

    assert tend() == 1

    assert (now(run).state, now(run).failure, now(run).error) == ("queued", "", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"failure": "encoder"},
        {"failure": "database", "attempts": 3},
        {"failure": "database", "seen_at": ago(hours=2)},
    ],
    ids=["for good", "three times", "long ago"],
)
def test_other_failures_stay(fields: dict[str, Any]) -> None:
    run = a_running(**{"state": "failed"} | fields)

    assert tend() == 0

    assert now(run).state == "failed"


def test_a_failed_run_is_not_tried_again_when_a_newer_one_was_asked_for() -> None:
    failed = a_running(state="failed", failure="database")
    a_waiting()

    assert tend() == 0

    assert now(failed).state == "failed"


def test_without_a_broker_nothing_is_queued() -> None:
    current_app.conf.broker_url = None
    run = a_running(seen_at=ago(minutes=11))

    assert tend() == 0

    assert now(run).state == "running"


def test_chunks_of_ended_runs_are_dropped() -> None:
    for run in (a_run(), a_running()):
        Chunk.objects.create(run=run, attempt=1, kind="question", keys=[1], texts=1)

    tend()

    assert Chunk.objects.get().run.state == "running"


# --- Who wakes up ---------------------------------------------------------------------


def test_an_attempt_that_was_given_up_writes_nothing_any_more() -> None:
    a_contact()
    run = start_run(a_help_center())
    woken = now(run)
    Run.objects.update(seen_at=ago(minutes=11), process=GONE)
    run.refresh_from_db()
    run.queue_again()
    again = start_run(a_help_center())

    with pytest.raises(SupersededError):
        woken.save_progress()
    with pytest.raises(SupersededError):
        woken.finish()
    assert not woken.fail(Failure.STOPPED)
    assert (now(again).state, now(again).attempts) == ("running", 2)


# --- The night ------------------------------------------------------------------------


def test_at_night_help_centres_with_news_are_analysed(broker: Any) -> None:
    a_contact(help_center=a_help_center("fjordnett"))
    a_judgement(run=a_run(started_at=ago(days=1)))
    a_help_center("empty")

    assert queue_analyses(timezone.now()) == 1

    run = Run.objects.get(state="queued")
    assert [args for args, _kwargs in broker()] == [["fjordnett", run.pk]]


def test_one_question_that_is_not_judged_is_news() -> None:
    judged = a_judgement(run=a_run(started_at=ago(days=1)))
    a_contact(received_at=judged.asked_at - timedelta(weeks=9))
    assert queue_analyses(timezone.now()) == 0  # it is outside of a run's days

    a_contact(received_at=NOON)

    assert queue_analyses(timezone.now()) == 1


@pytest.mark.parametrize("state", ["queued", "running"])
def test_two_beats_at_once_queue_one_analysis(broker: Any, state: str) -> None:
    a_contact()
    assert queue_analyses(timezone.now()) == 1
    Run.objects.update(state=state)

    assert queue_analyses(timezone.now()) == 0

    assert len(broker()) == Run.objects.count() == 1


def test_who_was_analysed_this_night_is_not_again() -> None:
    a_run(started_at=ago(hours=1))
    a_contact()

    assert queue_analyses(timezone.now()) == 0


@pytest.mark.parametrize(
    ("failure", "attempts"),
    [
        *[("not_taken", 0), ("not_queued", 0), ("silent", 1), ("database", 2)],
        *[("encoder", 1), ("disk", 1), ("memory", 1), ("unexpected", 1)],
        ("stopped", 1),  # as a worker is by an upgrade
    ],
)
def test_who_failed_this_night_is_asked_again(
    broker: Any, failure: str, attempts: int
) -> None:
    a_contact()
    a_failed(failure, attempts)

    assert queue_analyses(timezone.now()) == 1

    assert len(broker()) == Run.objects.filter(state="queued").count() == 1


@pytest.mark.parametrize(
    ("failure", "attempts"),
    [("too_long", 1), ("silent", 3), ("database", 3)],
)
def test_but_not_for_what_another_try_would_not_mend(
    failure: str, attempts: int
) -> None:
    a_contact()
    a_failed(failure, attempts)

    assert queue_analyses(timezone.now()) == 0


def test_workers_that_are_down_for_an_hour_cost_no_night(broker: Any) -> None:
    """Asked at half past two and half past three, and none took it for an hour."""
    a_contact()
    assert queue_analyses(ago(hours=1)) == 1
    Run.objects.update(seen_at=ago(minutes=61), started_at=ago(minutes=61))
    tend()
    assert Run.objects.get().failure == "not_taken"

    assert queue_analyses(timezone.now()) == 1


def test_what_fails_three_times_a_night_waits_for_the_next(broker: Any) -> None:
    a_contact()
    for _try in range(3):
        assert queue_analyses(timezone.now()) == 1
        start_run(a_help_center(), run=Run.objects.get(state="queued")).fail(
            Failure.MEMORY
        )

    assert queue_analyses(timezone.now()) == 0
    assert queue_analyses(timezone.now() + timedelta(hours=21)) == 1
