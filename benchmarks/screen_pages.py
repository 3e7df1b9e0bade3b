"""The pages of the editors' desk whose time is taken, and what was measured of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import numpy as np
from django.urls import reverse
from vocabulary import word

from gapfinder.admin.gap_list.bulk_actions import DECIDED
from gapfinder.admin.gap_list.saved_views import READY
from gapfinder.admin.gap_list.sorting import SORTS
from gapfinder.models import Article, Contact, Exclusion, Gap, HelpCenter, Run, Verdict

MOST_MILLISECONDS, MOST_QUERIES = 300, 12
WIDTH = 60  # characters of a page's name
COMMON, RARE, ABSENT = 0, 200_000, "qqxxqq"  # words, by their place
IN_A_HUNDREDTH = 100  # of the questions
SEARCHES = {
    "absent": ABSENT,
    "rare": word(RARE),
    "in a hundredth": word(IN_A_HUNDREDTH),
    "in every other": word(COMMON),
    "two words": f"{word(COMMON)} {word(COMMON + 1)}",
    "common and rare": f"{word(COMMON)} {word(RARE)}",
    "two letters": word(COMMON)[:2],
    "one letter": word(COMMON)[:1],
}
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
        *("?found=all", "?found=no", "?p=200", "?found=all&p=200", "?found=all&o=2"),
        *(
            "?kind=weak",
            "?kind=weak,missing&status=open",
            "?locale=sv",
            "?channel=chat",
        ),
        *("?section=Section+3,Section+4", "?assignee=nobody", "?found=all&o=-6"),
        *("?from=2026-11-02&to=2026-11-08", "?from=2025-11-17&found=all"),
        *("?from=1970-01-01", "?news=returned", "?help_center=large&found=all"),
    ),
    "article": (
        *("?p=200", "?locale=sv", "?section=Section+3", "?needs=update"),
        *("?needs=translation", *(f"?o={column}" for column in range(1, 8)), "?o=-8"),
        "?published__exact=1",
    ),
    "run": ("?p=2", "?state__exact=failed"),
    "verdict": ("?p=50", "?answer__exact=no", "?o=2", "?o=4"),
    "exclusion": ("?active__exact=1", "?q=qqxxqq"),
    "publishedgap": (
        "?p=100",
        "?effect=fewer",
        "?o=1",
        "?o=2",
        "?o=3",
        "?o=-4",
        "?q=ba",
    ),
    "helpcenter": ("?o=5",),
}


@dataclass(slots=True)
class Page:
    """What is asked for: by a POST if there is something to send."""

    name: str
    url: str
    post: dict[str, Any] | None = None
    expected: int = HTTPStatus.OK
    queries: int = 0
    seconds: list[float] = field(default_factory=list)
    in_python: list[float] = field(default_factory=list)
    in_database: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)  # for queries
    slowest: tuple[float, str] = (0.0, "")  # query

    @property
    def busy(self) -> float:
        """Milliseconds of Python and of the database, without waiting for a core."""
        return 1000 * float(np.median(self.in_python) + np.median(self.in_database))

    def line(self) -> str:
        request, python, database, sql = (
            1000 * np.median(times)
            for times in (self.seconds, self.in_python, self.in_database, self.waited)
        )
        times = (request, self.busy, python, database, sql)
        numbers = f"{self.queries:8}" + "".join(f"{time:8.0f}" for time in times)
        too_much = self.busy > MOST_MILLISECONDS or self.queries > MOST_QUERIES
        return f"{self.name:{WIDTH}}{numbers}{'  too much' if too_much else ''}"


def pages() -> Iterator[Page]:
    large = HelpCenter.objects.get(slug="large")
    yield Page("index", reverse("admin:index"))
    yield Page("overview", reverse("admin:app_list", args=["gapfinder"]))
    yield from _lists()
    yield from _searches()
    yield from _gap_lists()
    yield from _gap_pages(large)
    yield from _bulk_pages(large)
    yield from _other_pages(large)


def _listed(screen: str, query: str = "") -> str:
    return reverse(f"admin:gapfinder_{screen}_changelist") + query


def _page_of(row: Any) -> str:
    name = f"admin:gapfinder_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def _lists() -> Iterator[Page]:
    for screen, queries in LISTS.items():
        yield Page(f"{screen}s", _listed(screen))
        for query in queries:
            yield Page(f"{screen}s {query}", _listed(screen, query))


def _searches() -> Iterator[Page]:
    for screen in ("gap", "contact", "article", "verdict", "publishedgap"):
        for kind, term in SEARCHES.items():
            url = _listed(screen, f"?q={term.replace(' ', '+')}")
            yield Page(f"{screen}s, search: {kind}", url)
    for kind in ("rare", "in every other", "one letter"):
        url = _listed("gap", f"?found=all&q={SEARCHES[kind]}")
        yield Page(f"gaps ?found=all, search: {kind}", url)
    hundredth = f"?q={word(IN_A_HUNDREDTH)}&match=weak"
    yield Page("contacts, search and match", _listed("contact", hundredth))


def _gap_lists() -> Iterator[Page]:
    for name, _title, query in READY:
        yield Page(f"gaps, view: {name}", _listed("gap", f"?{query}"))
    for sort in SORTS:
        for order in (sort, f"-{sort}"):
            yield Page(f"gaps ?o={order}", _listed("gap", f"?o={order}"))
            query = f"?found=all&o={order}"
            yield Page(f"gaps {query}", _listed("gap", query))
    for kind in ("csv", "xlsx", "json"):
        url = reverse("admin:gapfinder_gap_export", args=[kind])
        yield Page(f"export of all gaps, {kind}", f"{url}?found=all")
        yield Page(f"export of the list, {kind}", url)


def _gap_pages(large: HelpCenter) -> Iterator[Page]:
    gaps = Gap.objects.of(large)
    largest, second = gaps.with_numbers([1, 2]).order_by("number")
    lost, published = gaps.lost().best_first()[0], gaps.published().best_first()[0]
    small = gaps.order_by("-number")[0]
    named = {"largest": largest, "drafted": second, "lost": lost}
    for name, gap in (*named.items(), ("published", published), ("smallest", small)):
        yield Page(f"gap, {name}", _page_of(gap))
    last = f"{_page_of(largest)}?page={largest.volume // 25}"
    yield Page("gap, largest, last page of contacts", last)
    channel = gaps.filter(volume__lt=2_000).order_by("number")[0]
    yield Page("gap, by channel", f"{_page_of(channel)}?channel=chat&locale=nb")
    said = Contact.objects.asking(largest)[0].pk
    args = [largest.pk, said]
    yield Page("gap, contact", reverse("admin:gapfinder_gap_contact", args=args))
    for name in ("brief", "brief_file"):
        url = reverse(f"admin:gapfinder_gap_{name}", args=[largest.pk])
        yield Page(f"gap, {name}", url)
    yield from _decisions(largest)


def _decisions(gap: Gap) -> Iterator[Page]:
    """Every form, the searches in them, a rule that is tried, and some decisions."""
    version = {"version": gap.version}

    def of(key: str) -> str:
        return reverse(f"admin:gapfinder_gap_{key}", args=[gap.pk])

    for key in ("answered", "draft", "publish", "dismiss", "merge", "split", "exclude"):
        yield Page(f"gap, form: {key}", of(key))
    for key in ("publish", "merge"):
        for kind in ("absent", "rare", "in every other", "one letter"):
            words = SEARCHES[kind].replace(" ", "+")
            url = f"{of(key)}?found=&words={words}"
            yield Page(f"gap, form: {key}, search: {kind}", url)
    for kind in ("rare", "in a hundredth", "in every other"):
        tried = {**version, "words": SEARCHES[kind]}
        yield Page(f"gap, trial of a rule: {kind}", of("exclude"), tried)
    done = {"expected": HTTPStatus.FOUND}
    yield Page("gap, decision: draft", of("draft"), {**version, "note": "x"}, **done)
    chosen = {"because": "not_content", "returns": "never"}
    yield Page("gap, decision: dismiss", of("dismiss"), {**version, **chosen}, **done)


def _bulk_pages(large: HelpCenter) -> Iterator[Page]:
    gaps = list(Gap.objects.of(large).current().best_first()[:400])
    for number in (2, 50, 400):
        keys = {"_selected_action": [gap.pk for gap in gaps[:number]]}
        for action in ("assign_all", "draft_all", "dismiss_all", "merge_all"):
            name = f"bulk page of {number} gaps: {action}"
            yield Page(name, _listed("gap"), {"action": action, **keys})
        versions = " ".join(f"{gap.pk}:{gap.version}" for gap in gaps[:number])
        decided = {DECIDED: "1", "versions": versions, **keys}
        name = f"bulk decision on {number} gaps"
        yield Page(
            f"{name}: assign",
            _listed("gap"),
            {"action": "assign_all", **decided},
            HTTPStatus.FOUND,
        )


def _other_pages(large: HelpCenter) -> Iterator[Page]:
    review = reverse("admin:gapfinder_gap_review")
    yield Page("review", f"{review}?help_center=large")
    newest = Contact.objects.of(large).newest_first()[0]
    run = Run.objects.of(large).newest_first()[0]
    articles = Article.objects.of(large).order_by("pk")
    yield Page("contact", _page_of(newest))
    yield Page("article", _page_of(articles[0]))
    yield Page("article, another", _page_of(articles[5_001]))
    yield Page("run", _page_of(run))
    url = reverse("admin:gapfinder_run_progress", args=[run.pk])
    yield Page("progress of a run", url)
    yield Page("start of a run", reverse("admin:gapfinder_run_start"))
    on_largest = Verdict.objects.of(large).order_by("pk")[0]
    yield Page("verdict on the largest gap", _page_of(on_largest))
    yield Page("exclusion rule", _page_of(Exclusion.objects.of(large)[0]))
    yield Page("help centre", _page_of(large))
