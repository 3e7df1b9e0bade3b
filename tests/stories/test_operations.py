"""What docs/operations.md promises in words, and no other test follows by doing it."""

import os
import re
import subprocess
from pathlib import Path

from django.db.backends.postgresql.features import DatabaseFeatures

from tests.support.production import ROOT

OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
WRAPPER = "cat > /usr/local/sbin/gapfinder <<'END'\n"


def test_the_oldest_postgresql_is_the_one_that_django_needs() -> None:
    (oldest,) = re.findall(r"PostgreSQL (\d+) or\s+newer", OPERATIONS)

    assert DatabaseFeatures.minimum_database_version == (int(oldest),)


def test_a_command_by_hand_puts_no_argument_into_the_journal(tmp_path: Path) -> None:
    """PID 1 logs a unit's description, which is the whole command if nobody says it."""
    wrapper = tmp_path / "gapfinder"
    wrapper.write_text(OPERATIONS.partition(WRAPPER)[2].partition("END\n")[0])
    asked = tmp_path / "systemd-run"
    asked.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    for each in (wrapper, asked):
        each.chmod(0o755)

    told = subprocess.run(
        [wrapper, "erase_customer", "customer 3"],
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    options = [each for each in told if each.startswith("--")]
    assert "--description=gapfinder erase_customer" in options
    assert told[len(options) :][1:] == ["manage.py", "erase_customer", "customer 3"]


def test_an_upgrade_changes_nothing_under_running_processes() -> None:
    steps = OPERATIONS.partition("## Upgrade")[2].partition("```sh\n")[2]
    steps = steps.partition("```")[0]
    order = [
        *("start gapfinder-backup", "stop 'gapfinder-*'", "git checkout"),
        *("pip install", "gapfinder migrate", "start gapfinder-web"),
    ]

    assert [steps.count(step) for step in order] == [1] * 6
    assert sorted(order, key=steps.index) == order
