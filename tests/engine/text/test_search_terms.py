"""Words to search by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text.normalization import Quotable, words_of


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


@pytest.mark.parametrize(
    ("note", "quoted"),
    [
        ("they said: how do I move my fibre to Bø", True),
        ("“How do I move my FIBRE to Bø?”, and more", True),
        ("Hello! How do I move my fibre to Bø? Thanks!", True),
        ("How do I move my router", False),
        ("asks how one moves fibre to Bø", False),
        ("Thanks!", False),  # a sentence that anybody says
        ("", False),
    ],
)
def test_a_note_quotes_a_question_or_a_sentence_of_it(note: str, quoted: bool) -> None:
    said = Quotable(["Hello! How do I move my fibre to Bø? Thanks!", ""])

    assert said.is_quoted_in(note) == quoted


def test_a_question_of_a_word_is_quoted_by_it() -> None:
    assert Quotable(["router"]).is_quoted_in("Router!")
    assert not Quotable(["router"]).is_quoted_in("routers")
