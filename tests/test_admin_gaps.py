"""What editors find in the list of gaps, and on the page of one."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import Gap

from .desk import listed, logged_in, page_of, text
from .factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def test_large_numbers_are_grouped(admin_client: Client) -> None:
    gap = a_gap(volume=12345)

    assert "12,345" in text(admin_client, listed("gap"))
    assert "12,345" in text(admin_client, page_of(gap))


def test_an_article_of_another_help_centre_is_never_the_nearest(
    admin_client: Client,
) -> None:
    an_article(external_id="a1", title="Theirs", help_center=a_help_center("other"))
    gap = a_gap(nearest=[{"article": "a1", "score": 0.31}])

    assert "Theirs" not in text(admin_client, listed("gap"))
    assert "Theirs" not in text(admin_client, page_of(gap))


def test_an_editor_changes_title_and_status_and_nothing_else(
    admin_client: Client,
) -> None:
    gap = a_gap(volume=3, rank=1)

    data = {"title": "Better", "status": "drafting", "volume": 99, "rank": 99}
    admin_client.post(page_of(gap), data)

    gap.refresh_from_db()
    assert (gap.title, gap.status) == ("Better", Gap.Status.DRAFTING)
    assert (gap.volume, gap.rank) == (3, 1)


def test_the_page_of_a_gap_shows_examples_and_nearest_articles_with_scores(
    admin_client: Client,
) -> None:
    article = an_article(external_id="a1", title="Moving")
    nearest = [{"article": "a1", "score": 0.314}, {"article": "gone", "score": 0.2}]
    gap = a_gap(examples=["Can I take it along?"], nearest=nearest)

    page = text(admin_client, page_of(gap))

    assert "<li>Can I take it along?</li>" in page
    link = f'<a href="{page_of(article)}">Moving</a>'
    assert f"<tr><td>{link}</td><td>nb</td><td>0.31</td></tr>" in page
    assert "<tr><td>gone</td><td>-</td><td>0.20</td></tr>" in page


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Gap.Kind.MISSING, "no article answers this"),
        (Gap.Kind.WEAK, ">Moving</a> comes close but does not answer it"),
        (Gap.Kind.TRANSLATION, ">Moving</a> answers it in en, and nothing does in nb"),
    ],
)
def test_the_page_of_a_gap_says_what_to_do(
    admin_client: Client, kind: Gap.Kind, said: str
) -> None:
    article = None if kind == "missing" else an_article(title="Moving", locale="en")

    assert said in text(admin_client, page_of(a_gap(kind=kind, article=article)))


def test_the_page_of_a_gap_shows_its_figures(admin_client: Client) -> None:
    gap = a_gap(
        channels={"chat": 1, "email": 2},
        locales={"nb": 3},
        weeks={"2026-11-16": 2, "2026-11-09": 1},
        besides={"prefers_person": 4},
    )

    page = text(admin_client, page_of(gap))

    assert re.search(r"<td>e-mail</td><td>2</td>.*<td>chat</td><td>1</td>", page)
    assert "<td>nb</td><td>3</td>" in page
    assert "<td>prefers a person</td><td>4</td>" in page
    assert page.index("2026-11-09") < page.index("2026-11-16")


def test_the_page_of_a_gap_shows_its_newest_contacts_and_how_many_more(
    admin_client: Client,
) -> None:
    gap, run = a_gap(), a_run()
    for day in range(52):
        contact = a_contact(f"asked {day}.", received_at=NOON - timedelta(days=day))
        a_judgement(contact.questions.get(), gap=gap, run=run)

    page = text(admin_client, page_of(gap))

    assert "asked 0." in page
    assert "asked 49." in page
    assert "asked 50." not in page
    assert "and 2 more" in page


def test_a_gap_with_more_contacts_asks_no_more_of_the_database(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    gap, run = a_gap(), a_run()
    text(admin_client, page_of(gap))  # what Django asks once in a process is asked
    counts = []
    for contacts in (5, 45):
        for _ in range(contacts):
            a_judgement(a_contact().questions.get(), run=run, gap=gap)
        with django_assert_max_num_queries(12) as queries:
            text(admin_client, page_of(gap))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("title", "status", "retitled"),
    [("as it was", "drafting", False), ("in an editor's words", "open", True)],
)
def test_only_a_new_title_is_an_editors_title(
    admin_client: Client, title: str, status: str, retitled: bool
) -> None:
    gap = a_gap(title="as it was")

    admin_client.post(page_of(gap), {"title": title, "status": status})

    gap.refresh_from_db()
    assert (gap.title, gap.status, gap.retitled) == (title, status, retitled)
    event = gap.events.get()
    assert event.kind == ("retitled" if retitled else "drafting")
    assert event.editor is not None
