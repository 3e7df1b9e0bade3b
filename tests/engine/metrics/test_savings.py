"""What a gap costs a week, and how much of that an article could save."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.metrics.savings import (
    FEW_TURNS,
    MIN_HANDLING_TIMES,
    OBSTACLES,
    PRIOR_CONTACTS,
    SIMPLE,
    ContactFacts,
    Group,
    customers_of,
    values,
)

UNKNOWN = np.nan


def facts(n, **known):
    """What is known of n calls: nothing, but that they were short."""
    blank = ContactFacts(
        customer=[""] * n,
        channel=np.array(["phone"] * n),
        by_person=np.ones(n, dtype=bool),
        seconds=np.full(n, UNKNOWN),
        csat=np.full(n, UNKNOWN),
        searched_first=np.full(n, UNKNOWN),
        resolved=np.full(n, UNKNOWN),
        customer_turns=np.ones(n, dtype=np.int64),
        wish=np.array([""] * n),
    )
    arrays = {
        name: given if name == "customer" else np.array(given)
        for name, given in known.items()
    }
    return replace(blank, **arrays)


def value(known, rows, *, own_answer=(), weeks=1):
    own = np.isin(rows, own_answer)
    [found] = values(known, [Group(np.array(rows), own)], weeks=weeks)
    return found


def factors(found):
    return {factor.code: factor.value for factor in found.saving.factors}


def test_contacts_and_customers_a_week():
    """Six contacts of four customers in two weeks; nobody knows who one of them is."""
    found = value(facts(6, customer=["a", "a", "a", "b", "c", ""]), range(6), weeks=2)

    assert (found.contacts_per_week, found.customers_per_week) == (3, 2)


def test_who_is_not_known_is_somebody_else():
    assert customers_of(["", "a", "", "a"]) == 3
    assert customers_of([]) == 0


def test_the_share_that_searched_first_is_of_those_of_whom_it_is_known():
    found = value(facts(4, searched_first=[1, 0, UNKNOWN, UNKNOWN]), range(4))

    assert found.searched_first == 0.5
    assert value(facts(4), range(4)).searched_first is None


def test_the_handling_time_is_the_median():
    found = value(facts(4, seconds=[60, 120, 6000, UNKNOWN]), range(4))

    assert found.handle_seconds == 120
    assert value(facts(4), range(4)).handle_seconds is None


def test_satisfaction_is_compared_with_all_other_contacts():
    found = value(facts(10, csat=[20] * 5 + [80] * 5), range(5))

    assert (found.satisfaction.mean, found.satisfaction.rest) == (20, 80)


def test_the_saving_is_contacts_times_shares_times_handling_time():
    """10 contacts in 2 weeks, 8 of them resolved, half search first, 100 s each."""
    known = facts(
        10,
        seconds=[100] * 10,
        resolved=[1] * 8 + [0] * 2,
        searched_first=[0, 1] * 5,
    )

    saving = value(known, range(10), weeks=2).saving

    assert saving.seconds_per_week == 10 / 2 * 0.8 * 0.5 * 100
    assert saving.rest_per_week == 10 / 2 * 100 - saving.seconds_per_week
    assert [(each.code, each.value) for each in saving.factors] == [
        *((SIMPLE, 8), ("unresolved", 2), ("searched_first", 0.5), ("handling", 100)),
    ]


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("search", {"by_person": [False, True]}),
        ("account", {"wish": ["account", "content"]}),
        ("prefers_person", {"wish": ["prefers_person", "content"]}),
        ("unresolved", {"resolved": [0, UNKNOWN]}),
        ("many_turns", {"customer_turns": [FEW_TURNS + 1, FEW_TURNS]}),
    ],
)
def test_what_keeps_an_article_from_saving_a_contact_is_named(code, known):
    found = factors(value(facts(2, **known), [0, 1]))

    assert (found[SIMPLE], found[code]) == (1, 1)


def test_an_answer_unlike_the_others_is_nothing_an_article_can_say():
    assert factors(value(facts(3), range(3), own_answer=[1]))["own_answer"] == 1


def test_many_turns_are_more_than_usual_on_the_channel():
    """Calls have eight turns as a rule: nine are many, eight are not."""
    known = facts(5, customer_turns=[8, 8, 8, 9, 9])

    assert factors(value(known, [0, 3]))["many_turns"] == 1


def test_the_first_hindrance_counts():
    known = facts(2, wish=["account", ""], resolved=[0, 0])

    assert "unresolved" not in factors(value(known, [0]))


def test_a_gap_without_handling_times_takes_those_of_the_channels():
    """Calls take 300 s, as `FEWEST` of them say, and of chats too few say it."""
    n = MIN_HANDLING_TIMES
    known = facts(
        n + 2,
        seconds=[300] * n + [UNKNOWN] * 2,
        channel=["phone"] * (n + 1) + ["chat"],
    )

    found = value(known, [n, n + 1])

    assert found.handle_seconds is None
    assert found.saving.seconds_per_week == 2 * 300
    assert factors(found)["handling_of_channel"] == 1


def test_without_handling_times_there_is_no_estimate_but_its_factors():
    found = value(
        facts(MIN_HANDLING_TIMES, seconds=[300] * (MIN_HANDLING_TIMES - 1) + [UNKNOWN]),
        [MIN_HANDLING_TIMES - 1],
    )

    assert found.saving.seconds_per_week is None
    assert found.saving.rest_per_week is None
    assert {SIMPLE, "handling_unknown"} <= set(factors(found))


def test_a_gap_of_searches_takes_nobodys_time():
    saving = value(facts(3, by_person=[False] * 3), range(3)).saving

    assert (saving.seconds_per_week, saving.rest_per_week) == (0, 0)
    assert [each.code for each in saving.factors] == [SIMPLE, "search"]


def test_where_few_say_if_they_searched_the_others_are_asked():
    """One of the gap searched, half of all did: (1 + 10 · 0.5) / (1 + 10)."""
    found = factors(value(facts(2, searched_first=[1, 0]), [0]))

    assert found["searched_first"] == round(
        (1 + PRIOR_CONTACTS * 0.5) / (1 + PRIOR_CONTACTS), 4
    )


def test_where_nobody_says_it_all_are_counted():
    found = value(facts(2, seconds=[60, 60]), [0, 1])

    assert found.saving.seconds_per_week == 120
    assert "search_unknown" in factors(found)


def test_a_window_spans_some_time():
    with pytest.raises(ValueError, match="spans 0 weeks"):
        values(facts(1), [], weeks=0)


maybe = st.sampled_from([0.0, 1.0, UNKNOWN])
contacts = st.lists(
    st.tuples(
        st.booleans(),
        st.one_of(st.integers(0, 5000), st.just(UNKNOWN)),
        *(maybe, maybe, st.integers(0, 9)),
        st.sampled_from(["", "account", "prefers_person"]),
    ),
    min_size=1,
    max_size=20,
)


@settings(deadline=None)
@given(contacts, st.data())
def test_every_contact_has_its_reason_and_no_more_is_saved_than_spent(rows, data):
    names = ("by_person", "seconds", "searched_first", "resolved", "customer_turns")
    columns = dict(zip((*names, "wish"), zip(*rows, strict=True), strict=True))
    known = facts(len(rows), **columns)
    size = data.draw(st.integers(1, len(rows)))

    saving = value(known, range(size), own_answer=[0]).saving

    reasons = {SIMPLE, *OBSTACLES}
    assert sum(f.value for f in saving.factors if f.code in reasons) == size
    if saving.seconds_per_week is not None:
        assert saving.seconds_per_week >= 0
        assert saving.rest_per_week >= -0.1
