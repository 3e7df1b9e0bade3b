"""Which questions an editor's rule leaves out."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.clustering import exclusion_rules
from gapfinder.engine.clustering.exclusion_rules import Rules, excludes, phrases_of

words = st.lists(st.text("abcåøß ", min_size=1, max_size=6), min_size=1, max_size=3)


def test_the_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(exclusion_rules).failed == 0


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("", []),
        (" , ;\n ?", []),
        ("lånekort", ["lånekort"]),
        ("open  hours\nlibrary; card", ["open hours", "library", "card"]),
        ("Bill, bill, BILL", ["Bill"]),
        ("C++", ["C++"]),
    ],
)
def test_commas_and_lines_part_phrases(typed: str, phrases: list[str]) -> None:
    assert phrases_of(typed) == phrases


@pytest.mark.parametrize(
    ("phrases", "text", "taken"),
    [
        (["bill"], "Why is the BILL so high?", True),
        (["bill"], "Why are my bills so high?", False),
        (["bill", "high"], "Is the bill due?", False),
        (["open hours"], "open\n hours in May", True),
        (["open hours"], "are the hours open", False),
        (["åpningstider"], "ÅPNINGSTIDER i julen", True),
        (["åpningstider"], "A\u030apningstider i julen", True),  # a ring of its own
        (["straße"], "In der STRASSE", True),
        (["pris"], "prisøkning", False),
        (["c++"], "is it in C++?", True),
        (["e-post"], "send en e-post, takk", True),
        ([], "anything", False),
    ],
)
def test_all_phrases_must_occur_as_whole_words(
    phrases: list[str], text: str, taken: bool
) -> None:
    assert excludes(phrases, text) == taken


def test_any_of_several_rules_is_enough() -> None:
    rules = Rules([["bill", "high"], ["library card"], []])

    left_out = rules.mask(["A high bill", "A bill", "My library card", ""])

    assert left_out.tolist() == [True, False, True, False]


@given(words, st.text("abcåøß ", max_size=20), st.text(" ,.?", max_size=3))
def test_a_text_that_says_all_the_phrases_is_left_out(
    said: list[str], before: str, between: str
) -> None:
    phrases = phrases_of(",".join(said))
    text = f" {between} {before} ".join(["", *phrases, ""])

    assert excludes(phrases, text) == bool(phrases)


@given(words, words, st.text("abcåøß ", max_size=20))
def test_one_more_phrase_never_takes_more(
    said: list[str], more: list[str], text: str
) -> None:
    phrases = phrases_of(",".join(said))
    longer = [*phrases, *phrases_of(",".join(more))]

    assert not phrases or excludes(phrases, text) >= excludes(longer, text)
