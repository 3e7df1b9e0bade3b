"""Why a run has found what it found, on a small help centre and with a real model."""

import json

import pytest
from django.test import Client

from gapfinder.models import Article, Gap, Judgement
from tests.support import broadband
from tests.support.broadband import found, gap_of, imported
from tests.support.desk import logged_in, page_of, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]

WORDS = {"title", "body", "passage"}
ANSWERS = {
    "moving": "Tell us the new address and the date you move, and we connect the "
    "broadband in your new home.",
    "static-address": "A static IP address costs 5 a month, I have ordered it for you.",
}


@pytest.fixture
def help_center(tmp_path):
    return imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )


def answered(contact):
    """The same contact with an agent's answer, where its need has one."""
    need = contact["id"].rpartition("-")[0]
    if need not in ANSWERS or contact["channel"] == "search":
        return contact
    turns = [("customer", contact["text"]), ("agent", ANSWERS[need])]
    said = [{"speaker": speaker, "text": text} for speaker, text in turns]
    return {k: v for k, v in contact.items() if k != "text"} | {"turns": said}


def values(points):
    return {point["code"]: point["value"] for point in points}


def told_of(result, contact):
    [told] = [each for each in result["contacts"] if each["id"] == contact]
    return told["evidence"]


def test_every_gap_says_what_speaks_for_its_nearest_articles(help_center, tmp_path):
    texts = {article["id"]: article for article in broadband.articles()}

    for gap in found(tmp_path)["gaps"]:
        assert [
            {"article": near["article"], "score": near["score"]}
            for near in gap["evidence"]
        ] == gap["nearest"]
        for near in gap["evidence"]:
            article = texts[near["article"]]
            assert near["passage"]["text"] in article["title"] + article["body"]
            assert all(point["value"] > 0 for point in near["for"])
            assert all(point["value"] < 0 for point in near["against"])


def test_words_that_no_article_says_speak_against_the_nearest(help_center, tmp_path):
    nearest = gap_of(found(tmp_path), "copper")["evidence"][0]

    assert values(nearest["against"]).keys() >= WORDS
    assert "copper network" in nearest["question"]


def test_an_article_in_another_language_is_shared_but_cannot_be_read(
    help_center, tmp_path
):
    nearest = gap_of(found(tmp_path), "esim")["evidence"][0]

    assert values(nearest["for"]).items() >= {"shared_in": 6, "agree": 1.0}.items()
    assert values(nearest["against"])["foreign"] == -6


def test_answers_that_resemble_no_article_speak_against_it(tmp_path):
    contacts = [answered(contact) for contact in broadband.contacts()]
    imported(tmp_path, contacts=contacts, articles=broadband.articles())

    result = found(tmp_path)

    for near in gap_of(result, "static-address")["evidence"]:
        assert "answers" in values(near["against"])
    assert "answers" not in values(told_of(result, "moving-0")["against"])


@pytest.mark.parametrize("answer", ["no", "partly"])
def test_an_editors_verdict_stands_in_the_evidence(help_center, tmp_path, answer):
    gap = gap_of(found(tmp_path), "copper")
    nearest = Article.objects.get(external_id=gap["nearest"][0]["article"])
    number = int(gap["id"].removeprefix("gap-"))
    copper = Gap.objects.get(help_center=help_center, number=number)
    nearest.verdicts.give(gap=copper, article=nearest, answer=answer)

    result = found(tmp_path)

    told = {near["article"]: near for near in gap_of(result, "copper")["evidence"]}
    against = values(told[nearest.external_id]["against"])
    assert against[f"verdict_{answer}"] == -7


def test_every_contact_says_how_close_its_article_comes(help_center, tmp_path):
    result = found(tmp_path)

    for contact in result["contacts"]:
        passage = contact["evidence"]["passage"]
        assert passage.rpartition("#")[0] == contact["article"]
        assert result["passages"][passage]["text"]
        assert (contact["evidence"]["outside"] is None) == bool(contact["gap"])
    copper = told_of(result, "copper-0")
    assert values(copper["against"]).keys() >= {"words", "groups"}
    assert copper["alike"] == 7
    assert told_of(result, "moving-0")["outside"] == "answered"


def test_what_too_few_ask_is_not_grouped_and_says_so(help_center, tmp_path, settings):
    settings.GAPFINDER_MIN_GAP_CONTACTS = 7

    told = told_of(found(tmp_path), "static-address-0")

    assert (told["alike"], told["outside"]) == (6, "too_few")


def test_without_articles_there_is_nothing_to_explain(tmp_path):
    imported(tmp_path, contacts=broadband.contacts())

    result = found(tmp_path)

    assert result["passages"] == {}
    assert [gap["evidence"] for gap in result["gaps"]] == [[]] * len(result["gaps"])
    assert told_of(result, "copper-0")["passage"] is None
    assert told_of(result, "copper-0")["for"] == []


def test_an_address_that_an_article_gives_as_an_example_is_not_written_out(tmp_path):
    articles = [
        article | {"body": "Write to kari@mail.example to install the eSIM."}
        if article["id"] == "esim"
        else article | {"title": f"{article['title']} (kari@mail.example)"}
        for article in broadband.articles()
    ]
    imported(tmp_path, contacts=broadband.contacts(), articles=articles)

    result = found(tmp_path)

    assert result["passages"]
    assert "kari@mail.example" not in json.dumps(result)


def test_an_article_with_other_words_is_no_evidence_any_more(help_center, tmp_path):
    found(tmp_path)
    moved = [a | {"body": "Ask us."} for a in broadband.articles() if a["id"] == "esim"]

    imported(tmp_path, contacts=[], articles=moved)

    judged = Judgement.objects.filter(article__external_id="esim")
    assert {judgement.passage for judgement in judged} == {None}


def test_the_page_of_a_found_gap_and_of_its_contact_show_why(
    help_center, tmp_path, client: Client
):
    found(tmp_path)
    logged_in(client, is_superuser=True)
    judged = Judgement.objects.get(question__contact__external_id="esim-0")

    gap = text(client, page_of(judged.gap))
    contact = text(client, page_of(judged.question.contact))

    assert "6 contacts are in languages it is not written in." in gap
    assert "Installere eSIM (title)" in gap
    assert f'<a href="{page_of(judged.gap)}">' in contact
    assert "Its words are less close than is usual for an answer" in contact
