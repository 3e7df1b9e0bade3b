"""What an issue of the weekly letter knows: numbers one can count by hand."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gapfinder.digests import compose, draft
from gapfinder.engine.effects import effect
from gapfinder.models import (
    Audience,
    Contact,
    Digest,
    Exclusion,
    Gap,
    GapWeek,
    Question,
    Run,
    Subscription,
)

from .factories import (
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

MONDAY = date(2026, 11, 16)  # the week of NOON
WEEK = timedelta(weeks=1)
ANSWERED = {"match": "answered", "score": 0.9}
ALONE = {"match": "none", "score": 0.1}


def facts(
    monday: date = MONDAY, *, audience: Audience | None = None, slug: str = "lumevik"
) -> Any:
    return draft(a_help_center(slug), audience, monday)["facts"]


def rows(audience: Audience | None = None) -> Any:
    return draft(a_help_center(), audience, MONDAY)["gaps"]


def judged(*said: dict[str, Any], **fields: Any) -> Contact:
    """Make a contact with a question a judgement."""
    contact = a_contact(*(f"Question {n}?" for n, _ in enumerate(said)), **fields)
    run = Run.objects.of(contact.help_center).first()
    run = run or a_run(help_center=contact.help_center)
    for question, judgement in zip(contact.questions.all(), said, strict=True):
        a_judgement(question, run=run, **judgement)
    return contact


def in_gap(gap: Gap) -> dict[str, Any]:
    return {"match": "none", "score": 0.2, "gap": gap}


def an_asked_gap(*weeks: int, **fields: Any) -> Gap:
    """Make a gap with so many contacts a week; the last is that of `MONDAY`."""
    gap = a_gap(**fields)
    for back, contacts in enumerate(reversed(weeks)):
        monday = MONDAY - back * WEEK
        GapWeek.objects.create(gap=gap, monday=monday, contacts=contacts)
    return gap


def numbers(told: Any) -> list[str]:
    return [gap["id"] for gap in told]


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

    assert facts()["top"] == [
        {
            "pk": gap.pk,
            "id": gap.public_id,
            "title": "Moving house",
            "retitled": False,
            "rank": 1,
            "kind": "missing",
            "locale": "nb",
            "status": "open",
            "contacts": 23,
            "before": 9,
            "trend": 0.21,
            "examples": ["Can I take my broadband with me?"],
            "article": None,
            "nearest": "Cancel a subscription",
        }
    ]


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


# --- Whose it is ----------------------------------------------------------------------


def an_audience(**fields: Any) -> Audience:
    return Audience.objects.create(help_center=a_help_center(), name="Team", **fields)


def test_another_help_centre_does_not_count() -> None:
    theirs = a_help_center("other")
    article = an_article(help_center=theirs)
    gap = an_asked_gap(5, help_center=theirs, title="Theirs")
    gap.events.create(kind="found", at=NOON)
    gap.events.create(kind="drafting", at=NOON)
    contact = judged(in_gap(gap), help_center=theirs, csat=10, searched_first=True)
    a_verdict(contact=contact, article=article).__class__.objects.update(given_at=NOON)

    mine = json.dumps(draft(a_help_center(), None, MONDAY))

    empty = json.dumps(draft(a_help_center("empty", name="Lumevik"), None, MONDAY))
    assert mine == empty
    assert facts(slug="other")["week"]["contacts"] == 1


@pytest.mark.parametrize(
    ("asked_for", "contacts"),
    [("nb", 3), ("NB", 3), ("nb-NO", 1), ("nl", 1), ("sv", 0)],
)
def test_a_locale_counts_with_its_regions(asked_for: str, contacts: int) -> None:
    for locale in ("nb", "nb-NO", "no", "nl-BE", "nbx", ""):
        gap = an_asked_gap(1, locale=locale)
        judged(in_gap(gap), locale=locale)
        gap.events.create(kind="found", at=NOON)
        gap.events.create(kind="drafting", at=NOON)

    told = facts(audience=an_audience(locale=asked_for))

    assert told["week"]["contacts"] == contacts
    assert len(told["top"]) == told["changes"]["new"]["count"] == contacts
    assert told["editors"].get("drafting", 0) == contacts


def test_sections_are_those_of_the_gap_and_else_of_the_judged_article() -> None:
    billing, other = (an_article(section=name) for name in ("Billing", "Other"))
    gap = an_asked_gap(1, section="Billing")
    judged(in_gap(gap) | {"article": other})
    judged(ANSWERED | {"article": billing})
    judged(ANSWERED | {"article": other})
    judged(in_gap(an_asked_gap(1, section="Other")) | {"article": billing})
    judged(ANSWERED | {"article": other}, ANSWERED | {"article": billing})
    a_contact()
    audience = an_audience(sections=["Billing", "Phones"])

    told = facts(audience=audience)

    assert (told["week"]["contacts"], told["week"]["in_gaps"]) == (3, 1)
    assert numbers(told["top"]) == numbers(rows(audience)) == [gap.public_id]


def test_locale_and_sections_narrow_together() -> None:
    for locale, section in (("nb", "Billing"), ("sv", "Billing"), ("nb", "Other")):
        gap = an_asked_gap(1, locale=locale, section=section)
        judged(in_gap(gap), locale=locale)

    told = facts(audience=an_audience(locale="nb", sections=["Billing"]))

    assert (told["week"]["contacts"], len(told["top"])) == (1, 1)


# --- An issue -------------------------------------------------------------------------


def test_an_issue_stays_as_it_was_written() -> None:
    center = a_help_center()
    judged(in_gap(an_asked_gap(4)))
    written = compose(center, None, MONDAY, now=NOON)

    judged(ANSWERED)
    an_asked_gap(9)
    Gap.objects.update(title="Called otherwise")
    again = compose(center, None, MONDAY + timedelta(days=3), now=NOON + WEEK)

    assert again.pk == written.pk
    assert (again.facts, again.gaps) == (written.facts, written.gaps)
    assert again.composed_at == NOON
    assert Digest.objects.count() == 1


def test_each_audience_has_an_issue_of_its_own() -> None:
    center, audience = a_help_center(), an_audience(locale="nb")

    issues = [compose(center, each, MONDAY, now=NOON) for each in (None, audience)]

    assert issues[0].pk != issues[1].pk
    assert issues[1].facts["audience"] == "Team"


def test_open_gaps_are_those_of_the_issue_before() -> None:
    center = a_help_center()
    assert facts()["before"]["open_gaps"] is None
    an_asked_gap(1)
    compose(center, None, MONDAY - WEEK, now=NOON)
    an_asked_gap(1)

    told = facts()

    assert (told["week"]["open_gaps"], told["before"]["open_gaps"]) == (2, 1)


def test_a_draft_stores_nothing() -> None:
    judged(ANSWERED)

    facts()

    assert not Digest.objects.exists()


def test_facts_are_json_and_outlive_the_database() -> None:
    judged(in_gap(an_asked_gap(2)), csat=50)
    digest = compose(a_help_center(), None, MONDAY, now=NOON)
    in_memory = (digest.facts, digest.gaps)

    digest.refresh_from_db()

    assert (digest.facts, digest.gaps) == in_memory


def test_the_queries_do_not_grow_with_contacts_and_gaps() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            draft(a_help_center(), None, MONDAY)
        return len(captured)

    def fill(rows: int) -> None:
        for _ in range(rows):
            article = an_article()
            near = [{"article": article.external_id, "score": 0.3}]
            gap = an_asked_gap(1, 2, nearest=near, article=article)
            gap.events.create(kind="found", at=NOON)
            judged(in_gap(gap), csat=50)

    a_run()
    fill(2)
    few = asked()
    fill(30)

    assert asked() == few <= 14


def test_no_personal_data_can_appear() -> None:
    """Of contacts there are figures, and the redacted questions that stand for gaps."""
    secret = "SECRET"
    customer = {
        field.name: [secret] if isinstance(field, JSONField) else secret
        for field in Contact._meta.get_fields()
        if isinstance(field, CharField | TextField | JSONField)
    } | {"channel": "phone", "worst_match": "", "worst_reason": ""}
    gap = an_asked_gap(
        3,
        title="Ring meg på 913 45 678",
        examples=["I am [name], mail kari@example.com"],
        **{"channels": {secret: 1}, "phrases": [secret], "answers": [secret]},
    )
    judged(ANSWERED | {"reason": "account"}, **customer)
    judged(in_gap(gap), **customer | {"external_id": f"{secret}-2"})
    Question.objects.update(text=secret)
    Subscription.objects.create(
        help_center=a_help_center(), email=f"{secret}@example.com"
    )

    said = json.dumps(draft(a_help_center(), None, MONDAY), ensure_ascii=False)

    assert {"customer", "turns", "subject", "extra"} <= customer.keys()
    assert secret not in said
    assert "I am [name], mail [email]" in said
    assert "Ring meg på [phone]" in said
