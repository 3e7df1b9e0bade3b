"""The host project: it starts, it is safe to deploy, and its folder is no package."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_DEBUG": "0",
    "DJANGO_SECRET_KEY": "a-long-key-of-the-tests-" + "0123456789abcdef" * 3,
    "DJANGO_ALLOWED_HOSTS": "gaps.example.com",
    "GAPFINDER_SITE_URL": "https://gaps.example.com",
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
of = ("gapfinder.", "config.")
ours = {n: t for n, t in celery_app.tasks.items() if n.startswith(of)}
asked = {entry["task"] for entry in celery_app.conf.beat_schedule.values()}
assert "gapfinder.tasks.send_due_digests" in asked
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


def test_a_site_without_its_own_address_is_not(environment: dict[str, str]) -> None:
    """Letters would lead nowhere, or where others can read along."""
    for url in ("", "http://gaps.example.com"):
        checked = manage(
            environment | PRODUCTION | {"GAPFINDER_SITE_URL": url},
            *("check", "--deploy", "--fail-level", "WARNING"),
        )

        assert checked.returncode != 0
        assert f"(gapfinder.W002) GAPFINDER_SITE_URL is {url!r}" in checked.stderr


def test_on_a_laptop_letters_lead_to_it(environment: dict[str, str]) -> None:
    show = "from gapfinder.conf import conf; print(conf().site_url)"

    shown = manage(environment, "shell", "-c", show)

    assert shown.stdout.split()[-1] == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("", "is not set"),
        ("x" * 80, "can be guessed"),
        ("0123456789" * 4, "can be guessed"),
        ("django-insecure-" + "0123456789" * 8, "was made for debug"),
    ],
    ids=["none", "one letter", "short", "a laptop's"],
)
def test_in_production_it_does_not_start_without_a_key_of_its_own(
    environment: dict[str, str], key: str, said: str
) -> None:
    checked = manage(environment | PRODUCTION | {"DJANGO_SECRET_KEY": key}, "check")

    assert checked.returncode != 0
    assert f"DJANGO_SECRET_KEY {said}" in checked.stderr
    assert not key or key not in checked.stderr


SECRETS = """
from django.conf import settings as s
from gapfinder.conf import customer_secret
print(s.SECRET_KEY, s.DATABASES["default"]["PASSWORD"], s.EMAIL_HOST_PASSWORD)
print(customer_secret(), s.CELERY_BROKER_URL)
"""


def test_secrets_may_be_in_files(environment: dict[str, str], tmp_path: Path) -> None:
    """As credentials of systemd and secrets of containers are."""
    secrets = {
        "DJANGO_SECRET_KEY": "the key in a file, " + "0123456789abcdef" * 3,
        "DATABASE_URL": "postgres://gapfinder:of-the-database@127.0.0.1/none",
        "EMAIL_HOST_PASSWORD": "of-the-mail",
        "GAPFINDER_CUSTOMER_SECRET": "of-customers",
        "CELERY_BROKER_URL": "redis://:of-the-broker@127.0.0.1/0",
    }
    variables = environment | PRODUCTION
    for name, secret in secrets.items():
        file = tmp_path / name
        file.write_text(f"{secret}\n")
        variables = variables | {name: "", f"{name}_FILE": str(file)}

    shown = manage(variables, "shell", "-v0", "-c", SECRETS)

    assert shown.stdout.splitlines() == [
        f"{secrets['DJANGO_SECRET_KEY']} of-the-database of-the-mail",
        f"of-customers {secrets['CELERY_BROKER_URL']}",
    ], shown.stderr


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"DATABASE_URL_FILE": "/none"}, "DATABASE_URL and DATABASE_URL_FILE are both"),
        ({"EMAIL_HOST_PASSWORD_FILE": "/none"}, "EMAIL_HOST_PASSWORD_FILE cannot be"),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT is 'smtp', expected a whole number"),
        ({"EMAIL_PORT": "70000"}, "EMAIL_PORT is 70000, expected 1 to 65535"),
        ({"EMAIL_TIMEOUT": "0"}, "EMAIL_TIMEOUT is 0, expected 1 to 100"),
        ({"EMAIL_USE_TLS": "true"}, "EMAIL_USE_TLS is 'true', expected 0 or 1"),
        ({"DEFAULT_FROM_EMAIL": "gaps"}, "DEFAULT_FROM_EMAIL is 'gaps', expected"),
        ({"DEFAULT_FROM_EMAIL": "a@b.c\nBcc: d@e.f"}, "DEFAULT_FROM_EMAIL is 'a@b.c"),
        ({"DJANGO_TIME_ZONE": "Mars"}, "DJANGO_TIME_ZONE is 'Mars', expected a time"),
        ({"DJANGO_LOG_LEVEL": "loud"}, "DJANGO_LOG_LEVEL is 'LOUD', expected one of"),
        ({"DATABASE_URL": "postgres://a:se[cret@h/d"}, "DATABASE_URL makes no sense"),
        ({"DATABASE_URL": "se cret"}, "DATABASE_URL makes no sense"),
        ({"CELERY_BROKER_URL": "foo://secret"}, "CELERY_BROKER_URL makes no sense"),
        (
            {"EMAIL_USE_TLS": "1", "EMAIL_USE_SSL": "1"},
            "EMAIL_USE_TLS and EMAIL_USE_SSL are both set",
        ),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_what_makes_no_sense_is_refused_at_the_start(
    environment: dict[str, str], variables: dict[str, str], said: str
) -> None:
    checked = manage(environment | variables, "check")

    assert checked.returncode == 1
    assert checked.stderr.startswith(said)
    assert len(checked.stderr.splitlines()) == 1  # a sentence, and no traceback
    assert "cret" not in checked.stderr  # of a password


def test_in_production_it_logs_lines_that_machines_read(
    environment: dict[str, str],
) -> None:
    say = "import logging; logging.getLogger('gapfinder').info('x', extra={'run': 7})"

    said = manage(environment | PRODUCTION, "shell", "-c", say).stderr.splitlines()[-1]

    told = json.loads(said)
    assert (told["message"], told["run"], told["levelname"]) == ("x", 7, "INFO")


def test_the_table_of_the_operations_has_every_variable_and_no_other() -> None:
    settings = (ROOT / "site" / "config" / "settings.py").read_text(encoding="utf-8")
    document = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = document.partition("| variable |")[2].partition("\n\n")[0]
    readers = "text|is_on|number|listed|secret_key|time_zone|log_level"
    readers += "|sender|database|broker"
    read = set(re.findall(rf'\b(?:{readers})\(\s*"([A-Z_]+)"', settings))
    names = [line.split("|")[1] for line in table.splitlines()[2:]]
    told = set(re.findall(r"`([A-Z_]+)`", " ".join(names)))

    assert len(read) > 15
    assert "os.environ" not in settings  # only by the readers
    assert told == read


def test_the_environment_reaches_the_settings_of_the_app(
    environment: dict[str, str],
) -> None:
    show = "from gapfinder.conf import conf; print(conf().window_weeks)"

    shown = manage(environment | {"GAPFINDER_WINDOW_WEEKS": "12"}, "shell", "-c", show)

    assert shown.stdout.split()[-1] == "12"


def test_mistakes_in_the_environment_are_named_at_start_up(
    environment: dict[str, str],
) -> None:
    mistakes = {"GAPFINDER_WINDOW_WEEKS": "many", "GAPFINDER_WINDOWS": "12"}

    checked = manage(environment | mistakes, "check")

    assert "(gapfinder.E001) GAPFINDER_WINDOW_WEEKS is " in checked.stderr
    assert "(gapfinder.W001) GAPFINDER_WINDOWS is " in checked.stderr


def test_migrations_are_complete_and_can_be_applied(
    environment: dict[str, str], migrated: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated, tmp_path / "db.sqlite3")  # by the command `migrate`

    missing = manage(environment, "makemigrations", "--check", "--dry-run")
    left = manage(environment, "migrate", "--check")

    assert missing.returncode == 0, missing.stdout
    assert left.returncode == 0, left.stdout


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
    """What needs a model has a queue of its own, letters do not; messages are JSON."""
    said = run(environment | {"PYTHONPATH": "site:."}, "-c", SCHEDULE)

    assert said.stdout.splitlines() == [
        "[]",
        "[]",
        "['encode_chunk', 'find_gaps']",
        "['default', 'encode'] ['json']",
    ], said.stderr


def test_sessions_that_expired_are_deleted_at_night(
    environment: dict[str, str], migrated: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated, tmp_path / "db.sqlite3")
    show = """
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.utils import timezone
from config import celery_app as app
for key, days in (("yesterday", -1), ("tomorrow", 1)):
    expires = timezone.now() + timedelta(days=days)
    Session.objects.create(session_key=key, session_data="", expire_date=expires)
app.loader.import_default_modules()
app.tasks[app.conf.beat_schedule["clear sessions"]["task"]].delay()
print(*Session.objects.values_list("session_key", flat=True))
"""

    shown = manage(environment, "shell", "-v0", "-c", show)

    assert shown.stdout == "tomorrow\n", shown.stderr


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


MARIADB = {"DATABASE_URL": "mysql://gapfinder@127.0.0.1/gapfinder"}


def test_mariadb_is_refused_in_words(environment: dict[str, str]) -> None:
    checked = manage(environment | MARIADB, "check")

    assert checked.returncode != 0
    assert "gapfinder does not run" in checked.stderr
    assert len(checked.stderr.splitlines()) == 1
