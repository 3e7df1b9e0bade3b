"""Whatever comes from outside stands on one line of a letter, and does no harm."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.privacy import safe_excerpts
from gapfinder.engine.privacy.safe_excerpts import (
    MAX_QUESTION_CHARACTERS,
    excerpt,
    more_than_title,
    question_excerpt,
)


def test_the_examples_are_right() -> None:
    assert doctest.testmod(safe_excerpts).failed == 0


@given(st.text())
def test_a_text_is_one_line_without_control_characters(text: str) -> None:
    line = excerpt(text, 40)

    assert len(line) <= 40
    assert line.splitlines() in ([line], [])
    assert all(
        each.isprintable() or each == "\N{SOFT HYPHEN}" or ord(each) > 0xA0
        for each in line
    )
    assert excerpt(line, 40) == line


def test_words_are_not_turned_around() -> None:
    assert excerpt("pay \u202egnihton\u202c now") == "pay gnihton now"


def test_a_question_is_redacted_once_more() -> None:
    assert question_excerpt("Mail kari@example.com") == "Mail [email]"
    assert len(question_excerpt("Why? " * 100)) <= MAX_QUESTION_CHARACTERS


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
