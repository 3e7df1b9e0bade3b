"""A probe is answered in time whatever hangs, and says what it is."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from tests.support.processes import started

from .project import Project
from .servers import PostgreSQL, Redis

pytestmark = [pytest.mark.service, pytest.mark.timeout(300)]

PATIENT = 6  # seconds: two for the database and two for the broker, on a busy machine
SITE = """
import json, sys
import config.wsgi
from django.contrib.auth.models import User
from django.test import Client
User.objects.count()  # by the connection that pages have, and keep
for line in sys.stdin:
    answer = Client(SERVER_NAME="localhost").get("/healthz")
    print(json.dumps([answer.status_code, answer.json()]), flush=True)
"""
WELL = (200, "reached", "reached")


class Site:
    """A process of the site that is asked again and again."""

    def __init__(self, project: Project) -> None:
        self.process = started(
            [sys.executable, "-c", SITE],
            env=project.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def probed(self) -> tuple[int, str, str]:
        """Return the status, and what is said of the database and of the broker."""
        assert self.process.stdin and self.process.stdout
        began = time.monotonic()
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        status, told = json.loads(self.process.stdout.readline())
        assert time.monotonic() - began < PATIENT
        return status, told["database"], told["broker"]


@pytest.fixture(scope="module")
def project(
    postgres: PostgreSQL, redis: Redis, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS probed WITH (FORCE)")
        connection.execute("CREATE DATABASE probed")
    folder = tmp_path_factory.mktemp("probed")
    project = Project(postgres.url("probed"), folder, redis.url)
    project.manage("migrate", "-v0")
    return project


@pytest.fixture
def site(project: Project) -> Iterator[Site]:
    site = Site(project)
    site.process.stdin.write("\n")  # its start is not timed
    site.process.stdin.flush()
    site.process.stdout.readline()
    yield site
    site.process.kill()
    site.process.communicate()


def test_a_frozen_database_is_not_reached_until_it_thaws(
    site: Site, postgres: PostgreSQL
) -> None:
    assert site.probed() == WELL

    with postgres.frozen():
        assert [site.probed() for _ in range(3)] == [
            (503, "not reached", "reached")
        ] * 3

    assert site.probed() == WELL


def test_nor_is_one_whose_tables_are_locked(site: Site, project: Project) -> None:
    with psycopg.connect(project.database) as upgrade:
        upgrade.execute("LOCK TABLE gapfinder_run IN ACCESS EXCLUSIVE MODE")
        assert site.probed() == (503, "not reached", "reached")

    assert site.probed() == WELL


def test_a_frozen_broker_is_not_reached_until_it_thaws(
    site: Site, redis: Redis
) -> None:
    with redis.frozen():
        assert site.probed() == (503, "reached", "not reached")

    assert site.probed() == WELL


def test_both_may_hang_at_once(site: Site, postgres: PostgreSQL, redis: Redis) -> None:
    with postgres.frozen(), redis.frozen():
        assert site.probed() == (503, "not reached", "not reached")

    assert site.probed() == WELL


def test_a_probe_leaves_nothing_behind(site: Site, project: Project) -> None:
    """Neither a connection nor a limit on queries that pages make."""
    connected = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'probed'"
    before = project.one(connected)

    for _ in range(5):
        assert site.probed() == WELL

    assert project.one(connected) <= before
