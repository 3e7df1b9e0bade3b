"""`find_gaps` as the shell sees it: what it says, writes, and how it ends."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gapfinder.embedding_store import CHUNK, fingerprint
from gapfinder.models import Gap, Judgement, Question, Run, Vector
from tests.support import broadband
from tests.support.broadband import SLUG, found, imported
from tests.support.jsonl import written
from tests.support.processes import started

ROOT = Path(__file__).resolve().parents[2]
KNOWN = "packaged:all-MiniLM-L6-v2, packaged:multilingual-e5-small."


@pytest.fixture
def shop(settings, db, vectors, tmp_path):
    """A help centre that is ready for the job."""
    settings.GAPFINDER_ENCODER = broadband.ENCODER
    return imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )


@pytest.fixture
def articles_only(settings, db, vectors, tmp_path):
    settings.GAPFINDER_ENCODER = broadband.ENCODER
    return imported(tmp_path, contacts=[], articles=broadband.articles())


def run(*options, help_center=SLUG):
    out = StringIO()
    call_command("find_gaps", "--help-center", help_center, *options, stdout=out)
    return out.getvalue()


def refusal(*options, status, **more):
    """The sentence of a run that ends with this status; it judges nothing."""
    before = stored()
    with pytest.raises(CommandError) as refused:
        run(*options, **more)

    assert refused.value.returncode == status
    assert stored() == before
    return str(refused.value)


def stored():
    return [
        list(rows.order_by("pk").values())
        for rows in (Run.objects.finished(), Judgement.objects, Gap.objects)
    ]


def equal_contacts(number, text="When is the copper network closed?", **values):
    times = (broadband.START + timedelta(days=day) for day in range(number))
    return [
        {"id": f"c{place:02}", "received_at": time.isoformat(), "text": text} | values
        for place, time in enumerate(times)
    ]


# --- What it prints -------------------------------------------------------------------


def test_it_prints_the_ranking_and_ends_with_counts_and_seconds(shop):
    said = run()

    lines = said.splitlines()
    heads = "rank kind title locale contacts customers trend nearest article"
    assert " ".join(lines[1].split()) == heads
    assert re.search(r"^ +1 +missing +Why is the copper .* 7 +7 +steady ", said, re.M)
    assert re.search(r"^ +\d +translation +.* esim$", said, re.M)
    assert re.fullmatch(
        r"49 contacts, 49 questions: 4 gaps with 24 contacts, in \d+\.\d s", lines[-1]
    )


def test_a_long_title_pushes_no_column_out(shop, tmp_path):
    run()
    Gap.objects.update(title="very " * 18, retitled=True)

    said = run()

    assert re.search(r"^ +1 +missing +very very .*… +en +7 +7 +steady ", said, re.M)
    assert max(map(len, said.splitlines())) <= 132


def some_vectors_forgotten():
    asked = Question.objects.order_by("pk").values_list("text", flat=True)[:5]
    prints = [fingerprint(text, "question") for text in asked]
    assert Vector.objects.filter(fingerprint__in=prints).delete()[0] == len(prints)


def test_without_a_terminal_there_is_no_bar(shop, capfd):
    some_vectors_forgotten()

    run()

    assert capfd.readouterr().err == ""


def test_on_a_terminal_a_bar_shows_the_progress(shop, monkeypatch):
    some_vectors_forgotten()
    terminal, its_end = os.openpty()
    termios.tcsetwinsize(its_end, (24, 80))
    os.set_blocking(terminal, False)
    with os.fdopen(its_end, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        run()
        monkeypatch.undo()
        shown = os.read(terminal, 10_000).decode()
    os.close(terminal)

    assert re.search(r"encoding: +\d+%\|.*\| \d+/5 ", shown)


# --- What it refuses ------------------------------------------------------------------


def test_an_unknown_help_centre_is_told_with_the_known_ones(shop):
    assert refusal(status=2, help_center="brodband") == (
        "there is no help centre 'brodband'; known: broadband"
    )


@pytest.mark.django_db
def test_where_there_is_no_help_centre_at_all_it_says_what_makes_one():
    assert refusal(status=2, help_center="shop") == (
        "there is no help centre 'shop'; import articles or contacts to make one"
    )


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "16.11.2026",
        "yesterday",
        "",
        "2026-11",
        "0001-01-01",
        "9999-12-31",
    ],
)
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_day_that_is_none_is_refused(shop, name, day):
    assert refusal(f"--{name}", day, status=2) == (
        f"--{name} is {day!r}, expected a day such as 2026-11-16"
    )


@pytest.mark.parametrize("since", ["2026-11-16", "2026-11-17"])
def test_since_must_be_before_until(shop, since):
    assert refusal("--since", since, "--until", "2026-11-16", status=2) == (
        f"--since {since} is not before --until 2026-11-16"
    )


def test_days_without_contacts_are_told(shop):
    assert refusal("--since", "2020-01-01", "--until", "2020-02-01", status=2) == (
        "broadband has no contacts received from 2020-01-01 on and before 2020-02-01"
    )


def test_days_after_the_newest_contact_are_told(shop):
    assert refusal("--since", "2030-01-01", status=2).startswith(
        "broadband has no contacts received from 2030-01-01 on"
    )


def test_a_help_centre_without_contacts_is_told_how_to_get_some(articles_only):
    assert refusal(status=2) == (
        "broadband has no contacts yet: import some with "
        "manage.py import_contacts FILE --help-center broadband"
    )


@pytest.mark.parametrize("name", ["acme/none", "/nowhere/model", "packaged:nonsense"])
def test_an_encoder_that_cannot_be_loaded_is_told_with_those_that_can(
    shop, settings, name
):
    settings.GAPFINDER_ENCODER = name

    said = refusal(status=1)

    assert said.startswith(f"The encoder {name!r} cannot be loaded: ")
    assert said.endswith(KNOWN)


# --- Unusual data ---------------------------------------------------------------------


def test_without_articles_everything_is_missing(shop, tmp_path):
    imported(tmp_path, contacts=broadband.contacts(), help_center="bare")

    result = found(tmp_path, help_center="bare")

    assert result["gaps"]
    assert {(gap["kind"], gap["article"]) for gap in result["gaps"]} == {
        ("missing", None)
    }
    assert [gap["nearest"] for gap in result["gaps"]] == [[]] * len(result["gaps"])
    assert {
        (contact["match"], contact["article"], contact["score"])
        for contact in result["contacts"]
    } == {("none", None, 0)}


@pytest.mark.parametrize("with_articles", [True, False])
def test_one_contact_is_judged(articles_only, tmp_path, with_articles):
    slug = SLUG if with_articles else "bare"
    imported(tmp_path, contacts=equal_contacts(1), help_center=slug)

    result = found(tmp_path, help_center=slug)

    assert result["gaps"] == []
    assert [contact["id"] for contact in result["contacts"]] == ["c00"]


@pytest.mark.parametrize("number", [3, 4, 8, 31, 32, 40])
def test_contacts_that_are_all_the_same_are_one_gap(articles_only, tmp_path, number):
    contacts = equal_contacts(number, locale="en")
    imported(tmp_path, contacts=contacts, help_center="bare")

    [gap] = found(tmp_path, help_center="bare")["gaps"]

    assert (gap["contacts"], gap["kind"]) == (number, "missing")
    assert gap["examples"] == ["When is the copper network closed?"]


def test_contacts_that_are_all_the_same_are_judged_alike(articles_only, tmp_path):
    """One question says nothing of what is usual here, but it must not fail."""
    imported(tmp_path, contacts=equal_contacts(40, locale="en"))

    contacts = found(tmp_path)["contacts"]

    assert len({json.dumps(contact | {"id": ""}) for contact in contacts}) == 1


@pytest.mark.parametrize("text", ["", "...", "👍", "4111 1111 1111 1111"])
def test_a_contact_without_words_is_judged(shop, tmp_path, text):
    imported(tmp_path, contacts=equal_contacts(1, text))

    contacts = {contact["id"]: contact for contact in found(tmp_path)["contacts"]}

    assert len(contacts) == 50
    assert (contacts["c00"]["match"], contacts["c00"]["gap"]) == ("none", None)
    assert contacts["c00"]["reason"] == "other"


@pytest.mark.parametrize("with_articles", [True, False])
def test_nothing_but_contacts_without_words_is_judged_too(
    articles_only, tmp_path, with_articles
):
    slug = SLUG if with_articles else "bare"
    imported(tmp_path, contacts=equal_contacts(5, "..."), help_center=slug)

    result = found(tmp_path, help_center=slug)

    assert (result["gaps"], result["run"]["questions"]) == ([], 0)
    assert [contact["reason"] for contact in result["contacts"]] == ["other"] * 5


def test_a_locale_that_nobody_knows_does_no_harm(shop, tmp_path):
    contacts = [
        contact | {"locale": "tlh-Latn"}
        for contact in broadband.contacts()
        if contact["id"].endswith("0")
    ]
    imported(tmp_path, contacts=contacts)

    assert len(found(tmp_path)["contacts"]) == 49


# --- What it writes -------------------------------------------------------------------


def test_the_file_is_utf_8_and_ends_with_a_line_end(shop, tmp_path):
    run()
    Gap.objects.update(title="Ærlig talt 😀", retitled=True)

    run("--json", tmp_path / "out.json")

    text = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert '"title": "Ærlig talt 😀"' in text


def test_the_file_of_last_time_is_replaced(shop, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("what was here before " * 10_000)

    run("--json", out)

    assert json.loads(out.read_text())["gaps"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("no/such/folder/out.json", "no such file or directory"),
        (".", "is a directory"),
        ("file/out.json", "not a directory"),
    ],
)
def test_a_file_that_cannot_be_written_is_told(shop, tmp_path, target, reason):
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    path = tmp_path / target

    with pytest.raises(CommandError) as failed:
        run("--json", path)

    assert failed.value.returncode == 1
    assert str(failed.value) == (
        f"{path}: {reason}: the run is stored, but its result is not written"
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_a_full_disk_leaves_no_half_file(shop, tmp_path):
    out = tmp_path / "folder" / "out.json"
    out.parent.mkdir()
    # What is written beside the target lands on a device that is always full.
    (out.parent / "out.json.part").symlink_to("/dev/full")

    with pytest.raises(CommandError, match="no space left on device") as failed:
        run("--json", out)

    assert failed.value.returncode == 1
    assert list(out.parent.iterdir()) == []


def test_a_device_is_written_to_and_not_replaced(shop):
    run("--json", "/dev/null")

    with pytest.raises(CommandError, match="/dev/full: no space left on device"):
        run("--json", "/dev/full")
    assert all(Path(f"/dev/{name}").is_char_device() for name in ("null", "full"))


# --- In a process of its own ----------------------------------------------------------


@pytest.fixture(scope="module")
def environment(migrated, tmp_path_factory):
    """A database and settings of their own for processes of their own."""
    folder = tmp_path_factory.mktemp("process")
    (folder / "settings_of_process.py").write_text(
        f"from tests.settings import *\nGAPFINDER_ENCODER = {broadband.ENCODER!r}\n"
    )
    shutil.copy(migrated, folder / "db.sqlite3")
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "settings_of_process",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}",
        "HF_HUB_OFFLINE": "1",
        "DATABASE": str(folder / "db.sqlite3"),
    }


def django(command, *arguments):
    return [sys.executable, "-m", "django", command, *map(str, arguments)]


def start(environment, *options):
    return started(
        django("find_gaps", "--help-center", SLUG, *options),
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def rows(environment, what, table):
    with sqlite3.connect(environment["DATABASE"]) as database:
        return database.execute(f"SELECT {what} FROM gapfinder_{table}").fetchall()


@pytest.mark.slow
def test_ctrl_c_while_encoding_keeps_the_vectors_and_nothing_else(
    environment, tmp_path
):
    """Many long texts: the first chunk is stored long before the second is ready."""
    first, later = (datetime(2026, month, 1, tzinfo=UTC) for month in (6, 7))
    few = [
        {"id": f"few {n}", "received_at": first.isoformat(), "text": text}
        for n, text in enumerate(["My phone is lost", "My bill is late", "No signal"])
    ]
    short = [f"How much is plan number {number}?" for number in range(CHUNK)]
    words = ["router", "kitchen", "connection", "rain", "evening", "light"] * 4
    long = [
        " ".join(f"{word} {(number * place) % 997}" for place, word in enumerate(words))
        for number in range(1, 400)
    ]
    many = [
        {"id": f"many {n}", "received_at": later.isoformat(), "text": text}
        for n, text in enumerate(short + long)
    ]
    file = written(tmp_path / "contacts.jsonl", *few, *many)
    subprocess.run(
        django("import_contacts", file, "--help-center", SLUG),
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )

    process = start(environment, "--until", "2026-06-02")
    out, errors = process.communicate(timeout=120)

    assert (errors, process.returncode) == ("", 0)
    assert out.splitlines()[-1].startswith("3 contacts, 3 questions: 0 gaps")
    [(vectors,)] = rows(environment, "count(*)", "vector")
    judged = rows(environment, "*", "judgement")
    runs = rows(environment, "*", "run")
    assert (len(judged), len(runs)) == (3, 1)

    process = start(environment)
    deadline = time.monotonic() + 120
    while rows(environment, "count(*)", "vector") == [(vectors,)]:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)

    sentence = "stopped: nothing is judged anew; vectors made so far are kept\n"
    assert (out, errors, process.returncode) == ("", sentence, 130)
    assert rows(environment, "count(*)", "vector") == [(vectors + CHUNK,)]
    assert rows(environment, "*", "judgement") == judged
    assert rows(environment, "*", "run")[:-1] == runs
    assert rows(environment, "state, failure", "run")[-1] == ("failed", "stopped")
    assert rows(environment, "*", "gap") == []


def test_an_error_is_one_sentence_on_standard_error(environment):
    process = start(environment, "--since", "tomorrow")

    out, errors = process.communicate(timeout=60)

    assert errors == "--since is 'tomorrow', expected a day such as 2026-11-16\n"
    assert (out, process.returncode) == ("", 2)


def test_a_database_without_tables_is_told_in_a_sentence(environment, tmp_path):
    empty = environment | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}

    process = start(empty)

    out, errors = process.communicate(timeout=60)
    assert re.fullmatch(r".*no such table.*\n", errors)
    assert (out, process.returncode) == ("", 1)
