"""What a run derives from the rows of its window, before a vector is made."""

import numpy as np

from gapfinder.models import Article, Contact, Question
from gapfinder.pipeline.window import Window
from gapfinder.pipeline.window_features import WindowFeatures


def features(contacts=(), articles=()):
    questions = [Question(contact=contact, text="a question") for contact in contacts]
    rows = np.arange(len(contacts))
    return WindowFeatures(Window(contacts, questions, rows, articles, []))


def article(id, locale="nb", **fields):
    return Article(external_id=id, locale=locale, **fields)


def test_translations_of_one_article_are_a_family():
    articles = [article("a"), article("a-sv", "sv", translation_of="a"), article("b")]

    assert features(articles=articles).articles.families.tolist() == [0, 0, 1]


def test_translations_of_each_other_are_one_family_too():
    articles = [article("a", translation_of="b"), article("b", translation_of="a")]

    assert features(articles=articles).articles.families.tolist() == [0, 0]


def test_a_translation_of_an_article_that_is_gone_stands_alone():
    articles = [article("a", translation_of="gone"), article("b")]

    assert features(articles=articles).articles.families.tolist() == [0, 1]


def test_who_writes_nynorsk_reads_bokmal():
    contacts = [Contact(locale="nn-NO")]

    seen = features(contacts, [article("a", "nb-NO")])

    assert seen.questions.locales == ["nb"]
    assert seen.articles.readable == [{"nb"}]


def test_a_search_query_has_a_style_of_its_own():
    contacts = [Contact(locale="nl", channel="search"), Contact(locale="nl-NL")]

    assert features(contacts).questions.styles == ["nl search", "nl"]


def test_an_article_is_shared_by_its_id_or_by_a_link_to_it():
    articles = [article("a"), article("b", url="https://help.example/nb/b/")]
    contacts = [
        Contact(articles_shared=["a", "unknown"]),
        Contact(links=["help.example/nb/b"]),
        Contact(),
    ]

    assert features(contacts, articles).questions.shared == [[0], [1], []]
