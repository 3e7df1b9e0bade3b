"""What a customer needs, taken out of a conversation in the customer's own words."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gapfinder.engine.text.question_extraction import (
    MAX_QUESTIONS,
    MAX_SENTENCE_WORDS,
    MAX_WORDS,
    Turn,
    extract_questions,
)

SPEAKERS = {"c": "customer", "a": "agent", "b": "bot"}

channels = st.sampled_from(["phone", "chat", "email", "form", "search", ""])
locales = st.sampled_from(["nb", "sv", "nl", "en", "da", "de", ""])
# Text that looks like text: words, signs, breaks, marks, and what other scripts bring.
texts = st.text(
    st.sampled_from(list("aeiknrt åøß?!.,:>-1\n[]")) | st.characters(), max_size=200
)
turns = st.lists(st.builds(Turn, st.sampled_from([*SPEAKERS.values()]), texts))


def conversation(lines):
    """Read a transcript: a line a turn, that begins with c, a or b for its speaker."""
    return [
        Turn(SPEAKERS[line[0]], line[2:].strip())
        for line in map(str.strip, lines.strip().split("\n"))
    ]


def asked(lines, *, channel="phone", locale="nb", subject=""):
    return extract_questions(
        conversation(lines), channel=channel, locale=locale, subject=subject
    )


@pytest.mark.parametrize(
    ("locale", "lines", "need"),
    [
        (
            "nb",
            """
            b Velkommen! Trykk 1 for faktura, 2 for feil på nettet, 3 for alarm.
            c 3
            a God morgen, du snakker med Ida.
            c Hei, jeg heter [name].
            a Hei! Kan jeg få kundenummeret ditt?
            c Ja, øyeblikk. 48 15 16 23
            a Takk. Hva gjelder det?
            c Hvordan flytter jeg alarmen til ny leilighet?
            a Det gjør du ved å ta med sentralen og melde flyttingen i appen.
            c Tusen takk for hjelpen, ha en fin dag!
            """,
            "Hvordan flytter jeg alarmen til ny leilighet?",
        ),
        (
            "sv",
            """
            b Välkommen! Vill du prata om larm, bredband eller faktura?
            c 2
            a Hejsan, hur kan jag hjälpa dig?
            c Hej hej! Jag heter [name].
            a Hej [name].
            c Vänta, ett ögonblick.
            a Ingen fara.
            c Kan jag pausa abonnemanget medan vi seglar?
            a Ja, i upp till tre månader.
            c Tack så mycket för hjälpen, hejdå!
            """,
            "Kan jag pausa abonnemanget medan vi seglar?",
        ),
        (
            "nl",
            """
            b Toets 1 voor storing, toets 2 voor de rekening.
            c 2
            a Goedemiddag, waarmee kan ik u helpen?
            c Goedemiddag, met mevrouw [name].
            a Dag mevrouw. Wat is uw klantnummer?
            c Een momentje alstublieft. 55 66 77
            a Dank u wel.
            c Hoe zet ik de sirene zachter?
            a Dat kan in de app bij geluid.
            c Bedankt voor de hulp, fijne avond!
            """,
            "Hoe zet ik de sirene zachter?",
        ),
        (
            "en",
            """
            b Press one for billing or two for technical support.
            c two
            a Good afternoon, how can I help?
            c Hello there, my name is [name].
            a And your customer number?
            c One moment please. 90210
            a Thanks.
            c Why is the picture of my doorbell black after sunset?
            a The lens has to be cleaned.
            c Great, thanks for your help, goodbye!
            """,
            "Why is the picture of my doorbell black after sunset?",
        ),
        (
            "da",
            """
            b Tryk 1 for bredbånd og 2 for alarm.
            c 2
            a Goddag, hvad kan jeg hjælpe med?
            c Goddag, jeg hedder [name].
            a Hej [name].
            c Lige et øjeblik.
            a Selvfølgelig.
            c Hvordan skifter jeg batteri i røgalarmen?
            a Drej låget mod uret.
            c Tak for hjælpen, hav en god dag!
            """,
            "Hvordan skifter jeg batteri i røgalarmen?",
        ),
        (
            "de",
            """
            b Drücken Sie die 1 für Rechnungen, die 2 für Störungen.
            c 1
            a Guten Tag, was kann ich für Sie tun?
            c Guten Tag, mein Name ist [name].
            a Ihre Kundennummer?
            c Einen Moment bitte. 31 41 59
            a Danke.
            c Wie schalte ich den Bewegungsmelder wegen der Katze ab?
            a In der App unter Räume.
            c Vielen Dank für die Hilfe, auf Wiederhören!
            """,
            "Wie schalte ich den Bewegungsmelder wegen der Katze ab?",
        ),
    ],
)
@pytest.mark.parametrize("channel", ["phone", "chat"])
def test_the_need_is_found_among_courtesies_menus_and_numbers(
    channel, locale, lines, need
):
    assert asked(lines, channel=channel, locale=locale) == [need]


def test_in_an_unknown_language_the_need_is_found_as_well():
    lines = """
        c hei hei
        a Hei! Hva kan jeg hjelpe med?
        c sirenen uler hver natt uten grunn
        """

    assert asked(lines, locale="") == ["sirenen uler hver natt uten grunn"]


def test_a_sentence_broken_over_lines_of_a_chat_is_put_together():
    lines = """
        c kan jeg bytte
        c til egen ruter
        a Ja, det kan du.
        """

    assert asked(lines, channel="chat") == ["kan jeg bytte til egen ruter"]


def test_what_agents_and_bots_say_is_no_question():
    lines = """
        a Hvordan virker ruteren din nå etter omstarten?
        b Er det fakturaen det gjelder?
        """

    assert asked(lines) == []


def test_of_a_long_story_the_sentences_that_say_most_stay_in_order():
    story = "Vi bor litt utenfor byen og har hund. " * 20
    lines = f"""
        c Fiberboksen blinker rødt. {story}
        a Jeg forstår.
        c Hvorfor virker ikke fasttelefonen når fiberboksen blinker?
        """

    (question,) = asked(lines)

    assert question.startswith("Fiberboksen blinker rødt.")
    assert question.endswith(
        "Hvorfor virker ikke fasttelefonen når fiberboksen blinker?"
    )
    assert len(question.split()) <= MAX_WORDS


@pytest.mark.parametrize(
    ("locale", "first", "announcement", "second"),
    [
        (
            "nb",
            "Hvorfor uler sirenen om natta?",
            "En ting til",
            "hva koster en kodebrikke",
        ),
        (
            "nb",
            "Sirenen uler om natta",
            "Jeg har et spørsmål til",
            "når kommer regningen",
        ),
        ("sv", "Sirenen tjuter på natten", "En sak till", "hur byter jag lösenord"),
        ("nl", "De sirene loeit elke nacht", "Nog een vraag", "wat kost een codetag"),
        (
            "en",
            "The siren howls at midnight",
            "One more thing",
            "what costs a fob extra",
        ),
        (
            "da",
            "Sirenen hyler om natten",
            "En ting mere",
            "hvordan skifter jeg kodeord",
        ),
        (
            "de",
            "Die Sirene heult nachts",
            "Noch eine Frage",
            "was kostet ein Schlüssel",
        ),
    ],
)
@pytest.mark.parametrize("between", [", ", ". ", "\nc ", "\na Ja?\nc "])
def test_another_matter_is_a_second_question(
    between, locale, first, announcement, second
):
    lines = f"c {first}\na Aha.\nc {announcement}{between}{second}?"

    questions = asked(lines, channel="chat", locale=locale)

    assert len(questions) == 2
    assert questions[0].startswith(first)
    assert questions[1].endswith(f"{second}?")
    assert first not in questions[1]


def test_to_announce_a_matter_is_not_yet_one():
    lines = """
        c Sirenen uler hver natt. En ting til.
        a Ja?
        c Nei, det var det. Ha det bra!
        """

    assert asked(lines) == ["Sirenen uler hver natt."]


def test_an_opening_alone_is_no_matter_of_its_own():
    assert len(asked("c Hei! En ting til: sirenen uler hver natt")) == 1


def test_a_contact_has_three_questions_at_most():
    lines = "\n".join(
        f"c En ting til: hvordan virker {thing} hjemme?"
        for thing in ["sirenen", "ruteren", "kodebrikken", "dørklokka", "røykvarsleren"]
    )

    questions = asked(lines)

    assert len(questions) == MAX_QUESTIONS
    assert "sirenen" in questions[0]
    assert "kodebrikken" in questions[2]


def test_a_mail_loses_quotes_and_signature():
    mail = """Hei,
