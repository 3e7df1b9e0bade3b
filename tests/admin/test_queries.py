"""However much a page shows, it asks the database the same few questions."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from gapfinder.admin.gap_decisions.forms import FORMS
from gapfinder.admin.gap_list.saved_views import READY
from gapfinder.digests import compose
from gapfinder.engine.formats.spreadsheet import KINDS
from gapfinder.engine.metrics.article_effect import effect
from gapfinder.models import (
    Article,
    ArticleFigures,
    Audience,
    Contact,
    Delivery,
    Digest,
    Exclusion,
    Gap,
    GapWeek,
    GapWords,
    HelpCenter,
    Run,
    SavedView,
    Subscription,
    Verdict,
)
from tests.support.desk import listed, page_of
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_subscription,
    a_verdict,
    an_article,
    an_audience,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
# A letter that nobody was sent yet is written to be looked at, from all its facts.
WRITTEN = {"preview of a letter": 20, "letter": 20}
FEW, MANY = 3, 60  # rows of each kind; a list has 50 on a page
WEEK = NOON.date() - timedelta(weeks=1)
EFFECT = {
    **asdict(effect([9] * 9 + [3] * 4, [90] * 13, published=8)),
    "published": (WEEK - timedelta(weeks=4)).isoformat(),
    "weeks": [
        [(WEEK - timedelta(weeks=12 - week)).isoformat(), 9, 90] for week in range(13)
    ],
}
Asked = str | tuple[str, dict[str, Any]]  # an address, and what is posted to it


def first_gap() -> Gap:
    return Gap.objects.earliest("pk")


def view(query: str) -> str:
    return f"{listed('gap')}?{query}"


def of_gap(name: str, **query: str) -> str:
    args = [first_gap().pk]
    return reverse(f"admin:gapfinder_gap_{name}", args=args, query=query)


def of_reader(name: str) -> str:
    args = [Subscription.objects.earliest("pk").pk]
    return reverse(f"admin:gapfinder_subscription_{name}", args=args)


def posted(key: str, **data: Any) -> Asked:
    return of_gap(key), {"version": first_gap().version, **data}


def on_all(action: str, **data: Any) -> Asked:
    """Choose all gaps that are found, as the list would by its boxes."""
    keys = list(Gap.objects.order_by("pk").values_list("pk", flat=True))
    return listed("gap"), {"action": action, "_selected_action": keys, **data}


SCREENS: dict[str, Callable[[], Asked]] = {
    "index": lambda: reverse("admin:index"),
    "overview": lambda: reverse("admin:app_list", args=["gapfinder"]),
    "gaps": lambda: listed("gap"),
    **{f"gaps, view: {name}": partial(view, query) for name, _title, query in READY},
    "all gaps": lambda: listed("gap", found="all", o="-trend"),
    "gaps by locale": lambda: listed("gap", locale="nb", channel="chat"),
    "gaps of some weeks": lambda: listed("gap", **{"from": str(WEEK)}),
    "gaps found": lambda: listed("gap", q="broadband"),
    **{
        f"gaps as {kind}": partial(reverse, "admin:gapfinder_gap_export", args=[kind])
        for kind in KINDS
    },
    "contacts": lambda: listed("contact"),
    "contacts by match": lambda: listed("contact", match="none", reason="content"),
    "contacts by day": lambda: listed("contact", received_from="2026-11-01"),
    "contacts found": lambda: listed("contact", q="broadband"),
    "articles": lambda: listed("article"),
    "articles found": lambda: listed("article", q="router"),
    "articles to translate": lambda: listed("article", needs="translation", o="-3"),
    "runs": lambda: listed("run"),
    "start of a run": lambda: reverse("admin:gapfinder_run_start"),
    "verdicts": lambda: listed("verdict"),
    "exclusion rules": lambda: listed("exclusion"),
    "digests": lambda: listed("digest"),
    "digest": lambda: page_of(Digest.objects.latest("monday")),
    "effects of articles": lambda: listed("publishedgap"),
    "effects found": lambda: listed("publishedgap", q="router", effect="fewer"),
    "help centres": lambda: listed("helpcenter"),
    "review": lambda: reverse("admin:gapfinder_gap_review"),
    "gap": lambda: page_of(first_gap()),
    "published gap": lambda: page_of(Gap.objects.earliest("published_at")),
    "brief": lambda: of_gap("brief"),
    "brief as a file": lambda: of_gap("brief_file"),
    "contact of a gap": lambda: reverse(
        "admin:gapfinder_gap_contact",
        args=[first_gap().pk, Contact.objects.earliest("pk").pk],
    ),
    **{f"form: {key}": partial(of_gap, key) for key in FORMS},
    "form: publish, articles found": lambda: of_gap("publish", words="router"),
    "form: merge, gaps found": lambda: of_gap("merge", words="moving", found=""),
    "trial of a rule": lambda: posted("exclude", words="broadband"),
    "bulk: assign": lambda: on_all("assign_all"),
    "bulk: draft": lambda: on_all("draft_all"),
    "bulk: dismiss": lambda: on_all("dismiss_all"),
    "bulk: merge": lambda: on_all("merge_all"),
    "contact": lambda: page_of(Contact.objects.earliest("pk")),
    "article": lambda: page_of(Article.objects.earliest("pk")),
    "run": lambda: page_of(Run.objects.earliest("pk")),
    "progress of a run": lambda: reverse(
        "admin:gapfinder_run_progress", args=[Run.objects.earliest("pk").pk]
    ),
    "verdict": lambda: page_of(Verdict.objects.earliest("pk")),
    "exclusion rule": lambda: page_of(Exclusion.objects.earliest("pk")),
    "help centre": lambda: page_of(HelpCenter.objects.get(slug="lumevik")),
    "audiences": lambda: listed("audience"),
    "audience": lambda: page_of(Audience.objects.earliest("pk")),
    "subscriptions": lambda: listed("subscription"),
    "subscription": lambda: page_of(Subscription.objects.earliest("pk")),
    "new subscription": lambda: reverse("admin:gapfinder_subscription_add"),
    "preview of a letter": lambda: of_reader("preview"),
    "letter": lambda: of_reader("letter"),
    "deliveries": lambda: listed("delivery", state__exact="failed"),
    "delivery": lambda: page_of(Delivery.objects.earliest("pk")),
}


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, list[list[str]]]]:
    """The queries of every screen with few rows and with many: made once for all."""
    with django_db_blocker.unblock(), transaction.atomic():
        # No superuser: those are asked neither for rights nor for help centres.
        editor = User.objects.create(username="editor", is_staff=True)
        editor.groups.add(Group.objects.get(name="administrator"))
        client = Client()
        client.force_login(editor)
        fill(0, FEW, member=editor)
        few = {name: queries(client, url()) for name, url in SCREENS.items()}
        fill(FEW, MANY, member=editor)
        yield {name: [few[name], queries(client, SCREENS[name]())] for name in SCREENS}
        transaction.set_rollback(True)


def queries(client: Client, asked: Asked) -> list[str]:
    """Return what is asked of the database, but for the savepoints of a test."""
    url, data = asked if isinstance(asked, tuple) else (asked, None)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url) if data is None else client.post(url, data)
    assert answer.status_code == HTTPStatus.OK, url
    said = [query["sql"] for query in captured]
    return [sql for sql in said if "SAVEPOINT" not in sql]


def fill(first: int, last: int, *, member: User) -> None:
    """Add as many rows of each kind, also on the pages of the first ones."""
    run = a_run()
    run.help_center.members.add(member)
    for row in range(first, last):
        article = an_article(external_id=f"a{row}", locale=f"l{row}")
        gap = a_gap_with_all(row, article, member)
        received = {"received_at": NOON - timedelta(hours=row)}
        contact = a_contact("Slow broadband?", "one?", "two?", **received)
        on_first = Gap.objects.earliest("pk")
        for question, place in zip(
            contact.questions.order_by("position"), (gap, on_first, gap), strict=True
        ):
            judged = {"run": run, "gap": place, "article": article}
            a_judgement(question, reason="content", **judged)
        a_verdict(gap=gap, article=article, editor=member)
        Verdict.objects.earliest("pk").questions.add(contact.questions.earliest("pk"))
        monday = WEEK - timedelta(weeks=row)
        audience = Audience.objects.create(help_center=run.help_center, name=f"a{row}")
        for whose in (None, audience):
            compose(run.help_center, whose, monday, now=NOON)
        center = a_run(help_center=a_help_center(f"center-{row}")).help_center
        center.members.add(member)
        reader = a_subscription(f"{row}@example.com", audience=an_audience())
        Delivery.objects.create(subscription=reader, monday=WEEK, state="failed")


def a_gap_with_all(row: int, article: Article, editor: User) -> Gap:
    """With something of everything that its page shows; every third is published."""
    gap = a_gap(
        article=article if row % 2 else None,
        nearest=[{"article": f"a{row}", "score": 0.3}],
        doubt=0.5,
        assignee=editor,
        published_article=article,
        published_at=NOON - timedelta(days=row),
        status="open" if row % 3 else "published",
        effect=EFFECT,
    )
    GapWeek.objects.store([GapWeek(gap=gap, monday=WEEK, contacts=3)])
    GapWords.objects.store([(gap, ["slow broadband"])])
    Exclusion.objects.make(gap, ["invoice"], editor=editor)
    ArticleFigures.objects.create(article=article, weak=1, unreadable=1)
    for on in (gap, first_gap()):
        on.events.create(kind="assigned", editor=editor, data={"assignee": editor.pk})
        on.events.create(kind="merged", run=Run.objects.earliest("pk"), other=gap)
    SavedView.objects.keep(editor, f"View {row}", "status=open")
    return gap


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_with_more_to_show_asks_no_more_of_the_database(
    asked: dict[str, list[list[str]]], screen: str
) -> None:
    with_few, with_many = asked[screen]

    assert len(with_many) <= WRITTEN.get(screen, MOST_QUERIES), with_many
    assert len(with_many) == len(with_few), (with_few, with_many)
