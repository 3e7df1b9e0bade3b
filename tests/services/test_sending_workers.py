"""Letters by processes that are killed: nobody gets one twice, nobody is forgotten."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
import pytest

from tests.support.mail_server import MailServer, a_mail_server
from tests.support.processes import started

from .project import Project
from .servers import PostgreSQL
from .waiting import wait_until

pytestmark = [pytest.mark.service, pytest.mark.timeout(600)]

READERS = 50
SUBSCRIBE = f"""
from tests.support.factories import a_subscription
for number in range({READERS}):
    a_subscription(f"lead{{number:02}}@example.com")
"""
COMMAND = ("-m", "django", "send_digest", "--help-center", "lumevik")
DONE = {"sent", "uncertain"}


class Post(Project):
    """A project whose letters go to a mail server of the tests."""

    mail_port = 25  # until a test has one of its own

    @property
    def environment(self) -> dict[str, str]:
        server = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.mail_port)}
        ours = {"DJANGO_SETTINGS_MODULE": "config.settings"}
        return super().environment | server | ours

    def worker(self, name: str) -> subprocess.Popen[str]:
        return self._celery(name, "worker", "-Q", "default", "-P", "prefork", "-c2")

    def command(self, name: str) -> subprocess.Popen[str]:
        with (self.folder / f"{name}.log").open("w") as log:
            process = started(
                [sys.executable, *COMMAND],
                **{"env": self.environment, "stdout": log, "stderr": log},
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def end(self) -> None:
        self._processes = [each for each in self._processes if each.poll() is None]
        super().end()

    def time_passes(self) -> None:
        """Age the rows by an hour, which is what they go by."""
        self.change(
            "UPDATE gapfinder_delivery SET queued_at = queued_at - interval '1h', "
            "tried_at = tried_at - interval '1h', "
            "next_try_at = next_try_at - interval '1h'"
        )

    def states(self) -> Counter[str]:
        return Counter(state for (state,) in self.rows(STATES))


STATES = "SELECT state FROM gapfinder_delivery"
SENT = """
    SELECT s.email FROM gapfinder_delivery d
    JOIN gapfinder_subscription s ON s.id = d.subscription_id WHERE d.state = 'sent'
