"""What editors see of a gap after they published an article for it."""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from gapfinder.display import effect as words
from gapfinder.engine.metrics.article_effect import Effect, Verdict, effect
from gapfinder.models import Gap
from tests.support.desk import listed, logged_in, page_of, rows, text
from tests.support.factories import a_gap, a_help_center, an_article

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 9, 7)
PUBLISHED = datetime(2026, 11, 3, 9, tzinfo=UTC)  # the Tuesday of the ninth week
CALM = ([100] * 8, [50] * 8)


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def a_published(
    before: list[int], after: list[int], *, rest: int = 1_000, **fields: Any
) -> Gap:
    """Published in the week after those before; all others are so many a week after."""
    need = [*before, 70, *after]
    others = [1_000] * (len(before) + 1) + [rest] * len(after)
    found = asdict(effect(need, others, published=len(before)))
    mondays = [MONDAY + timedelta(weeks=week) for week in range(len(need))]
    found["published"] = mondays[len(before)].isoformat()
    found["weeks"] = [
        [monday.isoformat(), *counts]
        for monday, *counts in zip(mondays, need, others, strict=True)
    ]
    defaults = {"status": "published", "published_at": PUBLISHED, "effect": found}
    defaults |= {"effect_change": found["change"]}
    return a_gap(**defaults | {"published_article": an_article()} | fields)


def said(gap: Gap) -> str:
    return words.sentence(gap.measured, words.published_on(gap)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


# --- In words -------------------------------------------------------------------------


def test_fewer_contacts_are_said_with_how_sure_that_is() -> None:
    """The interval is that of the engine's test: −56.3% to −42.7%."""
    assert said(a_published(*CALM)) == (
        "Since it was published on Nov. 3, 2026, 50% fewer contacts a week than "
        "without it (between 43% and 56% fewer)."
    )


def test_more_contacts_are_said_with_how_sure_that_is() -> None:
    """1/800 + 1/1600 + 2/8000: 0.0461, times 2.145; 2 · e^(±0.0989): 1.81 … 2.21."""
    found = said(a_published([100] * 8, [200] * 8))

    assert "100% more contacts a week than without it" in found
    assert "between 81% and 121% more" in found


def test_no_clear_change_is_said_with_both_ends() -> None:
    """2/800 + 2/8000: 0.0524, times 2.145; e^(±0.1125): 0.89 … 1.12."""
    found = said(a_published([100] * 8, [100] * 8))

    assert "no clear change: between 11% fewer and 12% more" in found


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        (1_040, "All other needs rose by 4%."),
        (900, "All other needs fell by 10%."),
        (1_001, "All other needs stayed as they were."),
    ],
)
def test_how_all_others_went(rest: int, sentence: str) -> None:
    assert words.others(a_published(*CALM, rest=rest).measured) == sentence


def test_too_early_says_how_long_it_takes() -> None:
    gap = a_published([8] * 8, [4] * 3)

    assert said(gap) == (
        "Too early to tell: 3 whole weeks have passed since Nov. 3, 2026, and about 6 "
        "are needed."
    )
    assert words.verdict(gap.measured) == "too early"


def test_what_too_few_ask_is_never_measured() -> None:
    gap = a_published([1] * 8, [0] * 8)

    assert said(gap).endswith("too few customers ask this to tell what it does.")


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_words(verdict: Verdict) -> None:
    found = Effect(verdict, 8, 8, 3, change=-0.5, low=-0.7, high=-0.2)

    assert words.verdict(found)
    assert "Nov. 3" in words.sentence(found, "Nov. 3")


def test_before_a_run_has_measured() -> None:
    gap = a_published(*CALM, effect={}, effect_change=None)

    assert said(gap) == (
        "It was published on Nov. 3, 2026; the next run begins to measure."
    )
    assert words.verdict(gap.measured) == "not measured yet"
    assert words.others(None) == words.counted(None) == ""
    assert words.between(None) is None


def test_the_day_is_that_of_the_help_centre() -> None:
    late = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)  # in Oslo the 4th

    assert "Nov. 4, 2026" in said(a_published(*CALM, published_at=late))


# --- On the page of a gap -------------------------------------------------------------


def test_the_page_tells_the_effect_with_a_chart_and_its_numbers(
    admin_client: Client,
) -> None:
    gap = a_published(*CALM, rest=1_100)
    page = text(admin_client, page_of(gap))

    assert "fewer contacts a week than without it" in page
    assert "All other needs rose by 10%." in page
    assert page_of(gap.published_article) in page
    drawing = json.loads(unescape(re.findall(r'data-chart="([^"]+)"', page)[-1]))
    own, expected = drawing["series"]
    assert own["values"] == [100] * 8 + [70] + [50] * 8
    assert expected["values"] == [100] * 9 + [110] * 8
    assert drawing["marks"] == [{"at": 8, "label": "1"}]
    row = r"<td>Nov(ember|\.)? 2</td><td>70</td><td>100.0</td><td>1. published</td>"
    assert re.search(row, page)


