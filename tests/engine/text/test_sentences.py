"""Where one sentence of a customer or of an article ends and the next begins."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.languages import known
from gapfinder.engine.naming import title_cleanup
from gapfinder.engine.text.article_parser import read_page
from gapfinder.engine.text.question_extraction import Turn, extract_questions
from gapfinder.engine.text.sentences import split_sentences


def split(text, locale="en"):
    return list(split_sentences(text, locale))


# "|" stands where a sentence ends.
@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Dere dekker f.eks. Oslo og Bergen.|Hva koster det?"),
        ("nb", "Faktura nr. 5 ble betalt kl. 14.|Den kom aldri."),
        ("nb-NO", "Ring tlf. 22 33 44 55.|Jeg heter [name].|Bor i [address].|hva nå"),
        ("nb", "Den kom den 3. mai.|Siden har det vært stille i 2. etasje."),
        ("no", "TV, nett osv. virker ikke.|Jeg har startet alt på nytt osv.|Hva nå?"),
        ("nn", "Det gjeld bl. a. Nettet.|Kva no?"),
        ("nb", "Skjermen er tom.|Abonnementet er min.|Hvilken etasje bor du i.|Ja."),
        ("sv", "Jag bor t.ex. Stockholm.|Kl. 8 ringde jag, fr.o.m. Måndag."),
        ("sv", "Avgiften är ca. 99 kr. inkl. Moms.|Varför?"),
        ("da", "Det gælder fx. Vesterbro, dvs. Postnummer 1620.|Hvorfor?"),
        ("da", "Jeg kan ikke rejse pga. Corona.|Hvad gør jeg d. 3. maj?"),
        ("nl", "Ik belde bijv. Ziggo i.v.m. Internet.|Dhr. Jansen zei o.a. Nee."),
        ("nl", "dank u.|mijn modem doet het niet.|wat nu"),
        ("en", "I paid invoice No. 5, e.g. Amazon.|Mr. Smith said so."),
        ("en", "Can I return it?|No.|It is broken."),
        ("en", "I use version 2.0.|My number is 3.|See www.example.com.|Thanks!"),
        ("de", "Ich habe z. B. Telekom angerufen.|Am 3. Mai kam d.h. nichts."),
        ("de", "Hr. Müller bzw. Frau Dr. Berg.|Nr. 5 usw. fehlt."),
        ("", "Oslo f.eks. Frogner.|Ziggo bijv. Utrecht.|Nr. 5."),
    ],
)
def test_abbreviations_of_its_language_are_within_a_sentence(locale, text):
    assert split(text.replace("|", " "), locale) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "i cant login.|the code never came.|what now",
        "I can't login…|It fails...|help!!|😀 Please answer 🙏",
        'He said "I won\'t pay."|Then he left.|(It was cold.)|See above.',
        'She said "I won\'t pay." and left (so it was.) again.|True.',
        "I chose More ... > Extensions (...) > Add . . .|Why ?|wait ...|now it works",
        "1. Can I pay later?|2. Is it blue?",
        "Hi,\n|I wonder:\n|- is it blue\n\n\n|Regards\n|Kari",
        "no stop at all just words and words",
    ],
)
def test_stops_and_line_breaks_end_sentences_whatever_follows(text):
    sentences = [part.strip() for part in text.split("|")]

    assert split(text.replace("\n|", "\n").replace("|", " ")) == sentences


def test_an_abbreviation_is_one_in_its_own_language_alone():
    assert split("Mijn nummer staat op de fam. Jansen", "nl") == [
        "Mijn nummer staat op de fam. Jansen"
    ]
    assert split("Sånn er det i min fam. Hva nå?", "nb") == [
        "Sånn er det i min fam.",
        "Hva nå?",
    ]


def test_questions_articles_and_titles_are_split_alike():
    text = "Dere dekker f.eks. Oslo og Bergen med fiber nå. Gjelder det nr. 5 i gata?"

    asked = extract_questions([Turn("customer", text)], channel="chat", locale="nb")

    assert asked == [text]
    assert read_page("T", text, "nb").passages == tuple(split(text, "nb"))
    assert list(title_cleanup.sentences(text, "nb")) == split(text, "nb")


words = st.sampled_from(
    [
        *(
            "Hei",
            "nett",
            "nr.",
            "f.eks.",
            "f.",
            "eks.",
            "3.",
            "12.)",
            "No.",
            "kr.",
            "…",
        ),
        *("osv.", "[name].", '"Ja."', "(nei!)", "?!", "...", ".", "-", "😀", "a.b.c."),
        *("\n", "\r\n", "\t", "\u00a0", "1.", "•", "B.", "i.", "u.", "\u2028"),
    ]
)
texts = st.one_of(st.lists(words, max_size=30).map(" ".join), st.text(max_size=80))
locales = st.sampled_from([*(language.code for language in known()), "nn", "fi", ""])


@given(texts, locales)
def test_only_white_space_gets_lost(text, locale):
    sentences = split(text, locale)

    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in sentences)
    assert not any("\n" in sentence for sentence in sentences)


@given(texts, locales)
def test_a_sentence_is_one_sentence(text, locale):
    for sentence in split(text, locale):
        assert split(sentence, locale) == [sentence]


@given(texts, locales)
def test_no_word_is_cut(text, locale):
    assert " ".join(split(text, locale)).split() == text.split()


@given(texts, texts, locales)
def test_lines_are_split_each_for_itself(first, second, locale):
    assert split(f"{first}\n{second}", locale) == [
        *split(first, locale),
        *split(second, locale),
    ]


@pytest.mark.parametrize(
    "piece", ["!", ".)", ". ", "1. ", "- . ", "f.eks. ", "(“", "\n"]
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece):
    text = piece * (200_000 // len(piece))

    assert "".join("".join(split(text, "nb")).split()) == "".join(text.split())


def test_abbreviations_are_written_as_they_are_looked_up():
    for language in known():
        abbreviations = language.abbreviations.split()
        assert len(set(abbreviations)) == len(abbreviations)
        for word in abbreviations:
            assert re.fullmatch(r"[^\W_]{2,}|\d", word), word
            assert word == word.lower()
