#!/usr/bin/env python
"""Print how long every page of the editors' desk takes at a million contacts.

`DATABASE_URL` names an empty PostgreSQL database, which `crowd.py` fills; a page is
asked for by a content editor, who is no superuser, through Django's test client. The
time is that of the whole request: middleware, queries, templates; besides it stand the
processor time of Python and the waiting for queries, which other work slows down less.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import django
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

if TYPE_CHECKING:
    from django.test import Client

MOST_MILLISECONDS, MOST_QUERIES = 300, 12
COMMON, RARE, ABSENT = 0, 200_000, "qqxxqq"  # words, by their place
IN_A_HUNDREDTH = 100  # of the questions
PATIENCE = 5  # seconds a query
WIDTH = 60  # characters of a page's name


@dataclass(slots=True)
class Page:
    name: str
    url: str
    queries: int = 0
    seconds: list[float] = field(default_factory=list)
    in_python: list[float] = field(default_factory=list)
    in_database: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")  # query

    def line(self) -> str:
        median, late = np.percentile(self.seconds, [50, 95]) * 1000
        python, database = map(np.median, (self.in_python, self.in_database))
        times = (median, late, python * 1000, database * 1000)
        numbers = f"{self.queries:8}" + "".join(f"{time:8.0f}" for time in times)
        too_much = late > MOST_MILLISECONDS or self.queries > MOST_QUERIES
        return f"{self.name:{WIDTH}}{numbers}{'  too much' if too_much else ''}"


def main() -> None:
    options = _options()
    _start_django()
    if not options.filled:
        _fill()
    pages = [page for page in _pages() if options.only in page.name]
    editor = _editor()
    for page in pages:
        for _ in range(options.times):
            _ask(editor, page)
    heads = ("queries", "median", "95%", "Python", "SQL")
    print(f"{'page':{WIDTH}}" + "".join(f"{head:>8}" for head in heads), "(ms)")
    for page in sorted(pages, key=lambda page: -np.median(page.seconds)):
        print(page.line())
        if options.explain and page.seconds and page.slowest[0] > 0.05:
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

    from gapfinder.models import HelpCenter

    user, _ = User.objects.get_or_create(username="editor", is_staff=True)
    user.groups.set(Group.objects.filter(name="content editor"))
    user.help_centers.set(HelpCenter.objects.filter(slug="large"))
    client = Client()
    client.force_login(user)
    return client


def _pages() -> Iterator[Page]:
    from django.urls import reverse
    from vocabulary import word

    from gapfinder.models import Article, Contact, Gap, HelpCenter, Run, Verdict

    def listed(screen: str, query: str = "") -> str:
        return reverse(f"admin:gapfinder_{screen}_changelist") + query

    def page_of(row: Any) -> str:
        name = f"admin:gapfinder_{row._meta.model_name}_change"
        return reverse(name, args=[row.pk])

    yield Page("index", reverse("admin:index"))
    yield Page("index of the app", reverse("admin:app_list", args=["gapfinder"]))
    for screen, queries in LISTS.items():
        yield Page(f"{screen}s", listed(screen))
        for query in queries:
            yield Page(f"{screen}s {query}", listed(screen, query))
    searches = {
        "absent": ABSENT,
        "rare": word(RARE),
        "in a hundredth": word(IN_A_HUNDREDTH),
        "in every other": word(COMMON),
        "two words": f"{word(COMMON)} {word(COMMON + 1)}",
        "common and rare": f"{word(COMMON)} {word(RARE)}",
        "two letters": word(COMMON)[:2],
        "one letter": word(COMMON)[:1],
    }
    for screen in ("gap", "contact", "article", "verdict"):
        for kind, term in searches.items():
            url = listed(screen, f"?q={term.replace(' ', '+')}")
            yield Page(f"{screen}s, search: {kind}", url)
    hundredth = f"?q={word(IN_A_HUNDREDTH)}"
    yield Page(
        "contacts, search and match", listed("contact", f"{hundredth}&match=weak")
    )
    large = HelpCenter.objects.get(slug="large")
    gaps = Gap.objects.of(large)
    yield Page("gap, largest", page_of(gaps.get(number=1)))
    yield Page("gap, lost", page_of(gaps.lost().best_first()[0]))
    newest = Contact.objects.of(large).newest_first()[0]
    yield Page("contact", page_of(newest))
    yield Page("article", page_of(Article.objects.of(large).order_by("pk")[0]))
    yield Page("run", page_of(Run.objects.of(large).newest_first()[0]))
    on_largest = Verdict.objects.of(large).order_by("pk")[0]
    yield Page("verdict on the largest gap", page_of(on_largest))
    yield Page("help centre", page_of(large))


LISTS = {
    "contact": (
        *("?p=100", "?p=200", "?o=0", "?o=1", "?o=5", "?o=-5", "?channel__exact=phone"),
        *("?channel__exact=in_person", "?locale=nb", "?locale=da", "?match=answered"),
        *("?match=weak", "?reason=content", "?reason=other", "?match=weak&locale=da"),
        *("?match=weak&reason=reassurance&channel__exact=social",),
        *("?received_from=2026-11-09", "?received_from=2025-01-01&match=none"),
        *("?received_to=2025-03-01", "?help_center=large"),
    ),
    "gap": (
        *("?found=all", "?found=no", "?found=all&p=200", "?found=all&o=5"),
        *("?kind__exact=weak", "?status__exact=open", "?locale=sv", "?found=all&o=-2"),
    ),
    "article": ("?p=200", "?locale=sv", "?section=Section+3", "?o=-7", "?o=2"),
    "run": ("?p=2",),
    "verdict": ("?p=50", "?answer__exact=no", "?o=2", "?o=4"),
    "helpcenter": ("?o=5",),
}


def _ask(client: "Client", page: Page) -> None:
    from django.db import OperationalError, connection

    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{PATIENCE}s'")
    counted = _Queries()
    started, busy = perf_counter(), process_time()
    try:
        with connection.execute_wrapper(counted):
            response = client.get(page.url)
        if response.status_code != HTTPStatus.OK:
            sys.exit(f"{page.name}: {page.url} says {response.status_code}")
    except OperationalError as error:
        print(f"{page.name}: {error}", file=sys.stderr, flush=True)
    page.seconds.append(perf_counter() - started)
    page.in_python.append(process_time() - busy)
    page.queries = counted.number
    page.in_database.append(counted.seconds)
    page.slowest = max(page.slowest, counted.slowest)


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
    django.setup()


if __name__ == "__main__":
    main()
