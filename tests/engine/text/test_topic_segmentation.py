"""Where a customer turns from one matter to the next."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.text import topic_segmentation
from gapfinder.engine.text.question_extraction import Turn, extract_questions
from gapfinder.engine.text.topic_segmentation import SUBJECT, Sentence, segment_topics

ROUTER = "My router blinks red"
ANSWER = "Pull the plug, wait, and put it back."


def asked(*lines, channel="chat", locale="en", subject=""):
    """Read lines that take turns, the customer's first."""
    turns = [
        Turn(("customer", "agent")[place % 2], line) for place, line in enumerate(lines)
    ]
    return extract_questions(turns, channel=channel, locale=locale, subject=subject)


@pytest.mark.parametrize("channel", ["phone", "chat", "social", "in_person"])
@pytest.mark.parametrize(
    ("locale", "first", "answer", "second"),
    [
        (
            "nb",
            "Ruteren blinker rødt",
            "Dra ut kontakten.",
            "Flott. Kan dere også sende fakturaen som avtalegiro",
        ),
        (
            "nb",
            "Ruteren blinker rødt",
            "Dra ut kontakten.",
            "Takk. Forresten, når kommer regningen",
        ),
        (
            "sv",
            "Routern blinkar rött",
            "Dra ut kontakten.",
            "Tack. Förresten undrar jag när fakturan förfaller",
        ),
        (
            "sv",
            "Routern blinkar rött",
            "Dra ut kontakten.",
            "Kan ni också spärra min dotters abonnemang",
        ),
        (
            "da",
            "Routeren blinker rødt",
            "Træk stikket ud.",
            "Tak. Desuden vil jeg ændre min adresse på fakturaen",
        ),
        (
            "nl",
            "De router knippert rood",
            "Trek de stekker eruit.",
            "Dank u. Trouwens, wanneer komt de factuur binnen",
        ),
        (
            "nl",
            "De router knippert rood",
            "Trek de stekker eruit.",
            "Kunt u ook mijn adres wijzigen op de factuur",
        ),
        (
            "de",
            "Der Router blinkt rot",
            "Ziehen Sie den Stecker.",
            "Danke. Außerdem möchte ich meine Adresse auf der Rechnung ändern",
        ),
        (
            "en",
            "My router blinks red",
            "Pull the plug.",
            "Thanks. By the way, how do I change the address on my invoice",
        ),
        (
            "en",
            "My router blinks red",
            "Pull the plug.",
            "great can you also send my invoice as a letter",
        ),
    ],
)
def test_who_goes_on_to_ask_for_something_else_has_a_second_need(
    channel, locale, first, answer, second
):
    questions = asked(first, answer, second, channel=channel, locale=locale)

    assert len(questions) == 2
    assert questions[0].startswith(first)
    assert questions[1].endswith(second.rpartition(". ")[2])


@pytest.mark.parametrize(
    ("locale", "first", "offer", "second"),
    [
        (
            "nb",
            "Ruteren blinker rødt",
            "Da virker den. Er det noe annet jeg kan hjelpe med?",
            "Ja, jeg finner ikke fakturaen",
        ),
        (
            "sv",
            "Routern blinkar rött",
            "Då så. Var det något mer?",
            "Ja, när förfaller fakturan",
        ),
        (
            "da",
            "Routeren blinker rødt",
            "Godt. Er der andet, jeg kan hjælpe med?",
            "Ja, hvornår forfalder regningen",
        ),
        (
            "nl",
            "De router knippert rood",
            "Mooi. Kan ik verder nog iets voor u doen?",
            "Ja, de factuur klopt niet",
        ),
        (
            "de",
            "Der Router blinkt rot",
            "Gut. Kann ich sonst noch etwas für Sie tun?",
            "Ja, wann ist die Rechnung fällig",
        ),
        (
            "en",
            "My router blinks red",
            "Good. Is there anything else I can help you with?",
            "Yes, I cannot find my invoice",
        ),
    ],
)
def test_what_is_said_when_an_agent_asks_for_more_is_a_second_need(
    locale, first, offer, second
):
    for channel in ("phone", "chat"):
        questions = asked(first, offer, second, channel=channel, locale=locale)

        assert questions == [first, second]


@pytest.mark.parametrize(
    ("locale", "offer", "reply"),
    [
        ("nb", "Er det noe annet jeg kan hjelpe med?", "Nei, det var alt. Takk!"),
        ("sv", "Var det något mer?", "Nej tack, det var allt, ha en trevlig dag"),
        ("da", "Er der andet, jeg kan hjælpe med?", "Nej tak, det var det hele"),
        ("nl", "Kan ik verder nog iets voor u doen?", "Nee hoor, bedankt voor de hulp"),
        ("de", "Kann ich sonst noch etwas tun?", "Nein danke, das war alles"),
        ("en", "Anything else?", "No, that is all, thanks for your help"),
        ("en", "Anything else?", "Yes, the router still blinks and blinks"),
    ],
)
def test_thanks_and_the_same_again_are_no_second_need(locale, offer, reply):
    assert len(asked("the router blinks red", offer, reply, locale=locale)) == 1


@pytest.mark.parametrize(
    "reply",
    [
        "I also pulled the plug of the television yesterday evening",  # a story
        "Can I also blink the router red?",  # the same words
        "Can you also pull the plug?",  # the agent's words
        "Also, why?",  # says nothing
        "The light on the box, can it also shine green upstairs",  # too late
        "I asked the same in another question about televisions",
        "When is the invoice due?",  # no sign: it may be part of the story
    ],
)
def test_to_go_on_with_a_matter_is_no_second_need(reply):
    assert len(asked(ROUTER, ANSWER, reply)) == 1


