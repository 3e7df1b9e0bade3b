"""What editors find in the list of gaps: its order, its cells, views and searches."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import Gap, GapWords, SavedView
from tests.support.desk import listed, logged_in, page_of, rows, text
from tests.support.factories import NOON, a_gap, a_help_center, a_run, an_article

pytestmark = pytest.mark.django_db

KEEP = "admin:gapfinder_gap_keep_view"
FORGET = "admin:gapfinder_gap_forget_view"


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def an_editor(client: Client) -> User:
    """Log in a content editor of lumevik."""
    user = User.objects.create(username="kari", is_staff=True)
    user.groups.add(Group.objects.get(name="content editor"))
    a_help_center().members.add(user)
    client.force_login(user)
    return user


def titles(client: Client, **query: Any) -> list[str]:
    return [gap.title for gap in rows(client, "gap", **query)]


def says(gap: Gap, *texts: str) -> None:
    """Give a gap the words that a run would have kept."""
    GapWords.objects.store([(gap, texts)])


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


def test_a_row_says_how_many_how_they_change_where_and_what_it_could_save(
    admin_client: Client,
) -> None:
    kari = User.objects.create(username="kari", first_name="Kari", last_name="Moe")
    a_gap(
        volume=12345,
        customers=11000,
        contacts_per_week=21.25,
        trend=0.21,
        weeks={"2026-11-09": 4, "2026-11-02": 3},
        channels={"chat": 41, "phone": 20, "email": 3, "form": 2, "search": 1},
        locales={"nb": 40, "sv": 27},
        searched_first=0.5,
        csat=35.5,
        handle_seconds=300,
        saving_seconds=5400,
        assignee=kari,
    )

    page = text(admin_client, listed("gap"))

    for shown in [
        *("12,345", "11,000 customers", "21.2 a week", "+21%", "By week: 3, 4"),
        "chat\xa041 · phone\xa020 · e-mail\xa03 · others\xa03",
        *("nb\xa040 · sv\xa027", "50%", "satisfied 36 of 100"),
        *("1 h 30 min", "5 min a contact", "Kari Moe"),
    ]:
        assert shown in page


@pytest.mark.parametrize(
    ("trend", "shown"),
    [(0.21, "+21%"), (-0.08, "\N{MINUS SIGN}8%"), (0.0, "steady"), (1.0, "+100%")],
)
def test_a_trend_is_said_in_percent(
    admin_client: Client, trend: float, shown: str
) -> None:
    a_gap(trend=trend)

    assert f'<span class="quiet">{shown}</span>' in text(admin_client, listed("gap"))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Gap.Kind.WEAK, "Improve: <a"),
        (Gap.Kind.TRANSLATION, "Translate: <a"),
    ],
)
def test_a_row_names_the_article_to_work_on(
    admin_client: Client, kind: Gap.Kind, said: str
) -> None:
    article = an_article(title="Moving")
    a_gap(kind=kind, article=article)

    page = text(admin_client, listed("gap"))

    assert said in page
    assert f'<a href="{page_of(article)}">Moving</a>' in page


def test_a_row_of_a_missing_article_names_the_nearest(admin_client: Client) -> None:
    article = an_article(external_id="a1", title="Moving")
    a_gap(nearest=[{"article": "a1", "score": 0.31}])

    link = f'Nearest: <a href="{page_of(article)}">Moving</a>'
    assert link in text(admin_client, listed("gap"))


def test_an_article_of_another_help_centre_is_never_the_nearest(
    admin_client: Client,
) -> None:
    an_article(external_id="a1", title="Theirs", help_center=a_help_center("other"))
    a_gap(nearest=[{"article": "a1", "score": 0.31}])

    assert "Theirs" not in text(admin_client, listed("gap"))


def test_a_title_cannot_run_script(admin_client: Client) -> None:
    user = User.objects.create(username="<b>kari", first_name="<script>")
    a_gap(title="<script>alert(1)</script>", channels={"<i>": 1}, assignee=user)

    page = text(admin_client, listed("gap"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<i>" not in page


def test_the_way_back_from_a_page_leads_to_the_same_list(admin_client: Client) -> None:
    gap = a_gap(kind="weak")

    page = text(admin_client, listed("gap", kind="weak"))

    assert f"{page_of(gap)}?_changelist_filters=kind%3Dweak" in page


SORTED = [
    ("contacts", "volume"),
    ("customers", "customers"),
    ("a-week", "contacts_per_week"),
    ("trend", "trend"),
    ("searched", "searched_first"),
    ("handling", "handle_seconds"),
    ("saving", "saving_seconds"),
]


@pytest.mark.parametrize(("name", "field"), SORTED)
def test_the_list_sorts_by_any_figure(
    admin_client: Client, name: str, field: str
) -> None:
    for title, figure in [("some", 2), ("most", 3), ("least", 1)]:
        a_gap(title=title, **{field: figure})

    assert titles(admin_client, o=f"-{name}") == ["most", "some", "least"]
    assert titles(admin_client, o=name) == ["least", "some", "most"]


@pytest.mark.parametrize(
    "field", ["searched_first", "handle_seconds", "saving_seconds"]
)
def test_what_is_not_known_comes_last_of_the_highest_first(
    admin_client: Client, field: str
) -> None:
    for figure in (0.25, None, 0.75):
        a_gap(title=str(figure), **{field: figure})

    names = {of: name for name, of in SORTED}
    assert titles(admin_client, o=f"-{names[field]}") == ["0.75", "0.25", "None"]


def test_the_least_satisfied_come_first_and_the_unrated_last(
    admin_client: Client,
) -> None:
    for csat in (80, None, 20, 100):
        a_gap(title=str(csat), csat=csat)

    assert titles(admin_client, o="satisfaction") == ["20", "80", "100", "None"]


def test_gaps_without_a_rank_come_last_whichever_way(admin_client: Client) -> None:
    for rank in (2, None, 1):
        a_gap(title=str(rank), rank=rank, status="drafting")

    assert titles(admin_client, o="rank") == ["1", "2", "None"]
    assert titles(admin_client, o="-rank") == ["2", "1", "None"]


def test_the_heads_of_columns_sort_too(admin_client: Client) -> None:
    for volume in (2, 3, 1):
        a_gap(title=str(volume), volume=volume)

    contacts = 3
    assert titles(admin_client, o=f"-{contacts}") == ["3", "2", "1"]


def test_a_gap_is_found_by_a_word_that_one_of_its_customers_says(
    admin_client: Client,
) -> None:
    says(a_gap(title="Moving house"), "Can I take it along?")
    says(a_gap(title="Invoices"), "Why is it so high?", "My BILL is wrong.")

    assert titles(admin_client, q="bill") == ["Invoices"]
    assert titles(admin_client, q="high bill") == ["Invoices"]
    assert titles(admin_client, q="high along") == []


def test_words_of_title_and_questions_are_found_together(admin_client: Client) -> None:
    says(a_gap(title="Late invoices"), "Where is my bill?")

    assert titles(admin_client, q="invoices bill") == ["Late invoices"]


@pytest.mark.parametrize("words", ["åpningstider", "ÅPNINGSTIDER", "Åpnings", "jul"])
def test_a_search_does_not_mind_the_case_whatever_the_letter(
    admin_client: Client, words: str
) -> None:
    says(a_gap(title="in the title: Åpningstider i julen"))
    says(a_gap(title="in a question"), "Hva er ÅPNINGSTIDER i Julen?")
    says(a_gap(title="elsewhere"), "Apningstid")

    found = ["in the title: Åpningstider i julen", "in a question"]
    assert titles(admin_client, q=words) == found


def test_the_ready_views_count_what_they_show(client: Client) -> None:
    kari = an_editor(client)
    monday = datetime(2026, 11, 16, tzinfo=UTC)
    a_run(started_at=NOON)
    old = monday - timedelta(days=3)
    a_gap(found_at=old)
    a_gap(found_at=old, returned=True)
    a_gap(found_at=NOON, assignee=kari)
    a_gap(found_at=old, status="drafting", assignee=kari)
    a_gap(found_at=old, status="published", rank=None)
    a_gap(found_at=old, rank=None)
    a_gap(found_at=NOON, help_center=a_help_center("other"))

    views = client.get(listed("gap")).context["ready_views"]

    shown = {str(view["title"]): view["gaps"] for view in views}
    assert shown == {
        "To write": "3",
        "Mine": "2",
        "New this week": "1",
        "Returned": "1",
        "Being drafted": "1",
        "Published": "1",
    }
    for view in views:
        page = client.get(f"{listed('gap')}?{view['query']}")
        assert str(len(page.context["cl"].result_list)) == view["gaps"]


def test_an_editor_keeps_a_view_and_deletes_it(client: Client) -> None:
    an_editor(client)
    a_gap(kind="weak", title="Moving house")

    kept = {"name": "Weak ones", "query": "kind=weak&o=-saving&p=3"}
    answer = client.post(reverse(KEEP), kept, follow=True)

    assert "The view “Weak ones” is kept" in answer.content.decode()
    view = SavedView.objects.get()
    assert view.query == "kind=weak&o=-saving"
    assert 'href="?kind=weak&amp;o=-saving"' in text(client, listed("gap"))
    client.post(reverse(FORGET, args=[view.pk]))
    assert not SavedView.objects.exists()


def test_a_view_of_the_same_name_takes_its_place(client: Client) -> None:
    an_editor(client)

    for query in ("kind=weak", "kind=missing"):
        client.post(reverse(KEEP), {"name": "Mine", "query": query})

    assert SavedView.objects.get().query == "kind=missing"


@pytest.mark.parametrize(
    "query",
    [
        "https://example.org/?kind=weak",
        "//example.org",
        "javascript:alert(1)",
        'x="><script>alert(1)</script>',
        "a=b\r\nSet-Cookie: x=y",
    ],
)
def test_a_view_is_never_the_address_of_elsewhere(client: Client, query: str) -> None:
    an_editor(client)

    answer = client.post(reverse(KEEP), {"name": "Elsewhere", "query": query})

    assert answer["Location"].startswith(f"{listed('gap')}?")
    stored = SavedView.objects.get().query
    assert not set(stored) & set("<>\"'\r\n :/")
    assert "<script>alert" not in text(client, listed("gap"))


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_view_needs_a_short_name(client: Client, name: str) -> None:
    an_editor(client)

    answer = client.post(reverse(KEEP), {"name": name, "query": ""}, follow=True)

    assert "at most 60 letters" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_nobody_sees_or_deletes_the_views_of_another(client: Client) -> None:
    other = User.objects.create(username="ola")
    view, _new = SavedView.objects.keep(other, "Secret view", "kind=weak")
    an_editor(client)

    assert "Secret view" not in text(client, listed("gap"))
    answer = client.post(reverse(FORGET, args=[view.pk]))
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert SavedView.objects.exists()


def test_a_view_is_kept_and_deleted_by_a_button_only(client: Client) -> None:
    user = an_editor(client)
    view, _new = SavedView.objects.keep(user, "Mine", "kind=weak")

    for url in (reverse(KEEP), reverse(FORGET, args=[view.pk])):
        assert client.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_list_asks_the_same_of_the_database_with_every_filter_on(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = an_editor(client)
    a_help_center("other").members.add(user)
    SavedView.objects.keep(user, "Mine", "assignee=me")
    a_run(started_at=NOON)
    everything = {
        **{"status": "open,drafting", "kind": "weak,missing", "news": "new,returned"},
        **{"assignee": "me,nobody", "channel": "chat,phone", "locale": "nb,sv"},
        **{"section": "Moving,Billing", "found": "all", "help_center": "lumevik"},
        **{"from": "2026-11-02", "to": "2026-11-16", "q": "house bill", "o": "-saving"},
    }
    text(client, listed("gap"))  # what Django asks once in a process is asked
    for gaps in (2, 20):
        for number in range(gaps):
            article = an_article(section="Moving", external_id=f"a{gaps}-{number}")
            near = [{"article": article.external_id, "score": 0.5}]
            gap = a_gap(
                found_at=NOON, channels={"chat": 1}, section="Moving", nearest=near
            )
            says(gap, "A bill for a house")
            gap.counted.create(monday="2026-11-09", contacts=2)
        for query in ({}, everything):
            with django_assert_max_num_queries(12):
                page = client.get(listed("gap", **query))
            assert page.context["cl"].result_count >= gaps
