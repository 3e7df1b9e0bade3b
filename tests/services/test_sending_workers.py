"""Letters by processes that are killed: nobody gets one twice, nobody is forgotten.

They need PostgreSQL, Redis and RabbitMQ; `REDIS_URL` and `RABBITMQ_URL` say where.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.db import connection
from django.utils import timezone
from kombu import Queue

from gapfinder.models import Delivery
from tests.factories import a_help_center, a_subscription
from tests.smtp import MailServer, until

pytestmark = [
    pytest.mark.service,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]

ROOT = Path(__file__).resolve().parents[2]
READERS = 50
BROKERS = {
    "redis": os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/4"),
    "rabbitmq": os.environ.get("RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//"),
}
COMMAND = ("-m", "django", "send_digest", "--help-center", "lumevik")
WORKER = (
    *("-m", "celery", "-A", "config", "worker", "--queues=default", "--pool=prefork"),
    *("--concurrency=2", "--without-mingle", "--without-gossip", "--loglevel=INFO"),
)
WHILE = timedelta(hours=1)
State = Delivery.State
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(autouse=True)
def _readers() -> None:
    for number in range(READERS):
        a_subscription(f"lead{number:02}@example.com", help_center=a_help_center())


@pytest.fixture
def start(server: MailServer, tmp_path: Path) -> Iterator[Start]:
    """Start a process of the host project; what is left of it ends with the test."""
    running: list[subprocess.Popen[str]] = []
    database = connection.settings_dict
    where = {
        "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(
            **database
        ),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_SECRET_KEY": "tests",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(server.port),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }

    def started(*command: str, **more: str) -> "subprocess.Popen[str]":
        with (tmp_path / f"{len(running)}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                env=os.environ | where | more,
                stdout=log,
                stderr=log,
                text=True,
                start_new_session=True,  # a worker dies with its children
            )
        running.append(process)
        return process

    yield started
    for process in running:
        if process.poll() is None:
            kill(process)


@pytest.fixture(params=BROKERS)
def broker(request: Any) -> Iterator[str]:
    url = BROKERS[request.param]
    emptied(url)
    yield url
    emptied(url)


def emptied(url: str) -> None:
    with Celery(broker=url).connection_for_write() as link:
        queue = Queue("default")(link.default_channel)
        queue.declare()
        queue.purge()
        for key in ("unacked", "unacked_index") if url.startswith("redis") else ():
            link.default_channel.client.delete(key)


def kill(process: "subprocess.Popen[str]") -> None:
    """As a machine does that runs out of memory: with no time for a word."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def check(broker: str, times: int = 1) -> None:
    """Do what beat does, once or twice at once."""
    with Celery(broker=broker) as app:
        for _ in range(times):
            app.send_task("gapfinder.tasks.send_due_digests", queue="default")


def time_passes() -> None:
    """Age the rows by an hour, which is what they go by."""
    for row in Delivery.objects.all():
        for name in ("queued_at", "tried_at", "next_try_at"):
            moment = getattr(row, name)
            setattr(row, name, moment and moment - WHILE)
        Delivery.objects.filter(pk=row.pk, state=row.state).update(
            queued_at=row.queued_at, tried_at=row.tried_at, next_try_at=row.next_try_at
        )


def states() -> set[str]:
    return set(Delivery.objects.values_list("state", flat=True))


def nobody_twice_nobody_forgotten(server: MailServer, *, killed: int) -> None:
    """Who has no mail, or may have none, is listed; killed ones leave one each."""
    assert Delivery.objects.count() == READERS
    assert states() <= {State.SENT, State.UNCERTAIN}
    assert set(server.addresses.values()) == {1}
    sent = Delivery.objects.sent().values_list("subscription__email", flat=True)
    assert set(sent) <= set(server.addresses)
    assert READERS - len(sent) <= killed
    names = [mail["Message-ID"] for mail in server.mails]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("mails", "slowness"), [(1, 0.05), (7, 0.0), (23, 0.05), (42, 0.0)]
)
def test_a_command_that_is_killed_is_finished_by_the_next_one(
    server: MailServer, start: Start, mails: int, slowness: float
) -> None:
    server.slowness = slowness
    first = start(*COMMAND)
    until(lambda: len(server.mails) >= mails)
    kill(first)
    assert len(server.mails) < READERS
    time_passes()

    start(*COMMAND).wait(120)

    nobody_twice_nobody_forgotten(server, killed=1)


def test_two_commands_at_once_send_each_letter_once(
    server: MailServer, start: Start
) -> None:
    server.slowness = 0.01
    both = [start(*COMMAND), start(*COMMAND)]

    for process in both:
        process.wait(120)

    assert states() == {State.SENT}
    nobody_twice_nobody_forgotten(server, killed=0)


@pytest.mark.parametrize("mails", [3, 25])
def test_a_worker_that_is_killed_is_made_up_for_by_the_next_one(
    server: MailServer, start: Start, broker: str, mails: int
) -> None:
    """And two beats at once are as good as one."""
    server.slowness = 0.05
    worker = start(*WORKER, CELERY_BROKER_URL=broker)
    check(broker, times=2)
    until(lambda: len(server.mails) >= mails)
    kill(worker)
    assert len(server.mails) < READERS
    time_passes()

    start(*WORKER, CELERY_BROKER_URL=broker)
    check(broker, times=2)
    until(lambda: states() <= {State.SENT, State.UNCERTAIN})

    nobody_twice_nobody_forgotten(server, killed=2)  # a child each


def test_messages_that_come_again_send_nothing_again(
    server: MailServer, start: Start, broker: str
) -> None:
    start(*WORKER, CELERY_BROKER_URL=broker)
    check(broker)
    until(lambda: Delivery.objects.sent().count() == READERS)

    with Celery(broker=broker) as app:
        for key in Delivery.objects.values_list("pk", flat=True):
            app.send_task("gapfinder.tasks.send_delivery", [key], queue="default")
    a_subscription("last@example.com")
    check(broker)  # comes after them
    until(lambda: "last@example.com" in server.addresses)

    assert set(server.addresses.values()) == {1}


def test_a_mail_server_that_is_away_for_ten_seconds_loses_no_letter(
    server: MailServer, start: Start, broker: str
) -> None:
    server.slowness = 0.02
    start(*WORKER, CELERY_BROKER_URL=broker)
    check(broker)
    until(lambda: len(server.mails) >= 10)
    server.stop()
    gone = timezone.now()
    until(lambda: not Delivery.objects.filter(attempts=0).exists())
    until(lambda: timezone.now() - gone > timedelta(seconds=10))
    server.start()
    assert Delivery.objects.waiting().exists()
    time_passes()

    check(broker)
    until(lambda: states() <= {State.SENT, State.UNCERTAIN})

    nobody_twice_nobody_forgotten(server, killed=2)
