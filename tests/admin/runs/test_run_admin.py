"""Runs in the admin: starting one, watching it, and what it says when it fails."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from celery import current_app
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from gapfinder.models import Run
from tests.admin.test_access import a_member
from tests.support.desk import listed, logged_in, page_of, text
from tests.support.factories import NOON, a_contact, a_help_center, a_run

pytestmark = pytest.mark.django_db
START = "admin:gapfinder_run_start"


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


@pytest.fixture
def broker() -> Iterator[Any]:
    """A broker in this process, as kombu has one; returns what was sent."""
    with _configured("memory://"):
        queue = current_app.amqp.queues["celery"]
        with current_app.connection_for_write() as connection:
            bound = queue(connection.default_channel)
            bound.declare()
            bound.purge()
            yield lambda: [
                message.decode()
                for message in iter(lambda: bound.get(no_ack=True), None)
            ]


@pytest.fixture
def dead_broker() -> Iterator[None]:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with _configured(f"amqp://secret:secret@127.0.0.1:{port}//"):
        yield


@contextmanager
def _configured(url: str) -> Iterator[None]:
    settings = current_app.conf
    before = settings.broker_url, settings.task_always_eager
    settings.broker_url, settings.task_always_eager = url, False
    yield
    settings.broker_url, settings.task_always_eager = before


def start(client: Client, **data: str) -> Any:
    return client.post(reverse(START), {"help_center": "lumevik"} | data, follow=True)


def a_running(**fields: Any) -> Run:
    defaults = {"state": "running", "finished_at": None, "seen_at": timezone.now()}
    return a_run(**defaults | fields)


def progress(client: Client, run: Run) -> dict[str, Any]:
    url = reverse("admin:gapfinder_run_progress", args=[run.pk])
    told: dict[str, Any] = client.get(url).json()
    return told


# --- Starting -------------------------------------------------------------------------


def test_without_workers_the_page_has_the_command(admin_client: Client) -> None:
    a_help_center()

    page = text(admin_client, reverse(START))

    assert "python manage.py find_gaps --help-center lumevik" in page
    assert start(admin_client).status_code == HTTPStatus.OK
    assert not Run.objects.exists()


def test_the_button_queues_a_run_and_shows_it(
    client: Client,
    broker: Any,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a_contact()
    editor = a_member(client, "content editor", "lumevik")

    with django_capture_on_commit_callbacks(execute=True):
        page = start(client)

    run = Run.objects.get()
    assert page.redirect_chain == [(page_of(run), HTTPStatus.FOUND)]
    assert (run.state, run.requested_by) == ("queued", editor)
    [(args, kwargs, _embed)] = broker()
    assert (args, kwargs) == (["lumevik", run.pk], {})


def test_days_are_sent_with_it(
    admin_client: Client,
    broker: Any,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a_contact(received_at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        start(admin_client, since="2026-11-02", until="2026-11-17")

    [(_args, kwargs, _embed)] = broker()
    assert kwargs == {"since": "2026-11-02", "until": "2026-11-17"}


def test_who_presses_again_is_shown_the_same_run(
    admin_client: Client,
    broker: Any,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a_contact()

    with django_capture_on_commit_callbacks(execute=True):
        start(admin_client)
        again = start(admin_client)

    assert "was under way already" in again.content.decode()
    assert Run.objects.count() == len(broker()) == 1


def test_a_broker_that_is_down_fails_the_run_in_words(
    admin_client: Client,
    dead_broker: None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a_contact()

    with django_capture_on_commit_callbacks(execute=True):
        start(admin_client)

    run = Run.objects.get()
    page = text(admin_client, page_of(run))
    assert (run.state, run.failure) == ("failed", "not_queued")
    assert "The queue could not be reached: is the broker up?" in page
    assert "secret" not in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "There are no contacts yet"),
        ({"since": "2020-01-01", "until": "2020-02-01"}, "no contact of these days"),
        ({"since": "2026-11-16", "until": "2026-11-16"}, "is not before the end"),
        ({"since": "0001-01-01"}, "no contacts of that year"),
        ({"since": "yesterday"}, "Enter a valid date"),
        ({"help_center": "nowhere"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_analysed_is_said_beside_the_form(
    admin_client: Client, broker: Any, data: dict[str, str], said: str
) -> None:
    a_help_center()

    assert said in start(admin_client, **data).content.decode()
    assert not Run.objects.exists()


def test_only_members_with_the_right_start_runs(client: Client, broker: Any) -> None:
    a_contact()
    a_contact(help_center=a_help_center("fjordnett"))
    a_member(client, "support lead", "lumevik")
    assert start(client).status_code == HTTPStatus.FORBIDDEN
    assert reverse(START) not in text(client, listed("run"))

    a_member(client, "content editor", "fjordnett")
    assert "Select a valid choice" in start(client).content.decode()
    assert "lumevik" not in text(client, reverse(START))
    assert reverse(START) in text(client, listed("run"))
    assert not Run.objects.exists()


# --- Watching -------------------------------------------------------------------------


def test_progress_is_told_in_words_and_numbers(admin_client: Client) -> None:
    run = a_running(phase="encode", encoded=512, to_encode=3964)

    assert progress(admin_client, run) == {
        "said": "Step 2 of 9: Encoding texts, 512 of 3,964.",
        "encoded": 512,
        "to_encode": 3964,
        "ended": False,
    }


def test_a_step_of_unknown_length_has_no_number(admin_client: Client) -> None:
    run = a_running(phase="group", encoded=3964, to_encode=3964)

    told = progress(admin_client, run)

    assert told["said"] == "Step 3 of 9: Grouping questions that ask the same."
    assert told["to_encode"] == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "finished"}, "Finished on"),
        ({"state": "failed", "failure": "stopped"}, "Failed on"),
        ({"seen_at": NOON - timedelta(days=900)}, "No sign of life since"),
    ],
)
def test_the_page_stops_asking_when_it_is_over(
    admin_client: Client, fields: dict[str, Any], said: str
) -> None:
    run = a_running(**fields)

    told = progress(admin_client, run)
    assert told["said"].startswith(said)
    assert told["ended"]
    assert "data-progress" not in text(admin_client, page_of(run))


def test_the_page_of_a_run_under_way_has_a_bar_and_no_figures(
    admin_client: Client,
) -> None:
    page = text(
        admin_client, page_of(a_running(phase="encode", encoded=1, to_encode=4))
    )

    assert re.search(r'<progress value="1" max="4" aria-label="Progress">', page)
    assert 'aria-live="polite">Step 2 of 9: Encoding texts, 1 of 4.' in page
    assert "Self-service" not in page


def test_a_failure_is_told_on_the_page_and_in_the_list(admin_client: Client) -> None:
    run = a_running(state="failed", failure="encoder", error="<b>no model</b>")

    page = text(admin_client, page_of(run))

    assert "The encoder cannot be loaded. &lt;b&gt;no model&lt;/b&gt;" in page
    assert "failed: The encoder cannot be loaded." in text(admin_client, listed("run"))


def test_an_unexpected_failure_names_the_run_for_the_log(admin_client: Client) -> None:
    run = a_running(state="failed", failure="unexpected", error="KeyError")

    assert f"the log has it, run {run.pk}." in text(admin_client, page_of(run))


def test_the_list_says_who_asked(admin_client: Client) -> None:
    a_run(requested_by=User.objects.create(username="kari"))
    a_run()

    page = text(admin_client, listed("run"))

    assert "kari" in page
    assert "a command or the schedule" in page


def test_nobody_watches_the_runs_of_another_help_centre(client: Client) -> None:
    run = a_running(help_center=a_help_center("fjordnett"))
    a_member(client, "content editor", "lumevik")
    url = reverse("admin:gapfinder_run_progress", args=[run.pk])

    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    client.force_login(User.objects.create(username="rightless", is_staff=True))
    assert client.get(url).status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def test_watching_asks_little_of_the_database(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    run = a_running(phase="read")
    a_member(client, "content editor", "lumevik")

    with django_assert_max_num_queries(7):
        progress(client, run)
    with django_assert_max_num_queries(12):
        text(client, page_of(run))
    with django_assert_max_num_queries(12):
        text(client, listed("run"))
    with django_assert_max_num_queries(12):
        text(client, reverse(START))
