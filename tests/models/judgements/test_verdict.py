"""An editor's word on what an article answers, and what a run reads of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from gapfinder.models import Contact, Question, Verdict
from gapfinder.pipeline.feedback import load_exemplars
from gapfinder.pipeline.window import read_window
from gapfinder.pipeline.window_features import WindowFeatures
from tests.support import jsonl
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db

SINCE, UNTIL = NOON - timedelta(weeks=8), NOON + timedelta(days=1)
LONG_AGO = SINCE - timedelta(weeks=4)


def a_written_article(**fields):
    article = an_article(**fields)
    article.passages.create(position=0, kind="title", text=article.title)
    return article


def a_gap_asked_in(*contacts):
    gap, run = a_gap(), a_run()
    for contact in contacts:
        a_judgement(contact.questions.get(), gap=gap, run=run)
    return gap


def said(verdicts):
    columns = (verdicts.row, verdicts.family, verdicts.weight)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def window():
    return WindowFeatures(read_window(a_help_center(), SINCE, UNTIL))


def texts(verdict):
    return [question.text for question in verdict.questions.by_id()]


# --- Giving one -----------------------------------------------------------------------


def test_a_verdict_on_a_gap_teaches_the_questions_it_has_then():
    gap = a_gap_asked_in(a_contact("one?", external_id="c1"), a_contact("two?"))
    editor = User.objects.create(username="editor")

    verdict = a_verdict(gap=gap, answer="no", editor=editor, note="Not for fibre.")
    a_judgement(a_contact("later?").questions.get(), gap=gap)

    assert texts(verdict) == ["one?", "two?"]
    assert (verdict.gap, verdict.editor, verdict.note) == (
        *(gap, editor, "Not for fibre."),
    )


def test_a_verdict_on_a_contact_teaches_all_it_asks():
    verdict = a_verdict(contact=a_contact("one?", "two?"))

    assert texts(verdict) == ["one?", "two?"]
    assert verdict.gap is None


def test_the_newest_verdict_on_a_gap_and_article_counts_and_the_former_is_kept():
    article, gap = an_article(), a_gap_asked_in(a_contact())
    a_verdict(gap=gap, article=article, answer="yes")
    other = a_verdict(gap=gap, answer="no")
    newest = a_verdict(gap=gap, article=article, answer="partly")

    assert list(Verdict.objects.counting().oldest_first()) == [other, newest]
    assert Verdict.objects.count() == 3


def test_verdicts_on_contacts_do_not_replace_those_on_others():
    article = an_article()
    both = [a_verdict(contact=a_contact(), article=article) for _ in range(2)]

    assert list(Verdict.objects.counting().oldest_first()) == both


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"contact": None}, "0 given, expected a gap or a contact"),
        ({"gap": 1}, "2 given, expected a gap or a contact"),
        ({"answer": "maybe"}, "'maybe', expected one of yes, no, partly"),
        ({"article": "theirs"}, "article theirs is of another help centre"),
        ({"contact": "silent"}, "silent has no question to teach"),
    ],
)
def test_a_verdict_that_cannot_be_meant_is_refused(given, wrong):
    contact = a_contact()
    values = {"article": an_article(), "contact": contact, "answer": "yes"} | given
    if "gap" in given:
        values["gap"] = a_gap_asked_in(contact)
    if "article" in given:
        other = a_help_center("other")
        values["article"] = an_article(help_center=other, external_id="theirs")
    if given.get("contact"):
        values["contact"] = Contact.objects.create(
            help_center=a_help_center(), external_id="silent", received_at=NOON
        )

    with pytest.raises(ValueError, match=wrong):
        Verdict.objects.give(**values)
    assert not Verdict.objects.exists()


# --- Importing again ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "taught"),
    [
        ({}, 1),
        ({"csat": 100}, 1),
        ({"text": "Why is my invoice so high this month?"}, 0),
        ({"text": ""}, 0),
    ],
)
def test_a_question_stays_taught_until_it_has_new_words(tmp_path, change, taught):
    help_center = a_help_center()
    file = jsonl.written(tmp_path / "contacts.jsonl", jsonl.contact())
    jsonl.import_contacts(file, help_center)
    verdict = a_verdict(contact=Contact.objects.get())

    jsonl.written(file, jsonl.contact(**change))
    jsonl.import_contacts(file, help_center)

    assert verdict.questions.count() == taught


def test_an_article_that_changes_keeps_its_verdicts(tmp_path):
    help_center = a_help_center()
    file = jsonl.written(tmp_path / "articles.jsonl", jsonl.article())
    jsonl.import_articles(file, help_center)
    article = help_center.article_set.get()
    a_verdict(article=article)

    jsonl.written(file, jsonl.article(title="Change the password of the router"))
    jsonl.import_articles(file, help_center)

    assert article.verdicts.count() == 1


# --- What a run reads -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "weight"), [("yes", 1.0), ("no", -1.0), ("partly", 0.0)]
)
def test_a_run_reads_which_family_answers_which_question(answer, weight):
    a_written_article(external_id="a")
    article = a_written_article(external_id="b")
    a_contact("first?", external_id="c1")
    contact = a_contact("second?", "third?", external_id="c2")

    a_verdict(contact=contact, article=article, answer=answer)

    assert said(window().questions.verdicts) == [(1, 1, weight), (2, 1, weight)]


def test_the_newest_word_on_a_family_counts_whatever_the_translation():
    contact = a_contact()
    original = a_written_article(external_id="a")
    translation = a_written_article(
        external_id="b", locale="sv", translation_of=original.external_id
    )

    a_verdict(gap=a_gap_asked_in(contact), article=original, answer="yes")
    a_verdict(contact=contact, article=translation, answer="no")

    assert said(window().questions.verdicts) == [(0, 0, -1.0)]


def test_a_replaced_verdict_teaches_none_of_its_questions():
    """The second verdict was given when the gap had another question."""
    article = a_written_article()
    first, second = a_contact(external_id="c1"), a_contact(external_id="c2")
    gap = a_gap_asked_in(first)
    a_verdict(gap=gap, article=article, answer="yes")
    first.questions.get().judgement.delete()
    a_judgement(second.questions.get(), gap=gap)

    a_verdict(gap=gap, article=article, answer="no")

    assert said(window().questions.verdicts) == [(1, 0, -1.0)]


def test_an_article_that_is_taken_down_teaches_nothing():
    a_verdict(contact=a_contact(), article=a_written_article(published=False))

    assert said(window().questions.verdicts) == []


def test_a_question_outside_the_window_still_teaches():
    article = a_written_article()
    a_contact("now?")
    long_ago = a_contact("long ago?", received_at=LONG_AGO, locale="sv-SE")
    later = a_contact("later?", received_at=UNTIL, channel="search")

    a_verdict(contact=later, article=article, answer="no")
    a_verdict(contact=long_ago, article=article)

    found = window()
    assert found.questions.texts == ["now?"]
    assert found.exemplars.texts == ["long ago?", "later?"]
    assert found.exemplars.locales == ["sv", "nb"]
    assert found.exemplars.styles == ["sv", "nb search"]
    assert said(found.exemplars.verdicts) == [(0, 0, 1.0), (1, 0, -1.0)]
    assert said(found.questions.verdicts) == []


def test_what_agents_shared_before_the_window_teaches():
    a_written_article(external_id="a", url="https://help.example/a")
    a_written_article(external_id="b")
    a_contact("by id?", received_at=LONG_AGO, articles_shared=["b", "gone"])
    a_contact("by link?", received_at=LONG_AGO, links=["help.example/a"])
    a_contact("elsewhere?", received_at=LONG_AGO, links=["news.example"])
    a_contact("nothing?", received_at=LONG_AGO)
    a_contact("not yet?", received_at=UNTIL, articles_shared=["b"])

    found = window()

    assert found.exemplars.texts == ["by id?", "by link?"]
    assert found.exemplars.shared == [[1], [0]]
    assert said(found.exemplars.verdicts) == []


def test_only_the_newest_contacts_before_the_window_are_looked_at():
    article = a_written_article(external_id="a")
    for days in (3, 1, 2):
        time = SINCE - timedelta(days=days)
        a_contact(f"{days}?", received_at=time, articles_shared=["a"])

    asked = load_exemplars(
        a_help_center(), [article], since=SINCE, until=UNTIL, shared_in_newest=2
    )
    assert [question.text for question in asked] == ["1?", "2?"]


def test_help_centres_teach_themselves_only():
    other = a_help_center("other")
    article = a_written_article(help_center=other)
    a_verdict(contact=a_contact("theirs?", help_center=other), article=article)
    a_contact(
        "theirs too?",
        help_center=other,
        received_at=LONG_AGO,
        articles_shared=[article.external_id],
    )

    found = window()

    assert (found.exemplars.texts, said(found.questions.verdicts)) == ([], [])
    assert Question.objects.count() == 2


def test_reading_costs_the_same_however_much_was_taught(django_assert_max_num_queries):
    article = a_written_article()
    counts = []
    for contacts in (2, 20):
        for _ in range(contacts):
            a_verdict(contact=a_contact(received_at=LONG_AGO), article=article)
        with django_assert_max_num_queries(12) as queries:
            found = window()
            assert len(found.exemplars.verdicts.row) == len(found.exemplars)
            assert len(found.exemplars.styles) == len(found.exemplars)
        counts.append(len(queries))

    assert counts[0] == counts[1]
