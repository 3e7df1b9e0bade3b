"""Whatever comes from outside stands on one line of a letter, and does no harm."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine import printing, unsaid
from gapfinder.engine.printing import (
    LONGEST_QUESTION,
    more_than_title,
    printed,
    printed_question,
)
from gapfinder.engine.unsaid import Unsaid


@pytest.mark.parametrize("module", [printing, unsaid])
def test_the_examples_are_right(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@given(st.text())
def test_a_text_is_one_line_without_control_characters(text: str) -> None:
    line = printed(text, 40)

    assert len(line) <= 40
    assert line.splitlines() in ([line], [])
    assert all(
        each.isprintable() or each == "\N{SOFT HYPHEN}" or ord(each) > 0xA0
        for each in line
    )
    assert printed(line, 40) == line


def test_words_are_not_turned_around() -> None:
    assert printed("pay \u202egnihton\u202c now") == "pay gnihton now"


def test_a_question_is_redacted_once_more() -> None:
    assert printed_question("Mail kari@example.com") == "Mail [email]"
    assert len(printed_question("Why? " * 100)) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    ("questions", "shown"),
    [
        (["moving house", "Hi. Moving house", "A new flat"], "A new flat"),
        (["moving house", "Moving house, how?"], "Moving house, how?"),
        (["moving house"], None),
        ([], None),
    ],
)
def test_the_example_is_one_that_says_more_than_the_title(
    questions: list[str], shown: str | None
) -> None:
    assert more_than_title("Moving house…", questions, 1) == ([shown] if shown else [])


def test_as_many_examples_are_shown_as_are_wanted_each_once() -> None:
    asked = ["Moving house", "Where?", "When?", "Where?"]

    assert more_than_title("Moving house", asked, 0) == []
    assert more_than_title("Moving house", asked, 5) == ["Where?", "When?"]


def test_what_a_customer_said_is_taken_out_wherever_it_stands() -> None:
    facts = {
        "top": [{"id": "gap-1", "title": "Moving my fibre", "examples": ["a", "b"]}],
        "week": {"contacts": 3},
    }

    assert Unsaid(["Moving my fibre to Bø", "b"]).left_of(facts) == {
        "top": [{"id": "gap-1", "title": "gap-1", "examples": ["a"]}],
        "week": {"contacts": 3},
    }


def test_an_editors_title_is_the_editors() -> None:
    gap = {"id": "gap-1", "title": "Moving", "retitled": True}

    assert Unsaid(["Moving"]).left_of([gap]) == [gap]
