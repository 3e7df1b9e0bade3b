"""A worker logs as the site does: Celery puts nothing of its own in place of it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.support import broadband
from tests.support.jsonl import written
from tests.support.production import ROOT, environment, manage

BROKER = os.environ.get("TESTS_REDIS_URL", "redis://127.0.0.1:6379/6")
QUEUE = f"logs-of-a-worker-{os.getpid()}"
CELERY = Path(sys.executable).parent / "celery"
WORKER = ("--app", "config", "worker", "--concurrency", "1")
SENDS = f"""
from config import celery_app
for name in ("broadband", "nobodys"):
    celery_app.send_task("gapfinder.tasks.find_gaps", [name], queue="{QUEUE}")
"""


def is_up() -> bool:
    try:
        return bool(redis.Redis.from_url(BROKER, socket_timeout=2).ping())
    except redis.RedisError:
        return False


pytestmark = [
    pytest.mark.service,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not is_up(), reason=f"needs Redis at {BROKER}"),
]


@pytest.fixture(params=["solo", "prefork"])
def lines(request: Any, tmp_path: Path) -> Iterator[list[dict[str, Any]]]:
    """What a worker logs that runs an analysis, and a task that fails."""
    variables = environment(
        tmp_path,
        CELERY_BROKER_URL=BROKER,
        DJANGO_LOG_LEVEL="DEBUG",
        GAPFINDER_ENCODER=broadband.ENCODER,
    )
    articles = written(tmp_path / "articles.jsonl", *broadband.articles())
    contacts = written(tmp_path / "contacts.jsonl", *broadband.contacts())
    of = ("--help-center", broadband.SLUG)
    # Encoded before: what a process that forks may not do, and nothing to wait for.
    for command in (
        ["migrate", "-v0"],
        ["import_articles", articles, *of],
        ["import_contacts", contacts, *of],
        ["find_gaps", *of],
        ["shell", "-v0", "-c", SENDS],
    ):
        done = manage(variables, *command)
        assert done.returncode == 0, done.stderr
    log = tmp_path / "log"
    with log.open("wb") as kept:
        worker = subprocess.Popen(
            [CELERY, *WORKER, "--queues", QUEUE, "--pool", request.param],
            cwd=ROOT,
            env=variables | {"PYTHONWARNINGS": "ignore"},  # of who is root
            stderr=kept,
            stdout=subprocess.DEVNULL,
        )
    try:
        yield wait_for_two(log, worker)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(60)
        redis.Redis.from_url(BROKER).delete(QUEUE, f"_kombu.binding.{QUEUE}")


def wait_for_two(log: Path, worker: subprocess.Popen[bytes]) -> list[dict[str, Any]]:
    """Wait until Celery says of both tasks how they ended."""
    for _ in range(1200):
        assert worker.poll() is None, log.read_text()
        read = [json.loads(line) for line in log.read_text().splitlines() if line]
        if sum(line["name"] == "celery.app.trace" for line in read) >= 2:
            return read
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_each_line_is_json_and_says_which_run_and_task(
    lines: list[dict[str, Any]],
) -> None:
    (done,) = [line for line in lines if " gaps, " in line["message"]]

    assert done["help_center"] == broadband.SLUG
    assert done["task"] == "gapfinder.tasks.find_gaps"
    assert f"run {done['run']}: " in done["message"]
    ended = [line for line in lines if line["name"] == "celery.app.trace"]
    assert done["task_id"] in " ".join(line["message"] for line in ended)
    (failed,) = [line for line in ended if line["levelname"] == "ERROR"]
    assert "DoesNotExist" in failed["message"]
    assert "matching query" not in json.dumps(failed)
    assert "gapfinder/tasks.py" in failed["exc_info"]
    assert not {"data", "request"} & set().union(*lines)
