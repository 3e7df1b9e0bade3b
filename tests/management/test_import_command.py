"""The two import commands, as the shell sees them."""

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import termios
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gapfinder.models import Article, Contact, HelpCenter
from tests.support.jsonl import article, contact, written
from tests.support.processes import started

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = pytest.mark.parametrize(
    ("command", "line"),
    [("import_articles", article), ("import_contacts", contact)],
    ids=["articles", "contacts"],
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "lines.jsonl"


def run(command, file, *options, help_center="lumevik"):
    out = StringIO()
    call_command(command, file, "--help-center", help_center, *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
@COMMANDS
def test_a_command_ends_with_one_line_of_counts_and_seconds(command, line, file):
    run(command, written(file, line(id="1"), line(id="2")))

    said = run(
        command, written(file, line(id="1"), line(id="2", extra=1), line(id="3"))
    )

    thing = command.removeprefix("import_")
    assert re.fullmatch(
        rf"3 {thing} read: 1 new, 1 updated, 1 unchanged, 0 rejected, in \d+\.\d s\n",
        said,
    )


@pytest.mark.django_db
def test_one_contact_is_not_called_contacts(file):
    assert run("import_contacts", written(file, contact())).startswith("1 contact read")


@pytest.mark.django_db
@COMMANDS
def test_a_help_centre_that_does_not_exist_is_created(command, line, file):
    run(command, written(file, line()))
    run(command, file)

    assert [centre.slug for centre in HelpCenter.objects.all()] == ["lumevik"]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", "two words", "blåbær", "x" * 51, "a/b"])
def test_a_slug_that_is_none_is_refused(file, slug):
    with pytest.raises(CommandError, match=r"^--help-center is ") as refused:
        run("import_contacts", written(file, contact()), help_center=slug)

    assert refused.value.returncode == 2
    assert not HelpCenter.objects.exists()


@pytest.mark.django_db
@COMMANDS
def test_skipping_bad_lines_keeps_them_with_their_reasons(command, line, file):
    bad = '{"id": "", "note": "ærlig"}'

    said = run(command, written(file, line(id="1"), bad, line(id="2")), "--skip-bad")

    rejected = Path(f"{file}.rejected.jsonl")
    assert f"2 new, 0 updated, 0 unchanged, 1 rejected ({rejected}), in " in said
    assert [json.loads(text) for text in rejected.read_text().splitlines()] == [
        {
            "line": 2,
            "reason": '"id" is empty, expected a text of 1 to 200 characters '
            "or a whole number",
            "text": bad,
        }
    ]
    assert rejected.stat().st_mode & 0o077 == 0
    assert {path.name for path in file.parent.iterdir()} == {file.name, rejected.name}


@pytest.mark.django_db
def test_without_bad_lines_there_is_no_file_of_them(file):
    rejected = Path(f"{file}.rejected.jsonl")
    run("import_contacts", written(file, contact(), "bad"), "--skip-bad")
    assert rejected.exists()

    run("import_contacts", written(file, contact()), "--skip-bad")

    assert not rejected.exists()


@pytest.mark.django_db
def test_a_file_of_bad_lines_only_stores_nothing_and_says_so(file):
    said = run("import_contacts", written(file, "bad", "worse"), "--skip-bad")

    assert said.startswith("2 contacts read: 0 new, 0 updated, 0 unchanged, 2 rejected")
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_if_bad_lines_cannot_be_kept_nothing_is_stored(file):
    Path(f"{file}.rejected.jsonl").mkdir()

    with pytest.raises(CommandError, match=f"nothing of {file} is stored") as failed:
        run("import_contacts", written(file, contact(), "bad"), "--skip-bad")

    assert failed.value.returncode == 1
    assert not Contact.objects.exists()
    assert len(list(file.parent.iterdir())) == 2


@pytest.mark.django_db
@COMMANDS
def test_one_bad_line_leaves_the_database_as_it_was(command, line, file):
    lines = [line(id=number) for number in range(1500)]

    with pytest.raises(CommandError, match=rf"^{file}:1501: broken JSON") as stopped:
        run(command, written(file, *lines, '{"id": '))

    assert stopped.value.returncode == 2
    assert not HelpCenter.objects.exists()
    assert not Article.objects.exists()
    assert not Contact.objects.exists()
    assert list(file.parent.iterdir()) == [file]


# --- In a process of its own ----------------------------------------------------------


@pytest.fixture(scope="module")
def environment(migrated, tmp_path_factory):
    """A database of its own for processes of their own."""
    database = tmp_path_factory.mktemp("database") / "db.sqlite3"
    shutil.copy(migrated, database)
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
        "DATABASE": str(database),
    }


def start(environment, file, **options):
    return started(
        [
            *(sys.executable, "-m", "django", "import_contacts"),
            *(str(file), "--help-center", "lumevik"),
        ],
        env=environment,
        text=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options,
    )


def stored_contacts(environment):
    with sqlite3.connect(environment["DATABASE"]) as database:
        return database.execute("SELECT count(*) FROM gapfinder_contact").fetchone()[0]


def test_an_error_is_one_sentence_on_standard_error(environment, file):
    process = start(environment, written(file, contact(csat=140)))

    out, errors = process.communicate(timeout=60)

    assert errors == f'{file}:1: "csat" is 140, expected a number from 0 to 100\n'
    assert (out, process.returncode) == ("", 2)


def test_in_a_pipe_a_good_import_shows_nothing_but_its_last_line(environment, file):
    process = start(environment, written(file, contact(id="pipe")))

    out, errors = process.communicate(timeout=60)

    assert out.startswith("1 contact read: 1 new")
    assert (errors, process.returncode) == ("", 0)


def test_on_a_terminal_a_bar_shows_the_progress(environment, file):
    terminal, its_end = os.openpty()
    termios.tcsetwinsize(its_end, (24, 80))
    os.set_blocking(terminal, False)

    process = start(environment, written(file, contact(id="bar")), stderr=its_end)
    process.communicate(timeout=60)

    assert f"{file.name}: " in os.read(terminal, 10_000).decode()
    os.close(its_end)
    os.close(terminal)


def test_ctrl_c_in_the_middle_stores_nothing(environment, tmp_path):
    before = stored_contacts(environment)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = start(environment, pipe)
    with pipe.open("w") as lines:  # the command waits for more when the signal comes
        for number in range(2500):
            lines.write(json.dumps(contact(id=f"pipe {number}")) + "\n")
        lines.flush()
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)

    assert errors == f"stopped: nothing of {pipe} is stored\n"
    assert (out, process.returncode) == ("", 130)
    assert stored_contacts(environment) == before


@pytest.mark.slow
def test_a_full_disk_stores_nothing_and_says_so(environment, file):
    before = stored_contacts(environment)
    size = Path(environment["DATABASE"]).stat().st_size
    lines = [contact(id=f"full {number}", text="word " * 500) for number in range(3000)]

    process = start(
        environment,
        written(file, *lines),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    out, errors = process.communicate(timeout=60)

    assert re.fullmatch(rf".*: nothing of {file} is stored\n", errors)
    assert (out, process.returncode) == ("", 1)
    assert stored_contacts(environment) == before


def test_a_database_without_tables_is_told_in_a_sentence(environment, file, tmp_path):
    empty = environment | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}

    process = start(empty, written(file, contact()))

    assert "no such table" in process.communicate(timeout=60)[1]
    assert process.returncode == 1
