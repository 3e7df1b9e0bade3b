"""A dump that is restored elsewhere is the same help centre, with all its vectors."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import broadband
from tests.jsonl import written

from .production import ROOT, environment, manage

TOOLS = ("pg_dump", "pg_restore", "createdb", "dropdb")
OF = ("--help-center", broadband.SLUG)
NAMES = ("gapfinder_tests_dumped", "gapfinder_tests_restored")
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.service,
    pytest.mark.timeout(600),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
    pytest.mark.skipif(
        not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"
    ),
]


class Server:
    """The server that the tests use, asked by PostgreSQL's own tools."""

    def __init__(self) -> None:
        given = connection.settings_dict
        self.where = f"{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}"
        self.user, self._password = given["USER"], given["PASSWORD"] or ""
        self._environment = os.environ | {
            "PGHOST": given["HOST"] or "localhost",
            "PGPORT": str(given["PORT"] or 5432),
            "PGUSER": self.user,
            "PGPASSWORD": self._password,
        }

    def tool(self, *command: object) -> None:
        done = subprocess.run(
            list(map(str, command)),
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def url(self, name: str) -> str:
        return f"postgres://{self.user}:{self._password}@{self.where}/{name}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    for name in NAMES:
        server.tool("dropdb", "--if-exists", name)
        server.tool("createdb", name)
    yield server
    for name in NAMES:
        server.tool("dropdb", "--force", name)


def found(folder: Path, variables: dict[str, str]) -> dict[str, Any]:
    out = folder / "gaps.json"
    done = manage(variables, "find_gaps", *OF, "--json", out)
    assert done.returncode == 0, done.stderr
    result = json.loads(out.read_text())
    assert result["run"].pop("seconds") > 0
    return result


def encoded(variables: dict[str, str]) -> str:
    show = (
        "from gapfinder.models import *;"
        "run = Run.objects.newest_first()[0];"
        "print('encoded', run.to_encode, 'of', Vector.objects.count())"
    )
    return manage(variables, "shell", "-c", show).stdout.splitlines()[-1]


def test_the_restored_database_finds_the_same_and_encodes_nothing(
    server: Server, tmp_path: Path
) -> None:
    own = {"GAPFINDER_ENCODER": broadband.ENCODER}
    first, second = (
        environment(tmp_path, DATABASE_URL=server.url(name), **own) for name in NAMES
    )
    articles = written(tmp_path / "articles.jsonl", *broadband.articles())
    contacts = written(tmp_path / "contacts.jsonl", *broadband.contacts())
    for command in (
        ("migrate", "-v0"),
        ("import_articles", articles, *OF),
        ("import_contacts", contacts, *OF),
    ):
        done = manage(first, *command)
        assert done.returncode == 0, done.stderr
    found(tmp_path, first)

    dump = tmp_path / "gapfinder.dump"
    server.tool("pg_dump", "--format=custom", f"--file={dump}", NAMES[0])
    server.tool(
        *("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={NAMES[1]}", dump)
    )

    assert found(tmp_path, second) == found(tmp_path, first)
    assert encoded(second) == encoded(first)
    assert encoded(second).startswith("encoded 0 of ")

    # With the customers' key of the backup, the same file changes nothing …
    again = manage(second, "import_contacts", contacts, *OF)
    assert f"{len(broadband.contacts())} unchanged" in again.stdout
    # … and an erasure finds its customer.
    erased = manage(second, "erase_customer", "customer 3")
    assert erased.stdout.startswith("1 contact, ")
    # With another one, it does not: the key belongs to the backup.
    other = second | {"DJANGO_SECRET_KEY": "another key of the tests " * 3}
    erased = manage(other, "erase_customer", "customer 4")
    assert erased.stdout.startswith("0 contacts, ")


@pytest.mark.parametrize(
    "said", ["pg_dump --format=custom", "pg_restore --no-owner --exit-on-error"]
)
def test_the_commands_are_those_of_the_operations(said: str) -> None:
    assert said in OPERATIONS
