"""Servers for all tests of a process, and for each a project that nobody touched."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from .project import Project, filled
from .servers import PostgreSQL, RabbitMQ, Redis

FILLED, REFERENCE = "filled", "reference"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgreSQL]:
    yield from _started(PostgreSQL())


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    yield from _started(Redis())


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[RabbitMQ]:
    yield from _started(RabbitMQ())


@pytest.fixture(scope="session")
def reference(postgres: PostgreSQL, tmp_path_factory: Any) -> Project:
    """What an undisturbed run leaves: one process, and no broker at all."""
    folder = tmp_path_factory.mktemp("reference")
    _create(postgres, FILLED)
    filled(postgres.url(FILLED), folder)
    _create(postgres, REFERENCE, template=FILLED)
    project = Project(postgres.url(REFERENCE), folder)
    project.manage("find_gaps", "--help-center", "broadband")
    return project


@pytest.fixture(params=["redis", "rabbitmq"])
def broker(request: Any) -> Any:
    """Each of the brokers in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def project_on(
    postgres: PostgreSQL, reference: Project, tmp_path: Path
) -> Iterator[Callable[[Any], Project]]:
    """A project with this broker; its processes end with the test."""
    projects: list[Project] = []

    def made(broker: Any) -> Project:
        _create(postgres, "project", template=FILLED)
        project = Project(postgres.url("project"), tmp_path, broker.url)
        projects.append(project)
        return project

    yield made
    for project in projects:
        project.end()


def _started(server: Any) -> Iterator[Any]:
    server.start()
    yield server
    server.end()


def _create(postgres: PostgreSQL, name: str, template: str = "template1") -> None:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
