"""What agents said: the answer, and the articles they linked to."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text import agent_answers
from gapfinder.engine.text.agent_answers import (
    MAX_ANSWER_WORDS,
    MIN_TURN_WORDS,
    answer_of,
    links_of,
    normalised_address,
)
from gapfinder.engine.text.question_extraction import Turn

HOW = "Hold inne knappen på baksiden i ti sekunder til lampen lyser grønt"

speakers = st.sampled_from(["customer", "agent", "bot"])
turns = st.lists(st.builds(Turn, speakers, st.text()))


def agent(*texts):
    return [Turn("agent", text) for text in texts]


def test_the_answer_is_what_the_agent_explained():
    conversation = [
        Turn("bot", "Velkommen! Trykk 1 for faktura og 2 for alle andre spørsmål."),
        Turn("customer", "hvordan nullstiller jeg boksen, den har hengt hele dagen nå"),
        Turn("agent", "Et øyeblikk."),
        Turn("agent", HOW),
    ]

    assert answer_of(conversation) == HOW


def test_links_are_no_words_of_an_answer():
    """With its link the second turn would have as many words as it takes."""
    linked = HOW.replace("baksiden", "baksiden https://help.example/a")

    assert answer_of(agent(linked)) == HOW
    assert answer_of(agent("Les mer her på siden vår: https://help.example/a")) == ""


@pytest.mark.parametrize("n", [MIN_TURN_WORDS - 1, MIN_TURN_WORDS])
def test_a_turn_of_few_words_is_no_answer(n):
    assert bool(answer_of(agent("ord " * n))) == (n == MIN_TURN_WORDS)


def test_long_answers_end_after_their_first_words():
    words = [f"ord{number}" for number in range(100)]

    answer = answer_of(agent(" ".join(words[:50]), " ".join(words[50:])))

    assert answer.split() == words[:MAX_ANSWER_WORDS]


def test_without_an_agent_there_is_no_answer():
    assert answer_of([Turn("customer", HOW), Turn("bot", HOW)]) == ""
    assert answer_of([]) == ""


@given(turns)
def test_any_conversation_has_an_answer_of_few_words(conversation):
    assert len(answer_of(conversation).split()) <= MAX_ANSWER_WORDS


def test_an_agents_links_come_once_each_in_order():
    conversation = [
        Turn("customer", "Jeg har lest https://help.example/min"),
        *agent(
            "Se https://help.example/b. Og (https://help.example/a).",
            "Altså https://www.help.example/b?utm_source=chat#topp!",
        ),
    ]

    assert links_of(conversation) == ["help.example/b", "help.example/a"]


@given(turns)
def test_any_conversation_has_links_that_differ(conversation):
    links = links_of(conversation)

    assert len(links) == len(set(links))


@pytest.mark.parametrize(
    "address",
    [
        "https://help.example/en/a",
        "http://help.example/en/a",
        "HTTPS://WWW.help.example/en/A",
        "https://help.example/en/a/",
        "https://help.example/en/a/?utm_source=mail&x=1",
        "https://help.example/en/a#part-2",
        " https://help.example/en/a., ",
        "help.example/en/a",
    ],
)
def test_links_to_one_page_are_equal(address):
    assert normalised_address(address) == "help.example/en/a"


def test_links_to_two_pages_differ():
    assert normalised_address("https://help.example/a") != normalised_address(
        "https://help.example/b"
    )


@given(st.text().map(lambda path: "".join(path.split())))
def test_a_page_already_written_alike_stays_as_it_is(path):
    page = normalised_address(f"https://help.example/{path}")

    assert normalised_address(page) == page


def test_the_example_in_the_documentation_is_true():
    assert doctest.testmod(agent_answers).failed == 0
