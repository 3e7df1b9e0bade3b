#!/usr/bin/env python
"""Print what workers encode in a second: one with one thread, and two beside it.

One help centre over PostgreSQL and a broker, both from the environment and both empty;
real workers, as `docs/operations.md` starts them. Each round begins without a vector.
Time is taken from when every worker has done a chunk, so that loading is no part of it,
to the last chunk. Other work on the machine slows two workers more than one: the CPU
seconds a text are beside it, and what they promise for two free cores.

    DATABASE_URL=postgres://… CELERY_BROKER_URL=redis://… benchmarks/workers.py
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import django
from django.apps import apps
from django.db import connection
from django.db.models import Count, Q, Sum

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "site"))

from benchmarks.phases import FIXTURES, SLUG, contacts

ROOT = Path(__file__).resolve().parents[1]
TARGET = 1.7  # times the throughput of one
LOOKS_AGAIN_AFTER = 0.1  # seconds
SAMPLE = 256  # texts
TABLES = ("contact", "question", "judgement", "vector")
CORE = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Round:
    workers: int
    texts: int
    seconds: float
    cpu: float  # seconds of all workers, in that time
    memory: int  # bytes, the most of any worker

    @property
    def speed(self) -> float:
        return self.texts / self.seconds

    @property
    def cpu_speed(self) -> float:
        """Texts in a second of one core that nobody else wants."""
        return self.texts / self.cpu


def main() -> None:
    options = _options()
    _start_django()
    with TemporaryDirectory() as temporary:
        _import(options.contacts, Path(temporary) / "contacts.jsonl")
        rounds = []
        for _ in range(options.rounds):
            for workers in (1, 2):
                rounds.append(_round(workers, Path(temporary), options.texts))
                print(_line(rounds[-1]), flush=True)
    print(_verdict(rounds), *_encoding(), *_storage(), sep="\n")


def _round(workers: int, folder: Path, most: int) -> Round:
    _model("VectorSpace").all().delete()
    _model("Run").all().delete()
    with _working(workers, folder) as processes:
        run = _queued()
        left = Q(done_at__isnull=True)
        chunks = _model("Chunk").filter(~left, run=run)
        while len(_makers(chunks)) < workers:
            time.sleep(LOOKS_AGAIN_AFTER)
        started, done, cpu = time.monotonic(), _texts(chunks), _cpu(processes)
        now, texts, used = started, done, cpu
        while texts - done < most and _model("Chunk").filter(left, run=run).exists():
            time.sleep(LOOKS_AGAIN_AFTER)
            read = time.monotonic(), _texts(chunks), _cpu(processes)
            if read[1] < texts:  # all are done, so the run has deleted its chunks
                break
            now, texts, used = read
        return Round(
            workers,
            texts - done,
            now - started,
            used - cpu,
            max(_memory(process.pid) for process in processes),
        )


@contextmanager
def _working(number: int, folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "INFO"]
    told = {"DJANGO_LOG_LEVEL": "INFO"}  # that they are ready
    environment = os.environ | CORE | told | {"PYTHONPATH": f"{ROOT}/site:{ROOT}"}
    processes = []
    for place in range(number):
        log = (folder / f"{place}.log").open("w+")
        named = ["-Q", "encode", "--pool", "solo", "-n", f"bench{place}@here"]
        processes.append(
            subprocess.Popen(
                [*command, *named], env=environment, stdout=log, stderr=log
            )
        )
    while not all("ready." in (folder / f"{i}.log").read_text() for i in range(number)):
        time.sleep(LOOKS_AGAIN_AFTER)
    try:
        yield processes
    finally:
        for process in processes:
            process.send_signal(signal.SIGKILL)  # the rest of the run is not asked for
            process.wait()


def _queued() -> object:
    from celery import current_app

    from gapfinder.runs.queue import send_again
    from gapfinder.runs.start import ask_for_run

    with current_app.connection_for_write() as broker:  # nothing of an earlier round
        broker.default_channel.queue_purge("encode")
    run, _new = ask_for_run(_model("HelpCenter").get(slug=SLUG))
    if not send_again(run):
        sys.exit("the broker is not reached")
    return run


def _makers(chunks) -> list[str]:
    return [
        each["taken_by"] for each in chunks.values("taken_by").annotate(n=Count("pk"))
    ]


def _texts(chunks) -> int:
    return chunks.aggregate(texts=Sum("texts"))["texts"] or 0


def _cpu(processes: Sequence[subprocess.Popen[bytes]]) -> float:
    """Return the seconds they have used, by the kernel's count (Linux)."""
    used = 0
    for process in processes:
        fields = (
            Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        )
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    [line] = [line for line in status if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def _import(number: int, file: Path) -> None:
    _manage("migrate", "-v0")
    if not _model("HelpCenter").filter(slug=SLUG).exists():
        lines = (json.dumps(line, ensure_ascii=False) for line in contacts(number))
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _manage(
            "import_articles", str(FIXTURES / "articles.jsonl"), "--help-center", SLUG
        )
        _manage("import_contacts", str(file), "--help-center", SLUG)


def _manage(*arguments: str) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _line(each: Round) -> str:
    return (
        f"{each.workers} worker{'s' * (each.workers > 1)}: {each.texts:,} texts in "
        f"{each.seconds:.1f} s, {each.speed:.1f} a second; "
        f"{each.cpu_speed:.1f} a CPU second; {each.memory / 1e6:,.0f} MB a worker"
    )


def _verdict(rounds: Sequence[Round]) -> str:
    one, two = ([r for r in rounds if r.workers == number] for number in (1, 2))
    times = median(r.speed for r in two) / median(r.speed for r in one)
    free = 2 * median(r.cpu_speed for r in two) / median(r.cpu_speed for r in one)
    met = "met" if times >= TARGET else "MISSED"
    return (
        f"two workers: {times:.2f} times as many texts a second, target {TARGET}: {met}"
        f"\nby CPU time, on two free cores: {free:.2f} times"
    )


def _encoding() -> Iterator[str]:
    """Encode some questions and answers in this process, with one thread."""
    from gapfinder.engine.text.locales import primary
    from gapfinder.pipeline.embedding import ready_ensemble

    ensemble, contacts = ready_ensemble(), _model("Contact").count()
    questions = _model("Question").values_list("text", "contact__locale")
    answers = _model("Contact").exclude(answer="").values_list("answer", "locale")
    cost = 0.0  # CPU seconds a contact
    for role, rows in (("question", questions), ("passage", answers)):
        for encoder in (ensemble.first, ensemble.second):
            read = [
                text
                for text, locale in rows.order_by("pk")
                if encoder is ensemble.first or primary(locale) == ensemble.language
            ]
            encoder.encode(read[:1], role)  # loads the model
            some = read[:: max(1, len(read) // SAMPLE)]
            started = time.process_time()
            encoder.encode(some, role)
            each = (time.process_time() - started) / len(some)
            cost += each * len(read) / contacts
            yield (
                f"{'question' if role == 'question' else 'answer'} by "
                f"{encoder.identity.partition('@')[0]}: {1 / each:.0f} a CPU second, "
                f"{len(read) / contacts:.2f} a contact, "
                f"{sum(map(len, some)) / len(some):.0f} letters"
            )
    yield f"contacts: {1 / cost:.1f} a second and core"


def _storage() -> Iterator[str]:
    """Run it to the end, and count the bytes of what is there then."""
    _model("Run").all().delete()
    _manage("find_gaps", "--help-center", SLUG)
    contacts, total = _model("Contact").count(), 0.0
    for table in TABLES:
        with connection.cursor() as cursor:
            name = f"gapfinder_{table}"
            cursor.execute(f"VACUUM FULL ANALYZE {name}")
            cursor.execute("SELECT pg_table_size(%s), pg_indexes_size(%s)", [name] * 2)
            rows, indexes = (size / contacts for size in cursor.fetchone())
        total += rows + indexes
        yield (
            f"{table}: {_model(table).count() / contacts:.2f} rows a contact, "
            f"{rows:,.0f} bytes and {indexes:,.0f} of indexes"
        )
    yield f"database: {total:,.0f} bytes a contact"


def _model(name: str):
    return apps.get_model("gapfinder", name)._default_manager


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--contacts", type=int, default=3_000, help="3000 if not given")
    parser.add_argument("--rounds", type=int, default=2, help="of each; 2 if not given")
    parser.add_argument(
        "--texts", type=int, default=10**9, help="of a round; all if not given"
    )
    return parser.parse_args()


def _start_django() -> None:
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        if not os.environ.get(name):
            sys.exit(f"{name} is not set: this needs PostgreSQL and a broker")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_DEBUG": "0",  # else Django keeps the text of every query
        "DJANGO_SECRET_KEY": "signs nothing here, " * 3,
        "DJANGO_LOG_LEVEL": "WARNING",
        "HF_HUB_OFFLINE": "1",
    } | CORE
    django.setup()
    import config.celery  # noqa: F401  (the broker of the settings)


if __name__ == "__main__":
    main()
