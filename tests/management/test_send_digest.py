"""The command that sends the weekly letter, as the shell sees it."""

import email
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from email import policy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

from gapfinder.digests import letter_of, preview
from gapfinder.models import Delivery, Digest, HelpCenter
from tests.support.factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_subscription,
    an_audience,
)
from tests.support.mail_server import MailServer

ROOT = Path(__file__).resolve().parents[2]
WEEK, MONDAY = "2026-W47", date(2026, 11, 16)
LEADS = ("lead@example.com", "second@example.com")


@pytest.fixture
def lumevik(db: None) -> HelpCenter:
    """Two subscribe to it."""
    for address in LEADS:
        a_subscription(address)
    return a_help_center()


def run(*options: str, help_center: str = "lumevik") -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command(
        *("send_digest", "--help-center", help_center, *options),
        stdout=out,
        stderr=errors,
    )
    return out.getvalue(), errors.getvalue()


def refusal(*options: str, help_center: str = "lumevik") -> tuple[str, int]:
    with pytest.raises(CommandError) as refused:
        run(*options, help_center=help_center)
    return str(refused.value), refused.value.returncode


# --- Sending --------------------------------------------------------------------------


def test_it_sends_and_ends_with_one_line_of_counts_and_seconds(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    said, _ = run("--week", WEEK)

    ending = r"2 letters of 2026-W47 sent, 0 had it before, 0 failed, in \d+\.\d s\n"
    assert re.fullmatch(ending, said)
    assert [mail.to for mail in mailoutbox] == [[address] for address in LEADS]
    letter = letter_of(Digest.objects.get(), "en")
    assert mailoutbox[0].body == letter.text


def test_a_second_call_sends_nothing_and_says_so(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    run("--week", WEEK)

    said, _ = run("--week", WEEK)

    expected = "0 letters of 2026-W47 sent, 2 had it before, 0 failed, in "
    assert said.startswith(expected)
    assert len(mailoutbox) == 2


def test_who_subscribed_since_gets_it_with_the_second_call(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    run("--week", WEEK)
    a_subscription("third@example.com")

    said, _ = run("--week", WEEK)

    assert said.startswith("1 letter of 2026-W47 sent, 2 had it before, 0 failed")
    assert len(mailoutbox) == 3


def test_who_ended_it_and_other_help_centres_get_nothing(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    a_subscription("gone@example.com", ended_at=timezone.now())
    a_subscription("other@example.com", help_center=a_help_center("other"))

    run("--week", WEEK)

    assert [mail.to for mail in mailoutbox] == [[address] for address in LEADS]


def test_by_default_it_is_about_a_week_that_is_over(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    before = timezone.localdate(timezone=lumevik.zone)
    run()
    after = timezone.localdate(timezone=lumevik.zone)

    sunday = Digest.objects.get().monday + timedelta(days=6)
    assert f"{sunday:%A}" == "Sunday"
    assert before - timedelta(days=7) <= sunday < after


def test_a_failing_address_is_told_without_it_and_tried_again(
    lumevik: HelpCenter, server: MailServer
) -> None:
    said = "550 5.1.1 <lead@example.com>: no such user"
    server.refuses["lead@example.com"] = said

    assert refusal("--week", WEEK) == (
        "not everybody has it: 550 5.1.1 <[email]>: no such user; the admin lists "
        'them, "Deliveries"',
        1,
    )
    assert set(server.addresses) == {"second@example.com"}

    server.refuses.clear()
    said, _ = run("--week", WEEK)
    assert said.startswith("1 letter of 2026-W47 sent, 1 had it before, 0 failed")


def test_a_mail_server_that_is_down_is_told_in_a_sentence(
    lumevik: HelpCenter, server: MailServer
) -> None:
    server.stop()

    sentence, status = refusal("--week", WEEK)

    assert sentence.startswith("not everybody has it: Connection refused; ")
    assert status == 1
    server.start()
    assert run("--week", WEEK)[0].startswith("2 letters of 2026-W47 sent, 0 had it")


def test_what_is_uncertain_is_told_and_not_sent_again(
    lumevik: HelpCenter, server: MailServer
) -> None:
    server.answers = lambda mail: None if mail["To"] == LEADS[0] else "250 OK"

    refusal("--week", WEEK)
    server.answers = lambda mail: "250 OK"
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(
            *("send_digest", "--help-center", "lumevik", "--week", WEEK), stdout=out
        )

    counts = "0 letters of 2026-W47 sent, 1 had it before, 0 failed, 1 uncertain, in "
    assert out.getvalue().startswith(counts)
    assert server.addresses == {LEADS[0]: 1, LEADS[1]: 1}


def test_without_subscriptions_nothing_is_sent_or_stored(db: None) -> None:
    a_help_center()

    assert refusal("--week", WEEK) == (
        "lumevik has no subscriptions to its digest: add them in the admin, under "
        '"Subscriptions"',
        2,
    )
    assert not Digest.objects.exists()


# --- What is due ----------------------------------------------------------------------


def a_reader(address: str, *, hours: int, help_center: HelpCenter) -> None:
    """Ask for the weekday and hour that are so many hours from now; since three ago."""
    now = timezone.now()
    when = now + timedelta(hours=hours)
    a_subscription(
        address,
        help_center=help_center,
        weekday=when.weekday(),
        hour=when.hour,
        time_zone="UTC",
        began_at=now - timedelta(hours=3),
    )


@pytest.fixture
def two(db: None) -> list[HelpCenter]:
    """Each has a reader whose hour has come and one whose has not."""
    centres = [a_help_center("first"), a_help_center("second")]
    HelpCenter.objects.update(time_zone="UTC")
    for centre in centres:
        centre.refresh_from_db()
        a_reader(f"now@{centre.slug}.example.com", hours=-1, help_center=centre)
        a_reader(f"later@{centre.slug}.example.com", hours=2, help_center=centre)
    return centres


def due(*options: str) -> str:
    out = StringIO()
    call_command("send_digest", "--due", *options, stdout=out)
    return out.getvalue()


def test_whose_hour_has_come_has_a_letter_and_nobody_else(
    two: list[HelpCenter], mailoutbox: Sequence[EmailMessage]
) -> None:
    ending = r"2 letters sent that were due, 0 failed, in \d+\.\d s\n"
    assert re.fullmatch(ending, due())
    assert {address for mail in mailoutbox for address in mail.to} == {
        "now@first.example.com",
        "now@second.example.com",
    }

    assert due().startswith("0 letters sent that were due, 0 failed, in ")
    assert len(mailoutbox) == 2


def test_what_is_due_of_one_help_centre_leaves_the_others_for_later(
    two: list[HelpCenter], mailoutbox: Sequence[EmailMessage]
) -> None:
    assert due("--help-center", "second").startswith("1 letter sent that was due, ")
    assert [mail.to for mail in mailoutbox] == [["now@second.example.com"]]

    assert due().startswith("1 letter sent that was due, ")
    assert mailoutbox[1].to == ["now@first.example.com"]


def test_a_due_letter_that_fails_is_told_and_waits_for_its_next_try(
    two: list[HelpCenter], server: MailServer
) -> None:
    server.refuses["now@first.example.com"] = "450 come again"

    with pytest.raises(CommandError) as refused:
        due()

    assert (str(refused.value), refused.value.returncode) == (
        'not everybody has it: 450 come again; the admin lists them, "Deliveries"',
        1,
    )
    assert set(server.addresses) == {"now@second.example.com"}
    server.refuses.clear()
    assert due().startswith("0 letters sent that were due, ")  # in five minutes

    Delivery.objects.waiting().update(next_try_at=timezone.now())
    assert due().startswith("1 letter sent that was due, ")


def test_where_nobody_has_subscribed_nothing_is_due(db: None) -> None:
    assert due().startswith("0 letters sent that were due, 0 failed, in ")


@pytest.mark.parametrize("options", [("--week", WEEK), ("--dry-run",)])
def test_what_is_due_has_its_own_week(
    lumevik: HelpCenter, options: Sequence[str]
) -> None:
    assert refusal("--due", *options) == (
        "--due is about what is due by now: leave --week and --dry-run out",
        2,
    )
    assert not Delivery.objects.exists()


def test_what_is_due_of_an_unknown_help_centre_is_refused(lumevik: HelpCenter) -> None:
    assert refusal("--due", help_center="lumevic")[1] == 2
    assert refusal("--due", help_center="")[1] == 2


def test_without_a_help_centre_nobody_has_a_letter_early(lumevik: HelpCenter) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("send_digest")

    said = "--help-center is missing; only --due can do without"
    assert (str(refused.value), refused.value.returncode) == (said, 2)
    assert not Delivery.objects.exists()


# --- Looking at it first --------------------------------------------------------------


def test_a_dry_run_writes_the_letter_in_four_ways(
    lumevik: HelpCenter, tmp_path: Path
) -> None:
    a_contact()
    a_gap(title="Hvor er ruteren på kjøkkenet?")

    said, _ = run("--week", WEEK, "--dry-run", "--out", str(tmp_path))

    stem = tmp_path / "lumevik-2026-W47-all-en"
    paths = [f"{stem}.{kind}" for kind in ("html", "txt", "csv", "eml")]
    *told, counts = said.splitlines()
    assert told == paths
    assert re.fullmatch(r"1 letter of 2026-W47 written, 0 sent, in \d+\.\d s", counts)
    letter = letter_of(preview(lumevik, None, MONDAY), "en")
    assert Path(paths[0]).read_text(encoding="utf-8") == letter.html
    assert Path(paths[1]).read_text(encoding="utf-8") == letter.text
    assert Path(paths[2]).read_bytes() == letter.table


def test_the_mail_of_a_dry_run_can_be_opened_as_one(
    lumevik: HelpCenter, tmp_path: Path
) -> None:
    run("--week", WEEK, "--dry-run", "--out", str(tmp_path))

    raw = (tmp_path / "lumevik-2026-W47-all-en.eml").read_bytes()
    mail: Any = email.message_from_bytes(raw, policy=policy.default)
    letter = letter_of(preview(lumevik, None, MONDAY), "en")
    assert mail["Subject"] == letter.subject
    assert mail["To"] is None
    assert mail.get_body(["plain"]).get_content() == letter.text


def test_each_audience_and_language_has_a_letter_once(
    lumevik: HelpCenter, tmp_path: Path
) -> None:
    team = an_audience(name="Mobile & TV")
    for name, language in (("a", "nb"), ("b", "nb"), ("c", "sv")):
        a_subscription(f"{name}@example.com", audience=team, language=language)

    run("--week", WEEK, "--dry-run", "--out", str(tmp_path / "new" / "folder"))

    written = sorted(path.name for path in tmp_path.rglob("*.txt"))
    assert written == [
        f"lumevik-2026-W47-{team.pk}-mobile-tv-nb.txt",
        f"lumevik-2026-W47-{team.pk}-mobile-tv-sv.txt",
        "lumevik-2026-W47-all-en.txt",
    ]


def test_a_dry_run_sends_and_stores_nothing(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage], tmp_path: Path
) -> None:
    run("--week", WEEK, "--dry-run", "--out", str(tmp_path))

    assert not mailoutbox
    assert not Digest.objects.exists()
    assert not Delivery.objects.exists()


def test_a_dry_run_needs_no_subscription(db: None, tmp_path: Path) -> None:
    a_help_center()

    run("--week", WEEK, "--dry-run", "--out", str(tmp_path))

    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_that_is_none_is_told_in_a_sentence(
    lumevik: HelpCenter, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()

    assert refusal("--week", WEEK, "--dry-run", "--out", str(file)) == (
        f"file exists: no letters are written to {file}",
        2,
    )


# --- What is asked for ----------------------------------------------------------------


@pytest.mark.parametrize(
    "week",
    [
        *("last", "", "2026-W54", "2025-W53", "2026-W00", "2026-W4", "2026W47"),
        *("2026-w47", "47", "2026-11-16", "2026-W47-1", "0001-W01", "9999-W52"),
        *("\uff12026-W47", "2026-W47\n"),
    ],
)
def test_a_week_that_is_none_is_refused(lumevik: HelpCenter, week: str) -> None:
    assert refusal("--week", week) == (
        f"--week is {week!r}, expected an ISO week such as 2026-W47",
        2,
    )


def test_the_53rd_week_of_a_long_year_is_one(
    lumevik: HelpCenter, tmp_path: Path
) -> None:
    said, _ = run("--week", "2026-W53", "--dry-run", "--out", str(tmp_path))

    assert "1 letter of 2026-W53 written" in said


def test_an_unknown_help_centre_is_refused_with_the_known_ones(
    lumevik: HelpCenter,
) -> None:
    a_help_center("another")

    assert refusal(help_center="lumevic") == (
        "there is no help centre 'lumevic'; known: another, lumevik",
        2,
    )
    assert not HelpCenter.objects.filter(slug="lumevic").exists()


@pytest.mark.django_db
def test_without_any_help_centre_the_sentence_says_where_they_come_from() -> None:
    assert refusal(help_center="lumevik") == (
        "there is no help centre 'lumevik'; import articles or contacts to make one",
        2,
    )


# --- In a process of its own ----------------------------------------------------------


def start(database: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "django", *options],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_error_is_one_sentence_on_standard_error(
    migrated: Path, tmp_path: Path
) -> None:
    database = tmp_path / "db.sqlite3"
    shutil.copy(migrated, database)

    ended = start(database, "send_digest", "--help-center", "lumevik")

    assert ended.stderr == (
        "there is no help centre 'lumevik'; import articles or contacts to make one\n"
    )
    assert (ended.stdout, ended.returncode) == ("", 2)


def test_a_database_without_tables_is_told_in_a_sentence(tmp_path: Path) -> None:
    ended = start(tmp_path / "empty", "send_digest", "--help-center", "lumevik")

    said = r"no such table: .*: not all letters are sent\n"
    assert re.fullmatch(said, ended.stderr)
    assert (ended.stdout, ended.returncode) == ("", 1)
