"""The daily feed, as its unit starts it: no contact is lost, whatever was delivered."""

import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import pre_delete

from gapfinder.models import Article, Contact, HelpCenter, Passage
from tests.support.jsonl import article, contact, written
from tests.support.processes import started
from tests.support.production import ROOT, environment

UNIT = ROOT / "docs/systemd/gapfinder-feed@.service"
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
BAD = '{"id": "bad", "csat": 140}'
OLD = "contacts-2026-11-23T003000.000000Z.jsonl"


def names(folder: Path) -> list[str]:
    """Return those of its files, with T for the time that is in one."""
    moment = re.compile(r"\d{4}-\d\d-\d\dT[\d.]+Z")
    return sorted(moment.sub("T", path.name) for path in folder.iterdir())


def kept(folder: Path, kind: str = "contacts") -> list[Path]:
    return sorted(folder.glob(f"{kind}-*Z.jsonl"))


def rejected(folder: Path) -> list[str]:
    """All bad lines that are in files of them, in the order of these."""
    files = sorted(folder.glob("*.rejected.jsonl"))
    lines = [line for file in files for line in file.read_text().splitlines()]
    return [json.loads(line)["text"] for line in lines]


# --- The command ----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    feed = tmp_path / "feed"
    feed.mkdir()
    return feed


def feed(folder: Path, help_center: str = "lumevik") -> None:
    call_command("import_feed", folder, help_center=help_center)


def refusal(folder: Path, help_center: str = "lumevik") -> tuple[str, int]:
    with pytest.raises(CommandError) as refused:
        feed(folder, help_center)
    return str(refused.value), refused.value.returncode


@pytest.mark.django_db
def test_what_is_stored_is_deleted_and_counted(folder: Path, capsys: Any) -> None:
    written(folder / "articles.jsonl", article())
    written(folder / "contacts.jsonl", contact(id="1"), contact(id="2"))

    feed(folder)

    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("1 article read: 1 new, ")
    assert second.startswith("2 contacts read: 2 new, ")
    assert last.startswith("2 files stored, 0 kept, in ")
    assert names(folder) == []


@pytest.mark.django_db
def test_an_empty_folder_is_no_error(folder: Path, capsys: Any) -> None:
    feed(folder)

    assert capsys.readouterr().out.startswith("0 files stored, 0 kept, in ")
    assert not HelpCenter.objects.exists()


@pytest.mark.django_db
def test_bad_lines_of_every_day_stay_until_somebody_deletes_them(folder: Path) -> None:
    for day in ("monday", "tuesday"):
        bad = contact(id=day, csat=140)
        written(folder / "contacts.jsonl", bad, contact(id=f"good {day}"))
        feed(folder)
    written(folder / "contacts.jsonl", contact(id="wednesday"))
    feed(folder)

    assert names(folder) == ["contacts-T.jsonl.rejected.jsonl"] * 2
    assert [json.loads(text)["id"] for text in rejected(folder)] == [
        "monday",
        "tuesday",
    ]
    assert Contact.objects.count() == 3


@pytest.mark.django_db
def test_a_file_that_is_wrong_as_a_whole_keeps_no_other_waiting(
    folder: Path, capsys: Any
) -> None:
    written(folder / "articles.jsonl", "")
    written(folder / "contacts.jsonl", contact())

    assert refusal(folder) == (f"1 file not stored, kept in {folder}", 2)

    (empty,) = kept(folder, "articles")
    said = capsys.readouterr()
    assert said.err.startswith(f"{empty}: the file is empty, expected ")
    assert "1 file stored, 1 kept, in " in said.out
    assert Contact.objects.count() == 1

    written(folder / "contacts.jsonl", contact(id="next day"))
    refusal(folder)  # it is told every day, and the contacts come all the same
    assert Contact.objects.count() == 2
    assert kept(folder, "articles") == [empty]


