"""What editors find in the list of gaps."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from gapfinder.models import Gap

from .desk import listed, logged_in, page_of, rows, text
from .factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
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
