"""The example units start what there is, with options that it knows."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from configparser import ConfigParser
from pathlib import Path

import pytest
from django.core.management import load_command_class

from tests.support.production import ROOT, environment

UNITS = sorted((ROOT / "docs/systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
ARGUMENTS = re.compile(r"manage\.py (\w+) (.*)")


def settings_of(unit: Path) -> list[tuple[str, str]]:
    """Return what stands in a unit, line by line: a name may come twice."""
    lines = (line.partition("=") for line in unit.read_text().splitlines())
    return [(name, value) for name, equals, value in lines if equals and name[0] != "#"]


def started(kind: str) -> list[list[str]]:
    """Return the arguments of each unit that starts this program of the project's."""
    commands = [
        shlex.split(value.replace("%%", "%").replace("%i", "1"))
        for unit in SERVICES
        for name, value in settings_of(unit)
        if name == "ExecStart" and f"/.venv/bin/{kind} " in value
    ]
    return [command[1:] for command in commands]


def ran(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=ROOT,
        env=environment(folder, CELERY_BROKER_URL="redis://broker.example.com/0"),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", started("celery"), ids=" ".join)
def test_celery_knows_the_options(arguments: list[str], tmp_path: Path) -> None:
    asked = ran("celery", *arguments, "--help", folder=tmp_path)

    assert asked.returncode == 0, asked.stderr
    assert f"celery {arguments[2]}" in asked.stdout


def test_gunicorn_knows_the_options(tmp_path: Path) -> None:
    (arguments,) = started("gunicorn")

    checked = ran("gunicorn", "--check-config", *arguments, folder=tmp_path)

    assert checked.returncode == 0, checked.stderr


def test_the_command_of_the_feed_knows_its() -> None:
    """What it does with what came is told by `test_feed`."""
    (unit,) = [unit for unit in SERVICES if unit.name.startswith("gapfinder-feed")]
    ((name, arguments),) = ARGUMENTS.findall(unit.read_text())

    parser = load_command_class("gapfinder", name).create_parser("manage.py", name)
    given = parser.parse_args(shlex.split(arguments.replace("%i", "brand")))
    assert (name, given.help_center) == ("import_feed", "brand")
    assert str(given.folder) == "/var/lib/gapfinder/feed/brand"


def test_feed_analysis_and_backup_follow_each_other_on_one_clock(
    tmp_path: Path,
) -> None:
    """systemd's is the host's, often UTC, and beat's is DJANGO_TIME_ZONE."""
    show = (
        "from config import celery_app as app;"
        "hours = app.conf.beat_schedule['analyse help centres']['schedule'].hour;"
        "print(app.conf.timezone, min(hours), max(hours))"
    )
    zone, first, last = ran("python", "-c", show, folder=tmp_path).stdout.split()

    timers = {
        unit.stem: dict(settings_of(unit)) for unit in UNITS if "timer" in unit.name
    }
    times = {name: said["OnCalendar"].split()[1:] for name, said in timers.items()}

    assert times == {
        "gapfinder-feed@": ["00:30", zone],
        "gapfinder-backup": ["06:30", zone],
    }
    assert "00:30" < f"{first:0>2}:30" <= f"{last:0>2}:30" < "06:30"
    assert f"| `DJANGO_TIME_ZONE` | `{zone}` |" in OPERATIONS
    assert "half past midnight" in OPERATIONS
    assert first == "2" and "nightly analysis at half past two" in OPERATIONS


def test_a_backup_that_fails_leaves_nothing_and_deletes_no_other(
    tmp_path: Path,
) -> None:
    for name, age in (("old.dump", 15), ("new.dump", 13), ("earlier.dump.part", 1)):
        (tmp_path / name).touch()
        when = time.time() - age * 86_400
        os.utime(tmp_path / name, (when, when))

    def backup(name: str) -> subprocess.CompletedProcess[bytes]:
        (command,) = [
            value.replace("%%", "%").replace("$$", "$")
            for kind, value in settings_of(
                ROOT / "docs/systemd/gapfinder-backup.service"
            )
            if kind == name
        ]
        here = command.replace("/var/backups/gapfinder", str(tmp_path))
        return subprocess.run(
            shlex.split(here),
            env=os.environ | {"PGHOST": str(tmp_path)},  # where no server listens
            capture_output=True,
            check=False,
        )

    assert backup("ExecStart").returncode != 0
    assert backup("ExecStopPost").returncode == 0
    assert {each.name for each in tmp_path.iterdir()} == {"old.dump", "new.dump"}

    assert backup("ExecStartPost").returncode == 0
    assert {each.name for each in tmp_path.iterdir()} == {"new.dump"}


def test_every_queue_has_its_workers(tmp_path: Path) -> None:
    """Also those that the settings send tasks to."""
    workers = [each for each in started("celery") if "worker" in each]
    worked = {each[each.index("--queues") + 1]: each for each in workers}
    show = (
        "from config import celery_app as app; conf = app.conf;"
        "routes = conf.task_routes or {};"
        "print(*{each['queue'] for each in routes.values()},"
        "      *([conf.task_default_queue] if routes else []))"
    )

    sent = ran("python", "-c", show, folder=tmp_path)

    assert sent.returncode == 0, sent.stderr
    assert worked.keys() == {"encode", "default"}
    assert set(sent.stdout.split()) <= worked.keys()
    assert worked["encode"][worked["encode"].index("--pool") + 1] == "solo"


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_each_runs_as_a_user_who_may_little(unit: Path) -> None:
    text = ConfigParser(strict=False, interpolation=None)
    text.read_string(unit.read_text())
    service = text["Service"]

    assert service["User"] == "gapfinder"
    assert service["NoNewPrivileges"] == service["ProtectHome"] == "yes"
    assert service["ProtectSystem"] == "strict"
    if "gapfinder/.venv" in unit.read_text():
        assert service["EnvironmentFile"] == "/etc/gapfinder/environment"
    assert "After" in text["Unit"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_has_nothing_to_say_against_it(unit: Path, tmp_path: Path) -> None:
    for each in UNITS:
        here = each.read_text().replace("/srv/gapfinder/.venv/bin", str(BIN))
        here = here.replace("/srv/gapfinder", str(ROOT))
        (tmp_path / each.name).write_text(here)

    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", unit.name.replace("@.", "@one.")],
        cwd=tmp_path,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert unit.stem.split("@")[0] not in said.stderr
    assert said.returncode == 0, said.stderr


def test_the_proxy_says_https_and_logs_no_search() -> None:
    proxy = (ROOT / "docs/nginx/gapfinder.conf").read_text()
    (log,) = re.findall(r"log_format gapfinder ([^;]+);", proxy)

    assert "proxy_set_header X-Forwarded-Proto $scheme;" in proxy
    assert "proxy_set_header Host $host;" in proxy
    assert set(re.findall(r"\$\w+", log)) == {
        *("$time_iso8601", "$request_method", "$gapfinder_path", "$status"),
        *("$body_bytes_sent", "$request_time"),
    }
