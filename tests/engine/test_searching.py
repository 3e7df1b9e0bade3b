"""Words to search by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.searching import words_of


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Why is the bill so high?"], "bill high is so the why"),
        (["ÅPENT i dag", "åpent"], "dag i åpent"),
        (["a\N{COMBINING RING ABOVE}pent"], "åpent"),
        (["e-post: 24/7"], "24 7 e post"),
        (["", "?!"], ""),
        ([], ""),
    ],
)
def test_each_word_stands_once_folded(texts: list[str], words: str) -> None:
    assert " ".join(words_of(texts)) == words


@given(st.lists(st.text()))
def test_words_are_found_again_among_themselves(texts: list[str]) -> None:
    words = words_of(texts)

    assert set(words_of([" ".join(words)])) >= set(words_of(words)) - {""}
    assert not any(" " in word for word in words)
