"""Lists too long to count, to sort by anything, or to search from end to end."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

from gapfinder.admin.common.paginator import BoundedPaginator
from gapfinder.admin.common.search_box import typed_words
from gapfinder.models import Article, Contact, Question
from tests.support.desk import listed, logged_in, page_of, rows, text
from tests.support.factories import (
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


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def ids(client: Client, **query: Any) -> list[str]:
    return [contact.external_id for contact in rows(client, "contact", **query)]


def many_contacts(number: int, *questions: str) -> None:
    """Store contacts one minute apart, the last one first."""
    center = a_help_center()
    contacts = Contact.objects.bulk_create(
        Contact(
            help_center=center,
            external_id=f"c{row}",
            received_at=NOON - timedelta(minutes=row),
        )
        for row in range(number)
    )
    Question.objects.bulk_create(
        Question(contact=contact, position=0, text=text)
        for contact, text in zip(contacts, questions, strict=False)
    )


@pytest.mark.parametrize(
    ("there", "counted", "more", "pages"),
    [(0, 0, False, 1), (3, 3, False, 2), (4, 3, True, 2), (5, 3, True, 2)],
)
def test_rows_are_counted_up_to_a_limit(
    there: int, counted: int, more: bool, pages: int
) -> None:
    many_contacts(there)

    paginator = BoundedPaginator(Contact.objects.newest_first(), 2, most=3)

    assert (paginator.count, paginator.more) == (counted, more)
    assert paginator.num_pages == pages
    assert bool(paginator.note) == more


def test_a_long_list_says_that_there_is_more_and_has_a_last_page(
    admin_client: Client,
) -> None:
    many_contacts(10_001)

    page = text(admin_client, listed("contact"))

    assert "The first 10,000 of more: a filter or a search shows others." in page
    assert len(ids(admin_client, p=200)) == 50
    assert admin_client.get(listed("contact", p=201)).url.endswith("?e=1")


def test_nothing_is_done_to_more_rows_than_the_page_says(admin_client: Client) -> None:
    many_contacts(10_001)
    first = Contact.objects.earliest("pk").pk

    response = admin_client.post(
        listed("contact"),
        {"action": "delete_selected", "_selected_action": [first]}
        | {"select_across": "1", "post": "yes"},
        follow=True,
    )

    assert "There are too many to change all at once" in response.content.decode()
    assert Contact.objects.count() == 10_001


def test_of_many_contacts_that_are_found_the_newest_are_shown(
    admin_client: Client,
) -> None:
    common = ["Where is the router?"] * 4_001
    many_contacts(4_002, *common, "Where is the aerial?")

    page = text(admin_client, listed("contact", q="router"))

    assert "The first 50 of more: a filter or a search shows others." in page
    assert ids(admin_client, q="router") == [f"c{row}" for row in range(50)]
    assert ids(admin_client, q="aerial") == ["c4001"]
    # Filters go first: what they leave out takes no place among the newest.
    assert ids(admin_client, q="router", received_to="2026-11-14")[0] == "c2221"


def test_all_words_stand_in_one_question(admin_client: Client) -> None:
    a_contact("Where is my parcel?", "How do I pay?", external_id="two")
    a_contact("Where do I pay for my parcel?", external_id="one")

    assert ids(admin_client, q="pay parcel") == ["one"]
    assert ids(admin_client, q='"pay for"') == ["one"]
    assert ids(admin_client, q='"for pay"') == []
    assert sorted(ids(admin_client, q="PAY")) == ["one", "two"]


def test_case_is_nothing_in_any_alphabet(admin_client: Client) -> None:
    a_contact("Er Åsen stengt?", external_id="hill")

    assert ids(admin_client, q="åsen") == ids(admin_client, q="Åsen") == ["hill"]


def test_a_short_word_finds_what_begins_with_it(admin_client: Client) -> None:
    a_contact("TV is dark", external_id="first")
    a_contact("No tv-signal", external_id="later")
    a_contact("Outvoted", external_id="inside")

    assert sorted(ids(admin_client, q="tv")) == ["first", "later"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("pay  parcel", ["pay", "parcel"]),
        ('"pay for" it', ["pay for", "it"]),
        ('"', ['"']),
        ('""', []),
        ("  ", []),
    ],
)
def test_what_is_typed_is_taken_as_words(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words


def test_contacts_are_shown_by_the_day_they_came(admin_client: Client) -> None:
    for name, hour in [("before", 22), ("first", 23)]:
        moment = datetime(2026, 11, 8, hour, tzinfo=UTC)  # 23:00 and 00:00 in Oslo
        a_contact(external_id=name, received_at=moment)
    a_contact(external_id="last", received_at=datetime(2026, 11, 9, 22, tzinfo=UTC))

    assert ids(admin_client, received_from="2026-11-09") == ["last", "first"]
    assert ids(admin_client, received_to="2026-11-08") == ["before"]
    day = {"received_from": "2026-11-09", "received_to": "2026-11-09"}
    assert ids(admin_client, **day) == ["last", "first"]
    for no_day in ("", "yesterday", "9999-12-31", "2026-02-30"):
        assert len(ids(admin_client, received_from=no_day, received_to=no_day)) == 3


def test_the_form_for_days_keeps_the_other_filters(admin_client: Client) -> None:
    page = text(
        admin_client, listed("contact", channel__exact="chat", received_to="2026-11-08")
    )

    assert '<input type="hidden" name="channel__exact" value="chat">' in page
    assert 'name="received_to" value="2026-11-08"' in page
    assert "?channel__exact=chat&amp;received_from=" in page


def test_a_column_without_an_index_sorts_nothing(admin_client: Client) -> None:
    a_contact(external_id="old", channel="chat", received_at=NOON - timedelta(days=1))
    a_contact(external_id="new", channel="phone")

    by_channel = 2
    assert ids(admin_client, o=by_channel) == ["new", "old"]
    assert f"?o={by_channel}" not in text(admin_client, listed("contact"))


def test_contacts_are_filtered_by_the_reason_of_the_worst_answered_question(
    admin_client: Client,
) -> None:
    contact = a_contact("fine?", "not?", external_id="both")
    first, second = contact.questions.order_by("position")
    a_judgement(first, match="answered", score=0.9, reason="reassurance")
    a_judgement(second, match="weak", score=0.5, reason="account")

    assert ids(admin_client, reason="account") == ["both"]
    assert ids(admin_client, reason="reassurance") == []


def test_a_verdict_that_teaches_much_shows_some_of_it(admin_client: Client) -> None:
    many_contacts(101, *(f"Question {row}?" for row in range(101)))
    verdict = a_verdict(contact=a_contact(), article=an_article())
    verdict.questions.set(Question.objects.filter(text__startswith="Question"))

    page = text(admin_client, page_of(verdict))

    assert "Question 99?" in page
    assert "Question 100?" not in page
    assert "<p>and 1 more</p>" in page


def test_a_help_centre_counts_the_contacts_of_its_latest_run(
    admin_client: Client,
) -> None:
    a_run(contacts=1_200)
    a_run(contacts=1_300)
    a_run(contacts=7, finished_at=None)

    page = text(admin_client, listed("helpcenter"))

    assert '<td class="field-contacts">1,300</td>' in page


def test_locales_are_those_of_help_centres_one_sees(client: Client) -> None:
    user = User.objects.create(username="editor", is_staff=True)
    user.groups.add(Group.objects.get(name="content editor"))
    a_help_center().members.add(user)
    an_article(locale="nb")
    a_gap(locale="sv")
    an_article(locale="fi", help_center=a_help_center("brightline"))
    client.force_login(user)

    page = text(client, listed("contact"))

    assert "?locale=nb" in page
    assert "?locale=sv" in page
    assert "?locale=fi" not in page


@pytest.mark.skipif(connection.vendor != "postgresql", reason="has trigrams")
def test_words_are_searched_by_an_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

        plan = Question.objects.saying(["router", "tv"]).explain()

    assert "question_by_words" in plan


def test_of_very_many_articles_a_search_shows_the_first_thousand(
    admin_client: Client,
) -> None:
    center = a_help_center()
    Article.objects.bulk_create(
        Article(help_center=center, external_id=f"a{row:04}", title="Router")
        for row in range(1_001)
    )

    page = text(admin_client, listed("article", q="router"))

    assert "The first 1,000 of more: a filter or a search shows others." in page
    found = rows(admin_client, "article", q="router", p=20)
    assert found[-1].external_id == "a0999"
