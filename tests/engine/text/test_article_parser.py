"""What the engine sees of an article, whatever its author wrote it in."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapfinder.engine.text.article_parser import (
    MAX_CHARACTERS,
    MAX_PASSAGES,
    MAX_TITLE_WORDS,
    MAX_WORDS,
    read_page,
)

PATIENCE_SECONDS = 10  # the worst of these take three

RESTART = "Dra ut strømmen til ruteren og vent i ti sekunder."
WAIT = "Det kan ta opptil fem minutter før lampen lyser grønt."

PLAIN = f"{RESTART}\n\n{WAIT}"
MARKDOWN = f"## Omstart\n\n**Dra ut** {RESTART[7:]}\n\n[{WAIT}](https://nett.example)"
HTML = f"<h2>Omstart</h2><p><b>Dra ut</b> {RESTART[7:]}</p>\n<div>{WAIT}</div>"


@pytest.mark.parametrize("body", [PLAIN, MARKDOWN, HTML], ids=["plain", "md", "html"])
def test_a_body_gives_the_same_passages_in_every_format(body):
    assert read_page("Ny start", body).passages == (RESTART, WAIT)


@pytest.mark.parametrize("body", [MARKDOWN, HTML], ids=["md", "html"])
def test_headings_stand_apart_from_passages_and_in_the_text(body):
    page = read_page("Ny start", body)

    assert page.headings == ("Omstart",)
    assert page.text == f"Omstart\n{RESTART}\n{WAIT}"


@pytest.mark.parametrize(
    "body",
    [
        '<p><img src="faktura.png" alt="Bilde av en faktura"></p>',
        "![Bild på en faktura](faktura.png)",
        "<img src='data:image/png;base64,aGVp'>",
        "",
        " \n\t ",
    ],
)
def test_an_article_that_is_only_an_image_has_no_passages(body):
    page = read_page("", body)

    assert (page.title, page.passages, page.text) == ("", (), "")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Flytta\n\nSå här flyttar du ditt bredband till en ny adress.", "Flytta"),
        ("<p>Först detta.</p><h2>Sedan <i>det</i></h2>", "Sedan det"),
        (
            '---\ntitle: "Verhuizen: zo werkt het"\n---\n# Stap 1',
            "Verhuizen: zo werkt het",
        ),
        ("Din SIM er låst. Ring os.", "Din SIM er låst."),
        ("ord " * 40, " ".join(["ord"] * MAX_TITLE_WORDS)),
    ],
    ids=["heading", "later heading", "front matter", "sentence", "long sentence"],
)
def test_an_article_without_a_title_is_called_by_its_first_words(body, title):
    assert read_page(" ", body).title == title


def test_a_given_title_is_kept_on_one_line():
    assert read_page(" Bytte\n SIM\x00-kort ", "# Annet").title == "Bytte SIM-kort"


@pytest.mark.parametrize("tag", ["script", "style", "nav", "svg", "template", "iframe"])
def test_what_readers_do_not_read_is_left_out(tag):
    body = f"<{tag}>menu</{tag}><p>{RESTART}</p><!-- {WAIT} -->"

    assert read_page("T", body).text == RESTART


@pytest.mark.parametrize(
    "markup",
    [
        "::: tip\n{}\n:::",
        '::: {{.callout-tip collapse="true"}}\n{}\n:::',
        "[[toc]]\n\n{}",
        "{{{{< video https://nett.example >}}}}\n\n# T\n\n{}",
        "> [!NOTE]\n> {}",
        "---\nlayout: home\n---\n\n{}",
        '![alt](a.png){{width="5%"}}\n\n{}',
        '{{% hint style="info" %}}\n**{}**\n{{% endhint %}}',
        "<!-- {} -->\n- {}",
        "    <p>{}</p>\n\n## Mer",
    ],
)
def test_the_markup_of_publishing_tools_is_left_out(markup):
    assert read_page("T", markup.format(RESTART, RESTART)).passages == (RESTART,)


@pytest.mark.parametrize(
    "opening",
    ["::: details Waarom duurt het?", ':::{.callout-tip title="Waarom duurt het?"}'],
)
def test_the_title_of_a_container_is_content(opening):
    page = read_page("T", f"{opening}\nWij wachten op de monteur van KPN.\n:::")

    assert page.text == "Waarom duurt het?\nWij wachten op de monteur van KPN."


def test_entities_are_decoded_and_invisible_characters_removed():
    body = "<p>Br&auml;nd&shy;gul &amp; bl&aring;\u200b &lt;3&#1;&nbsp;Kr\xadoss.</p>"

    assert read_page("T", body).text == "Brändgul & blå <3 Kross."


def test_a_row_of_a_table_is_one_passage():
    table = "| Abonnement | Data | Pris |\n|--|--|--|\n| Stor | 50 GB | 499 kr |\n"
    html = "<table><tr><td><p>Stor</p><td>50 GB<td><p>499 kr<p></table>"

    assert read_page("T", table).passages == (
        "Abonnement · Data · Pris",
        "Stor · 50 GB · 499 kr",
    )
    assert read_page("T", html).passages == ("Stor · 50 GB · 499 kr",)


def test_a_table_for_the_layout_is_read_like_paragraphs():
    sentence = "This cell holds a whole sentence of the article, number {}."
    cells = "".join(f"<td>{sentence.format(n)}</td>" for n in "ABCDE")

    page = read_page("T", f"<table><tr>{cells}</tr></table>")

    assert page.passages[0].startswith(sentence.format("A"))
    assert len(page.text.split("\n")) == 1


def test_short_steps_of_a_list_are_joined():
    steps = "- Åpne appen.\n- Velg Mobil.\n- Trykk på Bytt SIM.\n"

    assert read_page("T", steps).passages == (
        "Åpne appen. Velg Mobil. Trykk på Bytt SIM.",
    )


def test_a_short_line_before_a_list_goes_with_its_first_step():
    body = f"<p>Slik gjør du:</p><ol><li>{RESTART}</li><li>{WAIT}</li></ol>"

    assert read_page("T", body).passages == (f"Slik gjør du: {RESTART}", WAIT)


def test_short_sentences_never_join_across_a_heading():
    assert read_page("T", "# A\n\nRing oss.\n\n# B\n\nSkriv til oss.").passages == (
        "Ring oss.",
        "Skriv til oss.",
    )


def test_long_neighbours_stay_apart():
    assert read_page("T", f"{RESTART} {WAIT}").passages == (RESTART, WAIT)


@pytest.mark.parametrize(
    "sentence",
    [
        "Du kan f.eks. Lese mer om roaming i Norden.",
        "Betala senast kl. 12 till t.ex. Bankgiro eller Swish.",
        "U kunt bijv. Ziggo of een andere aanbieder kiezen.",
        "Ring oss på tlf. 815 00 000 mellom åtte og fire.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence):
    assert read_page("T", f"{sentence} {RESTART}").passages == (sentence, RESTART)


def test_a_sentence_of_more_than_sixty_words_is_cut_evenly():
    words = [f"ord{n}" for n in range(MAX_WORDS + 2)]

    passages = read_page("T", " ".join(words)).passages

    assert passages == (" ".join(words[:31]), " ".join(words[31:]))


def test_a_passage_stands_once():
    assert read_page("T", f"{RESTART}\n\n{WAIT}\n\n{RESTART}").passages == (
        RESTART,
        WAIT,
    )


def test_a_long_article_has_its_first_passages_only():
    body = "\n\n".join(f"Schritt {n}: Den Router bitte neu starten." for n in range(99))

    page = read_page("T", body)

    assert len(page.passages) == MAX_PASSAGES
    assert page.passages[0].startswith("Schritt 0")


def test_lines_wrapped_by_a_mail_program_are_one_sentence():
    body = "Vi sender deg en ny ruter i posten hvis den gamle er\neldre enn fem år."

    assert read_page("T", body).text == body.replace("\n", " ")


def test_an_address_keeps_its_lines():
    assert read_page("T", "<p>Nett AS<br>Storgata 1<br/>Oslo</p>").text == (
        "Nett AS\nStorgata 1\nOslo"
    )


@pytest.mark.parametrize(
    "body",
    [
        "Prisen er < 100 kr og > 50 kr.",
        "5 * 3 = 15 och _inte_ 16.",
        "Skriv inn <telefonnummer> her.",
        "Fish & chips; AT&T.",
    ],
)
def test_plain_text_with_signs_stays_as_it_is(body):
    assert read_page("T", body).text == body


def test_html_with_signs_of_markdown_stays_html():
    body = "<p>Ring *123# eller **21*</p>\n<p>\n- i utlandet</p>"

    assert read_page("T", body).text == "Ring *123# eller **21*\n- i utlandet"


def test_an_image_inlined_as_base64_does_not_hide_the_words_behind_it():
    image = f'<img src="data:image/png;base64,{"A" * MAX_CHARACTERS}">'

    assert read_page("T", f"{image}<p>{RESTART}</p>").passages == (RESTART,)


@pytest.mark.parametrize(
    "piece",
    [
        "<p>Hei du. ",
        "# a\n\nHei **du** og du. ",
        "<div>",
        "<ul><li>",
        "<b>",
        "[",
        "![",
        "*",
        "`a",
        "{{<",
        ":::{",
        "> ",
        "|a",
        "1. a\n",
        "<p",
        "A. ",
        "\n",
        " ",
        "data:a",
        "---\n",
    ],
)
@pytest.mark.slow
def test_five_megabytes_are_read_in_bounded_time(piece):
    body = piece * (5_000_000 // len(piece))
    start = time.perf_counter()

    read_page("", body)

    assert time.perf_counter() - start < PATIENCE_SECONDS


MARKUP = re.findall(
    r"\S+|\n",
    "<p> </p> <table> <tr> <td> <li> <h1> <pre> <br> <script> <!-- --> ``` --- # - * | "
    "|-| [a](b) ** {{< >}} {% %} &shy; &#0; &#xD800; title: Ord. ord > \n \n :::tip [[",
)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(), max_size=20),
    st.lists(
        st.sampled_from([*MARKUP, " "]) | st.text(st.characters(), max_size=20),
        max_size=25,
    ).map("".join),
)
def test_any_string_is_a_page(title, body):
    page = read_page(title, body)

    texts = [page.title, *page.headings, *page.passages, *page.text.split("\n")]
    assert all(text == " ".join(text.split()) for text in texts)
    assert len(page.passages) <= MAX_PASSAGES
    assert all(len(passage.split()) <= MAX_WORDS for passage in page.passages)
    page.text.encode()
