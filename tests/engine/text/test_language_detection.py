"""Which of the help centre's languages a customer or an article uses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.text.language_detection import default_locales, detect_locale
from gapfinder.engine.text.locales import primary, standard_locale

SENTENCES = {
    "nb": "Hvorfor får jeg ikke nett på hytta når ruteren lyser grønt?",
    "nn": "Eg får ikkje opp nettet heime, og ingen har svart meg dei siste vekene.",
    "sv": "Jag har inte fått någon faktura den här månaden, vad ska jag göra?",
    "da": "Jeg vil gerne opsige mit abonnement, men jeg kan ikke finde knappen.",
    "nl": "Waarom is mijn factuur deze maand hoger dan wat we hadden afgesproken?",
    "en": "Why does my broadband keep dropping out every evening after eight?",
    "de": "Warum ist meine Rechnung höher, obwohl ich den Vertrag gekündigt habe?",
}


@pytest.mark.parametrize("locale", default_locales())
def test_a_sentence_is_recognised_among_all_languages(locale):
    assert detect_locale(SENTENCES[locale]) == locale


def test_the_answer_is_written_as_the_help_centre_writes_it():
    assert detect_locale(SENTENCES["nb"], ["sv-SE", "nb-NO"]) == "nb-NO"


def test_a_help_centre_in_no_gets_its_bokmal_as_no():
    assert detect_locale(SENTENCES["nb"], ["no", "sv"]) == "no"


@pytest.mark.parametrize("text", ["", "Hei", "TV?", "12345 678 !!", "faktura"])
def test_a_text_of_a_few_letters_has_no_sure_language(text):
    assert detect_locale(text) is None


def test_a_word_of_two_languages_is_a_tie():
    assert detect_locale("wifi password") is None


@pytest.mark.parametrize("text", ["", "Hei", SENTENCES["nl"]])
def test_a_help_centre_of_one_language_gets_that_one_whatever_the_text(text):
    assert detect_locale(text, ["sv-SE"]) == "sv-SE"


def test_an_unknown_locale_of_the_help_centre_does_not_count():
    assert detect_locale(SENTENCES["da"], ["tlh", "xx-Klingon!", "da", "en"]) == "da"


@pytest.mark.parametrize("among", [[], ["tlh", ""]])
def test_without_any_known_locale_all_languages_count(among):
    assert detect_locale(SENTENCES["de"], among) == "de"


def test_two_locales_of_one_language_give_the_same_one_in_either_order():
    text = SENTENCES["en"]

    assert detect_locale(text, ["nb", "en-US", "en-GB"]) == "en-GB"
    assert detect_locale(text, ["en-GB", "en-US", "nb"]) == "en-GB"


def test_a_language_beyond_the_default_ones_can_be_asked_for():
    text = "Miksi laskuni on tässä kuussa suurempi kuin viime kuussa?"

    assert detect_locale(text, ["sv", "fi"]) == "fi"


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters()) | st.just(SENTENCES["sv"] + "\ud800"))
def test_any_text_gets_a_known_locale_or_none(text):
    assert detect_locale(text) in {*default_locales(), None}


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("nb-NO", "nb"),
        ("NO", "nb"),
        ("no", "nb"),
        ("no-NO", "nb"),
        ("nn-NO", "nn"),
        ("en_GB", "en"),
        ("zh-Hant-TW", "zh"),
        (" sv ", "sv"),
        ("", ""),
    ],
)
def test_the_primary_language_of_a_locale(locale, language):
    assert primary(locale) == language


@pytest.mark.parametrize(
    "locale",
    [
        *("nb", "no", "nb-NO", "en-gb", "zh-Hant-TW", "es-419", "de-DE-1996"),
        *("nl-x-kort", "iw", "qaa"),
    ],
)
def test_a_locale_in_the_form_of_bcp_47_stays_as_it_is_written(locale):
    assert standard_locale(locale) == locale


@pytest.mark.parametrize(
    ("locale", "standard"),
    [
        ("en_US", "en-US"),
        ("nb_NO", "nb-NO"),
        ("EN_us", "en-US"),
        ("no_NO", "no-NO"),
        ("zh_hant_tw", "zh-Hant-TW"),
        ("nb-NO\n", "nb-NO"),
        (" sv ", "sv"),
        ("\u00a0nl_BE", "nl-BE"),
    ],
)
def test_another_spelling_of_a_locale_gets_the_standard_form(locale, standard):
    assert standard_locale(locale) == standard


@pytest.mark.parametrize(
    "locale",
    [
        *("", " ", "n", "xx-Klingon!", "svenska", "nb-", "nb_", "_", "nb NO"),
        *("\u017fv", "en_US.UTF-8", "name", "123"),
    ],
)
def test_anything_else_is_no_locale(locale):
    assert standard_locale(locale) is None
