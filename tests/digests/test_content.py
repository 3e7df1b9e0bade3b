"""What an issue of the weekly letter knows: numbers one can count by hand."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from gapfinder.digests import compose
from gapfinder.digests.content.schema import TopGap, facts_of
from gapfinder.engine.metrics.article_effect import effect
from gapfinder.models import Exclusion, Gap, Question
from tests.support.digest_issues import (
    ALONE,
    ANSWERED,
    MONDAY,
    WEEK,
    an_asked_gap,
    an_issue,
    facts,
    in_gap,
    judged,
    numbers,
    rows,
)
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_run,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db


# --- The week -------------------------------------------------------------------------


def test_contacts_are_counted_in_the_week_and_the_week_before() -> None:
    for days in (0, 6, -1, -4, -7, 7, -8):
        a_contact(received_at=NOON + timedelta(days=days))

    told = facts()

    assert (told["week"]["contacts"], told["before"]["contacts"]) == (2, 3)


def test_any_day_of_the_week_gives_the_same_facts() -> None:
    judged(ANSWERED)

    told = [facts(MONDAY + timedelta(days=days)) for days in range(7)]

    assert all(each == told[0] for each in told)


def test_weeks_begin_at_midnight_where_the_help_centre_is() -> None:
    late_on_sunday = datetime(2026, 11, 15, 22, 59, tzinfo=UTC)  # 23:59 in Oslo
    a_contact(received_at=late_on_sunday)
    a_contact(received_at=late_on_sunday + timedelta(minutes=1))

    told = facts()

    assert (told["week"]["contacts"], told["before"]["contacts"]) == (1, 1)


@pytest.mark.parametrize(
    ("monday", "first", "last"),
    [
        (
            date(2026, 10, 19),
            datetime(2026, 10, 18, 22, 0, tzinfo=UTC),  # 00:00, summer
            datetime(2026, 10, 25, 22, 59, tzinfo=UTC),  # 23:59, winter
        ),
        (
            date(2027, 3, 22),
            datetime(2027, 3, 21, 23, 0, tzinfo=UTC),  # 00:00, winter
            datetime(2027, 3, 28, 21, 59, tzinfo=UTC),  # 23:59, summer
        ),
    ],
    ids=["autumn", "spring"],
)
def test_the_week_in_which_the_clocks_change_has_seven_whole_days(
    monday: date, first: datetime, last: datetime
) -> None:
    minute = timedelta(minutes=1)
    for moment in (first - minute, first, last, last + minute):
        a_contact(received_at=moment)

    told = facts(monday)

    assert (told["week"]["contacts"], told["before"]["contacts"]) == (2, 1)


def test_contacts_are_shared_out_by_how_they_end() -> None:
    for _ in range(5):
        judged(ANSWERED)
    for _ in range(2):
        judged(in_gap(a_gap()))
    judged(ALONE)
    a_contact()
    Question.objects.filter(contact=a_contact()).delete()

    week = facts()["week"]

    ends = ("answered", "in_gaps", "alone", "waiting", "without_question")
    assert [week[end] for end in ends] == [5, 2, 1, 1, 1]
    assert (week["contacts"], week["judged"]) == (10, 9)


@pytest.mark.parametrize("worst", [ALONE, {"match": "weak", "score": 0.5}])
def test_the_worst_question_speaks_for_a_contact_of_several(
    worst: dict[str, Any],
) -> None:
    judged(ANSWERED, worst, ANSWERED)

    week = facts()["week"]

    assert (week["answered"], week["alone"]) == (0, 1)


@pytest.mark.parametrize("other", [ANSWERED, ALONE])
def test_a_contact_with_a_question_in_a_gap_is_in_it_whatever_else_it_asks(
    other: dict[str, Any],
) -> None:
    judged(other, in_gap(a_gap()), in_gap(a_gap()))

    week = facts()["week"]

    assert (week["contacts"], week["answered"], week["in_gaps"]) == (1, 0, 1)


def test_self_service_is_told_of_those_who_reached_customer_service() -> None:
    judged(ANSWERED | {"reason": "account"}, searched_first=True, csat=40)
    judged(ANSWERED | {"reason": "account"}, searched_first=True, csat=60)
    judged(ALONE | {"reason": "reassurance"}, searched_first=False, csat=90)
    judged(ALONE | {"reason": "content"})
    judged(ALONE, channel="search", searched_first=True, csat=0)

    week = facts()["week"]

    assert (week["served"], week["reasons_of"]) == (4, 4)
    assert week["reasons"] == {"account": 2, "reassurance": 1, "prefers_person": 0}
    assert (week["searched_first"], week["searched_known"]) == (2, 3)
    assert week["searched"] == {"mean": 50.0, "ratings": 2}
    assert week["others"] == {"mean": 90.0, "ratings": 1}
    assert week["satisfaction"] == {"mean": 63.3, "ratings": 3}  # 190 / 3


# --- The gaps -------------------------------------------------------------------------


def test_those_asked_most_in_the_week_come_first_and_ties_by_rank() -> None:
    few = an_asked_gap(9, 2, rank=1)
    tied = an_asked_gap(0, 5, rank=3)
    first = an_asked_gap(1, 5, rank=2)
    an_asked_gap(7, 0, rank=4)

    told = facts()

    assert numbers(told["top"]) == [each.public_id for each in (first, tied, few)]
    assert [(gap["contacts"], gap["before"]) for gap in told["top"]] == [
        *((5, 1), (5, 0), (2, 9))
    ]
    assert (told["week"]["gaps"], told["week"]["open_gaps"]) == (4, 4)


def test_ten_gaps_are_shown_and_all_are_in_the_table() -> None:
    gaps = [an_asked_gap(20 - rank, rank=rank) for rank in range(1, 13)]

    assert numbers(facts()["top"]) == [gap.public_id for gap in gaps[:10]]
    assert numbers(rows()) == [gap.public_id for gap in gaps]


def test_a_gap_is_told_with_what_a_lead_needs_to_decide() -> None:
    near = an_article(title="Cancel a subscription")
    gap = an_asked_gap(
        *(9, 23),
        **{"rank": 1, "title": "Moving\r\nhouse", "trend": 0.21, "kind": "missing"},
        examples=["Moving house", "Can I take my broadband with me?"],
        nearest=[{"article": near.external_id, "score": 0.31}],
    )

    [told] = facts_of(an_issue()).top

    title, (_, says_more) = (gap.quoted_as(role) for role in ("title", "example"))
    assert told == TopGap(
        pk=gap.pk,
        id=gap.public_id,
        title=title[0].source,
        words="Moving house",
        retitled=False,
        rank=1,
        kind=Gap.Kind.MISSING,
        locale="nb",
        status=Gap.Status.OPEN,
        contacts=23,
        before=9,
        trend=0.21,
        examples=(says_more.question_id,),
        quotes=["Can I take my broadband with me?"],
        article=None,
        nearest="Cancel a subscription",
    )


def test_lost_dismissed_and_published_gaps_are_left_out() -> None:
    an_asked_gap(3, rank=None)
    an_asked_gap(3, status=Gap.Status.DISMISSED)
    an_asked_gap(3, rank=None, status=Gap.Status.PUBLISHED, published_at=NOON)
    drafted = an_asked_gap(3, status=Gap.Status.DRAFTING)

    told = facts()

    assert numbers(told["top"]) == numbers(rows()) == [drafted.public_id]
    assert told["week"]["open_gaps"] == 0


@pytest.mark.parametrize("most", [0, 1, 2])
def test_the_setting_says_how_many_questions_leave_the_house(
    settings: Settings, most: int
) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = most
    an_asked_gap(3, examples=["Call [phone]?", "Mail me?", "Or not?"])

    assert len(facts()["top"][0]["examples"]) == most
    assert len(rows()[0]["examples"]) == most


def test_a_gap_is_news_that_was_found_since_the_issue_before() -> None:
    center = a_help_center()
    before = an_asked_gap(3)
    before.events.create(kind="found", at=NOON - timedelta(hours=1))
    compose(center, None, MONDAY - WEEK, now=NOON)
    few, many = an_asked_gap(1), an_asked_gap(5)
    few.events.create(kind="found", at=NOON + timedelta(days=3))
    night_after_the_week = NOON + timedelta(days=6, hours=14)
    many.events.create(kind="found", at=night_after_the_week)

    told = facts()["changes"]["new"]

    assert told["count"] == 2
    assert numbers(told["gaps"]) == [many.public_id, few.public_id]


def test_without_an_issue_before_news_is_what_the_week_brought() -> None:
    old, new = an_asked_gap(3), an_asked_gap(3)
    old.events.create(kind="found", at=NOON - timedelta(days=2))
    new.events.create(kind="found", at=NOON)

    assert numbers(facts()["changes"]["new"]["gaps"]) == [new.public_id]


def test_a_gap_that_came_back_has_returned_and_is_not_new() -> None:
    gap = an_asked_gap(3)
    gap.events.create(kind="returned", at=NOON)

    changes = facts()["changes"]

    assert numbers(changes["returned"]["gaps"]) == [gap.public_id]
    assert changes["new"]["count"] == 0


def test_a_gap_has_grown_when_that_is_no_chance() -> None:
    a_run(since=NOON - 8 * WEEK)
    calm = [10] * 7
    grown, more = an_asked_gap(*calm, 30), an_asked_gap(40)
    an_asked_gap(*calm, 15)
    an_asked_gap(*calm, 2)

    told = facts()["changes"]["grown"]

    assert numbers(told["gaps"]) == [more.public_id, grown.public_id]
    assert [gap["usual"] for gap in told["gaps"]] == [0.0, 10.0]
    assert told["count"] == 2


def test_weeks_that_no_run_has_seen_whole_do_not_say_what_is_usual() -> None:
    an_asked_gap(1, 1, 1, 40)
    assert facts()["changes"]["grown"]["count"] == 0  # no run at all

    a_run(since=datetime(2026, 11, 4, tzinfo=UTC))
    assert facts()["changes"]["grown"]["count"] == 0  # one whole week before

    a_run(since=datetime(2026, 10, 26, tzinfo=UTC) - timedelta(days=1))
    assert facts()["changes"]["grown"]["count"] == 1


def test_solved_is_a_gap_whose_article_brought_clearly_fewer_contacts() -> None:
    def published(after: int, weeks_ago: int) -> Gap:
        found = asdict(effect([50] * 9 + [after] * 4, [900] * 13, published=8))
        at = NOON - weeks_ago * WEEK
        fields = {"status": "published", "published_at": at, "rank": None}
        return a_gap(effect=found | {"weeks": []}, **fields)

    gap = published(10, weeks_ago=5)
    published(50, weeks_ago=5)
    published(10, weeks_ago=30)

    told = facts()["changes"]["solved"]

    assert told["count"] == 1
    assert numbers(told["gaps"]) == [gap.public_id]
    assert told["gaps"][0]["published"] == "2026-10-12"
    assert told["gaps"][0]["effect"]["verdict"] == "fewer"


# --- The desk and the data ------------------------------------------------------------


def test_what_editors_did_is_counted_and_what_runs_did_is_not() -> None:
    gap, run = an_asked_gap(3), a_run()
    for kind, at in (
        *(("published", NOON), ("merged", NOON), ("merged", NOON)),
        ("dismissed", NOON - WEEK),
    ):
        (a_gap() if kind == "merged" else gap).events.create(kind=kind, at=at)
    gap.events.create(kind="merged", at=NOON, run=run)
    a_verdict(contact=a_contact()).__class__.objects.update(given_at=NOON)

    done = facts()["editors"]

    assert done == {"published": 1, "merged": 2, "verdict": 1}


def test_a_rule_is_counted_with_the_gap_it_was_made_for() -> None:
    Exclusion.objects.make(an_asked_gap(3), ["invoice"])
    event = Gap.objects.get().events.get()
    event.at = NOON
    event.save()

    assert facts()["editors"] == {"excluded": 1, "verdict": 0}


def test_the_age_of_the_import_and_of_the_analysis_is_told() -> None:
    assert facts()["import"] == {
        **{"newest": None, "run_finished": None, "run_last_day": None}
    }

    a_contact(received_at=NOON + timedelta(days=2))
    a_run(state="failed")
    a_run(until=datetime(2026, 11, 18, 23, tzinfo=UTC), finished_at=NOON + WEEK)

    assert facts()["import"] == {
        "newest": "2026-11-18T12:00:00+00:00",
        "run_finished": "2026-11-23",
        "run_last_day": "2026-11-18",
    }
