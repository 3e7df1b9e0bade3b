"""The web process and beat stay small, and the engine stays free of Django.

Each in a fresh interpreter, where nothing is imported yet.
"""

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

from gapfinder import engine

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {
    "torch",
    "faiss",
    "sentence_transformers",
    "transformers",
    "sklearn",
    "scipy",
    "sknetwork",
}
WEB = """
import config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
from django.core.management import get_commands
from django.core.checks import run_checks
run_checks()
"""
WORKER_AND_BEAT = """
import django
from config import celery_app
django.setup()
celery_app.loader.import_default_modules()
assert "gapfinder.tasks.find_gaps" in celery_app.tasks
"""
COMMANDS = """
import django, pkgutil
from importlib import import_module
django.setup()
from gapfinder.management import commands
for module in pkgutil.iter_modules(commands.__path__):
    import_module(f"gapfinder.management.commands.{module.name}")
"""
DEFAULT_WORKER = """
import django
from config import celery_app
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import timedelta
from gapfinder import tasks
from gapfinder.models import Gap
from tests.support.factories import NOON, a_contact, a_gap, a_run, a_subscription
from django.conf import settings
from django.core import mail as post
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
outbox = post.outbox = []
a_subscription()
a_run(), a_contact(received_at=NOON - timedelta(weeks=1))
published = a_gap(status=Gap.Status.PUBLISHED, published_at=NOON - timedelta(weeks=4))
others = {"find_gaps", "encode_chunk"}
arguments = {"measure_published": ["lumevik"], "send_delivery": [0]}
done = set()
for name, task in sorted(celery_app.tasks.items()):
    module, _, name = name.rpartition(".")
    if module == "gapfinder.tasks" and name not in others:
        task.apply(arguments.get(name, [])).get()
        done.add(name)
assert done >= {"analyse_help_centers", "tend_runs", "measure_help_centers"}, done
published.refresh_from_db()
assert published.effect
assert [len(mail.attachments) for mail in outbox] == [1]
"""
ENGINE_MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(engine.__path__, "gapfinder.engine.")
)


def imported(statements: str, folder: Path) -> set[str]:
    """Return the top-level modules that a fresh interpreter has after `statements`."""
    show = "\nimport sys\nprint(*{name.partition('.')[0] for name in sys.modules})"
    ended = subprocess.run(
        [sys.executable, "-c", statements + show],
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DJANGO_SECRET_KEY": "tests",
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.split())


@pytest.mark.parametrize(
    "statements",
    [WEB, WORKER_AND_BEAT, COMMANDS],
    ids=["web", "worker and beat", "commands"],
)
def test_processes_start_without_loading_models(
    statements: str, tmp_path: Path
) -> None:
    found = imported(statements, tmp_path)

    assert "gapfinder" in found
    assert not found & HEAVY


def test_a_worker_of_the_default_queue_does_its_tasks_without_models(
    tmp_path: Path,
) -> None:
    """All but those that the settings send to the queue `encode`."""
    assert not imported(DEFAULT_WORKER, tmp_path) & {"torch", "faiss", "transformers"}


def test_the_editors_desk_and_the_tasks_are_among_what_was_imported(
    tmp_path: Path,
) -> None:
    show = (
        "\nimport sys\nassert 'gapfinder.admin' in sys.modules"
        "\nassert 'gapfinder.checks' in sys.modules"
    )

    imported(WEB + show, tmp_path)
    imported(
        WORKER_AND_BEAT + show + "\nassert 'gapfinder.tasks' in sys.modules", tmp_path
    )


@pytest.mark.parametrize("module", ENGINE_MODULES)
def test_the_engine_knows_no_django(module: str, tmp_path: Path) -> None:
    assert "django" not in imported(f"import {module}", tmp_path)
