"""What editors find about articles: whom they answer, and which need a hand."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import Article, ArticleFigures, Passage
from tests.admin.test_access import a_member
from tests.support.desk import listed, logged_in, page_of, rows, text
from tests.support.factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def an_article_with(title: str = "Restart the router", **figures: Any) -> Article:
    fields = {
        name: figures.pop(name)
        for name in ("help_center", "locale", "section", "published", "updated_at")
        if name in figures
    }
    article = an_article(title=title, **fields)
    ArticleFigures.objects.create(article=article, **figures)
    return article


def titles(client: Client, **query: Any) -> list[str]:
    return [str(article) for article in rows(client, "article", **query)]


def words(client: Client, url: str) -> str:
    page = strip_tags(text(client, url)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(page.split())


def test_the_worst_article_comes_first_and_one_nobody_looked_at_last(
    admin_client: Client,
) -> None:
    an_article(title="New")
    an_article_with("Good", avoidable=0, answered=50)
    an_article_with("Bad", avoidable=12, answered=3)

    assert titles(admin_client) == ["Bad", "Good", "New"]


@pytest.mark.parametrize(
    ("column", "name"),
    [(1, "avoidable"), (2, "answered"), (3, "weak"), (5, "unreadable")],
)
def test_articles_sort_by_any_figure(
    admin_client: Client, column: int, name: str
) -> None:
    for contacts in (2, 3, 1):
        an_article_with(str(contacts), **{name: contacts})

    an_article(title="New")

    assert titles(admin_client, o=column) == ["New", "1", "2", "3"]
    assert titles(admin_client, o=-column) == ["3", "2", "1", "New"]


def test_the_list_says_why_customers_came_anyway(admin_client: Client) -> None:
    an_article_with(
        answered=9,
        weak=4,
        avoidable=7,
        searched_first=3,
        account=2,
        missing_locales={"sv": 5, "en": 1},
        stale=True,
    )

    page = text(admin_client, listed("article"))

    assert '<td class="field-avoidable">7</td>' in page
    assert '<td class="field-answered">9</td>' in page
    assert '<td class="field-weak">4</td>' in page
    assert 'searched first <b>3</b></div><div class="line">own account <b>2</b>' in page
    assert "to be sure" not in page
    assert 'sv <b>5</b></div><div class="line">en <b>1</b>' in page
    assert '<span class="badge">stale</span>' in page


def test_of_many_locales_the_first_four_are_named(admin_client: Client) -> None:
    locales = {"sv": 6, "en": 5, "nl": 4, "da": 3, "fi": 2, "de": 1}
    an_article_with(missing_locales=locales)

    page = words(admin_client, listed("article"))

    assert "sv 6en 5nl 4da 3others 3" in page


def test_verdicts_are_counted_as_they_are_now(admin_client: Client) -> None:
    article, gap = an_article_with(), a_gap()
    for answer in ("yes", "yes", "partly"):
        a_verdict(article=article, answer=answer)
    contact = a_contact()
    a_verdict(article=article, answer="no", contact=contact)

    page = words(admin_client, listed("article"))

    assert "yes 2no 1partly 1" in page
    assert gap.verdicts.count() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"needs": "update"}, ["Stale"]),
        ({"needs": "translation"}, ["Foreign"]),
        ({"locale": "sv"}, ["Foreign"]),
        ({"section": "Mobile"}, ["Stale"]),
        ({"published__exact": 0}, ["Hidden"]),
    ],
)
def test_articles_are_filtered_by_what_they_need(
    admin_client: Client, query: dict[str, Any], found: list[str]
) -> None:
    an_article_with("Stale", stale=True, section="Mobile")
    an_article_with("Foreign", unreadable=3, locale="sv")
    an_article_with("Hidden", published=False)

    assert titles(admin_client, **query) == found


def test_sections_of_another_help_centre_stay_unknown(client: Client) -> None:
    an_article_with(section="Broadband")
    secret = a_help_center("brightline")
    an_article_with("Secret", section="Secret section", help_center=secret)
    a_member(client, "content editor", "lumevik")

    page = text(client, listed("article"))

    assert "Broadband" in page
    assert "Secret" not in page
    assert titles(client, section="Secret section") == []


def test_the_page_tells_the_figures_in_words(admin_client: Client) -> None:
    article = an_article_with(
        answered=1,
        weak=1200,
        avoidable=30,
        reassurance=2,
        unreadable=6,
        missing_locales={"sv": 5, "en": 1},
        stale=True,
        updated_at=datetime(2026, 1, 7, 12, tzinfo=UTC),
        weeks={"2026-11-09": 600, "2026-11-16": 601},
    )

    page = words(admin_client, page_of(article))

    assert "It answers 1 contact." in page
    assert "It answers 1,200 contacts weakly" in page
    assert "A better article would have saved 30 contacts" in page
    assert "6 contacts ask in a language without a translation (sv 5, en 1)." in page
    assert "not updated since Jan. 7, 2026, while its contacts grow" in page
    assert "to be sure2" in page
    assert "16 Nov601" in page


def test_an_article_that_no_run_looked_at_says_so(admin_client: Client) -> None:
    page = words(admin_client, page_of(an_article()))

    assert "The latest run did not look at it." in page


def test_the_page_links_gaps_verdicts_and_contacts(admin_client: Client) -> None:
    contact = a_contact("Where is the plug?")
    keys = list(contact.questions.values_list("pk", flat=True))
    article = an_article_with(weak=1, newest_weak=[*keys, 999_999])
    gap = a_gap(article=article, kind="weak", title="Plugs")
    lost = a_gap(article=article, kind="weak", title="Long ago", rank=None)
    verdict = a_verdict(article=article, contact=contact, answer="no", note="Too old")

    page = text(admin_client, page_of(article))

    assert f'<a href="{page_of(gap)}">Plugs</a>' in page
    assert page_of(lost) not in page
    assert f'<a href="{page_of(contact)}">Where is the plug?</a>' in page
    assert f'<a href="{page_of(verdict)}">no</a>' in page
    assert "Too old" in page


def test_passages_are_folded(admin_client: Client) -> None:
    article = an_article()
    for place in range(2):
        Passage.objects.create(
            article=article, position=place, kind="body", text="Pull it."
        )

    page = text(admin_client, page_of(article))

    assert "<details><summary>2 passages, as the analysis reads them</summary>" in page
    assert "<td>body</td><td>Pull it.</td>" in page


def fill(first: int, last: int) -> Article:
    for row in range(first, last):
        article = an_article_with(str(row), section=f"s{row}", locale=f"l{row}")
        a_gap(article=article)
        a_verdict(article=article)
    return article


def test_a_longer_list_asks_no_more_of_the_database(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(0, 20)
    a_member(client, "content editor", "lumevik")
    filters = {"needs": "update", "locale": "l1", "section": "s1"}

    for query in ({}, filters):
        with django_assert_max_num_queries(11):
            client.get(listed("article", **query))


def test_a_page_asks_twelve_times_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    contacts = [a_contact() for _ in range(10)]
    article = an_article_with(
        newest_weak=[contact.questions.get().pk for contact in contacts],
        weeks={"2026-11-16": 3},
    )
    for contact in contacts:
        a_gap(article=article)
        a_verdict(article=article, contact=contact)
    a_member(client, "content editor", "lumevik")

    with django_assert_max_num_queries(12):
        client.get(page_of(article))
