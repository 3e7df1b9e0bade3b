"""A project in production: a database, a broker, and processes that can be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from celery import Celery

from tests.support import broadband
from tests.support.jsonl import written
from tests.support.processes import started

from .waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
OTHER_ENCODER = "packaged:multilingual-e5-small"
PLACES = ("Bergen", "Leeds", "York", "Oslo", "Lund", "Breda", "Bath", "Hamar")
LIVES = (
    *("with my parents", "in a small flat", "on a farm", "above a shop"),
    *("by the sea", "near the station"),
)

# What a run leaves, by names that every database gives alike.
OUTCOME = """
    SELECT c.external_id, q.position, j.match, round(j.score::numeric, 3), g.number,
           g.title, g.kind, g.rank, g.volume, a.external_id
    FROM gapfinder_judgement j
    JOIN gapfinder_question q ON q.id = j.question_id
    JOIN gapfinder_contact c ON c.id = q.contact_id
    LEFT JOIN gapfinder_gap g ON g.id = j.gap_id
    LEFT JOIN gapfinder_article a ON a.id = j.article_id
    ORDER BY 1, 2
"""


class Project:
    """One database of a server, one broker or none, and a folder for logs."""

    def __init__(self, database: str, folder: Path, broker: str | None = None) -> None:
        self.database, self.broker, self.folder = database, broker, folder
        self._processes: list[subprocess.Popen[str]] = []

    @property
    def environment(self) -> dict[str, str]:
        names = ("DJANGO_", "GAPFINDER_", "CELERY_", "PYTEST_")
        kept = {
            name: text
            for name, text in os.environ.items()
            if not name.startswith(names)
        }
        broker = {"CELERY_BROKER_URL": self.broker} if self.broker else {}
        return (
            kept
            | broker
            | {
                "DATABASE_URL": self.database,
                "DJANGO_LOG_LEVEL": "INFO",
                "DJANGO_SECRET_KEY": "tests",
                "DJANGO_SETTINGS_MODULE": "tests.services.settings",
                "GAPFINDER_ENCODER": broadband.ENCODER,
                "HF_HUB_OFFLINE": "1",
                "OMP_NUM_THREADS": "1",  # a worker a core
                "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
            }
        )

    # --- Processes --------------------------------------------------------------------

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def encode_worker(
        self, name: str, pool: str = "solo", **environment: str
    ) -> subprocess.Popen[str]:
        options = ("-Q", "encode", "-P", pool, "-c1")
        return self._celery(name, "worker", *options, **environment)

    def default_worker(self, name: str = "default") -> subprocess.Popen[str]:
        return self._celery(name, "worker", "-Q", "default", "-P", "prefork", "-c1")

    def beat(self, name: str = "beat") -> subprocess.Popen[str]:
        return self._celery(name, "beat", "-s", str(self.folder / f"{name}.schedule"))

    def _celery(
        self, name: str, kind: str, *options: str, **environment: str
    ) -> subprocess.Popen[str]:
        named = ["-n", f"{name}@here", "--without-mingle"] if kind == "worker" else []
        command = [sys.executable, "-m", "celery", "-A", "config", kind]
        with (self.folder / f"{name}.log").open("w") as log:
            process = started(
                [*command, "-l", "INFO", *named, *options],
                env=self.environment | environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        if kind == "worker":
            wait_until(lambda: "ready." in self.log(name), f"{name} is ready")
        return process

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def kill(self, process: subprocess.Popen[str]) -> None:
        """As a machine does that runs out of memory: with no time for a word."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._processes.remove(process)

    def end(self) -> None:
        for process in [*self._processes]:
            self.kill(process)
        if self.broker:
            with Celery(broker=self.broker).connection_for_write() as connection:
                for queue in ("default", "encode"):
                    connection.default_channel.queue_delete(queue)

    def send(self, task: str, *arguments: Any, queue: str = "default") -> None:
        """Send a message as beat does, or as a broker does that sends it twice."""
        app = Celery(broker=self.broker)
        app.send_task(f"gapfinder.tasks.{task}", arguments, queue=queue)

    # --- Facts ------------------------------------------------------------------------

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query).fetchall()

    def one(self, query: str) -> Any:
        [(value,)] = self.rows(query)
        return value

    def change(self, statement: str) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(statement)

    def held_back(self) -> psycopg.Connection:
        """Keep a run from writing while this connection lives."""
        connection = psycopg.connect(self.database)
        connection.execute("SELECT 1 FROM gapfinder_helpcenter FOR UPDATE")
        return connection

    def runs(self) -> list[tuple[str, str]]:
        return self.rows("SELECT state, failure FROM gapfinder_run ORDER BY id")

    def outcome(self) -> list[tuple[Any, ...]]:
        return self.rows(OUTCOME)

    def vectors(self) -> int:
        return int(self.one("SELECT count(*) FROM gapfinder_vector"))

    def makers(self) -> dict[int, int]:
        """Return the chunks done by each process."""
        done = self.rows(
            "SELECT taken_by, count(*) FROM gapfinder_chunk "
            "WHERE done_at IS NOT NULL GROUP BY 1"
        )
        return {int(by.rpartition(":")[2]): chunks for by, chunks in done}

    def encoding(self) -> bool:
        """Whether a chunk is done, and others are not."""
        done, left = self.rows(
            "SELECT count(done_at), count(*) - count(done_at) FROM gapfinder_chunk"
        )[0]
        return bool(done and left)

    def coordinator(self) -> int:
        """The number of the process that the run is at."""
        process = self.one("SELECT process FROM gapfinder_run ORDER BY id DESC LIMIT 1")
        return int(process.rpartition(":")[2] or 0)

    def finished(self) -> bool:
        states = [state for state, _failure in self.runs()]
        return bool(states) and not {"queued", "running"} & set(states)

    def wait_for_the_run(self) -> None:
        wait_until(self.finished, "the run has ended")


def filled(database: str, folder: Path) -> Project:
    """A help centre in which encoding takes a while: some thousand questions."""
    project = Project(database, folder)
    project.manage("migrate", "-v0")
    for kind, lines in (("articles", broadband.articles()), ("contacts", _many())):
        file = written(folder / f"{kind}.jsonl", *lines)
        project.manage(f"import_{kind}", str(file), "--help-center", broadband.SLUG)
    return project


def _many() -> Sequence[dict[str, Any]]:
    """Each contact as said by many people, no two in the same words."""
    return [
        line
        | {
            "id": f"{line['id']}-{place}-{life}",
            "text": f"I live in {place} {life} and ask: {line['text']}",
            "customer": f"{place} {life}",
        }
        for line in broadband.contacts()
        for place in PLACES
        for life in LIVES
    ]