hvordan bytter jeg batteri i dørklokka?

Med vennlig hilsen
Kari Fjord
Fjordveien 1

Den 3. mars 2026 kl. 10:15 skrev Kundeservice <hjelp@help.example>:
> Takk for at du meldte flytting av bredbåndet. Hva mer lurer du på?
"""

    questions = extract_questions(
        [Turn("customer", mail)], channel="email", locale="nb"
    )

    assert questions == ["hvordan bytter jeg batteri i dørklokka?"]


def test_the_subject_of_a_mail_says_what_it_is_about():
    (question,) = asked(
        "c Kan dere sende en ny?",
        channel="email",
        subject="Re: SV: Ødelagt kodebrikke",
    )

    assert question.startswith("Ødelagt kodebrikke")
    assert question.endswith("Kan dere sende en ny?")


def test_a_mail_without_a_body_has_its_subject_for_a_question():
    (question,) = asked("c ", channel="email", subject="ny kodebrikke?")

    assert question == "ny kodebrikke?"


@pytest.mark.parametrize("query", ["hei", "5G", "egen ruter", "takk for nå?"])
def test_a_search_query_is_its_own_question(query):
    assert asked(f"c   {query} ", channel="search") == [query]


def test_who_only_says_hello_is_quoted_rather_than_forgotten():
    assert asked("c Hei!\na Hei\nc Takk, ha det bra") == ["Hei!"]


@pytest.mark.parametrize("text", ["", " \n ", "1", "12 34 ?!", "[phone]", "…", "👍👍"])
@pytest.mark.parametrize("channel", ["phone", "chat", "email", "form", "search"])
def test_without_a_word_there_is_no_question(channel, text):
    turns = [Turn("customer", text), Turn("customer", text)]

    assert extract_questions(turns, channel=channel, subject=text) == []


@pytest.mark.parametrize("channel", ["phone", "chat", "email", "search"])
def test_no_turns_have_no_question(channel):
    assert extract_questions([], channel=channel) == []


@given(turns, channels, locales, texts)
@example([Turn("customer", "\ud800[name]\0")], "email", "", "\ud800")
@example([Turn("customer", "a" * 30_000)], "phone", "nb", "[" * 30_000)
@settings(deadline=None, max_examples=200)
def test_any_text_has_at_most_three_questions_with_words(
    said, channel, locale, subject
):
    questions = extract_questions(said, channel=channel, locale=locale, subject=subject)

    assert len(questions) <= (1 if channel == "search" else MAX_QUESTIONS)
    assert all(any(map(str.isalpha, question)) for question in questions)
    assert all(question == " ".join(question.split()) for question in questions)


@given(turns, locales)
@settings(deadline=None, max_examples=100)
def test_a_question_is_made_of_the_customers_own_words(said, locale):
    own = {
        word
        for turn in said
        if turn.speaker == "customer"
        for word in turn.text.split()
    }

    for question in extract_questions(said, channel="chat", locale=locale):
        assert own.issuperset(question.split())


SIZE = 5_000_000  # characters
PIECES = [
    "hvorfor blinker boksen ",
    "hvorfor?\n",
    "ord",
    "[name",
    "re: ",
    " ",
    "...",
]


@pytest.mark.parametrize("channel", ["phone", "chat", "email", "search"])
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("turn", [1_000, SIZE])
def test_a_transcript_of_five_megabytes_has_short_questions(channel, piece, turn):
    whole = (piece * (SIZE // len(piece) + 1))[:SIZE]
    said = [
        Turn("customer", whole[start : start + turn]) for start in range(0, SIZE, turn)
    ]

    questions = extract_questions(said, channel=channel)

    words = sum(len(question.split()) for question in questions)
    assert words <= MAX_WORDS + MAX_SENTENCE_WORDS
