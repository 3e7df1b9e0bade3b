"""What customers say who want to be sure, a person, or somebody to look into it."""

import pytest

from gapfinder.engine.languages.cues import (
    another_matter,
    anything_else,
    nonsense,
    said_by_agents,
    said_by_customers,
)


def said(text, locale=""):
    return [
        reason for reason, cue in said_by_customers(locale).items() if cue.search(text)
    ]


@pytest.mark.parametrize(
    ("reason", "locale", "text"),
    [
        ("reassurance", "nb", "Jeg vil bare være sikker på at flyttingen er meldt"),
        ("reassurance", "nb", "har dere fått skjemaet mitt?"),
        ("reassurance", "sv", "har ni fått min uppsägning"),
        ("reassurance", "sv", "det kom ingen bekräftelse"),
        ("reassurance", "da", "Er det gået igennem?"),
        ("reassurance", "da", "Kan I bekræfte, at bilen er meldt til?"),
        ("reassurance", "nl", "Heeft u mijn brief gisteren ontvangen?"),
        ("reassurance", "nl", "ik wil even zeker weten dat het gelukt is"),
        ("reassurance", "de", "Hat das geklappt?"),
        ("reassurance", "de", "Können Sie mir das bitte bestätigen?"),
        ("reassurance", "en", "Did you get my cancellation"),
        ("reassurance", "en", "just checking, is it registered now"),
        ("prefers_person", "nb", "kan du sette meg over"),
        ("prefers_person", "nb", "Jeg liker ikke apper"),
        ("prefers_person", "sv", "Jag vill prata med någon"),
        ("prefers_person", "sv", "kan du göra det åt mig"),
        ("prefers_person", "da", "Kan jeg tale med en?"),
        ("prefers_person", "da", "hellere et menneske end en robot"),
        ("prefers_person", "nl", "Kunt u mij doorverbinden"),
        ("prefers_person", "nl", "ik gebruik geen apps"),
        ("prefers_person", "de", "Ich will mit einem Menschen reden"),
        ("prefers_person", "de", "Bitte um Rückruf"),
        ("prefers_person", "en", "put me through"),
        ("prefers_person", "en", "I don't do apps, sorry"),
        ("account", "nb", "Jeg er trukket to ganger"),
        ("account", "nb", "kan noen se hva som har stoppet den"),
        ("account", "sv", "jag vill ha pengarna tillbaka"),
        ("account", "sv", "mitt konto är spärrat"),
        ("account", "da", "Hvor langt er min sag?"),
        ("account", "da", "I lovede at ringe"),
        ("account", "nl", "er is twee keer betaald"),
        ("account", "nl", "de bestelling blijft hangen"),
        ("account", "de", "zweimal abgebucht"),
        ("account", "de", "Mein Konto wurde gesperrt"),
        ("account", "en", "I was charged twice"),
        ("account", "en", "can somebody look into what happened"),
        ("other", "nb", "Beklager, feil nummer"),
        ("other", "sv", "jag ville bara säga att ni är bra"),
        ("other", "nl", "verkeerd verbonden"),
        ("other", "en", "Dear website owner, more visitors for you"),
    ],
)
def test_a_phrase_tells_a_reason_in_its_language_and_where_that_is_unknown(
    reason, locale, text
):
    assert said(text, locale) == [reason]
    assert reason in said(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Hvordan bytter jeg ruter?"),
        ("nb", "Jeg kommer ikke inn på nettet"),
        ("sv", "Varför blinkar boxen rött?"),
        ("sv", "Vad kostar det att ringa till Turkiet?"),
        ("da", "Dækker forsikringen i udlandet?"),
        ("nl", "Hoe zeg ik mijn alarm op?"),
        ("nl", "ik heb geen internet op zolder"),
        ("de", "Wie kündige ich den Vertrag?"),
        ("en", "Can I use my own router?"),
        ("en", "The app does not show my channels"),
        ("", ""),
    ],
)
def test_a_plain_question_tells_no_reason(locale, text):
    assert said(text, locale) == []


def test_the_words_between_two_parts_are_of_one_sentence():
    assert said("Have you by any chance received it", "en") == ["reassurance"]
    assert said("Have you time? Nobody received it", "en") == []


