"""Rows in bulk: PostgreSQL takes them by COPY, and stores what others store."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from gapfinder.models import ArticleFigures, Contact, Judgement
from gapfinder.models.bulk import insert, overwrite
from tests.support.factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

# What COPY has to write otherwise than it stands: a column, a row, NULL, an end.
ODD = "tab\tline\nreturn\r \\N \\. \\ 'quoted' \"twice\" å 😀"
JANUARY = datetime(2026, 1, 31, 23, 59, 59, 123456, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def contact(name, **fields):
    return Contact(
        help_center=a_help_center(), external_id=name, received_at=JANUARY, **fields
    )


def values(name):
    [row] = Contact.objects.filter(external_id=name).values()
    return {field: value for field, value in row.items() if field != "id"}


def test_what_is_stored_in_bulk_is_what_is_saved_one_by_one():
    told = {
        "subject": ODD,
        "turns": [{"speaker": "customer", "text": ODD}],
        "extra": {"nothing": None, ODD: [1.5, True, {}]},
        "handle_seconds": 0,
        "csat": 12.25,
        "searched_first": False,
        "channel": Contact.Channel.IN_PERSON,
    }
    contact("saved", **told).save()

    insert([contact("in bulk", **told), contact("bare")], Contact.objects.all())

    assert values("in bulk") == values("saved") | {"external_id": "in bulk"}
    assert values("bare")["csat"] is None
    assert values("bare")["extra"] == {}


def test_each_row_has_the_key_it_is_stored_by():
    rows = [contact(f"{number:03}") for number in range(100)]

    insert(rows, Contact.objects.all())

    stored = dict(Contact.objects.values_list("external_id", "pk"))
    assert {row.external_id: row.pk for row in rows} == stored
    assert len(set(stored.values())) == 100


def test_the_next_row_gets_another_key():
    rows = insert([contact("first"), contact("second")], Contact.objects.all())

    third = contact("third")
    third.save()

    assert third.pk not in {row.pk for row in rows}


def test_a_row_with_a_key_of_its_own_keeps_it():
    article = an_article()

    insert([ArticleFigures(article=article, weak=7)], ArticleFigures.objects.all())

    assert article.figures.weak == 7


def test_a_stored_row_can_be_saved_again():
    [row] = insert([contact("once")], Contact.objects.all())

    row.locale = "sv"
    row.save()

    assert Contact.objects.get().locale == "sv"


def test_nothing_is_stored_of_rows_of_which_one_is_refused():
    insert([contact("there")], Contact.objects.all())

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([contact("new"), contact("there")], Contact.objects.all())

    assert Contact.objects.get().external_id == "there"


def test_none_are_no_rows():
    assert insert([], Contact.objects.all()) == []

    overwrite([], Contact.objects.all(), names=["locale"])


def test_only_the_named_fields_are_overwritten_and_only_of_these_rows():
    one, other = a_contact(locale="nb"), a_contact(locale="nb")
    told = {**vars(one), "locale": ODD[:35], "worst_score": None, "brand": "unwritten"}
    news = Contact(**{name: told[name] for name in told if name != "_state"})
    Contact.objects.update(worst_score=0.5, brand="as before")

    overwrite([news], Contact.objects.all(), names=["locale", "worst_score"])

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.locale, one.worst_score, one.brand) == (ODD[:35], None, "as before")
    assert (other.locale, other.worst_score) == ("nb", 0.5)


def test_two_may_be_overwritten_in_one_transaction():
    row = a_contact(locale="nb")

    with transaction.atomic():
        for locale in ("sv", "nl"):
            row.locale = locale
            overwrite([row], Contact.objects.all(), names=["locale"])

    assert Contact.objects.get().locale == "nl"


def test_judgements_keep_their_articles_gaps_and_evidence():
    question, gap, article = a_contact().questions.get(), a_gap(), an_article()
    evidence = {"points": {"title": 0.25}, "alike": 3, "outside": ""}
    judged = Judgement(
        question=question,
        run=a_run(),
        asked_at=JANUARY,
        match=Judgement.Match.WEAK,
        score=0.1234,
        gap=gap,
        article=article,
        evidence=evidence,
    )

    Judgement.objects.insert([judged])

    stored = Judgement.objects.get()
    assert (stored.pk, stored.question, stored.gap) == (judged.pk, question, gap)
    assert (stored.article, stored.last_gap, stored.passage) == (article, None, None)
    assert (stored.match, stored.score) == (Judgement.Match.WEAK, 0.1234)
    assert (stored.asked_at, stored.evidence) == (JANUARY, evidence)


def test_a_question_is_judged_once():
    judged = a_judgement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.insert([judged_anew(judged)])

    assert Judgement.objects.get() == judged


def judged_anew(judged):
    return Judgement(
        question=judged.question,
        run=judged.run,
        asked_at=judged.asked_at,
        match=judged.match,
        score=judged.score,
    )
