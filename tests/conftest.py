"""Fixtures of several files: a real model, and vectors that are encoded once."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.support.mail_server import MailServer, a_mail_server

from .support import broadband
from .support.by_model import ByModel
from .support.production import environment, manage

# `make test-slow` runs all properties once more, with all of Hypothesis's examples.
hypothesis.settings.register_profile("thorough")
hypothesis.settings.register_profile("quick", max_examples=25)
hypothesis.settings.load_profile("quick")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModel | None:
    """In place of xdist's `--dist=loadfile`."""
    return ByModel(config, log) if config.option.dist == "loadfile" else None


@pytest.fixture(scope="session")
def encoded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> list[Any]:
    """What a run over `broadband` encodes, as rows: once for all files of a process."""
    from gapfinder.models import Vector, VectorSpace

    with django_db_blocker.unblock():
        broadband.encoded(tmp_path_factory.mktemp("vectors"))
        rows = list(Vector.objects.select_related("space"))
        VectorSpace.objects.all().delete()
    return rows


@pytest.fixture(scope="module")
def vectors(encoded: list[Any], django_db_blocker: Any) -> Iterator[None]:
    """The vectors of `broadband`, so that a test encodes only what is its own."""
    from gapfinder.models import Vector, VectorSpace

    with django_db_blocker.unblock():
        spaces = VectorSpace.objects.bulk_create(
            VectorSpace(encoder=name) for name in {row.space.encoder for row in encoded}
        )
        space_of = {space.encoder: space for space in spaces}
        Vector.objects.bulk_create(
            Vector(
                space=space_of[row.space.encoder],
                fingerprint=bytes(row.fingerprint),
                values=bytes(row.values),
            )
            for row in encoded
        )
        yield
        VectorSpace.objects.all().delete()


@pytest.fixture
def encoder(settings: Any, vectors: None) -> None:
    settings.GAPFINDER_ENCODER = broadband.ENCODER


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables, to copy: made once for all processes."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    database = folder / "migrated.sqlite3"
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database.exists():
            part = folder / "migrated.part"
            variables = environment(folder, DATABASE_URL=f"sqlite:///{part}")
            done = manage(variables, "migrate", "-v0")
            assert done.returncode == 0, done.stderr
            part.rename(database)
    return database


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A real mail server, to which the project's mail goes."""
    with a_mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 5
        yield server
