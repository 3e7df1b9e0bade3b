"""What editors find in the list of gaps, and on the page of one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import Gap

from .desk import listed, logged_in, page_of, rows, text
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


def titles(client: Client, **query: Any) -> list[str]:
    return [gap.title for gap in rows(client, "gap", **query)]


def test_gaps_stand_in_the_order_of_their_ranks(admin_client: Client) -> None:
    for rank in (3, 1, 2):
        a_gap(rank=rank, title=f"number {rank}")

    assert titles(admin_client) == ["number 1", "number 2", "number 3"]


def test_gaps_that_the_latest_run_lost_are_hidden_unless_acted_on(
    admin_client: Client,
) -> None:
    a_gap(title="found", rank=1)
    a_gap(title="lost", rank=None)
    a_gap(title="lost but drafted", rank=None, status=Gap.Status.DRAFTING)

    assert titles(admin_client) == ["found", "lost but drafted"]
    lost = ["lost but drafted", "lost"]
    assert titles(admin_client, found="no") == lost
    assert titles(admin_client, found="all") == ["found", *lost]


@pytest.mark.parametrize(
    ("trend", "shown"),
    [(0.21, "+21%"), (-0.08, "\N{MINUS SIGN}8%"), (0.0, "steady"), (1.0, "+100%")],
)
def test_a_trend_is_said_in_percent(
    admin_client: Client, trend: float, shown: str
) -> None:
    a_gap(trend=trend)

    assert f'<td class="field-trend_shown">{shown}</td>' in text(
        admin_client, listed("gap")
    )


def test_large_numbers_are_grouped(admin_client: Client) -> None:
    gap = a_gap(volume=12345)

    assert "12,345" in text(admin_client, listed("gap"))
    assert "12,345" in text(admin_client, page_of(gap))


def test_the_list_names_the_nearest_article_and_links_to_it(
    admin_client: Client,
) -> None:
    article = an_article(external_id="a1", title="Moving")
    a_gap(nearest=[{"article": "a1", "score": 0.31}])

    page = text(admin_client, listed("gap"))

    assert f'<a href="{page_of(article)}">Moving</a>' in page


def test_an_article_of_another_help_centre_is_never_the_nearest(
    admin_client: Client,
) -> None:
    an_article(external_id="a1", title="Theirs", help_center=a_help_center("other"))
    gap = a_gap(nearest=[{"article": "a1", "score": 0.31}])

    assert "Theirs" not in text(admin_client, listed("gap"))
    assert "Theirs" not in text(admin_client, page_of(gap))


def test_a_gap_is_found_by_the_words_of_a_question(admin_client: Client) -> None:
    a_gap(title="Moving house")
    invoices = a_gap(title="Invoices")
    question = a_contact("Why is the bill so high?").questions.get()
    a_judgement(question, gap=invoices)

    assert titles(admin_client, q="high bill") == ["Invoices"]


def test_a_gap_is_found_by_its_phrases(admin_client: Client) -> None:
    a_gap(title="Moving house")
    a_gap(title="Invoices", phrases=["late fee"])

    assert titles(admin_client, q="late") == ["Invoices"]


def test_a_search_does_not_mind_the_case_of_other_letters_than_ascii(
    admin_client: Client,
) -> None:
    a_gap(title="Åpningstider i julen")

    assert titles(admin_client, q="åpningstider") == ["Åpningstider i julen"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind__exact": "weak"}, ["weak"]),
        ({"status__exact": "dismissed"}, ["dismissed"]),
        ({"locale": "sv"}, ["Swedish"]),
        ({"help_center": "other"}, ["theirs"]),
    ],
)
def test_gaps_are_filtered(
    admin_client: Client, query: dict[str, str], found: list[str]
) -> None:
    a_gap(title="weak", kind=Gap.Kind.WEAK)
    a_gap(title="dismissed", status=Gap.Status.DISMISSED)
    a_gap(title="Swedish", locale="sv")
    a_gap(title="theirs", help_center=a_help_center("other"))

    assert titles(admin_client, **query) == found


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("dismiss", Gap.Status.OPEN, Gap.Status.DISMISSED),
        ("reopen", Gap.Status.DISMISSED, Gap.Status.OPEN),
    ],
)
def test_a_gap_is_dismissed_and_reopened_from_the_list(
    admin_client: Client, action: str, before: Gap.Status, after: Gap.Status
) -> None:
    chosen, other = a_gap(status=before), a_gap(status=before)

    data = {"action": action, "_selected_action": [chosen.pk]}
    response = admin_client.post(listed("gap"), data, follow=True)

    assert Gap.objects.get(pk=chosen.pk).status == after
    assert Gap.objects.get(pk=other.pk).status == before
    assert "1 gap " in response.content.decode()
    assert LogEntry.objects.get().object_id == str(chosen.pk)


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
