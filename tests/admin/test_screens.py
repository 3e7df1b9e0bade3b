"""What editors find about contacts, articles, runs and help centres."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gapfinder.models import Contact, Judgement, Passage
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


def test_a_contact_is_judged_by_its_worst_answered_question(
    admin_client: Client,
) -> None:
    contact = a_contact("fine?", "not?", external_id="both")
    first, second = contact.questions.order_by("position")
    a_judgement(first, match="answered", score=0.9)
    a_judgement(second, match="weak", score=0.5, reason="account")
    a_judgement(a_contact(external_id="answered").questions.get(), match="answered")

    assert ids(admin_client, match="weak") == ["both"]
    assert ids(admin_client, match="answered") == ["answered"]
    assert ids(admin_client, match="none") == []
    assert '<td class="field-score">0.50</td>' in text(
        admin_client, listed("contact", match="weak")
    )


def test_contacts_sort_by_how_well_they_are_answered(admin_client: Client) -> None:
    for score in (0.5, 0.1, 0.9):
        question = a_contact(external_id=str(score)).questions.get()
        a_judgement(question, score=score)

    score_column = 6
    assert ids(admin_client, o=score_column) == ["0.1", "0.5", "0.9"]


def test_a_contact_is_found_by_its_id_and_its_words(admin_client: Client) -> None:
    a_contact("Where is my parcel?", external_id="c-77")
    a_contact("How do I pay?", external_id="c-78")

    assert ids(admin_client, q="c-78") == ["c-78"]
    assert ids(admin_client, q="parcel") == ["c-77"]


def test_the_page_of_a_contact_shows_who_said_what_and_the_judgements(
    admin_client: Client,
) -> None:
    words = "Why & how?\nHow do I  PAY?"
    turns = [{"speaker": "bot", "text": "Hi!"}, {"speaker": "customer", "text": words}]
    contact, gap = a_contact("How do I pay?", turns=turns), a_gap(title="Paying")
    a_judgement(contact.questions.get(), gap=gap, article=an_article(), score=0.25)

    page = text(admin_client, page_of(contact))

    assert '<div class="turn answer"><dt>bot</dt><dd>Hi!</dd></div>' in page
    said = "<dd>Why &amp; how?\n<mark>How do I  PAY?</mark></dd>"
    assert page.index("Hi!") < page.index(said)
    assert "<td>How do I pay?</td><td>none</td><td>0.25</td>" in page
    assert f'<a href="{page_of(gap)}">Paying</a>' in page


def test_a_contact_without_questions_has_a_page(admin_client: Client) -> None:
    contact = Contact.objects.create(help_center=a_help_center(), received_at=NOON)

    text(admin_client, page_of(contact))
    text(admin_client, listed("contact"))


def test_a_contact_is_deleted_with_its_questions(admin_client: Client) -> None:
    contact = a_judgement().question.contact
    url = reverse("admin:gapfinder_contact_delete", args=[contact.pk])

    admin_client.post(url, {"post": "yes"})

    assert not Contact.objects.exists()
    assert not Judgement.objects.exists()


def test_the_page_of_an_article_shows_its_text_as_it_is(admin_client: Client) -> None:
    article = an_article(body="<b>Pull</b> the plug.\nWait.")
    Passage.objects.create(article=article, position=0, kind="body", text="Pull it.")

    page = text(admin_client, page_of(article))

    assert "&lt;b&gt;Pull&lt;/b&gt; the plug.\nWait.</pre>" in page
    assert "<td>body</td><td>Pull it.</td>" in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//x[y"]
)
def test_only_web_addresses_become_links(admin_client: Client, url: str) -> None:
    page = text(admin_client, page_of(an_article(url=url)))

    assert url in page
    assert f'href="{url}"' not in page


def test_an_article_links_to_where_it_is_published(admin_client: Client) -> None:
    page = text(admin_client, page_of(an_article(url="https://example.com/a?b=1&c")))

    assert 'href="https://example.com/a?b=1&amp;c"' in page


def test_a_run_shows_its_days_and_the_seconds_of_each_step(
    admin_client: Client,
) -> None:
    run = a_run(
        since=datetime(2026, 9, 27, 22, tzinfo=UTC),  # Monday 00:00 in Oslo
        until=datetime(2026, 11, 22, 23, tzinfo=UTC),
        phases={"encode": 10.04, "match": 2.26},
    )

    page = text(admin_client, page_of(run))

    page = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Sept. 28, 2026 \N{EN DASH} Nov. 22, 2026" in page
    assert "<td>Encoding texts</td><td>10.0</td>" in page
    assert "<td>Comparing them with the articles</td><td>2.3</td>" in page


def test_the_page_of_a_verdict_shows_what_it_teaches(admin_client: Client) -> None:
    contact, article = a_contact("How do I pay?"), an_article(title="Paying")
    verdict = a_verdict(contact=contact, article=article, answer="no", note="Too old.")

    page = text(admin_client, page_of(verdict))

    assert "<li>How do I pay?</li>" in page
    assert f'<a href="{page_of(article)}">Paying</a>' in page
    assert "Too old." in page
