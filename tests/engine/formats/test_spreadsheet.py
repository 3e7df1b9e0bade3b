"""Texts that a spreadsheet takes for nothing but texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.formats.spreadsheet import (
    FORMULA_STARTS,
    escape_formula,
    printable,
)


@pytest.mark.parametrize("first", FORMULA_STARTS)
def test_a_text_that_begins_like_a_formula_begins_with_an_apostrophe(
    first: str,
) -> None:
    assert escape_formula(f"{first}cmd|' /C calc'!A0") == f"'{first}cmd|' /C calc'!A0"


@pytest.mark.parametrize("sign", "=+-@")
def test_white_space_hides_no_formula(sign: str) -> None:
    assert escape_formula(f" \t{sign}1") == f"' \t{sign}1"


@pytest.mark.parametrize("text", ["", "Why = 1?", "a+b", "1 - 2", "me@example.org"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    assert not escape_formula(text).startswith(FORMULA_STARTS)
    assert not escape_formula(text).lstrip().startswith(FORMULA_STARTS)
    assert escape_formula(text).removeprefix("'") == text.removeprefix("'")


def test_control_characters_are_left_out_and_lines_kept() -> None:
    assert printable("a\x00b\x1bc\nd\te") == "abc\nd\te"
