"""What a letter says of a week adds up."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.metrics.weekly import (
    ContactGroup,
    Rated,
    WeekFigures,
    week_figures,
)

groups = st.builds(
    ContactGroup,
    match=st.sampled_from(["answered", "weak", "none", ""]),
    reason=st.sampled_from(["account", "content", ""]),
    searched=st.sampled_from([True, False, None]),
    asks=st.booleans(),
    in_gap=st.booleans(),
    is_search=st.booleans(),
    contacts=st.integers(1, 1_000),
    rated=st.just(0),
    ratings=st.just(0.0),
)


def alike(**said: Any) -> ContactGroup:
    """One contact with customer service that a run has judged; unless said."""
    usual: dict[str, Any] = {
        **{"match": "none", "reason": "content", "searched": None, "asks": True},
        **{"in_gap": False, "is_search": False, "contacts": 1},
        **{"rated": 0, "ratings": 0.0},
    }
    return ContactGroup(**usual | said)


def figures(*rows: ContactGroup) -> WeekFigures:
    return week_figures(rows, answered="answered", reasons=["account", "reassurance"])


@given(st.lists(groups))
def test_every_contact_ends_in_one_way(rows: list[ContactGroup]) -> None:
    told = figures(*rows)

    ends = told.answered + told.in_gaps + told.alone + told.without_question
    assert ends == told.judged
    assert told.judged + told.waiting == told.contacts


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ({"match": "answered"}, "answered"),
        ({"match": "answered", "in_gap": True}, "in_gaps"),
        ({"match": "none", "in_gap": True}, "in_gaps"),
        ({"match": "weak"}, "alone"),
        ({"match": "", "asks": False}, "without_question"),
        ({"match": ""}, "waiting"),
    ],
)
def test_a_contact_counts_where_it_belongs(said: dict[str, Any], end: str) -> None:
    told = figures(alike(contacts=7, **said))

    ends = ("answered", "in_gaps", "alone", "without_question", "waiting")
    assert {name: getattr(told, name) for name in ends if getattr(told, name)} == {
        end: 7
    }


def test_who_only_searched_did_not_reach_customer_service() -> None:
    told = figures(
        alike(is_search=True, searched=True, reason="account", contacts=9),
        alike(searched=True, reason="account", contacts=3),
        alike(searched=False),
        alike(searched=None),
    )

    assert (told.contacts, told.served) == (14, 5)
    assert (told.searched_first, told.searched_known) == (3, 4)
    assert (told.reasons, told.reasons_of) == ({"account": 3, "reassurance": 0}, 5)


def test_a_reason_is_a_share_of_those_that_were_judged() -> None:
    told = figures(alike(reason="account"), alike(match="", reason="", contacts=9))

    assert (told.reasons["account"], told.reasons_of) == (1, 1)


def test_satisfaction_is_the_mean_of_all_ratings() -> None:
    told = figures(
        alike(searched=True, rated=2, ratings=90.0),
        alike(searched=False, rated=1, ratings=80.0),
        alike(searched=None, rated=1, ratings=100.0),
        alike(is_search=True, searched=True, rated=1, ratings=0.0),
    )

    assert told.satisfaction == Rated(mean=67.5, ratings=4)  # (90 + 80 + 100) / 4
    assert told.searched == Rated(mean=45.0, ratings=2)
    assert told.others == Rated(mean=80.0, ratings=1)


def test_nobody_rated_is_no_satisfaction_of_nought() -> None:
    assert figures(alike()).satisfaction == Rated(mean=None, ratings=0)
