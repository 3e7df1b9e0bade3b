"""What Celery's workers do, run at once in the caller."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from celery import Task, current_app
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import Settings

from gapfinder import tasks
from gapfinder.models import Delivery, HelpCenter, Run
from gapfinder.runs.start import ask_for_run
from tests.support.factories import (
    NOON,
    a_contact,
    a_help_center,
    a_subscription,
    an_article,
)
from tests.support.mail_backends import DOWN

pytestmark = pytest.mark.django_db
TASKS = (tasks.find_gaps, tasks.send_due_digests, tasks.send_delivery)


@pytest.fixture
def lumevik() -> HelpCenter:
    return a_help_center()


def make_due() -> Delivery:
    """Do what beat does every quarter of an hour; return the newest delivery."""
    tasks.send_due_digests.apply().get()
    return Delivery.objects.latest("pk")


@pytest.fixture
def in_the_caller() -> Iterator[None]:
    """A project without a broker: what is queued runs at once."""
    before = current_app.conf.task_always_eager
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = before


@pytest.mark.usefixtures("in_the_caller")
def test_letters_that_are_due_are_sent_once_however_often_the_task_runs(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    a_subscription("lead@example.com")
    a_subscription("second@example.com")

    states = [make_due().state for _ in range(3)]

    assert states == ["sent", "sent", "sent"]
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        *("lead@example.com", "second@example.com")
    ]


@pytest.mark.usefixtures("in_the_caller")
def test_a_mail_server_that_is_down_fails_no_task(
    lumevik: HelpCenter, settings: Settings, mailoutbox: Sequence[EmailMessage]
) -> None:
    a_subscription()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN

    assert make_due().state == "waiting"
    assert make_due().attempts == 1  # its next try is in some minutes

    settings.EMAIL_BACKEND = working
    Delivery.objects.update(next_try_at=timezone.now())
    assert make_due().state == "sent"


def test_a_message_names_a_row_and_nobody(mailoutbox: Sequence[EmailMessage]) -> None:
    a_subscription()
    delivery = Delivery.objects.create(
        subscription=a_subscription("second@example.com"), monday=date(2026, 11, 16)
    )

    message = json.loads(json.dumps([delivery.pk]))
    for _ in range(2):
        tasks.send_delivery.apply(message).get()

    assert [mail.to for mail in mailoutbox] == [["second@example.com"]]


def test_a_message_about_a_row_that_is_gone_does_nothing(
    mailoutbox: Sequence[EmailMessage],
) -> None:
    tasks.send_delivery.apply([7]).get()

    assert mailoutbox == []


@pytest.mark.usefixtures("encoder")
def test_gaps_are_found_by_name_of_the_help_centre(lumevik: HelpCenter) -> None:
    an_article()
    for _ in range(4):
        a_contact("How do I move my broadband to another flat?")

    tasks.find_gaps.apply(["lumevik"]).get()

    assert Run.objects.of(lumevik).finished().count() == 1


@pytest.fixture
def asked_for(lumevik: HelpCenter) -> Run:
    for day in range(4):
        a_contact("Where is my parcel?", received_at=NOON - timedelta(days=day))
    return ask_for_run(lumevik)[0]


def find(*arguments: object, **named: object) -> None:
    """Run the task with what is left of its arguments after the broker."""
    args, kwargs = json.loads(json.dumps([arguments, named]))
    tasks.find_gaps.apply(args, kwargs).get()


@pytest.mark.usefixtures("encoder")
def test_the_task_works_off_the_run_that_was_queued(asked_for: Run) -> None:
    find("lumevik", asked_for.pk)

    assert [run.pk for run in Run.objects.finished()] == [asked_for.pk]


@pytest.mark.usefixtures("encoder")
def test_the_task_looks_at_the_days_asked_for(asked_for: Run) -> None:
    find("lumevik", asked_for.pk, since="2026-11-15", until="2026-11-16")

    assert Run.objects.get().contacts == 1


@pytest.mark.parametrize("state", ["running", "finished", "failed"])
def test_a_message_that_comes_again_starts_nothing(asked_for: Run, state: str) -> None:
    Run.objects.update(state=state)

    find("lumevik", asked_for.pk)

    assert Run.objects.get().state == state


def test_the_schedule_joins_a_run_that_is_under_way(asked_for: Run) -> None:
    Run.objects.update(state="running")

    find("lumevik")

    assert Run.objects.get().pk == asked_for.pk


def test_a_run_of_another_help_centre_is_not_taken(asked_for: Run) -> None:
    a_contact(help_center=a_help_center("fjordnett"))

    with pytest.raises(Run.DoesNotExist):
        find("fjordnett", asked_for.pk)


def test_an_unknown_help_centre_fails_the_task() -> None:
    with pytest.raises(HelpCenter.DoesNotExist):
        tasks.find_gaps.apply(["nowhere"]).get()


@pytest.mark.parametrize("task", TASKS)
def test_no_task_runs_for_ever(task: Task) -> None:
    assert 0 < task.soft_time_limit < task.time_limit
