"""Words that carry no need, and signs of one."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.languages import known
from gapfinder.engine.text import stopwords
from gapfinder.engine.text.stopwords import (
    MARK,
    content_words,
    empty_words,
    shows_need,
)

locales = st.sampled_from(["nb", "sv", "da", "nl", "en", "de", "nn-NO", "fi", ""])


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Hei, du snakker med [name]!"),
        ("nb", "Tusen takk for hjelpen, ha en fin dag, ha det bra"),
        ("nb", "Øyeblikk, bare vent"),
        ("nb", "Jeg har et spørsmål"),
        ("sv", "Hej, jag heter [name]"),
        ("sv", "Tack så mycket för hjälpen, hejdå, ha en trevlig helg"),
        ("sv", "Ett ögonblick, vänta"),
        ("da", "Goddag, jeg hedder [name]"),
        ("da", "Tak for hjælpen, hav en god dag, farvel"),
        ("da", "Lige et øjeblik"),
        ("nl", "Goedemorgen, met mevrouw [name]"),
        ("nl", "Bedankt voor de hulp, fijne dag nog, doei"),
        ("nl", "Een ogenblik alstublieft"),
        ("en", "Good morning, my name is [name]"),
        ("en", "Thanks for your help, have a lovely day, goodbye"),
        ("en", "One moment please"),
        ("de", "Guten Tag, mein Name ist [name]"),
        ("de", "Danke für die Hilfe, schönen Abend noch, tschüss"),
        ("de", "Einen Moment bitte"),
        ("", "1"),
        ("", "12 34 56 78, [phone]"),
        ("", ""),
    ],
)
def test_courtesy_and_numbers_carry_no_content(locale, text):
    assert content_words(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("nb", "Hvordan flytter jeg alarmen?", ["flytter", "alarmen"]),
        ("sv", "Kan jag pausa abonnemanget?", ["pausa", "abonnemanget"]),
        ("nl", "Hoe zet ik de sirene zachter?", ["zet", "sirene", "zachter"]),
        ("de", "Wie lade ich den Akku?", ["lade", "akku"]),
        ("en", "Router lost; ROUTER, router!", ["router", "lost"]),
    ],
)
def test_content_comes_once_in_lower_case_and_in_order(locale, text, words):
    assert content_words(text, locale) == words


def test_a_word_of_one_language_may_be_empty_in_another():
    """In German "die" is an article, in Swedish it is nothing."""
    assert "die" in empty_words("de")
    assert "die" not in empty_words("sv")
    assert "the" not in empty_words("sv")


def test_a_country_and_capitals_do_not_change_the_language():
    assert empty_words("nb-NO") == empty_words("NB") == empty_words("nn")


@pytest.mark.parametrize("locale", ["", "fi", "tlh-QS"])
def test_in_an_unknown_language_the_empty_words_of_all_count(locale):
    for language in known():
        assert empty_words(language.code) <= empty_words(locale)


@given(st.text(), locales)
@settings(deadline=None)
def test_any_text_has_its_content_words_each_once(text, locale):
    words = content_words(text, locale)

    assert len(words) == len(set(words))
    assert not empty_words(locale).intersection(words)
    assert all(word in MARK.sub(" ", text).lower() for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "hvordan bytter jeg",
        "alarmen virker ikke",
        "varför blinkar den",
        "det funkar inte",
        "hoe werkt dat",
        "hij doet het niet",
        "it won't open",
        "I can't log in",
        "hvornår kommer den",
        "wie geht das",
        "really?",
    ],
)
def test_a_need_shows(text):
    assert shows_need(text)


@pytest.mark.parametrize("text", ["takk for praten", "ja tack", "cheers mate", ""])
def test_no_need_shows_in_courtesy(text):
    assert not shows_need(text)


def test_the_example_in_the_documentation_is_true():
    assert doctest.testmod(stopwords).failed == 0
