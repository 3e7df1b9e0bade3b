"""The customer's newest words of an e-mail, and nothing that others wrote."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.text.email_replies import MAX_CHARACTERS, newest_message

PATIENCE_SECONDS = 2

ASKED = "Ruteren blinker rødt. Hva gjør jeg?"

ATTRIBUTIONS = [
    "Den 12. okt. 2026 kl. 10:11 skrev Kari Nordmann:",
    "Den man. 12. okt. 2026 kl. 10:11 skrev Kundeservice\n<hei@nett.example>:",
    "12. okt. 2026 kl. 10:11 skrev Kundeservice <hei@nett.example>:",
    "Den 12. okt. 2026 kl. 10:11 skreiv Kari <kari@nett.example>:",
    "Den tis 13 okt. 2026 kl 10:11 skrev Nätet <hej@nett.example>:",
    "13 okt. 2026 kl. 10:11 skrev Nätet <hej@nett.example>:",
    "Den man. 12. okt. 2026 kl. 10.11 skrev Nettet <hej@nett.example>:",
    "Op ma 12 okt. 2026 om 10:11 schreef Klantenservice:",
    "Op ma 12 okt. 2026 om 10:11 schreef Klantenservice <\nhoi@nett.example>:",
    "Op 12 okt 2026, om 10:11 heeft Piet <p@nett.example> het volgende geschreven:",
    "On Mon, Oct 12, 2026 at 10:11 AM Support <help@nett.example> wrote:",
    "On Mon, Oct 12, 2026 at 10:11 AM Support <help@nett.example>\nwrote:",
    "Am Mo., 12. Okt. 2026 um 10:11 Uhr schrieb Hilfe <h@nett.example>:",
]

HEADERS = [
    "Fra: Kundeservice\nSendt: mandag 12. oktober 2026\nTil: Kari\nEmne: Sv: Nett",
    "Frå: Kundeservice\nSendt: måndag 12. oktober 2026\nTil: Kari\nEmne: Sv: Nett",
    "Från: Kundtjänst\nSkickat: den 12 oktober 2026 10:11\nTill: Kari\nÄmne: Sv: Nät",
    "Van: Klantenservice\nVerzonden: maandag 12 oktober\nAan: Kari\nOnderwerp: RE: Net",
    "From: Support\nSent: Monday, 12 October 2026 10:11\nTo: Kari\nSubject: RE: Net",
    "*From:* Support\n*Sent:* Monday, 12 October\n*To:* Kari\n*Subject:* RE: Net",
    "Von: Hilfe\nGesendet: Montag, 12. Oktober 2026\nAn: Kari\nBetreff: AW: Netz",
    "-----Opprinnelig melding-----\nFra: Kundeservice\nSendt: i går\nEmne: Nett",
    "---------- Forwarded message ---------\nFrom: Support\nDate: Monday\nSubject: Net",
    "---------- Vidarebefordrat meddelande ---------\nFrån: Nätet\nDatum: måndag",
    "________________________________\nVan: Nettet\nVerzonden: maandag\nAan: Kari",
]

SIGNATURES = [
    "Mvh\nKari Nordmann",
    "mvh Kari",
    "M.v.h. Kari",
    "Med vennlig hilsen\nKari Nordmann\nTlf. 99 99 99 99",
    "Vennlig hilsen,\nKari",
    "Vennleg helsing\nKari",
    "Beste hilsen Kari",
    "Hilsen Kari",
    "Hilsen\nKari",
    "Med vänliga hälsningar\nKari",
    "Med vänlig hälsning / Kari",
    "Hälsningar Kari",
    "Tack på förhand!\n/Kari",
    "MVH",
    "Met vriendelijke groet,\n\nKari de Vries",
    "Mvg,\nKari",
    "Groetjes, Kari",
    "Alvast bedankt,\nKari",
    "Kind regards,\nKari",
    "Best wishes\nKari",
    "Cheers,\nKari",
    "Thanks in advance\nKari",
    "Venlig hilsen\nKari",
    "De bedste hilsner\nKari",
    "På forhånd tak\nKari",
    "Mit freundlichen Grüßen\nKari",
    "Viele Grüße\nKari",
    "-- \nKari Nordmann\nDaglig leder",
    "Sendt fra min iPhone",
    "Skickat från min iPhone",
    "Verzonden vanaf mijn iPhone",
    "Sent from my Galaxy",
    "Von meinem iPhone gesendet",
    "Hent Outlook til iOS<https://aka.ms/example>",
]

DISCLAIMERS = [
    "Denne e-posten kan inneholde konfidensiell informasjon. Er du ikke rett\n"
    "mottaker, vennligst slett den.",
    "Detta e-postmeddelande kan innehålla konfidentiell information.",
    "Denne e-mail kan indeholde fortrolige oplysninger, som kun er til modtageren.",
    "Dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.",
    "De informatie in dit e-mailbericht is uitsluitend bestemd voor de ontvanger.",
    "This email and any files transmitted with it are confidential and intended\n"
    "solely for the addressee.",
    "Diese E-Mail enthält vertrauliche Informationen.",
    "Tenk på miljøet før du skriver ut denne e-posten.",
    "Please consider the environment before printing this e-mail.",
]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("quote", ["> Hei, har du prøvd\n> omstart?", "Prøv omstart."])
def test_what_stands_below_the_name_of_its_writer_is_left_out(attribution, quote):
    assert newest_message(f"{ASKED}\n\n{attribution}\n\n{quote}") == ASKED


@pytest.mark.parametrize("header", HEADERS)
def test_what_stands_below_a_header_is_left_out(header):
    assert newest_message(f"{ASKED}\n\n{header}\n\nHei, prøv omstart.") == ASKED


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_is_left_out(signature):
    assert newest_message(f"Hei,\n{ASKED}\n\n{signature}") == f"Hei,\n{ASKED}"


@pytest.mark.parametrize("disclaimer", DISCLAIMERS)
def test_a_disclaimer_is_left_out(disclaimer):
    assert newest_message(f"{ASKED}\n\nKari\n\n{disclaimer}") == f"{ASKED}\n\nKari"


def test_a_signature_at_the_end_of_a_sentence_is_left_out():
    assert newest_message("Nettet er nede. Mvh Kari") == "Nettet er nede."


def test_a_whole_thread_gives_its_newest_message():
    mail = f"{ASKED}\n\nMvh\nKari\n\nSendt fra min iPhone\n\n{ATTRIBUTIONS[0]}\n\n> Hei"

    assert newest_message(mail) == ASKED


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_answer_below_the_quote_is_the_message(attribution):
    mail = (
        f"{attribution}\n\n> Har du prøvd omstart?\n> Hilsen oss\n\n{ASKED}\n\nMvh Kari"
    )

    assert newest_message(mail) == ASKED


def test_answers_between_the_quotes_are_the_message():
    mail = (
        "Zie onder.\n\nOp ma 12 okt. 2026 om 10:11 schreef Net <h@nett.example>:\n"
        "> Welke lamp brandt?\nDe rode.\n> Sinds wanneer?\nSinds gisteren.\n"
    )

    assert newest_message(mail) == "Zie onder.\n\nDe rode.\nSinds gisteren."


def test_a_mail_that_only_forwards_gives_the_forwarded_words():
    mail = f"{HEADERS[0]}\n\nFakturaen din er klar.\n\nMvh Nettet"

    assert newest_message(mail) == "Fakturaen din er klar."


@pytest.mark.parametrize(
    "mail", ["Mvh Kari", "Takk!", "Tack\nKari", "-- \nKari", "Hej"]
)
def test_a_mail_of_nothing_but_a_farewell_is_kept(mail):
    assert newest_message(mail).split() == mail.split()


@pytest.mark.parametrize("mail", ["", "  \n\t\n", "> Hei\n> du", ">"])
def test_a_mail_without_words_of_the_customer_is_empty(mail):
    assert newest_message(mail) == ""


@pytest.mark.parametrize(
    "mail",
    [
        "Hei,\nTakk for svar, men ruteren blinker fortsatt.\nHva nå?",
        "Hej,\nTak for hjælpen i går, men\nnu er den gal igen med nettet herhjemme.",
        "Hei,\nKhalid hos dere lovet meg en ny ruter.",
        "Det virker ikke:\n- TV-en er svart\n- ruteren blinker",
        "Bedankt, maar mijn vraag was\nof ik ook in het buitenland kan bellen.",
        "Hi there,\nthanks, but my router still blinks.\nBest I can get is 2 Mbit.",
        "Hej,\nObservera: jag har inte fått något mail från er.",
        "Hei,\nSendt fra Posten 3. mai, men aldri kommet fram.",
        "Den 12. mai skrev dere til meg at dette var grunnen:\nfeil på linja.",
        "Hei,\nHvordan sender jeg konfidensiell e-post?",
        "Hei,\nHilsenen på svareren min er borte.",
        "Gå til Innstillinger > Nett\nDer står det ingenting.",
    ],
)
def test_a_line_that_only_looks_like_an_ending_is_kept(mail):
    assert newest_message(mail) == mail


@pytest.mark.parametrize(
    "greeting", ["Hei,", "Hej", "Beste meneer/mevrouw,", "Hi there"]
)
def test_a_greeting_stays(greeting):
    assert newest_message(f"{greeting}\n\n{ASKED}") == f"{greeting}\n\n{ASKED}"


def test_windows_line_ends_and_hard_spaces_do_not_hide_a_quote():
    assert newest_message(f"{ASKED}\r\n\r\n{ATTRIBUTIONS[0]}\r\n\xa0> Hei") == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "\n" * MAX_CHARACTERS + "a",
        "On " + "a " * MAX_CHARACTERS,
        "On " + "a" * MAX_CHARACTERS,
        "From: a\n" * MAX_CHARACTERS,
        "On a\n" * MAX_CHARACTERS,
        "Den 1 skrev\n" * MAX_CHARACTERS,
        "> " * MAX_CHARACTERS,
        "Disclaimer: a " * MAX_CHARACTERS,
        "This email " * MAX_CHARACTERS,
        "This email\n" * MAX_CHARACTERS,
        "Mvh a" * MAX_CHARACTERS,
        "Takk\n" * MAX_CHARACTERS,
        "-" * MAX_CHARACTERS,
        " \t" * MAX_CHARACTERS,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_mail_takes_long(text):
    start = time.perf_counter()

    newest_message(text)

    assert time.perf_counter() - start < PATIENCE_SECONDS


FRAGMENTS = st.sampled_from(
    [*ATTRIBUTIONS, *HEADERS, *SIGNATURES, *DISCLAIMERS, ASKED, "> Hei", "", ">", "--"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(FRAGMENTS | st.text(st.characters()), max_size=8).map("\n".join))
def test_no_mail_breaks_it_and_no_words_are_lost_altogether(text):
    message = newest_message(text)

    own = [line for line in text.splitlines() if ">" not in line]
    assert message or not any(c.isalnum() for line in own for c in line)
