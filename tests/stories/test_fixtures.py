"""The fixtures are what they say they are: an operator's help centre, and who asks."""

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gapfinder.engine.text.question_extraction import Turn, extract_questions
from gapfinder.models import Contact, Judgement

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LOCALES = {"nb", "sv", "nl", "en"}


def lines(name):
    with (FIXTURES / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def articles():
    return {article["id"]: article for article in lines("articles.jsonl")}


@pytest.fixture(scope="module")
def contacts():
    return {contact["id"]: contact for contact in lines("contacts.jsonl")}


@pytest.fixture(scope="module")
def labels():
    return lines("labels.jsonl")


def test_no_id_is_given_twice(articles, contacts, labels):
    for name, rows in (("articles", articles), ("contacts", contacts)):
        assert len(lines(f"{name}.jsonl")) == len(rows)
    assert len({label["contact"] for label in labels}) == len(labels)


def test_there_are_110_articles_over_45_topics_in_four_locales(articles):
    topics = {article.get("translation_of", name) for name, article in articles.items()}

    assert len(articles) >= 110
    assert len(topics) == 45
    assert topics <= set(articles)
    assert {article["locale"] for article in articles.values()} == LOCALES


def test_a_topic_has_one_article_a_locale_at_most(articles):
    topics = Counter(
        (article.get("translation_of", name), article["locale"])
        for name, article in articles.items()
    )

    assert set(topics.values()) == {1}


def test_there_are_450_contacts_over_eight_weeks_in_four_locales(contacts):
    times = [
        datetime.fromisoformat(contact["received_at"]) for contact in contacts.values()
    ]
    by_week = Counter(time.isocalendar()[:2] for time in times)

    assert len(contacts) >= 450
    assert timedelta(weeks=7) < max(times) - min(times) <= timedelta(weeks=8)
    assert len(by_week) == 8
    assert min(by_week.values()) >= 20
    assert {contact["locale"] for contact in contacts.values()} == LOCALES
    assert all(time.utcoffset() is not None for time in times)


def test_contacts_come_over_at_least_four_channels(contacts):
    channels = Counter(contact["channel"] for contact in contacts.values())

    assert set(channels) <= set(Contact.Channel.values)
    assert sum(count >= 40 for count in channels.values()) >= 4


def test_no_two_contacts_say_the_same(contacts):
    said = Counter(
        json.dumps(contact.get("turns") or contact["text"])
        for contact in contacts.values()
    )

    assert [text for text, times in said.items() if times > 1] == []


def test_every_contact_has_a_label_and_no_other_has(contacts, labels):
    assert {label["contact"] for label in labels} == set(contacts)


def test_labels_are_as_the_contract_says(articles, contacts, labels):
    for label in labels:
        kind, article = label.get("kind"), label["article"]
        assert label["need"]
        assert label.get("reason") in {None, *Judgement.Reason.values}
        assert article is None or article in articles
        if kind is None:
            assert (
                article is None
                or _locale_of(label, contacts) == (articles[article]["locale"])
            )
        elif kind == "translation":
            assert _locale_of(label, contacts) not in _readable(article, articles)
        elif kind == "weak":
            assert article is None
            assert label["weak_article"] in articles
        else:
            assert (kind, article) == ("none", None)


def test_a_need_is_one_thing(articles, labels):
    """Every contact with it has the same topic, or none has one."""
    topics = {}
    for label in labels:
        article = label["article"]
        topic = articles[article].get("translation_of", article) if article else None
        topics.setdefault(label["need"], set()).add(topic)

    assert {need for need, known in topics.items() if len(known) > 1} == set()


def test_twelve_topics_are_missing_and_five_are_weak(labels):
    missing = Counter(
        label["need"]
        for label in labels
        if label["article"] is None and "kind" not in label
    )
    weak = Counter(label["need"] for label in labels if label.get("kind") == "weak")

    assert (len(missing), min(missing.values())) == (12, 5)
    assert (len(weak), min(weak.values())) == (5, 6)
    assert not missing.keys() & weak.keys()


def test_some_topics_lack_a_language(labels):
    abroad = Counter(
        label["need"] for label in labels if label.get("kind") == "translation"
    )

    assert len(abroad) >= 5
    assert min(abroad.values()) >= 5


def test_a_contact_is_labelled_linked_if_an_agent_shared_its_article(
    articles, contacts, labels
):
    linked = [label for label in labels if label.get("linked")]

    assert len(linked) >= 20
    for label in linked:
        contact = contacts[label["contact"]]
        said = json.dumps([contact.get("turns"), contact.get("articles_shared")])
        assert label["article"] in said or articles[label["article"]]["url"] in said


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("nb-047", "mens jeg har deg, den fakturaen"),
        ("nb-104", "en liten ting til: kan han beholde"),
        ("nb-137", "er det forresten noe gebyr"),
        ("sv-087", "(Dessutom: kan ni ändra"),
        ("en-097", "while I've got you, do they bring"),
    ],
)
def test_who_turns_to_another_matter_has_two_questions(contacts, name, second):
    questions = _questions(contacts[name])

    assert len(questions) == 2
    assert questions[1].startswith(second)


def test_one_need_is_hardly_ever_torn_in_two(contacts):
    """They were written with one need each, but for those above."""
    several = [row for row in contacts.values() if len(_questions(row)) > 1]

    assert 5 <= len(several) <= 7


def _questions(contact):
    turns = contact.get("turns") or [{"speaker": "customer", "text": contact["text"]}]
    return extract_questions(
        [Turn(turn["speaker"], turn["text"]) for turn in turns],
        channel=contact["channel"],
        subject=contact.get("subject", ""),
        locale=contact["locale"],
    )


def _locale_of(label, contacts):
    return contacts[label["contact"]]["locale"]


def _readable(article, articles):
    topic = articles[article].get("translation_of", article)
    return {
        row["locale"]
        for name, row in articles.items()
        if topic in (name, row.get("translation_of"))
    }
