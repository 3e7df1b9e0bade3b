"""What a letter says: facts in words, the same in text and HTML."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gapfinder.digests import letter_of
from gapfinder.engine.text.normalization import one_line
from gapfinder.models import Audience, Gap
from tests.support.digest_issues import (
    ALONE,
    ANSWERED,
    WEEK,
    WRITTEN,
    a_full_week,
    an_asked_gap,
    an_issue,
    in_gap,
    judged,
    letter,
    text,
)
from tests.support.factories import NOON, a_contact, a_help_center, a_run, an_article

pytestmark = pytest.mark.django_db


def readable(text: str) -> str:
    """Return a text whose dates may be broken."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_subject_names_help_centre_and_week() -> None:
    assert letter().subject == "Lumevik: content gaps, week 47 of 2026"


def test_it_says_which_part_of_the_help_centre_it_is_about() -> None:
    audience = Audience.objects.create(help_center=a_help_center(), name="Billing")

    told = letter(audience=audience)

    assert told.subject == "Lumevik, Billing: content gaps, week 47 of 2026"
    assert told.text.startswith("Lumevik, Billing, week 47 of 2026 (")


def test_a_name_of_two_lines_cannot_add_a_header() -> None:
    center = a_help_center(name="Lumevik\r\nBcc: all@example.com")
    Audience.objects.create(help_center=center, name="x\ny")

    assert "\n" not in letter(audience=Audience.objects.get()).subject


def test_a_week_at_new_year_has_the_number_and_year_of_iso_8601() -> None:
    assert letter(monday=date(2026, 12, 28)).subject.endswith("week 53 of 2026")


def test_a_quiet_week_says_so_in_two_lines() -> None:
    an_asked_gap(3)
    a_contact(received_at=NOON - WEEK)

    told = letter()

    lines = [
        "A quiet week: no contacts (the week before: 1).",
        "No contact after Nov. 9, 2026 has been imported: the newest is 14 days old.",
    ]
    head = "Lumevik, week 47 of 2026 (November 16 \N{EN DASH} November 22)"
    assert readable(told.text).splitlines() == [head, *lines]
    body = HTMLParser(told.html)
    assert [readable(each.text()) for each in body.css("p.sentence")] == lines
    assert readable(body.css_first("body div").text()) == " ".join(lines)
    assert body.css("h2") == []


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        (None, "No contact has been imported yet."),
        # 23:59 on the Sunday before, in Oslo, and midnight; written at 7:00.
        (
            "2026-11-15T22:59+00:00",
            "No contact after Nov. 15, 2026 has been imported: the newest is 8 days "
            "old.",
        ),
        (
            "2026-11-15T23:00+00:00",
            "The newest contact of the help centre is of Nov. 16, 2026: 1 week old.",
        ),
        (
            "2026-11-23T04:00+00:00",
            "The newest contact of the help centre is of Nov. 23, 2026: 2 hours old.",
        ),
    ],
)
def test_a_quiet_week_says_whether_contacts_are_imported(
    newest: str | None, said: str
) -> None:
    audience = Audience.objects.create(
        help_center=a_help_center(), name="Dutch", locale="nl"
    )
    if newest:
        a_contact(received_at=datetime.fromisoformat(newest), locale="nb")

    told = letter(audience=audience)

    quiet = ["A quiet week: no contacts (the week before: 0).", said]
    assert one_line(told.text).endswith(f" {' '.join(quiet)}")
    shown = HTMLParser(told.html).css("p.sentence")
    assert [readable(each.text()) for each in shown] == quiet


def test_of_a_quiet_week_whose_import_was_not_kept_it_says_nothing_more() -> None:
    a_contact(received_at=NOON - WEEK)
    issue = an_issue()
    del issue.facts["import"]

    told = letter_of(issue, "en").text

    assert told.splitlines()[1:] == ["A quiet week: no contacts (the week before: 1)."]


@pytest.mark.parametrize(
    ("contacts", "before", "said"),
    [
        (1, 0, "1 contact came in, after a week without any."),
        (3, 2, "3 contacts came in, 50% more than the week before."),
        (1, 4, "1 contact came in, 75% fewer than the week before."),
        (2, 2, "2 contacts came in, as many as the week before."),
        (10, 1, "10 contacts came in, 900% more than the week before."),
        (11, 1, "11 contacts came in, after 1 the week before."),
    ],
)
def test_the_first_sentence_says_how_many_came(
    contacts: int, before: int, said: str
) -> None:
    a_contact(received_at=NOON - 2 * WEEK)
    for _ in range(contacts):
        a_contact()
    for _ in range(before):
        a_contact(received_at=NOON - WEEK)

    assert text().splitlines()[2] == said


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        (1, "1 contact came in, the first one known."),
        (2, "2 contacts came in, the first ones known."),
    ],
)
def test_the_first_week_of_all_is_compared_with_none(contacts: int, said: str) -> None:
    for _ in range(contacts):
        a_contact()
    a_contact(received_at=NOON - WEEK, help_center=a_help_center("other"))

    assert text().splitlines()[2] == said


