"""What cron is told in docs/operations.md are commands that there are."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from celery.schedules import crontab
from django.core.management import get_commands, load_command_class

from tests.support.production import OURS, ROOT, environment

OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
RUNUSER = "/usr/sbin/runuser"  # cron's PATH has no sbin
WRAPPER = "/usr/local/sbin/gapfinder"
FIELDS = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")


def lines() -> list[tuple[list[str], str, str]]:
    """Return the fields, the user and the command of each line, as cron reads them."""
    table = OPERATIONS.partition("```\n# /etc/cron.d/gapfinder")[2].partition("```")[0]
    jobs = [line for line in table.splitlines()[1:] if not re.match(r"[A-Z_]+=", line)]
    parts = [line.split(maxsplit=6) for line in jobs]
    return [(fields, user, command) for *fields, user, command in parts]


def parsed(command: str) -> tuple[str, Any]:
    program, name, *arguments = shlex.split(command.removesuffix(" >/dev/null"))
    assert program == WRAPPER  # cron's own PATH has no sbin
    app = get_commands()[name]
    parser = load_command_class(app, name).create_parser("manage.py", name)
    return name, parser.parse_args(arguments)


@pytest.mark.parametrize(("fields", "user", "command"), lines())
def test_a_line_is_one_that_cron_and_the_command_understand(
    fields: list[str], user: str, command: str
) -> None:
    crontab(**dict(zip(FIELDS, fields, strict=True)))
    assert user == "root"  # nobody else reads the environment
    assert "%" not in command  # which ends a command
    assert "2>" not in command  # errors are mailed

    name, given = parsed(command)

    if name in {"import_feed", "find_gaps"}:
        assert given.help_center == "my-brand"


def test_together_they_do_what_beat_does() -> None:
    commands = {command.split()[1]: command for _fields, _user, command in lines()}

    assert list(commands) == [
        *("import_feed", "forget_texts", "clearsessions", "find_gaps", "send_digest"),
    ]
    _name, letters = parsed(commands["send_digest"])
    assert letters.due
    assert letters.help_center is None
    # It prints titles that may be in customers' words.
    assert commands["find_gaps"].endswith(" >/dev/null")


def test_the_feed_comes_before_the_analysis_and_letters_every_hour() -> None:
    times = {command.split()[1]: fields for fields, _user, command in lines()}
    nightly = {
        name: (int(hour), int(minute))
        for name, (minute, hour, *days) in times.items()
        if name != "send_digest" and days == ["*", "*", "*"]
    }

    assert nightly["import_feed"] < nightly["find_gaps"] < (7, 0)  # when letters come
    assert times["send_digest"][1:] == ["*", "*", "*", "*"]


def test_the_wrapper_without_systemd_has_the_environment(
    migrated: Path, tmp_path: Path
) -> None:
    """As whoever runs the tests, in place of root, who becomes gapfinder."""
    sender = "Gap finder & co <gaps@example.com>"
    variables = environment(tmp_path, DEFAULT_FROM_EMAIL=sender)
    shutil.copy(migrated, tmp_path / "db.sqlite3")
    ours = (*OURS, "DEFAULT_")
    given = tmp_path / "environment"
    given.write_text(
        "".join(f"{n}='{v}'\n" for n, v in variables.items() if n.startswith(ours))
    )
    script = tmp_path / "gapfinder"
    script.write_text(
        _wrapper(
            {
                "/etc/gapfinder/environment": str(given),
                "/var/lib/gapfinder": str(tmp_path),
                "/srv/gapfinder": str(ROOT),
                f"{RUNUSER} -u gapfinder -- .venv/bin/python": sys.executable,
            }
        )
    )

    def run(*arguments: str) -> str:
        ended = subprocess.run(
            ["sh", script, *arguments],
            env={"PATH": "/usr/bin:/bin"},  # cron's
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    assert run("send_digest", "--due").startswith("0 letters sent that were due, ")
    show = "from django.conf import settings; print(settings.DEFAULT_FROM_EMAIL)"
    assert sender in run("shell", "-v0", "-c", show)


def _wrapper(places: dict[str, str]) -> str:
    """Return the one of the document, with other places."""
    wrappers = re.findall(rf"{WRAPPER} <<'END'\n(.*?)END\n", OPERATIONS, re.DOTALL)
    (text,) = (wrapper for wrapper in wrappers if "systemd" not in wrapper)
    for there, here in places.items():
        assert there in text
        text = text.replace(there, here)
    return text
