"""What editors read of the value of a gap."""

from dataclasses import asdict, replace

import pytest
from django.test import Client

from gapfinder.admin.common import html
from gapfinder.admin.gap_page.savings_text import satisfaction, sentence
from gapfinder.engine.metrics.satisfaction import Satisfaction
from gapfinder.engine.metrics.savings import Factor, FactorCode, Saving, Value
from tests.support.desk import logged_in, page_of, text
from tests.support.factories import a_gap

pytestmark = pytest.mark.django_db

SAVING = Saving(
    seconds_per_week=5400,
    rest_per_week=90,
    factors=[
        *(Factor(FactorCode.SIMPLE, 12), Factor(FactorCode.ACCOUNT, 1)),
        *(Factor(FactorCode.MANY_TURNS, 3), Factor(FactorCode.SEARCHED_FIRST, 0.5)),
        Factor(FactorCode.HANDLING, 300),
    ],
)
VALUE = Value(
    contacts_per_week=21.25,
    customers_per_week=20,
    searched_first=0.5,
    handle_seconds=300,
    satisfaction=None,
    saving=SAVING,
)
COMPARED = Satisfaction(35.5, 64.4, -28.9, low=-47.6, high=-10.1, ratings=11)


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def test_the_page_of_a_gap_explains_the_saving(admin_client: Client) -> None:
    page = text(admin_client, page_of(a_gap(value=asdict(VALUE))))

    assert "1 h 30 min" in page
    assert "a week, by an article; 2 min would stay" in page
    assert "<li>12 contacts were simple: an article could have answered them." in page
    assert "<li>1 was about the customer&#x27;s own account" in page
    assert "<li>3 took more turns than is usual on their channels" in page
    assert "<li>About 50% look in the help centre first" in page
    assert "<li>A contact takes 5 min (median).</li>" in page


def test_the_page_of_a_gap_says_how_sure_its_trend_is(admin_client: Client) -> None:
    gap = a_gap(trend=0.21, trend_low=-0.05, trend_high=0.47, value=asdict(VALUE))

    page = text(admin_client, page_of(gap))

    assert '<span class="figure">+21%</span>' in page
    assert "between \N{MINUS SIGN}5% and +47%" in page


def test_a_gap_whose_value_no_run_has_found_has_a_page(admin_client: Client) -> None:
    gap = a_gap()

    assert gap.value == {}
    text(admin_client, page_of(gap))


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-47.6, -10.1, "less satisfied"),
        (10.1, 47.6, "more satisfied"),
        (-47.6, 10.1, "no clear difference"),
    ],
)
def test_a_difference_that_may_be_chance_is_not_called_one(
    low: float, high: float, verdict: str
) -> None:
    said = satisfaction(replace(COMPARED, low=low, high=high))

    assert said == f"of 100 (11 ratings), all others 64.4: {verdict}"


def test_without_ratings_nothing_is_compared() -> None:
    assert satisfaction(None) == "Too few ratings to compare."


@pytest.mark.parametrize("code", FactorCode)
def test_every_factor_has_its_sentence(code: FactorCode) -> None:
    assert sentence(Factor(code, 1)).endswith(".")
    assert "%(" not in sentence(Factor(code, 2))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (3569, "59 min"),
        (3571, "1 h 0 min"),
        (36_000_000, "10,000 h 0 min"),
    ],
)
def test_spans_of_time_are_said_as_people_say_them(seconds: float, shown: str) -> None:
    assert html.duration(seconds) == shown
