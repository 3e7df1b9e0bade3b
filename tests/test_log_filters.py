"""A line of the log says which run it is about, and never what a customer said."""

import logging
import smtplib
import threading
from contextvars import copy_context

import pytest
import redis
from billiard.exceptions import WorkerLostError
from celery import shared_task
from celery.app.trace import TraceInfo
from django.db import DataError, IntegrityError, OperationalError, connection
from django.test import RequestFactory

from gapfinder.log_filters import (
    ContextFilter,
    RedactingFilter,
    log_context,
    safe_message,
)

CANARY = "Kari Nordmann"


class Kept(logging.Handler):
    """Formats what comes, as a project's handler does."""

    def __init__(self):
        super().__init__()
        self.records = []
        self.addFilter(ContextFilter())
        self.addFilter(RedactingFilter())

    def emit(self, record):
        record.formatted = self.format(record)
        self.records.append(record)

    @property
    def lines(self):
        return "\n".join(record.formatted for record in self.records)


@pytest.fixture
def kept():
    handler = Kept()
    logger = logging.getLogger("gapfinder.tests")
    logger.addHandler(handler)
    logger.propagate = False
    yield handler
    logger.removeHandler(handler)
    logger.propagate = True


log = logging.getLogger("gapfinder.tests")


def test_a_line_says_which_run_it_is_about(kept):
    with log_context(run=7, help_center="lumevik"):
        log.warning("works")
    log.warning("rests")

    works, rests = kept.records
    assert (works.run, works.help_center) == (7, "lumevik")
    assert not hasattr(rests, "run")


def test_what_a_line_says_itself_counts(kept):
    with log_context(run=7):
        log.warning("of another one", extra={"run": 8})

    assert kept.records[0].run == 8


def test_a_thread_in_a_copy_of_the_context_says_it_too(kept):
    with log_context(run=7):
        thread = threading.Thread(
            target=copy_context().run, args=(log.warning, "beats")
        )
        thread.start()
        thread.join()

    assert kept.records[0].run == 7


@shared_task(name="tests.says_something")
def says_something():
    log.warning("in a task")


def test_a_line_of_a_task_says_which(kept):
    done = says_something.apply()

    (record,) = kept.records
    assert (record.task, record.task_id) == ("tests.says_something", done.id)


def test_an_error_keeps_its_type_and_its_place_but_not_its_words(kept):
    try:
        {}[CANARY]
    except KeyError:
        log.exception("failed")

    assert kept.lines.endswith("KeyError")
    assert "test_an_error_keeps_its_type" in kept.lines
    assert kept.lines.count(CANARY) == 0


def test_so_do_all_errors_that_it_comes_from(kept):
    try:
        try:
            int(CANARY)
        except ValueError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError:
        log.exception("failed")

    assert "ValueError\n\n" in kept.lines
    assert kept.lines.endswith("RuntimeError")
    assert CANARY not in kept.lines


def test_an_error_within_a_message_has_no_words_either(kept):
    log.warning("not stored: %s", ValueError(CANARY))
    log.warning(ValueError(CANARY))

    assert kept.lines == "not stored: ValueError\nValueError"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("server closed\nDETAIL: Kari"), "server closed"),
        (ConnectionRefusedError(111, "Connection refused"), "[Errno 111] Connection"),
        (WorkerLostError("signal 9 (SIGKILL)"), "signal 9"),
        (redis.ConnectionError("Error 111 connecting to broker:6379"), "broker:6379"),
    ],
    ids=["database", "network", "worker", "broker"],
)
def test_what_machines_say_of_each_other_is_kept(error, words):
    assert words in safe_message(error)
    assert "Kari" not in safe_message(error)


def test_a_mail_server_quotes_addresses_so_its_number_is_enough():
    refused = smtplib.SMTPRecipientsRefused({"kari@example.org": (550, b"who?")})
    answered = smtplib.SMTPDataError(554, b"kari@example.org is unknown")

    assert (safe_message(refused), safe_message(answered)) == (
        "SMTPRecipientsRefused",
        "SMTPDataError: 554",
    )


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only it quotes rows")
@pytest.mark.parametrize(
    ("statement", "state"),
    [("SELECT %s::int", "22P02"), ("SELECT 1 WHERE %s::date IS NULL", "22007")],
)
def test_an_error_of_postgresql_is_its_number(statement, state):
    with pytest.raises(DataError) as caught, connection.cursor() as cursor:
        cursor.execute(statement, [CANARY])

    assert CANARY in str(caught.value)
    assert safe_message(caught.value) == f"DataError ({state})"


def test_no_error_of_a_constraint_has_its_words():
    assert (
        safe_message(IntegrityError(f"Key (name)=({CANARY}) exists"))
        == "IntegrityError"
    )


def test_a_link_that_ends_a_subscription_is_in_no_line(kept):
    path = "/desk/unsubscribe/7:5ecret-token"

    log.warning("Not Found: %s", path)
    log.warning("%(m)s %(U)s", {"m": "GET", "U": path})

    assert [record.getMessage() for record in kept.records] == [
        "Not Found: /desk/unsubscribe/[token]",
        "GET /desk/unsubscribe/[token]",
    ]


def test_a_search_of_an_editor_is_in_no_line(kept):
    request = RequestFactory().get("/admin/gapfinder/gap/", {"q": CANARY})

    log.error("failed: %s", request.get_full_path(), extra={"request": request})

    assert kept.lines == "failed: /admin/gapfinder/gap/"
    assert not hasattr(kept.records[0], "request")


@shared_task(name="tests.fails")
def fails():
    raise ValueError(CANARY)


def test_a_task_that_fails_is_logged_without_its_words(kept):
    """By what Celery itself logs, in a worker too."""
    logger = logging.getLogger("celery.app.trace")
    logger.addHandler(kept)
    try:
        fails.apply()
    finally:
        logger.removeHandler(kept)

    assert TraceInfo.__module__ == logger.name
    assert "Task tests.fails[" in kept.lines
    assert kept.lines.endswith("ValueError")
    assert CANARY not in kept.lines + str([vars(each) for each in kept.records])