@pytest.mark.parametrize(
    ("judgement", "said"),
    [
        (ANSWERED, "An article answers it."),
        (ALONE, "No article answers it."),
        (None, "It is in a gap."),
    ],
)
def test_the_only_contact_of_a_week_is_one(
    judgement: dict[str, Any] | None, said: str
) -> None:
    judged(judgement or in_gap(an_asked_gap(1)))

    assert text().splitlines()[3] == said


def test_shares_are_of_what_an_analysis_has_looked_at() -> None:
    judged(ANSWERED)
    judged(ALONE)
    a_contact()

    assert (
        "Of the 2 that an analysis has looked at, an article answers 50%, and 0% are "
        "in a gap." in one_line(text())
    )


def test_what_is_known_of_neither_week_is_no_line_of_self_service() -> None:
    judged(ANSWERED)

    told = text()
    assert "   - Wanted a person: 0 (0%); week 46: \N{EN DASH}\n" in told
    assert "those who had" not in told

    judged(ANSWERED, searched_first=False, csat=80, received_at=NOON - WEEK)

    told = text()
    assert "those who had not (ratings): \N{EN DASH}; week 46: 80.0 (1)\n" in told
    assert "those who had searched" not in told


def test_before_any_analysis_self_service_has_no_table() -> None:
    a_contact()

    told = letter()

    assert HTMLParser(told.html).css("table.rows") == []
    assert "\nSelf-service\n\nOf 1 contact with customer service" in told.text


@pytest.mark.parametrize(
    ("language", "more", "fewer"),
    [
        ("en", "less than 1% more than", "less than 1% fewer than"),
        ("nb", "mindre enn 1 % flere enn", "mindre enn 1 % færre enn"),
        ("nl", "minder dan 1% meer dan", "minder dan 1% minder dan"),
        ("sv", "mindre än 1 % fler än", "mindre än 1 % färre än"),
    ],
)
def test_a_change_that_is_not_nothing_is_not_called_nothing(
    language: str, more: str, fewer: str
) -> None:
    a_contact(received_at=NOON - WEEK)
    issue = an_issue()
    week, before = issue.facts["week"], issue.facts["before"]
    before["contacts"] = 1000

    week["contacts"] = 1001
    assert more in one_line(letter_of(issue, language).text)

    week["contacts"] = 997
    assert fewer in one_line(letter_of(issue, language).text)


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        (1, "1 contact came in, more than 99% fewer than the week before."),
        (1999, "1,999 contacts came in, 100% more than the week before."),
    ],
)
def test_nearly_all_fewer_is_not_all_and_nearly_twice_is_twice(
    contacts: int, said: str
) -> None:
    a_contact(received_at=NOON - WEEK)
    issue = an_issue()
    issue.facts["before"]["contacts"] = 1000
    issue.facts["week"]["contacts"] = contacts

    assert letter_of(issue, "en").text.splitlines()[2] == said


def test_the_week_is_told_in_three_sentences_and_six_figures() -> None:
    for _ in range(5):
        judged(ANSWERED, searched_first=True, csat=70)
    for _ in range(3):
        judged(in_gap(Gap.objects.first() or an_asked_gap(3, title="Moving house")))
    judged(ANSWERED, received_at=NOON - WEEK, searched_first=False)

    assert text().splitlines()[2:12] == [
        "8 contacts came in, 700% more than the week before.",
        "An article answers 62% of them, and 38% are in a gap.",
        "Most in demand is “Moving house”, with 3 contacts.",
        "",
        "        8  Contacts (week 46: 1)",
        "      62%  Answered by an article (week 46: 100%)",
        "      38%  In a gap (week 46: 0%)",
        "     100%  Searched first, still in touch (week 46: 0%)",
        "     70.0  Satisfaction, of 100 (week 46: –)",
        "        1  Open gaps (week 46: –)",
    ]


def test_a_share_that_is_not_nothing_is_not_called_nothing() -> None:
    for match in [ANSWERED] + [ALONE] * 200:
        judged(match)

    told = text()
    assert "less than 1%  Answered by an article" in told
    assert "         201  Contacts (" in told  # below each other