@pytest.mark.django_db
def test_what_failed_is_tried_again_before_what_came_since(folder: Path) -> None:
    """So that of two lines of a contact the newer one is there in the end."""
    old = written(folder / OLD, contact(csat=10), "bad")
    in_the_way = Path(f"{old}.rejected.jsonl")
    in_the_way.mkdir()  # as a full disk, it is not the file's fault and may pass
    written(folder / "contacts.jsonl", contact(csat=90))
    written(folder / "articles.jsonl", article())

    assert refusal(folder) == (f"2 files not stored, kept in {folder}", 1)
    assert not Contact.objects.exists()
    assert Article.objects.count() == 1

    in_the_way.rmdir()
    feed(folder)
    assert Contact.objects.get().csat == 90
    assert rejected(folder) == ["bad"]


@pytest.mark.django_db
def test_an_error_that_nobody_expects_keeps_the_contacts_from_nothing(
    folder: Path, capsys: Any
) -> None:
    def breaks(**_options: Any) -> None:
        raise RuntimeError("a project's own")

    written(folder / "articles.jsonl", article())
    feed(folder)
    written(folder / "articles.jsonl", article(title="Another"))
    written(folder / "contacts.jsonl", contact())
    pre_delete.connect(breaks, sender=Passage)
    try:
        assert refusal(folder)[1] == 1
    finally:
        pre_delete.disconnect(breaks, sender=Passage)

    assert "RuntimeError: the log has it" in capsys.readouterr().err
    assert names(folder) == ["articles-T.jsonl"]
    assert Contact.objects.count() == 1


@pytest.mark.django_db
def test_files_of_other_names_are_left_alone(folder: Path) -> None:
    """A help desk writes there, under names of its own, before it renames."""
    others = ("contacts-new.jsonl", "contacts-2026-11-23.jsonl", "contacts.jsonl.part")
    for name in others:
        written(folder / name, contact(id=name))

    feed(folder)

    assert {path.name for path in folder.iterdir()} == set(others)
    assert not Contact.objects.exists()


@pytest.mark.django_db
def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    nowhere, file = tmp_path / "nowhere", tmp_path / "file"
    file.touch()

    assert refusal(nowhere) == (
        f"{nowhere}: no such file or directory, nothing is imported",
        2,
    )
    assert refusal(file) == (f"{file}: not a directory, nothing is imported", 2)


@pytest.mark.django_db
def test_bad_lines_are_imported_when_they_are_mended(folder: Path) -> None:
    """By the commands of docs/operations.md."""
    written(folder / "contacts.jsonl", contact(id="æ", csat=140), contact(id="good"))
    feed(folder)
    (bad,) = folder.glob("*.rejected.jsonl")
    (command,) = re.findall(r"^python3 -c .*\\\n .* > mended.jsonl$", OPERATIONS, re.M)
    mended = folder / "mended.jsonl"

    here = command.replace("FILE.rejected.jsonl", bad.name)
    subprocess.run(["sh", "-c", here], cwd=folder, check=True)
    mended.write_text(mended.read_text().replace("140", "100"))
    call_command("import_contacts", mended, help_center="lumevik")

    assert set(Contact.objects.values_list("external_id", "csat")) == {
        ("good", None),
        ("æ", 100),
    }


# --- The unit -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def production(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """In place of /etc/gapfinder/environment, with a database."""
    folder = tmp_path_factory.mktemp("database")
    shutil.copy(migrated, folder / "db.sqlite3")
    return environment(folder)


def steps(folder: Path) -> list[list[str]]:
    """Return what the unit starts, one after the other, with another feed folder."""
    text = UNIT.read_text().replace("/srv/gapfinder/.venv/bin/python", sys.executable)
    text = text.replace("/var/lib/gapfinder/feed/%i", str(folder)).replace("%i", "one")
    return [shlex.split(line) for line in re.findall(r"^Exec\w+=(.*)", text, re.M)]


