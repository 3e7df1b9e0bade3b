"""What a gap is called: the customers' question, and telling phrases."""

import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.naming.title_cleanup import MAX_TITLE, as_title, sentences, tidy
from gapfinder.engine.naming.titles import (
    by_centrality,
    extract_key_phrases,
    title_at,
    title_of,
    title_place,
)

EAST, NORTH, NORTH_EAST = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]

ROUTER = [
    "Kan jeg bruke min egen ruter?",
    "Jeg vil bruke egen ruter på fiberen",
    "Får jeg bytte til egen ruter?",
    "Virker egen ruter med fiber?",
]
INVOICE = [
    "Hvorfor er fakturaen så høy?",
    "Fakturaen er høyere enn før",
    "Hva er gebyret på fakturaen?",
    "Jeg forstår ikke gebyret på faktura",
]
COVERAGE = [
    "Ingen dekning på hytta",
    "Hvordan får jeg dekning på hytta i fjellet?",
    "Dårlig dekning på hytta vår",
    "Dekning på hytta forsvant",
]

words = st.text(st.sampled_from("abcdeæøå é.?!-'[]_\n\0" + "\u2026"), max_size=60)


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def nb(*groups):
    return extract_key_phrases(groups, [["nb"] * len(group) for group in groups])


def test_the_question_nearest_to_the_middle_comes_first():
    rows = by_centrality(vectors(EAST, NORTH, NORTH_EAST))

    assert rows.tolist() == [2, 1, 0]


def test_equally_central_questions_keep_their_order():
    rows = by_centrality(vectors(NORTH, EAST, NORTH, EAST))

    assert rows.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("shape", [(0, 2), (1, 2)])
def test_a_group_of_none_or_one_has_an_order(shape):
    assert by_centrality(np.ones(shape, np.float32)).tolist() == list(range(shape[0]))


def test_opposite_questions_have_no_middle_and_keep_their_order():
    assert by_centrality(vectors(EAST, [-1.0, 0.0])).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("locale", "questions", "title"),
    [
        (
            "nb",
            [
                "Hei, jeg heter [name] fra Voss. Jo jeg har bodd her lenge. "
                "eh hvordan får jeg dekning på hytta",
                *COVERAGE,
            ],
            "Hvordan får jeg dekning på hytta?",
        ),
        (
            "sv",
            [
                "Hejsan! Vi har varit kunder i tio år. Kan jag använda egen router?",
                "egen router till fibern",
                "vill koppla in en egen router",
            ],
            "Kan jag använda egen router?",
        ),
        (
            "nl",
            [
                "Goedemorgen, met mevrouw [name]. Nou hoe kan ik mijn alarm opzeggen?",
                "alarm opzeggen",
                "alarm van mijn moeder opzeggen",
            ],
            "Hoe kan ik mijn alarm opzeggen?",
        ),
        (
            "en",
            [
                "Good morning. My name is [name]. My neighbour sings at night. "
                "Why does the router restart every night",
                "router restarts at night",
                "the router keeps restarting",
            ],
            "Why does the router restart every night?",
        ),
    ],
)
def test_the_title_is_the_sentence_that_asks_what_the_group_asks(
    locale, questions, title
):
    assert title_of(questions, locale=locale) == title


def test_a_sentence_about_the_subject_beats_a_question_about_nothing():
    questions = ["Can you help me? The lift phone lost its line", "lift phone line"]

    assert title_of(questions, locale="en") == "The lift phone lost its line"


def test_telling_phrases_choose_between_sentences_nobody_else_says():
    questions = ["Dinner plates arrived broken. Parcel locker code was spoilt."]

    titles = [
        title_of(questions, locale="en", about=about)
        for about in (["parcel locker", "code"], ["dinner", "plates"])
    ]

    assert titles == ["Parcel locker code was spoilt", "Dinner plates arrived broken"]


@pytest.mark.parametrize(
    ("locale", "questions", "title"),
    [
        (
            "nb",
            [
                "Eget utstyr på fiber. Vi har et lite rack i kjelleren med svitsj, og "
                "nå lurer jeg på om fiber og utstyr der nede kan gå sammen med alt",
                "fiber til kontoret",
            ],
            "Eget utstyr på fiber",
        ),
        (
            "nl",
            [
                "Kan hij in de winkel betalen met de telefoonrekening? en die 84 euro "
                "rekening ok dat zoek ik uit",
                "rekening te hoog na winkel betalen",
            ],
            "Rekening te hoog na winkel betalen",
        ),
        (
            "en",
            [
                "2806 then 41 payment 77 payment 12. It stopped the payment again. "
                "Payment reminder stays in the app",
                "payment again in the app",
            ],
            "Payment again in the app",
        ),
    ],
    ids=["subject", "answer", "numbers"],
)
def test_a_heading_beats_stories_answers_and_numbers(locale, questions, title):
    assert title_of(questions, locale=locale) == title


