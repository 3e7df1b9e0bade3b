"""The web process and beat stay small, and the engine stays free of Django.

In fresh interpreters, where nothing is imported yet.
"""

import json
import os
import pkgutil
import shutil
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
SHOW = """
import json
import sys
def show(name):
    print(json.dumps([name, sorted(sys.modules)]))
"""
SITE = """
import config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
from django.core.management import get_commands
from django.core.checks import run_checks
run_checks()
show("web")
import pkgutil
from importlib import import_module
from gapfinder.management import commands
for module in pkgutil.iter_modules(commands.__path__):
    import_module(f"gapfinder.management.commands.{module.name}")
show("commands")
"""
WORKER = """
import django
from config import celery_app
django.setup()
celery_app.loader.import_default_modules()
assert "gapfinder.tasks.find_gaps" in celery_app.tasks
show("worker and beat")
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
show("tasks of the default queue")
"""
ENGINE = """
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
    show(name)
"""
ENGINE_MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(engine.__path__, "gapfinder.engine.")
)


def imported(
    statements: str, *arguments: str, folder: Path = Path()
) -> dict[str, set[str]]:
    """Return what a fresh interpreter has imported whenever it shows it, by name."""
    ended = subprocess.run(
        [sys.executable, "-c", SHOW + statements, *arguments],
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
    shown = map(json.loads, ended.stdout.splitlines())
    return {name: set(modules) for name, modules in shown}


@pytest.fixture(scope="module")
def site() -> dict[str, set[str]]:
    return imported(SITE)


@pytest.fixture(scope="module")
def worker(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, set[str]]:
    folder = tmp_path_factory.mktemp("worker")
    shutil.copy(migrated, folder / "db.sqlite3")
    return imported(WORKER, folder=folder)


def test_the_site_and_its_commands_start_without_loading_models(
    site: dict[str, set[str]],
) -> None:
    assert "gapfinder.management.commands.find_gaps" in site["commands"]
    assert not site["web"] & HEAVY
    assert not site["commands"] & HEAVY


def test_a_worker_and_beat_start_without_loading_models(
    worker: dict[str, set[str]],
) -> None:
    assert not worker["worker and beat"] & HEAVY


def test_a_worker_of_the_default_queue_does_its_tasks_without_models(
    worker: dict[str, set[str]],
) -> None:
    """All but those that the settings send to the queue `encode`."""
    done = worker["tasks of the default queue"]

    assert not done & {"torch", "faiss", "transformers"}


def test_the_editors_desk_and_the_tasks_are_among_what_was_imported(
    site: dict[str, set[str]], worker: dict[str, set[str]]
) -> None:
    desk = {"gapfinder.admin", "gapfinder.checks"}

    assert desk <= site["web"]
    assert desk | {"gapfinder.tasks"} <= worker["worker and beat"]


def test_the_engine_knows_no_django() -> None:
    """One module after the other: the first after which Django is there is named."""
    shown = imported(ENGINE, *ENGINE_MODULES)

    assert list(shown) == ENGINE_MODULES
    assert [name for name, modules in shown.items() if "django" in modules][:1] == []
