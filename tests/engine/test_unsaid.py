"""What must go is found in other words than it is known in, and quickly among many."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.unsaid import Unsaid

SAID = "Can I take my fibre along when I move to Bø"  # 10 words, each once


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("Can I take my fibre along, when I move to Bø?", True),
        ("Can I take my fibre along when I move to [place]", True),  # all but Bø
        ("take my fibre along when I move", True),  # a part of it
        ("Hello, I am Ola and new here. " + SAID + "? Please do ring me!", True),
        ("Can I take my router along when we move out", False),  # 7 of 10
        ("How do I pay?", False),
        ("", False),
        ("?", False),
    ],
)
def test_an_example_goes_however_it_was_read(example: str, shown: bool) -> None:
    kept = [] if shown else [example]

    assert Unsaid([SAID]).left_of({"examples": [example]}) == {"examples": kept}


def test_a_search_for_a_word_takes_no_example_with_it() -> None:
    """Nor a few words that anybody says; they go where they stand alone."""
    gone = Unsaid(["router", "how do I"])

    assert not gone.is_shown("how do I start my router")
    assert gone.is_shown("Router!")
    assert gone.is_shown("How do I …")


def test_what_a_letter_redacts_once_more_goes_too() -> None:
    assert Unsaid(["Ring 913 45 678"]).left_of({"examples": ["Ring [phone]"]}) == {
        "examples": []
    }


def test_what_has_no_words_is_told_by_itself_alone() -> None:
    for gone in (Unsaid(["?!"]), Unsaid(["Moving"])):
        assert not gone.is_named("…")
        assert not gone.is_quoted("…")
        assert not gone.is_shown("…")
    assert Unsaid(["?!"]).is_shown("?!")


texts = st.lists(st.sampled_from("abcdefghij"), max_size=10).map(" ".join)


@given(st.lists(texts, max_size=8), texts)
def test_it_finds_all_that_a_comparison_with_each_would_find(
    said: Sequence[str], text: str
) -> None:
    gone, words = Unsaid(said), set(text.split())
    each = [set(one.split()) for one in said if one]

    named = any(5 * len(words & one) >= 4 * len(words) > 0 for one in each)
    quoted = any(5 * len(words & one) >= 4 * len(one) for one in each)
    whole = any(one <= words for one in each)
    assert gone.is_named(text) == named
    assert gone.is_quoted(text) == quoted
    assert gone.is_quoted(text, share=1) == whole
