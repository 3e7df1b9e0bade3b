#!/usr/bin/env python
"""Print how long every page of the editors' desk takes at a million contacts.

`DATABASE_URL` names an empty PostgreSQL database, which `crowd.py` fills; a page is
asked for by a content editor, who is no superuser, through Django's test client. The
request is timed as a whole: middleware, queries, templates. On a machine with other
work it waits for a core; so beside it stand the processor time of Python, that of
PostgreSQL (of this machine, with Linux), and their sum: what the page takes where
nothing else goes on. `SQL` is the time of the queries with all that they waited for.
"""

import argparse
import os
import sys
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

if TYPE_CHECKING:
    from django.test import Client
    from screen_pages import Page

PATIENCE = 5  # seconds a query
VIEWS = 30  # that the editor keeps
SLOW = 0.05  # seconds: a query to look at


def main() -> None:
    options = _options()
    _start_django()
    if not options.filled:
        _fill()
    from screen_pages import WIDTH, pages

    editor = _editor()
    asked = [page for page in pages() if options.only in page.name]
    heads = ("queries", "request", "busy", "Python", "server", "SQL")
    print(f"{'page':{WIDTH}}" + "".join(f"{head:>8}" for head in heads), "(ms)")
    for page in asked:
        for _ in range(options.times):
            _ask(editor, page)
        print(page.line(), flush=True)
        if options.explain and page.slowest[0] > SLOW:
            print(f"    {page.slowest[0] * 1000:.0f} ms: {page.slowest[1][:3000]}")


def _fill() -> None:
    import crowd
    from django.core.management import call_command
    from django.db import connection

    from gapfinder.models import Contact

    if connection.vendor != "postgresql":
        sys.exit(f"the database is {connection.vendor}, expected PostgreSQL")
    call_command("migrate", verbosity=0)
    if Contact.objects.exists():
        sys.exit("the database holds contacts, expected an empty one (or --filled)")
    # Indexes for searches are made at once in a fraction of the time.
    call_command("migrate", "gapfinder", "0001", verbosity=0)
    crowd.fill()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _editor() -> "Client":
    """Log in a content editor of the large help centre, and of no other."""
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from gapfinder.models import HelpCenter, SavedView

    user, _ = User.objects.get_or_create(username="editor", is_staff=True)
    user.groups.set(Group.objects.filter(name="content editor"))
    user.help_centers.set(HelpCenter.objects.filter(slug="large"))
    for number in range(VIEWS):
        query = f"section=Section+{number}"
        SavedView.objects.keep(user, f"View {number}", query)
    client = Client()
    client.force_login(user)
    return client


def _ask(client: "Client", page: "Page") -> None:
    from django.db import OperationalError, connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{PATIENCE}s'")
    counted, of_backend = _Queries(), _busy(_backend())
    started, busy = perf_counter(), process_time()
    try:
        # What is decided is taken back: the next time finds what this one found.
        with transaction.atomic(), connection.execute_wrapper(counted):
            response = (
                client.post(page.url, page.post) if page.post else client.get(page.url)
            )
            transaction.set_rollback(True)
        if response.status_code not in (HTTPStatus.OK, page.expected):
            sys.exit(f"{page.name}: {page.url} says {response.status_code}")
    except OperationalError as error:
        print(f"{page.name}: {error}", file=sys.stderr, flush=True)
    page.seconds.append(perf_counter() - started)
    page.in_python.append(process_time() - busy)
    page.queries = counted.number
    page.waited.append(counted.seconds)
    page.in_database.append(_busy(_backend()) - of_backend)
    page.slowest = max(page.slowest, counted.slowest)


def _backend() -> int:
    from django.db import connection

    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def _busy(process: int) -> float:
    """Return the processor time of a process of this machine, in seconds."""
    told = Path(f"/proc/{process}/schedstat").read_text(encoding="ascii")
    return int(told.split()[0]) / 1e9


class _Queries:
    """Counts and times what is asked of the database."""

    def __init__(self) -> None:
        self.number, self.seconds = 0, 0.0
        self.slowest: tuple[float, str] = (0.0, "")

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, *rest: Any
    ) -> Any:
        started = perf_counter()
        try:
            return execute(sql, params, *rest)
        finally:
            took = perf_counter() - started
            self.number += 1
            self.seconds += took
            self.slowest = max(self.slowest, (took, f"{sql} -- {params}"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=7, help="that a page is asked for")
    parser.add_argument("--only", default="", help="pages with this in their name")
    parser.add_argument(
        "--filled", action="store_true", help="the database was filled before"
    )
    parser.add_argument(
        "--explain", action="store_true", help="show the slowest query of slow pages"
    )
    return parser.parse_args()


def _start_django() -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DJANGO_DEBUG": "0"}
    os.environ.setdefault("DJANGO_ALLOWED_HOSTS", "testserver")
    os.environ.setdefault("DJANGO_SECRET_KEY", "signs nothing here, " * 3)
    django.setup()


if __name__ == "__main__":
    main()
