"""What a run says of itself while it runs, and that there is one at a time."""

import gc
import json
import logging
import os
import platform
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connections
from django.utils import timezone

from gapfinder.engine.embeddings.encoder import EncoderError
from gapfinder.models import Failure, Judgement, Run, SupersededError
from gapfinder.pipeline import AlreadyRunningError, NoContactsError, find_gaps
from gapfinder.pipeline.run_control.heartbeat import running
from gapfinder.runs.start import ask_for_run, has_new_questions, start_run
from tests.support import broadband
from tests.support.broadband import imported
from tests.support.factories import NOON, a_contact, a_help_center, a_run
from tests.support.processes import started

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
LONG_AGO = timedelta(minutes=11)
HERE = platform.node()


@pytest.fixture
def shop(encoder, tmp_path):
    """A help centre that is ready for the job."""
    return imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )


def a_running(**fields):
    defaults = {"state": "running", "finished_at": None, "process": "elsewhere:1"}
    return a_run(**defaults | fields)


def now(run):
    return Run.objects.get(pk=run.pk)


# --- From queued to finished ----------------------------------------------------------


def test_a_run_is_queued_taken_up_and_finished(shop):
    asked, new = ask_for_run(shop)
    assert (asked.state, new) == ("queued", True)

    _window, written = find_gaps(shop, run=asked)

    run = Run.objects.get()
    assert (written.run.pk, run.state, run.phase) == (asked.pk, "finished", "")
    assert (run.failure, run.error, run.gaps) == ("", "", 4)
    assert list(Run.objects.finished()) == [run]


def test_progress_is_told_while_nothing_is_judged_yet(shop):
    a_contact("Is there a sauna?", help_center=shop, received_at=broadband.START)
    seen = []

    def watch(encoded, total):
        run = Run.objects.get()
        seen.append((run.state, run.phase, run.encoded, run.to_encode))
        assert not Judgement.objects.exists()

    find_gaps(shop, progress=watch)

    assert seen == [("running", "encode", 1, 1)]


def test_a_run_that_was_queued_looks_at_contacts_that_came_meanwhile(shop):
    asked, _new = ask_for_run(shop)
    newer = a_contact(help_center=shop, received_at=asked.until + timedelta(days=1))

    run = start_run(shop, run=asked)

    assert run.since < newer.received_at < run.until


def test_new_words_of_a_known_contact_are_news_until_a_run_has_judged_them(
    shop, tmp_path
):
    find_gaps(shop)
    assert not has_new_questions(shop)
    (copper,) = [c for c in broadband.contacts() if c["id"] == "copper-0"]
    reworded = copper | {"text": "How do I restart my router?"}

    imported(tmp_path, contacts=[reworded])
    assert has_new_questions(shop)
    find_gaps(shop)

    judged = Judgement.objects.get(question__contact__external_id="copper-0")
    assert (judged.gap, judged.reworded) == (None, False)
    assert not has_new_questions(shop)


def test_the_command_takes_up_what_is_queued(shop):
    asked, _new = ask_for_run(shop)

    find_gaps(shop)

    assert [run.pk for run in Run.objects.finished()] == [asked.pk]


# --- One at a time --------------------------------------------------------------------


@pytest.mark.parametrize("state", ["queued", "running"])
def test_who_asks_again_joins(state):
    lumevik = a_contact().help_center
    first = a_running(state=state, seen_at=timezone.now())

    assert ask_for_run(lumevik) == (first, False)
    assert Run.objects.count() == 1


def test_the_database_itself_lets_no_second_one_in():
    """Two who ask at the same moment both see that there is none."""
    center, days = a_help_center(), {"since": NOON - timedelta(1), "until": NOON}

    class Slow(type(Run.objects.all())):
        def unfinished(self):
            found = super().unfinished()
            if not Run.objects.exists():
                list(found)
                Run.objects.create(help_center=center, **days)
                return found.none()
            return found

    run, new = Slow(Run).ask_for(center, **days)

    assert (new, run) == (False, Run.objects.get())


