"""The command that sends the weekly letter, as the shell sees it."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from gapfinder.digests import compose
from gapfinder.models import Digest, HelpCenter

from .factories import a_contact, a_gap, a_help_center
from .mail_servers import DOWN

ROOT = Path(__file__).resolve().parents[1]
WEEK, MONDAY = "2026-W47", date(2026, 11, 16)


@pytest.fixture
def lumevik(db: None) -> HelpCenter:
    return a_help_center(digest_to="lead@example.com\nsecond@example.com")


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


def test_it_sends_and_ends_with_one_line_of_counts_and_seconds(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    said, _ = run("--week", WEEK)

    ending = r"1 digest sent: 2026-W47 to 2 recipients, in \d+\.\d s\n"
    assert re.fullmatch(ending, said)
    assert mailoutbox[0].to == ["lead@example.com", "second@example.com"]
    assert mailoutbox[0].body == compose(lumevik, MONDAY).text


def test_a_second_call_sends_nothing_and_says_so(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    run("--week", WEEK)

    said, _ = run("--week", WEEK)

    assert said.startswith("0 digests sent: 2026-W47 was sent before, in ")
    assert len(mailoutbox) == 1


def test_a_dry_run_prints_the_letter_and_nothing_else(lumevik: HelpCenter) -> None:
    a_contact()
    a_gap(title="Hvor er ruteren på kjøkkenet?")

    said, aside = run("--week", WEEK, "--dry-run")

    assert said == compose(lumevik, MONDAY).text
    ending = r"1 digest of 2026-W47 shown, 0 sent, in \d+\.\d s\n"
    assert re.fullmatch(ending, aside)


def test_a_dry_run_sends_and_stores_nothing(
    lumevik: HelpCenter, mailoutbox: Sequence[EmailMessage]
) -> None:
    run("--week", WEEK, "--dry-run")

    assert not mailoutbox
    assert not Digest.objects.exists()


def test_a_dry_run_needs_no_recipients(db: None) -> None:
    a_help_center(digest_to="")

    assert run("--week", WEEK, "--dry-run")[0].startswith("Lumevik, week 47 of 2026")


def test_by_default_it_is_about_a_week_that_is_over(lumevik: HelpCenter) -> None:
    before = timezone.localdate(timezone=lumevik.zone)
    run()
    after = timezone.localdate(timezone=lumevik.zone)

    sunday = Digest.objects.get().monday + timedelta(days=6)
    assert f"{sunday:%A}" == "Sunday"
    assert before - timedelta(days=7) <= sunday < after


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


def test_the_53rd_week_of_a_long_year_is_one(lumevik: HelpCenter) -> None:
    assert "week 53 of 2026" in run("--week", "2026-W53", "--dry-run")[0]


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


@pytest.mark.django_db
def test_without_recipients_nothing_is_sent_or_stored() -> None:
    a_help_center(digest_to="")

    assert refusal("--week", WEEK) == (
        "lumevik has no recipients of its digest: add their e-mail addresses in the "
        'admin, under "Digest to"',
        2,
    )
    assert not Digest.objects.exists()


def test_a_mail_server_that_is_down_is_told_in_a_sentence(
    lumevik: HelpCenter, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = DOWN

    assert refusal("--week", WEEK) == ("connection refused: no digest is sent", 1)
    assert not Digest.objects.exists()


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


def test_an_error_is_one_sentence_on_standard_error(tmp_path: Path) -> None:
    database = tmp_path / "db.sqlite3"
    start(database, "migrate", "-v0")

    ended = start(database, "send_digest", "--help-center", "lumevik")

    assert ended.stderr == (
        "there is no help centre 'lumevik'; import articles or contacts to make one\n"
    )
    assert (ended.stdout, ended.returncode) == ("", 2)


def test_a_database_without_tables_is_told_in_a_sentence(tmp_path: Path) -> None:
    ended = start(tmp_path / "empty", "send_digest", "--help-center", "lumevik")

    assert re.fullmatch(r"no such table: .*: no digest is sent\n", ended.stderr)
    assert (ended.stdout, ended.returncode) == ("", 1)
