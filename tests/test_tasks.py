"""What Celery's workers do, run at once in the caller."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from celery import Task
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import Settings

from gapfinder import tasks
from gapfinder.digests import last_whole_week
from gapfinder.models import Digest, HelpCenter, Run
from gapfinder.starting import ask_for_run

from .factories import NOON, a_contact, a_help_center, an_article
from .mail_servers import DOWN, DOWN_FOR_A_WHILE, DownForAWhile

pytestmark = pytest.mark.django_db
TASKS = pytest.mark.parametrize("task", [tasks.find_gaps, tasks.send_weekly_digest])


@pytest.fixture
def lumevik() -> HelpCenter:
    return a_help_center(digest_to="lead@example.com")


def send(*arguments: str) -> bool:
    """Run the task with what is left of its arguments after the broker."""
    sent = json.loads(json.dumps(arguments))
    return bool(tasks.send_weekly_digest.apply(sent).get())


@pytest.mark.parametrize("days", range(7))
def test_any_day_stands_for_its_week(lumevik: HelpCenter, days: int) -> None:
    monday = date(2026, 11, 16)

    assert send("lumevik", (monday + timedelta(days=days)).isoformat())
    assert Digest.objects.get().monday == monday


def test_without_a_day_it_is_about_the_last_whole_week(lumevik: HelpCenter) -> None:
    before = last_whole_week(lumevik, timezone.now())
    send("lumevik")
    after = last_whole_week(lumevik, timezone.now())

    assert before <= Digest.objects.get().monday <= after


def test_a_week_is_mailed_once_however_often_the_task_runs(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    sent = [send("lumevik", "2026-11-16") for _ in range(3)]

    assert sent == [True, False, False]
    assert len(mailoutbox) == 1


def test_a_mail_server_that_comes_back_gets_the_mail(
    lumevik: HelpCenter, settings: Settings, mailoutbox: Sequence[EmailMessage]
) -> None:
    settings.EMAIL_BACKEND = DOWN_FOR_A_WHILE
    DownForAWhile.refusals = 3

    assert send("lumevik", "2026-11-16")
    assert len(mailoutbox) == 1


def test_a_mail_server_that_stays_down_fails_the_task(
    lumevik: HelpCenter, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = DOWN

    with pytest.raises(ConnectionRefusedError):
        send("lumevik", "2026-11-16")
    assert not Digest.objects.exists()


def test_a_letter_to_nobody_fails_at_once() -> None:
    a_help_center(digest_to="")

    with pytest.raises(ValueError, match="has no recipients"):
        send("lumevik", "2026-11-16")


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


@TASKS
def test_an_unknown_help_centre_fails_the_task(task: Task) -> None:
    with pytest.raises(HelpCenter.DoesNotExist):
        task.apply(["nowhere"]).get()


@TASKS
def test_no_task_runs_for_ever(task: Task) -> None:
    assert 0 < task.soft_time_limit < task.time_limit
