"""A dump that is restored elsewhere is the same help centre, with all its vectors."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests.support import broadband
from tests.support.jsonl import written
from tests.support.production import ROOT, environment, manage

TOOLS = (
    "pg_dump",
    "pg_restore",
    "createdb",
    "dropdb",
    "createuser",
    "dropuser",
    "psql",
)
OF = ("--help-center", broadband.SLUG)
NAME = "gapfinder_tests"  # of the database, and of the role that owns it
BEFORE = f"{NAME}_before"
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
AS = re.compile(r"runuser -u (\w+) -- (.*)")
OWN = re.compile(r"\bgapfinder(?=_before\b|\b)")

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
        self.user, self._password = given["USER"], given["PASSWORD"] or "of the tests"
        self._environment = os.environ | {
            "PGHOST": given["HOST"] or "localhost",
            "PGPORT": str(given["PORT"] or 5432),
            "PGPASSWORD": self._password,
        }

    def tool(self, *command: object, by: str = "") -> None:
        """Ask as an administrator, or as somebody else."""
        done = subprocess.run(
            list(map(str, command)),
            env=self._environment | {"PGUSER": by or self.user},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def sql(self, statement: str) -> None:
        self.tool("psql", "--quiet", "--dbname=postgres", f"--command={statement}")

    def forget(self) -> None:
        for name in (NAME, BEFORE):
            self.tool("dropdb", "--if-exists", "--force", name)
        self.tool("dropuser", "--if-exists", NAME)

    @property
    def url(self) -> str:
        password = quote(self._password, safe="")
        return f"postgres://{NAME}:{password}@{self.where}/{NAME}"

    def follow(self, steps: str, variables: dict[str, str], *, dump: Path) -> None:
        """Do what a part of the documentation says, with names of the tests' own."""
        here = steps.replace("/var/backups/gapfinder/today.dump", str(dump))
        for step in here.replace("\\\n", " ").splitlines():
            if asked := AS.match(step):
                who, command = asked.groups()
                by = {"postgres": "", "gapfinder": NAME}[who]
                self.tool(*shlex.split(OWN.sub(NAME, command)), by=by)
                if command.startswith("createuser"):
                    self.sql(f"ALTER ROLE {NAME} PASSWORD '{self._password}'")
            elif step.startswith("gapfinder "):
                done = manage(variables, *shlex.split(step, comments=True)[1:])
                assert done.returncode == 0, done.stderr
            else:
                assert step.startswith("systemctl "), step


def steps_after(words: str) -> str:
    """Return the first commands that the documentation shows after these words."""
    shown = OPERATIONS[OPERATIONS.index(words) :]
    return shown.partition("```sh\n")[2].partition("```")[0]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    server.forget()
    yield server
    server.forget()


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


def letters(variables: dict[str, str]) -> str:
    show = (
        "from django.utils import timezone; from gapfinder import digests;"
        "from gapfinder.models import *;"
        "due = digests.make_due(timezone.now());"
        "print(len(due), 'due,', *Delivery.objects.values_list('state', flat=True))"
    )
    return manage(variables, "shell", "-c", show).stdout.splitlines()[-1]


SUBSCRIBED = (
    "from gapfinder.models import *; from datetime import *;"
    "reader = Subscription(help_center=HelpCenter.objects.get());"
    "reader.began_at = datetime(2026, 1, 1, tzinfo=UTC);"
    "reader.email = 'lead@example.com'; reader.save()"
)


def test_the_restored_database_finds_the_same_and_encodes_nothing(
    server: Server, tmp_path: Path
) -> None:
    """By the steps of the documentation, on a machine where it is all there already."""
    own = {"GAPFINDER_ENCODER": broadband.ENCODER}
    variables = environment(tmp_path, DATABASE_URL=server.url, **own)
    articles = written(tmp_path / "articles.jsonl", *broadband.articles())
    contacts = written(tmp_path / "contacts.jsonl", *broadband.contacts())
    dump = tmp_path / "today.dump"
    server.follow(steps_after("**Database.**"), variables, dump=dump)
    for command in (
        ("migrate", "-v0"),
        ("import_articles", articles, *OF),
        ("import_contacts", contacts, *OF),
        ("shell", "-c", SUBSCRIBED),
    ):
        done = manage(variables, *command)
        assert done.returncode == 0, done.stderr
    found(tmp_path, variables)
    server.follow(steps_after("## Backup and restore"), variables, dump=dump)
    before = found(tmp_path, variables), encoded(variables)
    assert letters(variables) == "1 due, waiting"

    server.follow(steps_after("To restore, on a machine"), variables, dump=dump)

    assert letters(variables) == "0 due, uncertain"
    assert (found(tmp_path, variables), encoded(variables)) == before
    assert encoded(variables).startswith("encoded 0 of ")

    # With the customers' key of the backup, the same file changes nothing …
    again = manage(variables, "import_contacts", contacts, *OF)
    assert f"{len(broadband.contacts())} unchanged" in again.stdout
    # … and an erasure finds its customer.
    erased = manage(variables, "erase_customer", "customer 3")
    assert erased.stdout.startswith("1 contact, ")
    # With another one, it does not: the key belongs to the backup.
    other = variables | {"DJANGO_SECRET_KEY": "another key of the tests " * 3}
    erased = manage(other, "erase_customer", "customer 4")
    assert erased.stdout.startswith("0 contacts, ")


@pytest.mark.parametrize(
    "said", ["pg_dump --format=custom", "pg_restore --no-owner --exit-on-error"]
)
def test_the_commands_are_those_of_the_operations(said: str) -> None:
    assert said in OPERATIONS