def unit(folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Start it as systemd does: a step that fails is the last one."""
    for command in steps(folder):
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            break
    return ended


def stored(variables: dict[str, str], model: str) -> set[str]:
    file = variables["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database:
        ids = database.execute(f"SELECT external_id FROM gapfinder_{model.lower()}")
        return {name for (name,) in ids}


def test_the_unit_stores_a_delivery(production: dict[str, str], folder: Path) -> None:
    written(folder / "articles.jsonl", article(id="a-good"))
    written(folder / "contacts.jsonl", contact(id="c-good"))

    ended = unit(folder, production)

    assert ended.returncode == 0, ended.stderr
    assert names(folder) == []
    assert "a-good" in stored(production, "Article")
    assert "c-good" in stored(production, "Contact")


def test_the_unit_stores_articles_alone(
    production: dict[str, str], folder: Path
) -> None:
    written(folder / "articles.jsonl", article(id="a-alone"))

    assert unit(folder, production).returncode == 0

    assert names(folder) == []
    assert "a-alone" in stored(production, "Article")


def test_the_unit_keeps_bad_lines_and_stores_the_good(
    production: dict[str, str], folder: Path
) -> None:
    for night in ("first", "second"):
        lines = (BAD.replace("bad", night), contact(id=f"c-{night}"))
        written(folder / "contacts.jsonl", *lines)
        assert unit(folder, production).returncode == 0

    assert rejected(folder) == [BAD.replace("bad", n) for n in ("first", "second")]
    assert {"c-first", "c-second"} <= stored(production, "Contact")


def test_an_empty_file_of_articles_takes_no_contact_along(
    production: dict[str, str], folder: Path
) -> None:
    (folder / "articles.jsonl").touch()
    written(folder / "contacts.jsonl", contact(id="c-beside"))

    ended = unit(folder, production)

    # systemd is told not to try again, and calls the unit failed.
    assert "RestartPreventExitStatus=2" in UNIT.read_text()
    assert ended.returncode == 2
    assert "the file is empty" in ended.stderr
    assert names(folder) == ["articles-T.jsonl"]
    assert "c-beside" in stored(production, "Contact")


def test_without_a_database_all_stays_for_the_next_try(
    production: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    empty = production | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    written(folder / "articles.jsonl", article(id="a-late"))
    written(folder / "contacts.jsonl", contact(id="c-late"))

    assert unit(folder, empty).returncode == 1

    assert names(folder) == ["articles-T.jsonl", "contacts-T.jsonl"]
    assert unit(folder, production).returncode == 0
    assert names(folder) == []
    assert "c-late" in stored(production, "Contact")


def running(
    folder: Path, variables: dict[str, str]
) -> tuple["subprocess.Popen[str]", Path]:
    """Start it with contacts that end when the test says so; return where they are."""
    os.mkfifo(folder / "contacts.jsonl")
    (command,) = steps(folder)
    process = started(
        command,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while (folder / "contacts.jsonl").exists() and process.poll() is None:
        time.sleep(0.05)
    (pipe,) = (path for path in kept(folder) if path.is_fifo())
    return process, pipe


def test_what_arrives_while_an_import_runs_stays_for_the_next(
    production: dict[str, str], folder: Path
) -> None:
    process, pipe = running(folder, production)
    with pipe.open("w") as lines:  # waits until it is read
        new = written(folder / "export.part", contact(id="c-new"))
        new.rename(folder / "contacts.jsonl")
        lines.write(json.dumps(contact(id="c-running")) + "\n")
    _out, errors = process.communicate(timeout=60)

    assert process.returncode == 0, errors
    assert names(folder) == ["contacts.jsonl"]
    assert "c-running" in stored(production, "Contact")
    assert unit(folder, production).returncode == 0
    assert "c-new" in stored(production, "Contact")


def test_ctrl_c_stops_all_of_it_and_keeps_what_is_not_stored(
    production: dict[str, str], folder: Path
) -> None:
    later = folder / OLD.replace("2026", "2099")
    written(later, contact(id="c-after"))
    process, pipe = running(folder, production)
    with pipe.open("w") as lines:
        lines.write(json.dumps(contact(id="c-stopped")) + "\n")
        lines.flush()
        process.send_signal(signal.SIGINT)
        _out, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert f"stopped: nothing of {pipe} is stored" in errors
    assert kept(folder) == [pipe, later]
    assert not {"c-stopped", "c-after"} & stored(production, "Contact")