def test_what_the_speaker_checks_is_no_question_of_the_group():
    questions = ["I ignore the text? When is the text due?", "text says due"]

    assert title_of(questions, locale="en") == "When is the text due?"


def test_a_later_question_lends_the_title_when_the_first_say_nothing():
    questions = ["hi there"] * 20 + ["Where is my refund?"]

    assert title_of(questions, locale="en") == "Where is my refund?"


@pytest.mark.parametrize(
    ("questions", "title"),
    [([], ""), (["", "[name] ?!"], ""), (["", "Hei [name]!"], "Hei !"), (["5"], "5")],
)
def test_a_title_is_empty_only_where_nobody_said_a_word(questions, title):
    assert title_of(questions, locale="nb") == title


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("Ja hei, eh du, kan jeg liksom få fiber", "kan jeg få fiber"),
        ("ehm so um, why is it slow...", "why is it slow"),
        ("nou ja eh hoe werkt dat zeg maar??", "hoe werkt dat?"),
        ("jag heter [name] och ringer om larmet", "ringer om larmet"),
        ("Det er [name] her fra Bodø, telefonen er død", "telefonen er død"),
        ("ring meg på [phone] om regningen", "ring meg om regningen"),
        ("the the router is is dead , , help !!", "the router is dead, help"),
        ("RE: 2) my invoice", "my invoice"),
        ("VERVOLG: vpn werkt niet", "vpn werkt niet"),
        ("Oppfølging – nettet dør", "nettet dør"),
        ("Uppföljning: hubben", "hubben"),
        ("Re: Uw vraag - the wrong person", "the wrong person"),
        ("HASTER - lurt av falsk side", "lurt av falsk side"),
        ("Ang. faktura", "faktura"),
        ("Viktig nummer borte", "Viktig nummer borte"),
        ("åpne porter ([phone]) på huben", "åpne porter på huben"),
        ("kode «[code]» og ( ) «» borte", "kode og borte"),
        ("Dag en nacht storing", "Dag en nacht storing"),
        ("No wifi upstairs", "No wifi upstairs"),
    ],
)
def test_what_says_nothing_is_taken_out(said, tidied):
    assert tidy(said) == tidied


def test_a_chat_without_full_stops_has_sentences():
    said = "nettet er borte Siden fredag har Lume Hub blinket"

    assert list(sentences(said, "nb")) == [
        "nettet er borte",
        "Siden fredag har Lume Hub blinket",
    ]


def test_an_answer_in_the_middle_begins_a_sentence():
    said = "hvor skrur jeg på wifi ja det har jeg lest"

    assert list(sentences(said, "nb")) == [
        "hvor skrur jeg på wifi",
        "ja det har jeg lest",
    ]
    assert list(sentences("das ist ja gut", "de")) == ["das ist ja gut"]


def test_german_nouns_begin_no_sentence():
    assert list(sentences("ich rufe heute Morgen an", "de")) == [
        "ich rufe heute Morgen an"
    ]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("hvordan bytter jeg abonnement", "Hvordan bytter jeg abonnement?"),
        ("kan jag flytta", "Kan jag flytta?"),
        ("wat kost glasvezel", "Wat kost glasvezel?"),
        ("when I restart it the light is red", "When I restart it the light is red"),
        ("eSIM virker ikke", "eSIM virker ikke"),
    ],
)
def test_a_title_has_a_capital_and_asks_if_it_is_a_question(sentence, title):
    assert as_title(sentence) == title


@settings(deadline=None)
@given(st.lists(words, max_size=5), st.sampled_from(["nb", "en", "xx", ""]))
def test_a_title_is_read_again_from_the_question_that_gave_it(questions, locale):
    place = title_place(questions, locale=locale)

    again = (
        title_at(questions[place.row], place.sentence, locale=locale) if place else ""
    )
    assert again == title_of(questions, locale=locale)


def test_a_question_that_lost_a_sentence_is_a_title_as_a_whole():
    question = "Hello. How do I move my line?"

    assert title_at(question, 1, locale="en") == "How do I move my line?"
    assert title_at("Where is my line?", 1, locale="en") == "Where is my line?"
    assert title_at("", 1, locale="en") == ""


def test_a_long_title_is_cut_at_a_word():
    title = as_title("why is the bill so high " + "for this and that, " * 9)

    assert title.endswith(("this…", "that…", "and…", "for…"))
    assert MAX_TITLE - 10 < len(title) <= MAX_TITLE


def test_a_word_longer_than_a_title_is_cut_inside():
    assert as_title("Å" * 200) == "Å" * (MAX_TITLE - 1) + "…"


@settings(deadline=None)
@given(st.lists(words, max_size=5), st.sampled_from(["nb", "en", "xx", ""]))
def test_any_words_make_a_title_of_the_right_length(questions, locale):
    title = title_of(questions, locale=locale)

    assert len(title) <= MAX_TITLE
    assert title == title_of(questions, locale=locale)
    plain = "".join(questions).replace("[", "").replace("]", "")
    assert title or not plain.isalpha()