def test_help_centres_do_not_wait_for_each_other():
    a_running(help_center=a_help_center("fjordnett"))
    lumevik = a_contact().help_center

    assert ask_for_run(lumevik)[1]


def test_a_run_that_another_process_is_at_is_not_begun_twice(shop):
    a_running(help_center=shop)

    with pytest.raises(AlreadyRunningError, match=r"run \d+ is running: wait until"):
        find_gaps(shop)
    assert [run.state for run in Run.objects.all()] == ["running"]


# --- Signs of life --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "failure"),
    [
        ({"seen_at": timezone.now() - LONG_AGO}, "silent"),
        ({"process": f"{HERE}:{2**22 + 1}"}, "silent"),  # above any process's number
        (
            {"state": "queued", "seen_at": timezone.now() - timedelta(hours=2)},
            "not_taken",
        ),
    ],
    ids=["no heartbeat", "process gone", "no worker"],
)
def test_a_dead_run_is_failed_and_a_new_one_let_in(fields, failure):
    lumevik = a_contact().help_center
    dead = a_running(**{"seen_at": timezone.now()} | fields)
    assert dead.is_silent()

    new, is_new = ask_for_run(lumevik)

    assert (is_new, new.state, new.pk != dead.pk) == (True, "queued", True)
    assert (now(dead).state, now(dead).failure) == ("failed", failure)
    assert now(dead).seen_at == dead.seen_at


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"process": f"{HERE}:{os.getpid()}"},
        {"process": f"{HERE}:1"},  # alive, and somebody else's for most users
        {"state": "queued", "seen_at": timezone.now() - LONG_AGO},
        {"state": "finished", "seen_at": NOON - timedelta(days=999)},
        {"state": "failed", "seen_at": NOON - timedelta(days=999)},
    ],
)
def test_others_are_not_taken_for_dead(fields):
    assert not a_running(**{"seen_at": timezone.now()} | fields).is_silent()


def test_a_run_that_was_taken_for_dead_writes_nothing(shop):
    a_contact("Is there a sauna?", help_center=shop, received_at=broadband.START)

    def given_up(encoded, total):
        Run.objects.get().fail(Failure.SILENT)

    with pytest.raises(SupersededError, match="no sign of life"):
        find_gaps(shop, progress=given_up)

    assert (Run.objects.get().failure, Judgement.objects.count()) == ("silent", 0)


@pytest.mark.django_db(transaction=True)
def test_a_heart_beats_while_a_step_is_long(monkeypatch):
    monkeypatch.setattr("gapfinder.pipeline.run_control.heartbeat.BEAT", 0.02)
    run = a_running(seen_at=NOON)

    with running(run):
        deadline = time.monotonic() + 20
        while now(run).seen_at == NOON and time.monotonic() < deadline:
            time.sleep(0.02)

    assert now(run).seen_at > NOON
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_run_that_takes_too_long_is_given_up_and_hears_of_it(monkeypatch):
    monkeypatch.setattr("gapfinder.pipeline.run_control.heartbeat.BEAT", 0.02)
    monkeypatch.setattr("gapfinder.pipeline.run_control.heartbeat.LONGEST", 0)
    run = a_running()

    with pytest.raises(SupersededError, match="took too long"), running(run) as telling:
        deadline = time.monotonic() + 20
        while now(run).state == "running" and time.monotonic() < deadline:
            time.sleep(0.02)
        telling.phase("group")

    assert (now(run).state, now(run).failure) == ("failed", "too_long")
    connections.close_all()


def test_the_collector_of_garbage_comes_seldom_during_a_run():
    gc.set_threshold(700, 10, 10)  # Python's own

    with running(a_running()):
        assert gc.get_threshold()[0] == 100_000


