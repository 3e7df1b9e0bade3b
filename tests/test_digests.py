"""What support leads read every week."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import CharField, JSONField, TextField
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from gapfinder.digests import compose, last_whole_week, monday_of
from gapfinder.models import Contact, Digest, Gap, HelpCenter, Judgement, Question

from .factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

MONDAY = date(2026, 11, 16)  # the week of NOON
COLUMNS = 76

pytestmark = pytest.mark.django_db


def letter(monday: date = MONDAY) -> str:
    return compose(a_help_center(), monday).text


def judged(*said: dict[str, Any], **fields: Any) -> Contact:
    """Make a contact with a question a judgement."""
    contact = a_contact(*(f"Question {n}?" for n, _ in enumerate(said)), **fields)
    run = a_run()
    for question, judgement in zip(contact.questions.all(), said, strict=True):
        a_judgement(question, run=run, **judgement)
    return contact


ANSWERED = {"match": "answered", "score": 0.9}
ALONE = {"match": "none", "score": 0.1}


def in_gap(gap: Gap) -> dict[str, Any]:
    return {"match": "none", "score": 0.2, "gap": gap}


# --- The week -------------------------------------------------------------------------


def test_the_subject_names_help_centre_and_week() -> None:
    subject = compose(a_help_center(name="Lumevik"), MONDAY).subject

    assert subject == "Lumevik: content gaps, week 47 of 2026"


def test_a_name_of_two_lines_cannot_add_a_header() -> None:
    help_center = a_help_center(name="Lumevik\r\nBcc: all@example.com")

    assert "\n" not in compose(help_center, MONDAY).subject


def test_the_letter_begins_with_the_week_and_its_days() -> None:
    a_contact()

    first = letter().splitlines()[0]

    assert first == "Lumevik, week 47 of 2026 (November 16 \N{EN DASH} November 22)"


def test_a_week_at_new_year_has_the_number_and_year_of_iso_8601() -> None:
    assert compose(a_help_center(), date(2027, 1, 1)).subject.endswith(
        "week 53 of 2026"
    )


def test_any_day_of_the_week_gives_the_same_letter() -> None:
    a_contact()

    letters = {letter(MONDAY + timedelta(days=days)) for days in range(7)}

    assert len(letters) == 1


def test_contacts_are_counted_in_the_week_and_the_week_before() -> None:
    for days in (0, 6, -1, -4, -7, 7, -8):
        a_contact(received_at=NOON + timedelta(days=days))

    assert "2 contacts (the week before: 3)" in letter()


def test_one_contact_is_not_called_contacts() -> None:
    a_contact()

    assert "1 contact (the week before: 0)" in letter()


def test_weeks_begin_at_midnight_where_the_help_centre_is() -> None:
    late_on_sunday = datetime(2026, 11, 15, 22, 59, tzinfo=UTC)  # 23:59 in Oslo
    a_contact(received_at=late_on_sunday)
    a_contact(received_at=late_on_sunday + timedelta(minutes=1))

    assert "1 contact (the week before: 1)" in letter()


def test_the_week_in_which_the_clocks_change_has_seven_whole_days() -> None:
    a_contact(received_at=datetime(2026, 10, 18, 22, 0, tzinfo=UTC))  # 00:00, summer
    a_contact(received_at=datetime(2026, 10, 25, 22, 59, tzinfo=UTC))  # 23:59, winter

    assert "2 contacts (the week before: 0)" in letter(date(2026, 10, 19))


def test_another_help_centre_does_not_count() -> None:
    judged(ANSWERED, help_center=a_help_center("other"))
    a_gap(help_center=a_help_center("other"), title="Theirs")
    a_contact()

    text = letter()

    assert "1 contact (" in text
    assert "Theirs" not in text
    assert "answered by an article" not in text


def test_a_quiet_week_says_so_in_two_lines() -> None:
    a_gap()
    a_contact(received_at=NOON - timedelta(weeks=1))

    assert letter().splitlines() == [
        "Lumevik, week 47 of 2026 (November 16 \N{EN DASH} November 22)",
        "A quiet week: no contacts (the week before: 1).",
    ]


def test_the_last_whole_week_is_the_one_that_is_over_where_they_are() -> None:
    oslo, samoa = a_help_center(), a_help_center("samoa", time_zone="Pacific/Pago_Pago")
    monday_in_oslo = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)

    assert last_whole_week(oslo, monday_in_oslo) == MONDAY - timedelta(weeks=1)
    assert last_whole_week(samoa, monday_in_oslo) == MONDAY - timedelta(weeks=2)


@pytest.mark.parametrize("days", range(7))
def test_every_day_knows_its_monday(days: int) -> None:
    assert monday_of(MONDAY + timedelta(days=days)) == MONDAY


# --- How contacts end -----------------------------------------------------------------


def test_contacts_are_shared_out_by_how_they_end() -> None:
    for _ in range(5):
        judged(ANSWERED)
    for _ in range(2):
        judged(in_gap(a_gap()))
    judged(ALONE)

    text = letter()

    assert "      5  answered by an article (62%)\n" in text
    assert "      2  in a gap: no article answers, or not well enough (25%)\n" in text
    assert "      1  not grouped: not answered, and hardly anyone else" in text
    assert "not judged" not in text


@pytest.mark.parametrize("worst", [ALONE, {"match": "weak", "score": 0.5}])
def test_the_worst_question_speaks_for_a_contact_of_several(
    worst: dict[str, Any],
) -> None:
    judged(ANSWERED, worst, ANSWERED)

    text = letter()

    assert "      0  answered" in text
    assert "      1  not grouped" in text


@pytest.mark.parametrize("other", [ANSWERED, ALONE])
def test_a_contact_with_a_question_in_a_gap_is_in_it_whatever_else_it_asks(
    other: dict[str, Any],
) -> None:
    judged(other, in_gap(a_gap()))

    text = letter()

    assert "      0  answered" in text
    assert "      1  in a gap" in text
    assert "      0  not grouped" in text


def test_a_contact_with_questions_in_two_gaps_counts_once() -> None:
    judged(in_gap(a_gap()), in_gap(a_gap()))

    assert (
        "      1  in a gap: no article answers, or not well enough (100%)" in letter()
    )


def test_contacts_that_no_run_looked_at_are_told_apart() -> None:
    judged(ANSWERED)
    a_contact()

    text = letter()

    assert "      1  answered by an article (50%)" in text
    assert "      1  not judged: without a question, or newer" in text


def test_a_share_that_is_not_nothing_is_not_called_nothing() -> None:
    judged(ANSWERED)
    for _ in range(200):
        a_contact()

    assert "1  answered by an article (less than 1%)" in letter()


def test_reasons_to_get_in_touch_in_spite_of_an_answer_have_shares() -> None:
    for reason in ["reassurance", "account", "account", "content", ""]:
        judged(ANSWERED | {"reason": reason})
    judged(ALONE | {"reason": "prefers_person"})

    _, reasons = letter().split("although an article answers:\n\n")

    assert reasons.splitlines()[:3] == [
        "      2  account (40%)",
        "      1  reassurance (20%)",
        "",
    ]


def test_without_reasons_there_is_no_empty_table_of_them() -> None:
    judged(ANSWERED)

    assert "Why customers" not in letter()


# --- The gaps -------------------------------------------------------------------------


def test_a_gap_shows_what_a_lead_needs_to_decide() -> None:
    a_contact()
    a_run()
    article = an_article(title="Cancel a subscription")
    a_gap(
        rank=1,
        number=12,
        title="Moving house",
        volume=1141,
        trend=0.21,
        weeks={"2026-11-09": 9, "2026-11-16": 23},
        examples=["Moving house", "Can I take my broadband with me?"],
        nearest=[{"article": article.external_id, "score": 0.31}],
    )

    assert letter().splitlines()[-6:] == [
        "1 gap in the contacts from September 21 to November 16:",
        "",
        "  1. Moving house (gap-12)",
        "     missing · 1,141 contacts, 23 in week 47 · rising",
        "     “Can I take my broadband with me?”",
        "     Nearest article: Cancel a subscription",
    ]


@pytest.mark.parametrize(
    ("examples", "shown"),
    [
        (["moving house", "Hi. Moving house", "A new flat"], "“A new flat”"),
        (["moving house", "Moving house, how?"], "“Moving house, how?”"),
        (["moving house"], None),
        ([], None),
    ],
)
def test_the_example_is_one_that_says_more_than_the_title(
    examples: list[str], shown: str | None
) -> None:
    a_contact()
    a_gap(title="Moving house…", examples=examples)

    quoted = [line.strip() for line in letter().splitlines() if "“" in line]

    assert quoted == ([shown] if shown else [])


def test_a_gap_of_one_contact_is_not_of_contacts() -> None:
    a_contact()
    a_gap(volume=1, weeks={})

    assert "· 1 contact, 0 in week 47 ·" in letter()


@pytest.mark.parametrize(
    ("trend", "word"),
    [
        (1.0, "rising fast"),
        (0.5, "rising fast"),
        (0.2, "rising"),
        (0.04, "steady"),
        (0.0, "steady"),
        (-0.04, "steady"),
        (-0.2, "falling"),
        (-0.5, "falling fast"),
    ],
)
def test_the_trend_is_a_word(trend: float, word: str) -> None:
    a_contact()
    a_gap(trend=trend)

    assert re.search(rf" · {word}$", letter(), re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Gap.Kind.WEAK, "Improve: The article"),
        (Gap.Kind.TRANSLATION, "Translate into sv: The article"),
    ],
)
def test_an_article_to_work_on_is_named_with_the_work(kind: str, told: str) -> None:
    a_contact()
    a_gap(kind=kind, locale="sv", article=an_article(title="The article"))

    assert f"     {told}\n" in letter()


@pytest.mark.parametrize("kind", Gap.Kind.values)
def test_a_gap_without_any_article_says_so(kind: str) -> None:
    a_contact()
    a_gap(kind=kind)

    assert "     No article comes near.\n" in letter()


def test_an_article_that_is_gone_is_named_by_its_id() -> None:
    a_contact()
    a_gap(nearest=[{"article": "old-7", "score": 0.4}])

    assert "     Nearest article: old-7\n" in letter()


def test_the_first_ten_gaps_are_shown_in_the_order_of_their_ranks() -> None:
    a_contact()
    a_run()
    for rank in (3, 1, 2, *range(4, 13)):
        a_gap(rank=rank, title=f"Title {rank:02}")

    text = letter()

    titles = re.findall(r"Title (\d\d)", text)
    assert titles == [f"{rank:02}" for rank in range(1, 11)]
    assert "12 gaps in the contacts from" in text
    assert "; the first 10:\n" in text


def test_lost_and_dismissed_gaps_are_left_out() -> None:
    a_contact()
    a_gap(title="Lost", rank=None)
    a_gap(title="Dismissed", status=Gap.Status.DISMISSED)
    a_gap(title="In work", status=Gap.Status.DRAFTING)

    text = letter()

    assert "Lost" not in text
    assert "Dismissed" not in text
    assert "missing, drafting ·" in text


def test_without_gaps_it_says_whether_a_run_has_looked() -> None:
    a_contact()
    assert "No run has looked for gaps yet: start one with find_gaps.\n" in letter()

    a_run(state="running", finished_at=None)
    assert "No run has looked for gaps yet" in letter()

    a_run()
    assert "The latest run found no gaps.\n" in letter()


# --- The letter as a whole ------------------------------------------------------------


def a_full_week(gaps: int = 12) -> None:
    """Make a week in which everything occurs, with texts too long for a line."""
    article = an_article(title="How to restart the router & more" + " and more" * 30)
    for kind in Gap.Kind.values * (gaps // 3):
        a_gap(
            kind=kind,
            title="A <very> long\ntitle" + " that goes on" * 20,
            article=None if kind == Gap.Kind.MISSING else article,
            examples=["A long\r\n\r\nquestion" + " that goes on" * 90],
            nearest=[{"article": article.external_id, "score": 0.4}],
        )
    for reason in Judgement.Reason.values:
        judged(ANSWERED | {"reason": reason})
    judged(in_gap(Gap.objects.earliest("rank")))
    judged(ALONE)


def test_lines_are_never_longer_than_a_mail_likes() -> None:
    a_full_week()

    lines = letter().splitlines()

    assert max(map(len, lines)) <= COLUMNS


def test_plain_text_is_not_escaped_as_html() -> None:
    a_full_week()

    text = letter()

    assert "<very>" in text
    assert "router & more" in text


def test_there_are_no_empty_lines_at_the_ends_nor_two_in_a_row() -> None:
    a_full_week()

    text = letter()

    assert text == text.strip() + "\n"
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_the_same_facts_make_the_same_letter() -> None:
    a_full_week()

    assert letter() == letter()


def test_big_numbers_are_grouped_and_years_are_not(settings: Settings) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    a_contact()
    a_gap(volume=12345, number=6789)

    text = letter()

    assert "12,345 contacts" in text
    assert "(gap-6789)" in text
    assert "week 47 of 2026" in text


def test_dates_are_written_as_the_reader_writes_them() -> None:
    a_contact()

    with translation.override("nb"):
        assert "(16. november \N{EN DASH} 22. november)" in letter()


def test_the_queries_do_not_grow_with_contacts_and_gaps(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    a_full_week()
    help_center = a_help_center()

    with django_assert_max_num_queries(7):
        compose(help_center, MONDAY)


def test_writing_it_stores_nothing() -> None:
    a_full_week()

    letter()

    assert not Digest.objects.exists()


def test_no_personal_data_can_appear() -> None:
    """Of contacts it prints figures, and the redacted questions that stand for gaps."""
    secret = "SECRET"
    customer = {
        field.name: [secret] if isinstance(field, JSONField) else secret
        for field in Contact._meta.get_fields()
        if isinstance(field, CharField | TextField | JSONField)
    } | {"channel": "phone"}
    gap = a_gap(examples=["I am [name], call [phone]"], channels={secret: 1})
    judged(ANSWERED | {"reason": "account"}, **customer)
    judged(in_gap(gap), **customer | {"external_id": f"{secret}-2"})
    Question.objects.update(text=secret)
    HelpCenter.objects.update(digest_to=f"{secret}@example.com")

    text = letter()

    assert {"customer", "turns", "subject", "extra"} <= customer.keys()
    assert secret not in text
    assert "“I am [name], call [phone]”" in text
