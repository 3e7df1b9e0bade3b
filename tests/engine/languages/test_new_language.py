"""A language is one record: no field is empty for nothing, and a step uses each."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest
from django.utils import translation

from gapfinder.display.quotation_marks import quoted
from gapfinder.engine.coverage.contact_reasons import prototype_sentences
from gapfinder.engine.languages import (
    also_known,
    known,
    language_of,
    words,
)
from gapfinder.engine.languages.language import (
    Addresses,
    Cues,
    Examples,
    Language,
    Mail,
    Names,
    NumberPlan,
    Numbers,
    Titles,
)
from gapfinder.engine.languages.reason_examples import REASONS, reason_examples
from gapfinder.engine.naming import title_cleanup
from gapfinder.engine.naming.key_phrases import stem
from gapfinder.engine.naming.title_cleanup import tidy
from gapfinder.engine.privacy.redaction import redact
from gapfinder.engine.text.email_replies import newest_message
from gapfinder.engine.text.language_detection import default_locales
from gapfinder.engine.text.question_extraction import Turn, extract_questions
from gapfinder.engine.text.reason_signals import signals_of
from gapfinder.engine.text.sentences import split_sentences
from gapfinder.engine.text.stopwords import content_words, shows_need

NO_TEXT = {"code", "aliases", "left_empty", "capital_nouns", "answers_stress"}

MADE_UP = Language(
    code="qaa",
    aliases=("qab",),
    stemmer="spanish",
    stop_words=frozenset({"zulm"}),
    small_talk="holbim",
    needs="kwezz",
    abbreviations="zxb",
    quotation_marks=("⟪", "⟫"),
    capital_nouns=True,
    answers_stress=True,
    cues=Cues(
        reassurance="survim",
        prefers_person="persvim",
        account="accvim",
        asked_who="whovim",
        looked_up="lookvim",
        another_matter="nopvim",
        besides="ochvim",
        several="zweivim",
        asked="askvim",
        anything_else="elsvim",
    ),
    examples=Examples(
        reassurance="Flurm surg.",
        prefers_person="Flurm perg.",
        account="Flurm acc.",
        other="Flurm oth.",
    ),
    mail=Mail(
        attributions=r"Ixo [^\n]{3,40}\bskrumpt:",
        header_fields="Vonx Ohnx",
        forwarded="Weiterx:",
        wrote="skrumpt",
        subject_marks="zq",
        sent_with="gesandx fonx",
        my_device="meinx",
        phone_signatures="holx outlux",
        this="diesx",
        mail="briefx",
        confidential="geheimx",
        disclaimer_titles="haftx",
        environment="umwx",
        print_out="druckx",
        farewells="mit grussx",
        farewells_alone="grusselx",
        thanks="dankx",
    ),
    names=Names(
        introductions="xolo vim",
        said_first="vim xolo",
        calling_first="xol ringx",
        openings="dax is",
        likely="xol binx",
        speaking="am xapp",
        after="ux",
        greetings="hallx",
        salutations="liebx",
        persons="herrx",
        titled="Professorx",
        present="hierx",
        sign_offs="grx",
        sign_offs_of_thanks="dankx",
        hesitations="ööx",
        infixes="vonx",
        ends="endx",
        no_names="allx",
    ),
    numbers=Numbers(
        number_words="nummx",
        between="isx",
        national_id_labels="persx",
        account_labels="kontx",
        phone_labels="fonx",
        customer_labels="kundx",
        order_labels="bestx",
        national_id_words="idx",
        national_ids=(
            NumberPlan(
                is_valid=lambda digits: digits.startswith("777"),
                groups=frozenset({(5, 4)}),
                sure=False,
            ),
        ),
        accounts=(
            NumberPlan(
                is_valid=lambda digits: digits.startswith("888"),
                groups=frozenset({(5, 5)}),
            ),
        ),
        calling_code=33,
        trunk_zero=True,
        other_before="datx",
        units="kronx",
        spoken_ats="atx",
        spoken_dots="punx",
        spoken_joints="unterx",
    ),
    addresses=Addresses(
        endings="gassx",
        capital_endings="wegx",
        own_words="platx",
        postcodes="Q[0-9]{3}",
        shapes="Q-[0-9]{2}:[A-Z]{2}",
    ),
    titles=Titles(
        fillers="ehmx",
        my_name="meinx namx",
        i="ixo",
        called="heissx",
        this="dasx",
        is_="isx",
        introductions="xolo mit",
        here="hierx",
        speaking="sprechx",
        from_where="ausx",
        and_="undx",
        before_marks="beix",
        good="gutx",
        times_of_day="morgx",
        hellos="hax",
        openings="wohlx",
        dear="liebx",
        subject_openings="nachx",
        subject_short="ngx",
        regarding="betrx",
        asking="wiesox",
        verbs="kannx",
        persons="ichx",
        answers="jax",
        exclamations="wowx",
        if_words="wennx",
        if_persons="erx",
        does_words="willx",
        does_persons="siex",
        leaning="weilx",
        first_person="ixo",
    ),
)


def values(part, prefix=""):
    """Yield every field of a language with its name: "mail.farewells"."""
    for field in fields(part):
        value = getattr(part, field.name)
        if is_dataclass(value):
            yield from values(value, f"{prefix}{field.name}.")
        else:
            yield f"{prefix}{field.name}", value


def without(name):
    """Return the made-up language without the value of a field."""
    first, _, rest = name.partition(".")
    owner = getattr(MADE_UP, first) if rest else MADE_UP
    value = getattr(owner, rest or first)
    empty = ("", "") if name == "quotation_marks" else type(value)()
    less = replace(owner, **{rest or first: empty})
    return replace(MADE_UP, **{first: less}) if rest else less


def reasons(text):
    return signals_of([Turn("customer", text)], channel="chat", locale="qaa").said


def own_case(answer):
    turns = [Turn("customer", "Flurm gribt"), Turn("agent", answer)]
    return signals_of(turns, channel="chat", locale="qaa").own_case


def questions(*said):
    """Count the questions of a chat in which the customer begins."""
    sides = [Turn(("customer", "agent")[n % 2], text) for n, text in enumerate(said)]
    return len(extract_questions(sides, channel="chat", locale="qaa"))


def subject(text):
    return extract_questions([], channel="email", subject=text, locale="qaa")


def parts(text):
    return list(title_cleanup.sentences(text, "qaa"))


def example_of(reason):
    texts = [
        e.text for e in reason_examples() if (e.locale, e.reason) == ("qaa", reason)
    ]
    return [text for text in texts if text and text in prototype_sentences()]


def quote(text):
    with translation.override("qaa"):
        return quoted(text)


USES = {
    "aliases": (lambda tag: tag in default_locales(), "qab", True),
    "stemmer": (lambda word: stem(word, "qaa"), "abrazos", "abraz"),
    "stop_words": (lambda text: content_words(text, "qaa"), "zulm flurm", ["flurm"]),
    "small_talk": (lambda text: content_words(text, "en"), "holbim flurm", ["flurm"]),
    "needs": (shows_need, "flurm kwezz", True),
    "abbreviations": (
        lambda text: len(list(split_sentences(text, "qaa"))),
        "Flurm gribt drelp vasti mosk zxb. Tarn flurm gribt drelp vasti mosk",
        1,
    ),
    "quotation_marks": (quote, "flurm", "⟪flurm⟫"),
    "capital_nouns": (parts, "flurm gribt Zulm drelp", ["flurm gribt Zulm drelp"]),
    "answers_stress": (parts, "flurm gribt jax drelp", ["flurm gribt jax drelp"]),
    "cues.reassurance": (reasons, "flurm survim", ["reassurance"]),
    "cues.prefers_person": (reasons, "flurm persvim", ["prefers_person"]),
    "cues.account": (reasons, "flurm accvim", ["account"]),
    "cues.asked_who": (own_case, "flurm whovim", 1),
    "cues.looked_up": (own_case, "flurm lookvim", 1),
    "cues.another_matter": (
        questions,
        "Flurm gribt tolk kwezz. Nopvim drelp vasti mosk kwezz",
        2,
    ),
    "cues.besides": (questions, "Flurm gribt tolk? Ochvim drelp vasti mosk?", 2),
    "cues.several": (questions, "Zweivim flurm gribt tolk? 2) drelp vasti mosk?", 2),
    "cues.asked": (questions, "Flurm gribt tolk? Ochvim drelp vasti askvim", 2),
    "cues.anything_else": (
        lambda text: questions("Flurm gribt tolk?", text, "Drelp vasti mosk kwezz"),
        "Elsvim",
        2,
    ),
    "examples.reassurance": (example_of, "reassurance", ["Flurm surg."]),
    "examples.prefers_person": (example_of, "prefers_person", ["Flurm perg."]),
    "examples.account": (example_of, "account", ["Flurm acc."]),
    "examples.other": (example_of, "other", ["Flurm oth."]),
    "mail.attributions": (
        newest_message,
        "flurm\n\nIxo 12:30 Tarn skrumpt:\ngribt",
        "flurm",
    ),
    "mail.header_fields": (
        newest_message,
        "flurm\n\nVonx: a\nOhnx: b\n\ngribt",
        "flurm",
    ),
    "mail.forwarded": (newest_message, "flurm\n\nWeiterx:\ngribt", "flurm"),
    "mail.wrote": (  # without a time or an address it is a sentence of the customer's
        newest_message,
        "flurm\n\nIxo Tarn skrumpt:\ngribt",
        "flurm\n\nIxo Tarn skrumpt:\ngribt",
    ),
    "mail.subject_marks": (subject, "Zq: drelp", ["drelp."]),
    "mail.sent_with": (newest_message, "flurm\nGesandx fonx meinx Tolk", "flurm"),
    "mail.my_device": (newest_message, "flurm\nGesandx fonx meinx Tolk", "flurm"),
    "mail.phone_signatures": (newest_message, "flurm\nHolx outlux", "flurm"),
    "mail.this": (newest_message, "flurm\n\nDiesx briefx isx geheimx.", "flurm"),
    "mail.mail": (newest_message, "flurm\n\nDiesx briefx isx geheimx.", "flurm"),
    "mail.confidential": (
        newest_message,
        "flurm\n\nDiesx briefx isx geheimx.",
        "flurm",
    ),
    "mail.disclaimer_titles": (newest_message, "flurm\n\nHaftx\ngribt", "flurm"),
    "mail.environment": (newest_message, "flurm\n\nUmwx! Druckx!", "flurm"),
    "mail.print_out": (newest_message, "flurm\n\nUmwx! Druckx!", "flurm"),
    "mail.farewells": (newest_message, "flurm\nMit grussx\nTarn", "flurm"),
    "mail.farewells_alone": (newest_message, "flurm\nGrusselx Tarn", "flurm"),
    "mail.thanks": (newest_message, "flurm\nDankx\nTarn", "flurm"),
    "names.introductions": (redact, "xolo vim brelk", "xolo vim [name]"),
    "names.said_first": (redact, "Brelk vim xolo", "[name] vim xolo"),
    "names.calling_first": (redact, "Brelk, xol ringx", "[name], xol ringx"),
    "names.openings": (redact, "Hallx, dax is Brelk.", "Hallx, dax is [name]."),
    "names.greetings": (redact, "Hallx, dax is Brelk.", "Hallx, dax is [name]."),
    "names.likely": (redact, "flurm xol binx Brelk.", "flurm xol binx [name]."),
    "names.speaking": (
        redact,
        "flurm xol binx Brelk am xapp",
        "flurm xol binx [name] am xapp",
    ),
    "names.after": (
        redact,
        "flurm xol binx Brelk ux gribt",
        "flurm xol binx [name] ux gribt",
    ),
    "names.salutations": (redact, "Liebx Brelk,", "Liebx [name],"),
    "names.persons": (redact, "Liebx Herrx Brelk,", "Liebx Herrx [name],"),
    "names.titled": (redact, "flurm Professorx Brelk", "flurm Professorx [name]"),
    "names.present": (redact, "Liebx, Brelk hierx", "Liebx, [name] hierx"),
    "names.sign_offs": (redact, "flurm\nGrx\nbrelk", "flurm\nGrx\n[name]"),
    "names.sign_offs_of_thanks": (
        redact,
        "flurm\nDankx\nBrelk",
        "flurm\nDankx\n[name]",
    ),
    "names.hesitations": (redact, "xolo vim ööx brelk", "xolo vim ööx [name]"),
    "names.infixes": (redact, "Liebx Brelk vonx Tarn,", "Liebx [name],"),
    "names.ends": (redact, "xolo vim brelk endx", "xolo vim [name] endx"),
    "names.no_names": (redact, "Liebx Allx,", "Liebx Allx,"),
    "numbers.number_words": (redact, "kundx-nummx 812", "kundx-nummx [customer]"),
    "numbers.between": (redact, "kundx isx 812345", "kundx isx [customer]"),
    "numbers.national_id_labels": (redact, "persx 12345", "persx [national_id]"),
    "numbers.account_labels": (redact, "kontx 1234567", "kontx [account]"),
    "numbers.phone_labels": (redact, "fonx 1234567", "fonx [phone]"),
    "numbers.customer_labels": (redact, "kundx 812345", "kundx [customer]"),
    "numbers.order_labels": (redact, "bestx 812345", "bestx [order]"),
    "numbers.national_id_words": (redact, "idx 77712-3456", "idx [national_id]"),
    "numbers.national_ids": (redact, "idx 77712-3456", "idx [national_id]"),
    "numbers.accounts": (redact, "flurm 88812 34567", "flurm [account]"),
    "numbers.calling_code": (redact, "flurm 03 28 27 06 10", "flurm [phone]"),
    "numbers.trunk_zero": (redact, "flurm 03 28 27 06 10", "flurm [phone]"),
    "numbers.other_before": (redact, "datx 91345678", "datx 91345678"),
    "numbers.units": (redact, "flurm 91345678 kronx", "flurm 91345678 kronx"),
    "numbers.spoken_ats": (redact, "brelk unterx tarn atx tolk punx no", "[email]"),
    "numbers.spoken_dots": (redact, "brelk unterx tarn atx tolk punx no", "[email]"),
    "numbers.spoken_joints": (redact, "brelk unterx tarn atx tolk punx no", "[email]"),
    "addresses.endings": (redact, "flurm brelkgassx 12", "flurm [address]"),
    "addresses.capital_endings": (redact, "flurm Brelkwegx 12", "flurm [address]"),
    "addresses.own_words": (redact, "flurm Brelk platx 12", "flurm [address]"),
    "addresses.postcodes": (redact, "Brelkwegx 12, Q123 Tarn", "[address]"),
    "addresses.shapes": (redact, "flurm Q-12:AB", "flurm [address]"),
    "titles.fillers": (tidy, "flurm ehmx gribt", "flurm gribt"),
    "titles.my_name": (tidy, "meinx namx isx [name], flurm", "flurm"),
    "titles.is_": (tidy, "meinx namx isx [name], flurm", "flurm"),
    "titles.i": (tidy, "ixo heissx [name], flurm", "flurm"),
    "titles.called": (tidy, "ixo heissx [name], flurm", "flurm"),
    "titles.this": (tidy, "dasx isx [name], flurm", "flurm"),
    "titles.introductions": (tidy, "xolo mit [name], flurm", "flurm"),
    "titles.here": (tidy, "[name] hierx, flurm", "flurm"),
    "titles.speaking": (tidy, "dasx isx [name] sprechx, flurm", "flurm"),
    "titles.from_where": (tidy, "dasx isx [name] ausx Tarn, flurm", "flurm"),
    "titles.and_": (tidy, "dasx isx [name] undx flurm", "flurm"),
    "titles.before_marks": (tidy, "flurm beix [phone]", "flurm"),
    "titles.good": (tidy, "Gutx morgx, flurm", "flurm"),
    "titles.times_of_day": (tidy, "Gutx morgx, flurm", "flurm"),
    "titles.hellos": (tidy, "Haxhax flurm", "flurm"),
    "titles.openings": (tidy, "Wohlx flurm", "flurm"),
    "titles.dear": (tidy, "Liebx Tarn, flurm", "flurm"),
    "titles.subject_openings": (tidy, "Nachx: flurm", "flurm"),
    "titles.subject_short": (tidy, "Ngx. flurm", "flurm"),
    "titles.regarding": (tidy, "Betrx flurm", "flurm"),
    "titles.asking": (title_cleanup.is_question, "wiesox flurm", True),
    "titles.verbs": (title_cleanup.is_question, "kannx ichx flurm", True),
    "titles.persons": (title_cleanup.is_question, "kannx ichx flurm", True),
    "titles.answers": (title_cleanup.count_fillers, "flurm jax", 1),
    "titles.exclamations": (title_cleanup.count_fillers, "flurm wowx", 1),
    "titles.if_words": (title_cleanup.is_continuation, "wennx erx flurm", True),
    "titles.if_persons": (title_cleanup.is_continuation, "wennx erx flurm", True),
    "titles.does_words": (title_cleanup.is_continuation, "willx siex flurm", True),
    "titles.does_persons": (title_cleanup.is_continuation, "willx siex flurm", True),
    "titles.leaning": (title_cleanup.is_continuation, "weilx flurm", True),
    "titles.first_person": (title_cleanup.is_first_person, "ixo flurm", True),
}


@pytest.mark.parametrize("language", known(), ids=lambda language: language.code)
def test_what_a_language_leaves_empty_it_gives_a_reason_for(language):
    empty = {name for name, value in values(language) if value in ("", (), frozenset())}

    assert empty - NO_TEXT == set(language.left_empty)
    assert all(len(reason.split()) > 2 for reason in language.left_empty.values())


@pytest.mark.parametrize("language", known(), ids=lambda language: language.code)
def test_a_language_has_two_cues_or_more_of_every_kind(language):
    for _, value in values(language.cues):
        assert len(re.split(r"[|\n]", value.strip())) >= 2


def test_there_is_a_use_of_every_field():
    assert USES.keys() == {name for name, _ in values(MADE_UP)} - {"code", "left_empty"}


@pytest.mark.parametrize("name", USES)
def test_a_language_that_a_site_adds_is_used_by_the_step_that_needs_the_field(name):
    step, text, expected = USES[name]

    with also_known(MADE_UP):
        assert step(text) == expected
    with also_known(without(name)):
        assert step(text) != expected


def test_marks_between_its_quotation_marks_go_with_them_from_a_title():
    with also_known(MADE_UP):
        assert tidy("flurm ⟪[name]⟫ gribt ⟪ ⟫") == "flurm gribt"


def test_a_language_is_forgotten_when_it_goes():
    with also_known(MADE_UP):
        assert language_of("qab-XX") is MADE_UP

    assert language_of("qab-XX") is None
    assert redact("xolo vim brelk") == "xolo vim brelk"
    assert "holbim" not in words(lambda language: language.small_talk)
    assert {example.reason for example in reason_examples()} == set(REASONS)
