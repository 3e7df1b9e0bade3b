"""The host project: it starts, it is safe to deploy, and its folder is no package."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "DJANGO_DEBUG": "0",
    "DJANGO_SECRET_KEY": "a-long-key-of-the-tests-" + "0123456789abcdef" * 3,
    "DJANGO_ALLOWED_HOSTS": "gaps.example.com",
    "CELERY_BROKER_URL": "redis://broker.example.com:6379/0",
}
ANSWERS = """
import config.wsgi
from django.test import Client
client = Client(SERVER_NAME="localhost")
for path in ("/", "/admin/", "/admin/login/"):
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy.split("; ") and "unsafe" not in policy
    print(path, response.status_code, response.headers.get("Location", ""))
    assert response.status_code != 200 or b"csrfmiddlewaretoken" in response.content
"""

SCHEDULE = """
import django
from config import celery_app
django.setup()
celery_app.loader.import_default_modules()
ours = {n: t for n, t in celery_app.tasks.items() if n.startswith("gapfinder.")}
asked = {entry["task"] for entry in celery_app.conf.beat_schedule.values()}
print(sorted((asked | set(celery_app.conf.task_routes)) - set(ours)))
print([n for n, t in ours.items() if not 0 < t.soft_time_limit < t.time_limit])
queue = {n: celery_app.amqp.router.route({}, n)["queue"].name for n in ours}
print(sorted(n.rpartition(".")[2] for n in queue if queue[n] == "encode"))
print(sorted({*queue.values()}), celery_app.conf.accept_content)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Nothing of the tests' own settings, and a database of its own."""
    ours = ("DJANGO_", "GAPFINDER_", "CELERY_")
    kept = {
        name: text for name, text in os.environ.items() if not name.startswith(ours)
    }
    kept.pop("PYTHONPATH", None)
    return kept | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SECRET_KEY": "tests",
    }


def run(
    environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def manage(
    environment: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return run(environment, "manage.py", *arguments)


def test_the_project_checks_out(environment: dict[str, str]) -> None:
    checked = manage(environment, "check", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr


def test_it_is_ready_to_deploy(environment: dict[str, str]) -> None:
    checked = manage(
        environment | PRODUCTION, "check", "--deploy", "--fail-level", "WARNING"
    )

    assert checked.returncode == 0, checked.stderr


def test_in_production_it_does_not_start_without_a_key(
    environment: dict[str, str],
) -> None:
    keyless = environment | PRODUCTION | {"DJANGO_SECRET_KEY": ""}

    checked = manage(keyless, "check")

    assert checked.returncode != 0
    assert "DJANGO_SECRET_KEY is not set" in checked.stderr


def test_in_production_it_logs_lines_that_machines_read(
    environment: dict[str, str],
) -> None:
    say = "import logging; logging.getLogger('gapfinder').info('x', extra={'run': 7})"

    said = manage(environment | PRODUCTION, "shell", "-c", say).stderr.splitlines()[-1]

    told = json.loads(said)
    assert (told["message"], told["run"], told["levelname"]) == ("x", 7, "INFO")


def test_every_variable_is_in_the_table_of_the_operations() -> None:
    settings = (ROOT / "site" / "config" / "settings.py").read_text(encoding="utf-8")
    table = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    kinds = "DJANGO|EMAIL|CELERY|DATABASE|DEFAULT"
    read = re.findall(rf'(?:get|_is_on|_listed)\("((?:{kinds})_[A-Z_]+)"', settings)

    assert len(read) > 10
    assert {name for name in read if f"`{name}`" not in table} == set()


def test_the_environment_reaches_the_settings_of_the_app(
    environment: dict[str, str],
) -> None:
    show = "from gapfinder.conf import conf; print(conf().window_weeks)"

    shown = manage(environment | {"GAPFINDER_WINDOW_WEEKS": "12"}, "shell", "-c", show)

    assert shown.stdout.split()[-1] == "12"


@pytest.mark.parametrize(
    ("setting", "text", "named"),
    [
        ("GAPFINDER_WINDOW_WEEKS", "many", "gapfinder.E001"),
        ("GAPFINDER_WINDOWS", "12", "gapfinder.W001"),
    ],
)
def test_a_mistake_in_the_environment_is_named_at_start_up(
    environment: dict[str, str], setting: str, text: str, named: str
) -> None:
    checked = manage(environment | {setting: text}, "check")

    assert f"({named}) {setting} is " in checked.stderr


def test_migrations_are_complete_and_can_be_applied(
    environment: dict[str, str],
) -> None:
    checked = manage(environment, "makemigrations", "--check", "--dry-run")
    migrated = manage(environment, "migrate", "-v0")

    assert checked.returncode == 0, checked.stdout
    assert migrated.returncode == 0, migrated.stderr


def test_the_first_page_is_the_admin_and_the_login_page_answers(
    environment: dict[str, str],
) -> None:
    answered = run(environment | {"PYTHONPATH": "site:."}, "-c", ANSWERS)

    assert answered.stdout.splitlines() == [
        "/ 302 /admin/gapfinder/",
        "/admin/ 302 /admin/login/?next=/admin/",
        "/admin/login/ 200 ",
    ], answered.stderr


def test_the_schedule_asks_for_tasks_that_there_are_and_none_runs_for_ever(
    environment: dict[str, str],
) -> None:
    """What needs a model has a queue of its own, and messages are JSON."""
    said = run(environment | {"PYTHONPATH": "site:."}, "-c", SCHEDULE)

    assert said.stdout.splitlines() == [
        "[]",
        "[]",
        "['encode_chunk', 'find_gaps']",
        "['default', 'encode'] ['json']",
    ], said.stderr


def test_the_folder_of_the_host_project_is_no_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("path", [".", "site:.", ".:site"])
def test_the_standard_library_keeps_its_site(
    environment: dict[str, str], path: str
) -> None:
    show = "import site; print(site.getsitepackages()[0]); import django"

    shown = run(environment | {"PYTHONPATH": path}, "-c", show)

    assert shown.returncode == 0, shown.stderr
    assert "site-packages" in shown.stdout