def test_each_group_is_told_by_what_it_says_more_than_the_others():
    router, invoice, coverage = nb(ROUTER, INVOICE, COVERAGE)

    assert "egen ruter" in router
    assert invoice[:2] == ["fakturaen", "gebyret"]
    assert coverage[0] in {"dekning", "hytta"}


def test_a_word_that_every_group_says_is_less_telling():
    alarm, film = nb(["lumevik, alarm"] * 3, ["lumevik, film"] * 3)

    assert (alarm, film) == (["alarm", "lumevik"], ["film", "lumevik"])


def test_of_two_words_that_always_come_together_the_pair_is_shown():
    assert nb(["egen ruter", "egen ruter"]) == [["egen ruter"]]


def test_phrases_do_not_repeat_each_other():
    for phrases in nb(ROUTER, INVOICE, COVERAGE):
        said = [set(phrase.split()) for phrase in phrases]
        assert not any(a < b or b < a for a in said for b in said)


def test_forms_of_a_word_count_as_one_and_the_usual_one_is_shown():
    questions = ["Fakturaen kom", "fakturaen?", "faktura", "FAKTURAEN"]

    assert nb(questions) == [["fakturaen"]]


def test_words_with_an_empty_word_or_a_stop_between_them_are_no_pair():
    groups = [["router og modem", "router, modem", "router [name] modem"]] * 2

    assert nb(*groups) == [["modem", "router"]] * 2


def test_small_talk_marks_and_numbers_tell_nothing():
    assert nb(["Hei takk [phone] 2026 31.12 ja, mvh", "liksom 5 % [name] &"]) == [[]]


@pytest.mark.parametrize(("questions", "phrases"), [(3, ["alarm"]), (4, [])])
def test_in_all_but_small_groups_a_phrase_is_no_single_customers(questions, phrases):
    assert nb(["alarm", *["ja"] * (questions - 1)]) == [phrases]


def test_the_locale_of_most_questions_is_that_of_the_phrases():
    questions = ["alarm", "larm", "larm", "film"]

    found = extract_key_phrases([questions], [["nb", "sv", "sv", "nl"]])

    assert found == [["larm"]]


def test_of_equally_many_languages_the_first_in_the_alphabet_speaks():
    assert extract_key_phrases([["alarm", "larm"]], [["sv", "nb"]]) == [["larm"]]


def test_languages_are_counted_apart():
    alone = extract_key_phrases([ROUTER, INVOICE], [["nb"] * 4] * 2)
    beside = extract_key_phrases(
        [ROUTER, ["egen ruter"] * 9, INVOICE], [["nb"] * 4, ["sv"] * 9, ["nb"] * 4]
    )

    assert [beside[0], beside[2]] == alone


def test_a_rare_word_said_once_may_tell_more_than_a_common_one_said_twice():
    """Of 6 words, 3 a group: 1 · log(1 + 3/1) = 1.39 and 2 · log(1 + 3/5) = 0.94."""
    first, second = nb(["nett, alarm, nett"], ["nett, nett, nett"])

    assert first == ["alarm", "nett"]
    assert second == ["nett"]


def test_no_more_phrases_than_asked_for():
    found = extract_key_phrases([ROUTER], [["nb"] * 4], limit=1)

    assert len(found[0]) == 1


def test_groups_without_questions_or_words_have_no_phrases():
    assert extract_key_phrases([[], ["", "??"]], [[], ["en", ""]]) == [[], []]
    assert extract_key_phrases([], []) == []


def test_each_question_needs_its_locale():
    with pytest.raises(ValueError, match="give each question one"):
        extract_key_phrases([["a", "b"]], [["nb"]])


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_questions_and_groups_changes_no_phrase(rng: random.Random):
    groups = [ROUTER, INVOICE, COVERAGE]
    order = rng.sample(range(3), 3)
    shuffled = [rng.sample(groups[row], 4) for row in order]

    assert nb(*shuffled) == [nb(*groups)[row] for row in order]


@settings(deadline=None)
@given(st.lists(st.lists(words, max_size=6), max_size=4))
def test_any_words_make_at_most_five_phrases_of_one_or_two_words(groups):
    found = extract_key_phrases(groups, [["en"] * len(group) for group in groups])

    assert [len(phrases) in range(6) for phrases in found] == [True] * len(groups)
    assert all(len(phrase.split()) in {1, 2} for row in found for phrase in row)


def test_importing_it_imports_nothing_heavy():
    heavy = "{'scipy', 'sklearn', 'torch', 'faiss'}"
    code = (
        f"import sys, gapfinder.engine.naming.titles; print({heavy} & set(sys.modules))"
    )

    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert found.stdout == "set()\n"


def test_a_name_below_a_letter_is_no_title():
    letters = ["Britt-Marie Hult\nFakturaen blir feil hver måned"] * 3

    assert title_of(letters, locale="nb") == "Fakturaen blir feil hver måned"