def test_a_gap_that_came_back_says_what_to_do(admin_client: Client) -> None:
    gap = a_published([100] * 8, [100] * 8, status="open", returned=True)

    assert "Customers keep asking: improve the article." in text(
        admin_client, page_of(gap)
    )


def test_the_page_of_a_gap_without_an_article_of_its_own_has_no_such_panel(
    admin_client: Client,
) -> None:
    assert "After publishing</h2>" not in text(admin_client, page_of(a_gap()))


def test_the_page_of_a_gap_published_before_all_weeks_has_no_chart(
    admin_client: Client,
) -> None:
    page = text(admin_client, page_of(a_published([], [])))

    assert "too few customers ask this" in page
    assert "data-chart" not in page[page.index("effect-panel") :][:2_000]


# --- In the list ----------------------------------------------------------------------


def test_the_list_has_what_was_published_the_best_first(admin_client: Client) -> None:
    a_gap(title="open")
    a_published([100] * 8, [60] * 8, title="good")
    a_published([100] * 8, [50], title="early")
    a_published(*CALM, title="best", status="open", returned=True)

    found = [gap.title for gap in rows(admin_client, "publishedgap")]
    assert found == ["best", "good", "early"]
    columns = {"change": 3, "published on": 2}
    by_change = rows(admin_client, "publishedgap", o=-columns["change"])
    assert [gap.title for gap in by_change][-2:] == ["good", "best"]
    assert len(rows(admin_client, "publishedgap", o=columns["published on"])) == 3
    early = rows(admin_client, "publishedgap", effect="too_early")
    assert [gap.title for gap in early] == ["early"]


def test_a_row_says_change_article_and_weeks(admin_client: Client) -> None:
    gap = a_published(*CALM, title="<b>Static</b> address")

    page = text(admin_client, listed("publishedgap"))

    minus = "\N{MINUS SIGN}"
    assert f"{minus}50% ({minus}56% to {minus}43%)" in page
    assert f'<a href="{page_of(gap)}">&lt;b&gt;Static&lt;/b&gt; address</a>' in page
    assert f'<a href="{page_of(gap.published_article)}">Restart the router</a>' in page
    assert "100.0 → 50.0</td>" in page


def test_a_row_says_that_the_gap_came_back(admin_client: Client) -> None:
    a_published(*CALM, status="open", returned=True)

    assert ">returned</span>" in text(admin_client, listed("publishedgap"))


def test_a_row_leads_to_the_page_of_the_gap(admin_client: Client) -> None:
    gap = a_published(*CALM)
    address = page_of(gap).replace("/gap/", "/publishedgap/")

    assert admin_client.get(address).headers["Location"] == page_of(gap)


def test_the_list_costs_few_queries(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        a_published(*CALM)

    with django_assert_max_num_queries(8):
        text(admin_client, listed("publishedgap"))


# --- Who sees it ----------------------------------------------------------------------


def a_lead(client: Client, slug: str) -> None:
    user = User.objects.create(username="lead", is_staff=True)
    user.groups.add(Group.objects.get(name="support lead"))
    a_help_center(slug).members.add(user)
    client.force_login(user)


def test_a_member_sees_what_the_own_help_centre_published(client: Client) -> None:
    a_lead(client, "lumevik")
    ours = a_published(*CALM)
    other = a_help_center("brightline")
    article = an_article(help_center=other)
    theirs = a_published(*CALM, help_center=other, published_article=article)

    assert [gap.pk for gap in rows(client, "publishedgap")] == [ours.pk]
    address = page_of(theirs).replace("/gap/", "/publishedgap/")
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_nobody_adds_changes_or_deletes_there(client: Client) -> None:
    a_lead(client, "lumevik")
    gap = a_published(*CALM)
    address = page_of(gap).replace("/gap/", "/publishedgap/")

    for forbidden in (listed("publishedgap") + "add/", f"{address}../delete/"):
        assert client.get(forbidden).status_code == HTTPStatus.FORBIDDEN


def test_who_may_not_see_gaps_sees_none_of_it(client: Client) -> None:
    user = User.objects.create(username="guest", is_staff=True)
    a_help_center("lumevik").members.add(user)
    client.force_login(user)
    gap = a_published(*CALM)

    for address in (
        listed("publishedgap"),
        page_of(gap).replace("/gap/", "/publishedgap/"),
    ):
        assert client.get(address).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("language", ["nb", "sv", "nl", "en"])
def test_every_sentence_can_be_said_in_every_language(language: str) -> None:
    gaps = [
        a_published(*CALM),
        a_published([100] * 8, [100] * 8),
        a_published([100] * 8, [200] * 8),
        a_published([100] * 8, [50]),
        a_published([1] * 8, [0] * 8),
        a_published(*CALM, effect={}),
    ]
    with translation.override(language):
        told = [(said(gap), words.verdict(gap.measured)) for gap in gaps]

    assert len(set(told)) == len(gaps)
    assert not any("%(" in sentence for sentence, _verdict in told)
