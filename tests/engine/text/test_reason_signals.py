"""What a whole conversation tells of its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text.question_extraction import Turn
from gapfinder.engine.text.reason_signals import Signals, signals_of

texts = st.text(max_size=60)
turns = st.lists(st.builds(Turn, st.sampled_from(["customer", "agent", "bot"]), texts))


def signals(*said, channel="chat", locale="en", subject=""):
    turns = [Turn(speaker, text) for speaker, text in said]
    return signals_of(turns, channel=channel, locale=locale, subject=subject)


def test_a_phrase_counts_wherever_the_customer_says_it():
    told = signals(
        ("customer", "Hello, it is about moving."),
        ("agent", "When do you move?"),
        ("customer", "In May. I filled in the form. I just want to be sure it is in."),
    )

    assert told == Signals(["reassurance"], 0)


def test_what_agents_and_bots_say_is_not_the_customers():
    told = signals(
        ("bot", "Do you want to talk to a real person?"),
        ("customer", "How do I move?"),
        ("agent", "You were charged twice."),
    )

    assert told == Signals([], 0)


def test_who_asks_who_it_is_and_looks_it_up_has_an_own_case_in_hand():
    asked = ("agent", "May I have your customer number?")
    looked = ("agent", "I see it now.")
    customer = ("customer", "Where is the parcel?")

    assert signals(customer).own_case == 0
    assert signals(customer, asked).own_case == 1
    assert signals(customer, asked, looked, looked).own_case == 2


def test_a_subject_is_said_too():
    assert signals(
        ("customer", "Order 5, with a blue hat."), subject="Charged twice"
    ).said == ["account"]


def test_what_a_mail_quotes_is_not_said():
    mail = "How do I pay?\n\n> I was charged twice."

    assert signals(("customer", mail), channel="email").said == []


@pytest.mark.parametrize("query", ["refund not received", "confirmation mail received"])
def test_a_search_says_nothing_of_a_reason(query):
    assert signals(("customer", query), channel="search") == Signals()


@pytest.mark.parametrize("channel", ["search", "chat"])
def test_who_types_nonsense_wants_nothing(channel):
    assert signals(("customer", "asdfgh"), channel=channel).said == ["other"]


def test_nonsense_before_a_question_is_forgiven():
    assert signals(("customer", "test"), ("customer", "How do I pay?")).said == []


@given(turns, st.sampled_from(["chat", "email", "search"]))
def test_any_conversation_has_signals(turns, channel):
    told = signals_of(turns, channel=channel)

    assert 0 <= told.own_case <= 2
    assert set(told.said) <= {"reassurance", "prefers_person", "account", "other"}