"""


@pytest.fixture(scope="session")
def subscribed(postgres: PostgreSQL, tmp_path_factory: Any) -> str:
    """The name of a database with readers, to make others like it."""
    _create(postgres, "subscribed", "template1")
    project = Post(postgres.url("subscribed"), tmp_path_factory.mktemp("subscribed"))
    project.manage("migrate", "-v0")
    project.manage("shell", "-v0", "-c", SUBSCRIBE)
    return "subscribed"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with a_mail_server() as server:
        yield server


@pytest.fixture
def post(
    postgres: PostgreSQL, subscribed: str, server: MailServer, tmp_path: Path
) -> Iterator[Post]:
    """Without a broker; its processes end with the test."""
    _create(postgres, "letters", subscribed)
    post = Post(postgres.url("letters"), tmp_path)
    post.mail_port = server.port
    yield post
    post.end()


@pytest.fixture
def queued(post: Post, broker: Any) -> Post:
    """The same with each of the brokers."""
    post.broker = broker.url
    return post


def _create(postgres: PostgreSQL, name: str, template: str) -> None:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def wait_for_mails(server: MailServer, mails: int) -> None:
    wait_until(lambda: len(server.mails) >= mails, f"{mails} mails came")


def wait_for_the_end(post: Post) -> None:
    wait_until(
        lambda: post.states().total() == READERS and set(post.states()) <= DONE,
        "every letter is sent or uncertain",
    )


def nobody_twice_nobody_forgotten(post: Post, server: MailServer, killed: int) -> None:
    """Who has no mail, or may have none, is listed; killed ones leave one each."""
    states = post.states()
    assert states.total() == READERS
    assert set(states) <= DONE
    assert states["uncertain"] <= killed
    assert set(server.addresses.values()) == {1}
    assert {email for (email,) in post.rows(SENT)} <= set(server.addresses)


@pytest.mark.parametrize(
    ("mails", "slowness"), [(1, 0.05), (7, 0.0), (23, 0.05), (42, 0.0)]
)
def test_a_command_that_is_killed_is_finished_by_the_next_one(
    post: Post, server: MailServer, mails: int, slowness: float
) -> None:
    server.slowness = slowness
    first = post.command("first")
    wait_for_mails(server, mails)
    post.kill(first)
    assert len(server.mails) < READERS
    post.time_passes()

    post.command("second").wait(240)

    nobody_twice_nobody_forgotten(post, server, killed=1)


def test_two_commands_at_once_send_each_letter_once(
    post: Post, server: MailServer
) -> None:
    server.slowness = 0.01
    for process in [post.command("one"), post.command("other")]:
        process.wait(240)

    nobody_twice_nobody_forgotten(post, server, killed=0)


@pytest.mark.parametrize("mails", [3, 25])
def test_a_worker_that_is_killed_is_made_up_for_by_the_next_one(
    queued: Post, server: MailServer, mails: int
) -> None:
    """And two beats at once are as good as one."""
    server.slowness = 0.05
    first = queued.worker("first")
    queued.send("send_due_digests")
    queued.send("send_due_digests")
    wait_for_mails(server, mails)
    queued.kill(first)
    assert len(server.mails) < READERS
    queued.time_passes()

    queued.worker("second")
    queued.send("send_due_digests")
    queued.send("send_due_digests")
    wait_for_the_end(queued)

    nobody_twice_nobody_forgotten(queued, server, killed=2)  # it had two children


def test_messages_that_come_again_send_nothing_again(
    queued: Post, server: MailServer
) -> None:
    queued.worker("worker")
    queued.send("send_due_digests")
    wait_for_the_end(queued)

    for (key,) in queued.rows("SELECT id FROM gapfinder_delivery"):
        queued.send("send_delivery", key)
    done = "Task gapfinder.tasks.send_delivery"
    wait_until(
        lambda: queued.log("worker").count(f"{done}[") >= 4 * READERS,
        "each letter was asked for twice, and answered",
    )

    nobody_twice_nobody_forgotten(queued, server, killed=0)


def test_a_mail_server_that_is_away_for_ten_seconds_loses_no_letter(
    queued: Post, server: MailServer
) -> None:
    server.slowness = 0.02
    queued.worker("worker")
    queued.send("send_due_digests")
    wait_for_mails(server, 10)
    server.stop()
    untried = "SELECT 1 FROM gapfinder_delivery WHERE attempts = 0 LIMIT 1"
    wait_until(lambda: not queued.rows(untried), "every letter was tried")
    sleep(10)
    assert queued.states()["waiting"] > 0
    server.start()
    queued.time_passes()

    queued.send("send_due_digests")
    wait_for_the_end(queued)

    nobody_twice_nobody_forgotten(queued, server, killed=2)


def test_a_broker_that_is_away_for_ten_seconds_loses_no_letter(
    queued: Post, broker: Any, server: MailServer
) -> None:
    server.slowness = 0.05
    queued.worker("worker")
    queued.send("send_due_digests")
    wait_for_mails(server, 10)

    broker.stop()
    wait_until(  # after two, four and six
        lambda: "Trying again in 8.00 seconds" in queued.log("worker"),
        "it was away for ten seconds",
    )
    assert queued.states()["waiting"] > 0
    broker.start()
    queued.time_passes()

    queued.send("send_due_digests")
    wait_for_the_end(queued)

    nobody_twice_nobody_forgotten(queued, server, killed=0)


def test_a_database_that_is_away_for_ten_seconds_loses_no_letter(
    queued: Post, postgres: PostgreSQL, server: MailServer
) -> None:
    """What the mail server said meanwhile is not forgotten either."""
    server.slowness = 0.5  # so that it stops between a mail and the answer
    queued.worker("worker")
    queued.send("send_due_digests")
    wait_for_mails(server, 10)

    postgres.stop()
    sleep(10)
    assert len(server.mails) < READERS
    postgres.start()
    wait_until(lambda: not queued.states()["sending"], "every answer is written down")
    queued.time_passes()

    queued.send("send_due_digests")
    wait_for_the_end(queued)

    nobody_twice_nobody_forgotten(queued, server, killed=0)