@pytest.mark.parametrize("locale", ["nb-NO", "nn", "no"])
def test_a_country_and_both_forms_of_norwegian_are_known(locale):
    assert said_by_customers(locale)["account"].search("saken min")


@pytest.mark.parametrize(
    "text", ["asdfgh", "test 123", "hhhgf jkl", "testing", "1 2 3"]
)
def test_what_fingers_type_alone_is_nonsense(text):
    assert nonsense().fullmatch(text)


@pytest.mark.parametrize(
    "text", ["testament", "wifi", "vpn", "test my broadband speed"]
)
def test_short_queries_are_no_nonsense(text):
    assert not nonsense().fullmatch(text)


@pytest.mark.parametrize(
    ("locale", "who", "looks"),
    [
        ("nb", "Hva er kundenummeret ditt?", "Jeg ser den ligger i køen"),
        ("sv", "Vilket nummer är det?", "Då ser jag att den har studsat"),
        ("da", "Må jeg få dit navn?", "Det kan jeg se her"),
        ("nl", "Mag ik uw postcode?", "Ik zie hem hangen"),
        ("de", "Wie ist Ihre Kundennummer?", "Ich sehe den Vorgang"),
        ("en", "May I have your name?", "Let me check"),
    ],
)
def test_agents_ask_who_it_is_and_look_it_up(locale, who, looks):
    asked_who, looked_up = said_by_agents(locale)

    assert asked_who.search(who)
    assert looked_up.search(looks)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "En ting til: fakturaen"),
        ("nb", "Og så en annen ting til"),
        ("nb", "Jeg har et spørsmål til"),
        ("nb", "mens jeg har deg på tråden"),
        ("sv", "ja och en sak till"),
        ("sv", "Jag har en fråga till"),
        ("sv", "När jag ändå har dig på tråden"),
        ("nl", "En nog een vraag"),
        ("nl", "Ik heb nog een vraag over de rekening"),
        ("nl", "nu ik u toch aan de lijn heb"),
        ("en", "Okay, one more thing"),
        ("en", "I have another question"),
        ("en", "while I've got you"),
        ("da", "en ting mere, regningen"),
        ("da", "Jeg har et spørgsmål mere"),
        ("de", "Ich habe noch eine Frage"),
        ("de", "wo ich Sie gerade am Telefon habe"),
    ],
)
def test_another_matter_is_announced(locale, text):
    assert another_matter(locale).search(text)
    assert another_matter("").search(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Jeg lurer på én ting"),
        ("sv", "Jag har en fråga"),
        ("nl", "Er moet nog iets gebeuren"),
        ("en", "I asked that in another question"),
        ("en", "I posted another question that is related to this one"),
        ("en", "It is the same in my other question"),
        ("da", "Det er en ting, jeg ikke kan"),
        ("de", "Ich habe eine Frage"),
        ("", ""),
    ],
)
def test_a_first_matter_is_no_other_one(locale, text):
    assert not another_matter(locale).search(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Er det noe annet jeg kan hjelpe deg med?"),
        ("nb", "Var det noe mer?"),
        ("sv", "Är det något mer jag kan hjälpa dig med?"),
        ("sv", "Var det något annat?"),
        ("da", "Er der andet, jeg kan hjælpe med?"),
        ("da", "Var der noget andet?"),
        ("nl", "Kan ik verder nog iets voor u doen?"),
        ("nl", "Had u nog andere vragen?"),
        ("de", "Kann ich sonst noch etwas für Sie tun?"),
        ("de", "Haben Sie noch Fragen?"),
        ("en", "Is there anything else I can help you with?"),
        ("en", "Anything else?"),
    ],
)
def test_agents_ask_if_there_is_anything_else(locale, text):
    assert anything_else(locale).search(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nb", "Hva kan jeg hjelpe deg med? Velg: faktura, mobil, noe annet"),
        ("sv", "Hur kan jag hjälpa dig?"),
        ("da", "Hvad kan jeg hjælpe med?"),
        ("nl", "Waarmee kan ik u helpen?"),
        ("de", "Was kann ich für Sie tun?"),
        ("en", "How can I help? Try something else first"),
        ("", ""),
    ],
)
def test_how_agents_begin_is_no_such_offer(locale, text):
    assert not anything_else(locale).search(text)
