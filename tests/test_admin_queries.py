"""However much a page shows, it asks the database the same few questions."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from gapfinder.models import Article, Contact, Gap, HelpCenter, Run, Verdict

from .desk import listed, page_of, text
from .factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
FEW, MANY = 3, 60  # rows of each kind; a list has 50 on a page
SCREENS: dict[str, Callable[[], str]] = {
    "index": lambda: reverse("admin:index"),
    "index of the app": lambda: reverse("admin:app_list", args=["gapfinder"]),
    "gaps": lambda: listed("gap"),
    "gaps by locale": lambda: listed("gap", locale="nb"),
    "gaps found": lambda: listed("gap", q="broadband"),
    "contacts": lambda: listed("contact"),
    "contacts by match": lambda: listed("contact", match="none", reason="content"),
    "contacts by day": lambda: listed("contact", received_from="2026-11-01"),
    "contacts found": lambda: listed("contact", q="broadband"),
    "articles": lambda: listed("article"),
    "articles found": lambda: listed("article", q="router"),
    "runs": lambda: listed("run"),
    "verdicts": lambda: listed("verdict"),
    "help centres": lambda: listed("helpcenter"),
    "gap": lambda: page_of(Gap.objects.earliest("pk")),
    "contact": lambda: page_of(Contact.objects.earliest("pk")),
    "article": lambda: page_of(Article.objects.earliest("pk")),
    "run": lambda: page_of(Run.objects.earliest("pk")),
    "verdict": lambda: page_of(Verdict.objects.earliest("pk")),
    "help centre": lambda: page_of(HelpCenter.objects.get(slug="lumevik")),
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


def queries(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        text(client, url)
    return [query["sql"] for query in captured]


def fill(first: int, last: int, *, member: User) -> None:
    """Add as many rows of each kind, also on the pages of the first ones."""
    run = a_run()
    run.help_center.members.add(member)
    for row in range(first, last):
        article = an_article(external_id=f"a{row}", locale=f"l{row}")
        gap = a_gap(
            article=article if row % 2 else None,
            nearest=[{"article": f"a{row}", "score": 0.3}],
        )
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
        center = a_run(help_center=a_help_center(f"center-{row}")).help_center
        center.members.add(member)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_with_more_to_show_asks_no_more_of_the_database(
    asked: dict[str, list[list[str]]], screen: str
) -> None:
    with_few, with_many = asked[screen]

    assert len(with_many) <= MOST_QUERIES, with_many
    assert len(with_many) == len(with_few), (with_few, with_many)
