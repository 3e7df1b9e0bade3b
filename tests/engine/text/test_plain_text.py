"""Lines of a letter: none too long, nothing lost, everything below its own."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text import normalization
from gapfinder.engine.text.normalization import one_line, wrapped

WIDTH = 20
TEXTS = st.lists(
    st.from_regex(r"\A {0,5}(\d{1,3}\.? {1,2})?\w[\w ,.-]{0,80}\Z"), max_size=5
).map("\n".join)


@given(TEXTS)
def test_no_line_is_longer_than_the_width(text: str) -> None:
    assert all(len(line) <= WIDTH for line in wrapped(text, WIDTH).splitlines())


@given(TEXTS)
def test_no_character_is_lost(text: str) -> None:
    assert "".join(wrapped(text, WIDTH).split()) == "".join(text.split())


@given(TEXTS)
def test_no_line_ends_in_a_space_and_the_text_in_one_newline(text: str) -> None:
    lines = wrapped(text, WIDTH)

    assert not any(line.endswith(" ") for line in lines.split("\n"))
    assert lines == lines.rstrip() + "\n"


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("no indent and then some", ["no indent and then", "some"]),
        ("   an indent and more", ["   an indent and", "   more"]),
        ("  1. a title and more", ["  1. a title and", "     more"]),
        ("  12  contacts of one", ["  12  contacts of", "      one"]),
        ("  1. 5 GHz and 2.4 GHz", ["  1. 5 GHz and 2.4", "     GHz"]),
        ("2 gaps in the contacts", ["2 gaps in the", "contacts"]),
        ("a well-known e-mail-address", ["a well-known", "e-mail-address"]),
        ("x" * 25, ["x" * 20, "x" * 5]),
    ],
)
def test_what_is_broken_off_stands_below_the_text(line: str, broken: list[str]) -> None:
    assert wrapped(line, WIDTH).splitlines() == broken


def test_short_lines_stay_as_they_are() -> None:
    assert wrapped("\n\none\n\n  two\n\n\n", WIDTH) == "one\n\n  two\n"


@given(st.text())
def test_one_line_is_one(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_the_examples_are_true() -> None:
    assert doctest.testmod(normalization).failed == 0