# --- Failures in words ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "failure", "words"),
    [
        (
            EncoderError("The encoder 'x' cannot be loaded"),
            "encoder",
            "The encoder 'x'",
        ),
        (OSError(28, "No space left on device"), "disk", "No space left on device"),
        (DatabaseError("Key (t)=(my secret) exists"), "database", "DatabaseError"),
        (MemoryError(), "memory", ""),
        (KeyboardInterrupt(), "stopped", ""),
        (SystemExit(1), "stopped", ""),
        (KeyError("my secret"), "unexpected", "KeyError"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_failure_is_kept_without_a_customers_word(error, failure, words):
    run = a_running()

    with pytest.raises(type(error)), running(run):
        raise error

    assert (now(run).state, now(run).failure) == ("failed", failure)
    assert now(run).error.startswith(words)
    assert bool(now(run).error) == bool(words)
    assert "secret" not in now(run).error


def test_what_nobody_expected_is_in_the_log_by_the_runs_number(caplog):
    run = a_running()

    with caplog.at_level(logging.ERROR), pytest.raises(KeyError), running(run):
        raise KeyError

    assert f"run {run.pk} failed" in caplog.text
    assert "Traceback" in caplog.text


def test_an_encoder_that_cannot_be_loaded_fails_the_run(shop, settings):
    settings.GAPFINDER_ENCODER = "packaged:nonsense"

    with pytest.raises(EncoderError):
        find_gaps(shop)

    run = Run.objects.get()
    assert (run.state, run.failure) == ("failed", "encoder")
    assert run.error.startswith("The encoder 'packaged:nonsense' cannot be loaded")
    assert not Run.objects.finished().exists()


def test_what_is_refused_at_the_door_is_no_run():
    center = a_help_center()

    with pytest.raises(NoContactsError, match="has no contacts yet"):
        find_gaps(center)
    assert not Run.objects.exists()


def test_a_queued_run_whose_contacts_are_gone_says_so():
    contact = a_contact()
    asked, _new = ask_for_run(contact.help_center)
    contact.delete()

    with pytest.raises(NoContactsError):
        find_gaps(contact.help_center, run=asked)

    assert (now(asked).state, now(asked).failure) == ("failed", "no_contacts")


def test_what_failed_or_finished_stays_so():
    failed, finished = a_running(), a_run()
    failed.fail(Failure.ENCODER, "gone")

    assert not failed.claim(since=NOON, until=NOON)
    assert not finished.fail(Failure.STOPPED)
    with pytest.raises(SupersededError):
        failed.finish()
    assert (now(failed).state, now(finished).state) == ("failed", "finished")


# --- Processes ------------------------------------------------------------------------


@pytest.mark.slow
def test_a_command_waits_for_its_turn_and_takes_over_from_one_that_was_killed(
    tmp_path,
):
    """Three processes on a database of their own: alive, killed, and the next."""
    (tmp_path / "settings_of_process.py").write_text(
        f"from tests.settings import *\nGAPFINDER_ENCODER = {broadband.ENCODER!r}\n"
    )
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "settings_of_process",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}",
        "HF_HUB_OFFLINE": "1",
    }
    file = tmp_path / "contacts.jsonl"
    lines = broadband.contacts()[:3]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    django = [sys.executable, "-m", "django"]
    for command in (
        ["migrate", "-v0"],
        ["import_contacts", str(file), "--help-center", "shop"],
    ):
        done = [*django, *command]
        subprocess.run(done, env=environment, check=True, stdout=subprocess.DEVNULL)
    held = (
        "import django, time; django.setup()\n"
        "from gapfinder.models import HelpCenter\n"
        "from gapfinder.runs.start import start_run\n"
        "print(start_run(HelpCenter.objects.get()).pk, flush=True); time.sleep(600)"
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    first = started([sys.executable, "-c", held], env=environment, **pipes)
    pk = first.stdout.readline().strip()
    second = started(
        [*django, "find_gaps", "--help-center", "shop"], env=environment, **pipes
    )
    waits = second.stderr.readline()
    first.send_signal(signal.SIGKILL)
    first.communicate()

    out, errors = second.communicate(timeout=200)

    assert waits == f"run {pk} is at it: waiting for it\n"
    assert (errors, second.returncode) == ("", 0)
    assert re.search(r"^3 contacts, 3 questions: 0 gaps", out, re.M)