def test_in_a_letter_only_a_question_is_a_second_need():
    """Who writes it all at once says "also" of one matter."""
    told = f"{ROUTER}. Also, I would like the invoice printed."
    asking = f"{ROUTER}. Also, how is the invoice printed?"

    assert len(asked(told, channel="email")) == 1
    assert len(asked(told, channel="chat")) == 2
    assert len(asked(asking, channel="email")) == 2


@pytest.mark.parametrize(
    ("locale", "opening", "first", "second"),
    [
        (
            "nb",
            "Jeg har to spørsmål:",
            "Hvorfor blinker ruteren?",
            "Når er fakturaen klar?",
        ),
        (
            "sv",
            "Jag har två frågor:",
            "Varför blinkar routern?",
            "När kommer fakturan hem?",
        ),
        (
            "da",
            "Jeg har to spørgsmål:",
            "Hvorfor blinker routeren?",
            "Hvornår forfalder regningen?",
        ),
        (
            "nl",
            "Ik heb twee vragen:",
            "Waarom knippert de router?",
            "Hoe wijzig ik mijn adres?",
        ),
        (
            "de",
            "Ich habe zwei Fragen:",
            "Warum blinkt der Router?",
            "Wie kündige ich den Vertrag?",
        ),
        (
            "en",
            "I have two questions:",
            "Why does the router blink?",
            "Is my invoice overdue?",
        ),
    ],
)
@pytest.mark.parametrize(
    "form", ["{}\n1. {}\n2. {}", "{}\n1) {}\n2) {}", "{} a) {} b) {}"]
)
def test_a_list_of_questions_that_was_announced_is_a_need_each(
    locale, opening, first, second, form
):
    questions = asked(
        form.format(opening, first, second), channel="email", locale=locale
    )

    assert len(questions) == 2
    assert questions[0].endswith(first)
    assert questions[1].endswith(second)


@pytest.mark.parametrize(
    ("locale", "announced"),
    [
        ("nb", "En ting til: når forfaller fakturaen"),
        ("sv", "En sak till: när förfaller fakturan"),
        ("da", "En ting mere: hvornår forfalder regningen"),
        ("nl", "Nog een vraag: wanneer komt de rekening"),
        ("de", "Noch eine Frage: wann kommt die Rechnung"),
        ("en", "One more thing: when is my invoice due"),
    ],
)
def test_an_announced_need_may_be_short(locale, announced):
    assert len(asked("router blinkt ikke", "OK.", announced, locale=locale)) == 2


@pytest.mark.parametrize(
    ("locale", "spoken", "second"),
    [
        (
            "nb",
            "hei ruteren blinker rødt og en ting til hvordan bytter jeg adresse",
            "en ting til hvordan bytter jeg adresse",
        ),
        (
            "sv",
            "routern blinkar rött och en sak till hur byter jag lösenord",
            "en sak till hur byter jag lösenord",
        ),
        (
            "nl",
            "de router knippert rood en nog een vraag hoe wijzig ik mijn adres",
            "nog een vraag hoe wijzig ik mijn adres",
        ),
    ],
)
def test_two_needs_in_one_breath_are_two(locale, spoken, second):
    questions = asked(spoken, channel="phone", locale=locale)

    assert len(questions) == 2
    assert questions[1] == second


def test_a_list_that_nobody_announced_is_one_story():
    steps = "1. Why does the router blink?\n2. Is the television broken?"

    assert len(asked(steps, channel="email")) == 1


def test_a_subject_may_name_both_needs():
    questions = asked(
        f"{ROUTER}. Another question: when is my invoice due?",
        channel="email",
        subject="Router blinks, and when is my invoice due",
    )

    assert len(questions) == 2


def test_a_subject_alone_is_no_first_need():
    questions = asked(
        "Can you also send me an invoice by post?",
        channel="email",
        subject="New router",
    )

    assert len(questions) == 1


def test_german_also_and_english_also_are_two_words():
    german = asked(
        "Der Router blinkt", "Ja?", "Also wann kommt die Rechnung", locale="de"
    )
    english = asked(ROUTER, "Yes?", "Also how is the invoice printed", locale="en")

    assert (len(german), len(english)) == (1, 2)


words = st.text(st.sampled_from(list("aeiknrt ?.:")), max_size=40)
phrases = st.sampled_from(
    ["one more thing ", "also, can you ", "I have two questions. ", "2) ", "", "?"]
)
sentences = st.lists(
    st.builds(
        lambda phrase, text, turn, reply: Sentence(
            phrase + text, turn, tuple(dict.fromkeys(text.split())), 1.0, reply
        ),
        phrases,
        words,
        st.integers(SUBJECT, 3),
        st.sampled_from(["", "anything else?"]),
    ),
    max_size=12,
)


@given(sentences, st.sampled_from(["en", "nb", "de", ""]), st.booleans())
@settings(deadline=None)
def test_no_sentence_is_lost_or_moved(said, locale, letter):
    parts = segment_topics(said, locale, written_at_once=letter)

    assert [sentence for part in parts for sentence in part] == said
    assert all(parts) or not said


def test_the_example_in_the_documentation_is_true():
    assert doctest.testmod(topic_segmentation).failed == 0