def test_a_share_that_is_not_all_is_not_called_all() -> None:
    for match in [ALONE] + [ANSWERED] * 200:
        judged(match)

    assert "more than 99%  Answered by an article" in text()


def test_before_any_analysis_nothing_is_called_answered() -> None:
    a_contact()

    told = text()

    assert "No analysis has looked at it yet.\n" in told
    assert "        –  Answered by an article" in told
    assert "   - 1 contact that no analysis has looked at (100%)\n" in told
    assert "   - No analysis has been made yet.\n" in told


def test_a_gap_shows_what_a_lead_needs_to_decide() -> None:
    a_contact()
    article = an_article(title="Cancel a subscription")
    gap = an_asked_gap(
        *(9, 1123),
        **{"rank": 1, "title": "Moving house", "trend": 0.21},
        examples=["Moving house", "Can I take my broadband with me?"],
        nearest=[{"article": article.external_id, "score": 0.31}],
    )

    told = text().split("The gap with most contacts\n\n")[1]

    assert told.splitlines()[:4] == [
        f"  1. Moving house ({gap.public_id})",
        "     missing · nb · 1,123 contacts (the week before: 9) · trend: rising",
        "     “Can I take my broadband with me?”",
        "     Write an article; the nearest is: Cancel a subscription",
    ]


@pytest.mark.parametrize(
    ("trend", "word"),
    [
        *((1.0, "rising fast"), (0.5, "rising fast"), (0.2, "rising")),
        *((0.04, "steady"), (0.0, "steady"), (-0.04, "steady")),
        *((-0.2, "falling"), (-0.5, "falling fast")),
    ],
)
def test_the_trend_is_a_word(trend: float, word: str) -> None:
    a_contact()
    an_asked_gap(3, trend=trend)

    assert re.search(rf" · trend: {word}$", text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("fields", "task"),
    [
        ({"kind": "weak"}, "Improve: The article"),
        ({"kind": "translation"}, "Translate into sv: The article"),
        ({"kind": "translation", "locale": ""}, "Translate: The article"),
    ],
)
def test_an_article_to_work_on_is_named_with_the_work(
    fields: dict[str, str], task: str
) -> None:
    a_contact()
    an_asked_gap(
        3, **{"locale": "sv", "article": an_article(title="The article")} | fields
    )

    assert f"     {task}\n" in text()


@pytest.mark.parametrize("kind", Gap.Kind.values)
def test_a_gap_without_any_article_says_so(kind: str) -> None:
    a_contact()
    an_asked_gap(3, kind=kind)

    assert "     Write an article; none comes near.\n" in text()


def test_an_article_that_is_gone_is_named_by_its_id() -> None:
    a_contact()
    an_asked_gap(3, nearest=[{"article": "old-7", "score": 0.4}])

    assert "     Write an article; the nearest is: old-7\n" in text()


def test_what_is_being_written_is_told() -> None:
    a_contact()
    an_asked_gap(1, status=Gap.Status.DRAFTING)

    assert "     missing · nb · drafting · 1 contact (the week before: 0)" in text()


def test_what_changed_is_told_with_the_measured_effect_of_articles() -> None:
    a_full_week()

    told = " ".join(text().split())

    assert "New: 4 - A <very> long title 9 that" in told
    assert "Returned: 4 - A <very> long title 10 that" in told
    assert "Grown by more than chance: 4 - A <very> long title 11 that" in told
    assert "51 contacts; usual are 0.0 a week" in told
    assert "Solved by an article: 1 - Was asked (gap-" in told
    assert "Since it was published on Oct. 12, 2026, 80% fewer contacts a week" in (
        told.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "4 gaps published - 4 gaps dismissed - 4 gaps split" in told


def test_only_some_are_named_and_all_are_counted() -> None:
    a_contact()
    for _ in range(6):
        an_asked_gap(1).events.create(kind="found", at=NOON)

    told = text()

    assert "\nNew: 6\n" in told
    assert "   - and 1 more\n" in told


def test_the_age_of_the_import_is_that_when_the_issue_was_written() -> None:
    a_contact(received_at=WRITTEN - timedelta(days=3))
    a_run(until=datetime.fromisoformat("2026-11-20T00:00+01:00"), finished_at=NOON)

    said = " ".join(text().split())

    assert "The newest contact is of Nov. 20, 2026, 7 a.m.: 3 days old." in said
    assert "The latest analysis is of Nov. 16, 2026 and has seen contacts up to" in said
    assert said.endswith("Nov. 19, 2026.")
