"""Where a question stands in what was said."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text import highlighting
from gapfinder.engine.text.highlighting import highlight
from gapfinder.engine.text.question_extraction import Turn, extract_questions

WORDS = st.lists(st.sampled_from(["how", "do", "I", "move", "?", ".", "Å"]))
TEXTS = st.lists(WORDS.map("  ".join) | st.text(), max_size=4)


def marked(question: str, *texts: str) -> list[list[str]]:
    """Return what is marked of each text."""
    pieces = highlight([question], texts)
    return [[piece.text for piece in some if piece.question == 0] for some in pieces]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("How do I move?", "Hi. How do I move? Thanks.", ["How do I move?"]),
        ("how do i move", "Hi. HOW do\nI  move?! Thanks.", ["HOW do\nI  move?!"]),
        ("When? How do I move?", "When? I see. How do I move?", ["How do I move?"]),
        ("Flytting. Kan jeg ÅPNE?", "kan jeg åpne den", ["kan jeg åpne"]),
        ("invoice", "The invoice, please.", ["invoice"]),
        ("How do I move?", "Where is the invoice?", []),
        ("How do I move?", "", []),
        ("", "How do I move?", []),
    ],
    ids=[
        "as it was said",
        "other case and white space",
        "a word alone is chance",
        "after a subject",
        "a question of one word",
        "not said",
        "nothing said",
        "nothing asked",
    ],
)
def test_a_question_is_found(question: str, text: str, found: list[str]) -> None:
    assert marked(question, text) == [found]


def test_a_question_is_found_in_several_turns() -> None:
    said = ("My hub is red. Well.", "Whatever.", "What can I do?")

    assert marked("My hub is red. What can I do?", *said) == [
        ["My hub is red."],
        [],
        ["What can I do?"],
    ]


def test_words_next_to_each_other_are_one_mark() -> None:
    assert marked("a b c d", "x a b, c d! x") == [["a b, c d!"]]


def test_what_two_questions_share_is_of_the_first() -> None:
    (pieces,) = highlight(["my new hub", "new hub is red"], ["is my new hub is red"])

    assert [(piece.text, piece.question) for piece in pieces] == [
        ("is ", None),
        ("my new hub", 0),
        (" ", None),
        ("is red", 1),
    ]


@given(st.lists(WORDS.map(" ".join) | st.text(), max_size=3), TEXTS)
def test_nothing_that_was_said_is_lost(questions: list[str], texts: list[str]) -> None:
    found = highlight(questions, texts)

    assert ["".join(piece.text for piece in pieces) for pieces in found] == texts


@given(st.lists(st.sampled_from(["why", "is", "my", "hub", "red"]), min_size=2))
def test_a_question_in_its_own_words_is_marked_whole(words: list[str]) -> None:
    question = " ".join(words)

    assert marked(question, question) == [[question]]


def test_what_is_extracted_of_a_chat_is_found_in_it() -> None:
    said = ["hey my internet is down", "since monday, the light is red. can you help"]
    turns = [Turn("customer", said[0]), Turn("agent", "Hi!"), Turn("customer", said[1])]
    (question,) = extract_questions(turns, channel="chat", locale="en")

    found = [text for texts in marked(question, *said) for text in texts]

    assert " ".join(found) == question


def test_what_comes_after_many_words_is_not_looked_at() -> None:
    (pieces,) = highlight(["the end is near"], ["the " * 30_000 + "the end is near"])

    assert [piece.question for piece in pieces] == [None]


def test_the_examples_of_the_module_are_right() -> None:
    assert doctest.testmod(highlighting).failed == 0
