"""What becomes of a gap after an article was published for it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gapfinder.models import Contact, Gap, GapWeek
from gapfinder.pipeline.storage.article_effects import measure_published
from tests.support import broadband
from tests.support.broadband import NEEDS, START, found, gap_of, imported
from tests.support.factories import NOON, a_gap, a_help_center, a_run, an_article

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)
PUBLISHED = START + 8 * WEEK + timedelta(days=2)  # a Wednesday
STATIC_ADDRESS = {
    "id": "static-address",
    "locale": "en",
    "title": "Order a static IP address",
    "body": "A static IP address costs 5 pounds a month. Order the fixed public IP "
    "address for your server on My page; after that it does not change.",
}


# --- Runs over time -------------------------------------------------------------------


def asked(need, by_week, *, first=0, name="more"):
    """So many contacts a week that ask for a need, all in the words of one."""
    return [
        {
            "id": f"{need}-{name}-{week}-{row}",
            "received_at": (START + week * WEEK + row * WEEK / (n + 1)).isoformat(),
            "locale": "en",
            "text": NEEDS[need][1][0],
        }
        for week, n in enumerate(by_week, start=first)
        for row in range(n)
    ]


def others(weeks, *, first=0):
    needs = ["restart-router", "pay-invoice", "wifi-password"]
    return [line for need in needs for line in asked(need, [10] * weeks, first=first)]


def days(first, end):
    """The options of a run over whole weeks, or up to a day (half a week is 0.5)."""
    since, until = ((START + week * WEEK).date() for week in (first, end))
    return "--since", since.isoformat(), "--until", until.isoformat()


@pytest.fixture
def gap(tmp_path, encoder):
    """A gap of twelve contacts a week for eight weeks."""
    base = [c for c in broadband.contacts() if not c["id"].startswith("static-address")]
    contacts = [*base, *asked("static-address", [12] * 8), *others(8)]
    imported(tmp_path, contacts=contacts, articles=broadband.articles())
    result = found(tmp_path, *days(0, 8))
    return Gap.objects.get(number=gap_of(result, "static-address")["id"][len("gap-") :])


def published(gap, article, at=PUBLISHED):
    article = gap.help_center.article_set.get(external_id=article)
    gap.status, gap.published_article, gap.published_at = "published", article, at
    gap.save()


def weeks_of(gap):
    return [week.contacts for week in gap.counted.oldest_first()]


def shown(result, gap):
    return [row for row in result["gaps"] if row["id"] == gap.public_id]


def kinds(gap):
    return [event.kind for event in gap.events.order_by("pk")]


def test_an_article_that_answers_is_measured_by_those_who_still_ask(gap, tmp_path):
    """Twelve a week before, four after, and all others as before: two thirds fewer."""
    imported(tmp_path, contacts=[], articles=[STATIC_ADDRESS])
    published(gap, "static-address")
    later = [*asked("static-address", [9, 4, 4, 4, 4, 4], first=8), *others(6, first=8)]
    imported(tmp_path, contacts=later)

    result = found(tmp_path, *days(6, 14))

    assert shown(result, gap) == []
    gap.refresh_from_db()
    assert (gap.status, gap.rank, kinds(gap)) == ("published", None, ["found"])
    assert weeks_of(gap) == [12] * 8 + [9] + [4] * 5
    effect = gap.effect
    assert (effect["verdict"], effect["weeks_before"], effect["weeks_after"]) == (
        *("fewer", 8, 5),
    )
    assert (effect["before"], effect["after"]) == (12, 4)
    # The needs that `broadband` spreads over seven weeks end: the others fell by ~12%.
    assert -0.2 < effect["others_change"] < -0.1
    assert gap.effect_change == effect["change"] < -0.5
    assert effect["published"] == "2025-11-24"

    # Those that were answered are remembered: the next run knows who asks the same.
    later = [*asked("static-address", [4] * 6, first=14), *others(6, first=14)]
    imported(tmp_path, contacts=later)
    found(tmp_path, *days(12, 20))

    gap.refresh_from_db()
    assert weeks_of(gap) == [12] * 8 + [9] + [4] * 11
    assert gap.effect["weeks_after"] == 11


def test_in_its_first_week_a_published_gap_rests_though_it_is_found(gap, tmp_path):
    published(gap, "voicemail")
    contacts = [*asked("static-address", [12, 6], first=8), *others(2, first=8)]
    imported(tmp_path, contacts=contacts)

    result = found(tmp_path, *days(1, 9))

    assert shown(result, gap) == []
    gap.refresh_from_db()
    assert (gap.status, gap.rank, gap.effect["verdict"]) == (
        *("published", None, "too_early"),
    )
    assert gap.judgements.count() == 12 * 9


def test_a_gap_that_keeps_coming_returns_as_weak_with_its_article(gap, tmp_path):
    published(gap, "voicemail")
    contacts = [*asked("static-address", [12] * 4, first=8), *others(4, first=8)]
    imported(tmp_path, contacts=contacts)

    result = found(tmp_path, *days(3, 11))

    [row] = shown(result, gap)
    assert (row["kind"], row["article"], row["status"], row["returned"]) == (
        *("weak", "voicemail", "open", True),
    )
    gap.refresh_from_db()
    assert kinds(gap) == ["found", "returned"]
    # Published on a Wednesday; from the Wednesday after on came those of 1.7 weeks.
    late = gap.judgements.filter(question__contact__received_at__gte=PUBLISHED + WEEK)
    assert gap.events.newest_first()[0].data == {
        "contacts": late.count(),
        "article": "voicemail",
        "published_at": PUBLISHED.isoformat(),
    }
    assert 18 <= late.count() <= 22

    [row] = shown(found(tmp_path, *days(4, 12)), gap)
    assert (row["kind"], row["article"], row["returned"]) == ("weak", "voicemail", True)
    assert kinds(gap) == ["found", "returned"]


def test_a_gap_whose_contacts_clearly_fell_stays_published(gap, tmp_path):
    """Twelve a week before, two after: too early to measure, but not by chance."""
    published(gap, "voicemail")
    contacts = [*asked("static-address", [9, 3, 3], first=8), *others(3, first=8)]
    imported(tmp_path, contacts=contacts)

    result = found(tmp_path, *days(3, 11))

    assert shown(result, gap) == []
    gap.refresh_from_db()
    assert (gap.status, gap.effect["verdict"]) == ("published", "too_early")
    assert gap.judgements.count() == 12 * 8 + 9 + 3 + 3


# --- Counts by hand -------------------------------------------------------------------

MONDAY = date(2026, 9, 21)  # eight weeks before NOON
HAND = datetime(2026, 11, 18, 9, tzinfo=UTC)  # in the week of NOON, a Monday


def counted(gap, *contacts, first=MONDAY):
    GapWeek.objects.store(
        GapWeek(gap=gap, monday=first + place * WEEK, contacts=n)
        for place, n in enumerate(contacts)
    )
    return gap


def all_contacts(n, weeks):
    first = NOON - 8 * WEEK
    Contact.objects.bulk_create(
        Contact(
            help_center=a_help_center(),
            external_id=f"{week}-{row}",
            received_at=first + week * WEEK,
        )
        for week in range(weeks)
        for row in range(n)
    )


def a_published(**fields):
    defaults = {"status": "published", "published_at": HAND, "rank": None}
    return a_gap(**defaults | {"published_article": an_article()} | fields)


def test_half_the_contacts_while_all_others_hold_still():
    gap = counted(a_published(), *[20] * 8, 15, *[10] * 8)
    all_contacts(120, weeks=17)
    a_run(until=NOON + 20 * WEEK)

    assert measure_published(gap.help_center) == 1

    gap.refresh_from_db()
    effect = gap.effect
    assert (effect["before"], effect["after"]) == (20, 10)
    assert effect["others_change"] == 0.1  # 100 a week, then 110
    # (10 / 110) / (20 / 100): 0.4545
    assert gap.effect_change == effect["change"] == -0.5455
    assert effect["weeks"][7:10] == [
        ["2026-11-09", 20, 100],
        ["2026-11-16", 15, 105],
        ["2026-11-23", 10, 110],
    ]


def test_other_published_needs_are_no_measure_of_what_would_have_been():
    """The other one fell too: without it all others are 80 a week, before and after."""
    gap = counted(a_published(), *[20] * 8, 15, *[10] * 8)
    counted(a_published(), *[20] * 8, 15, *[30] * 8)
    late = a_published()  # known only since this week: it stays among the others
    counted(late, 1, 1, 1, first=MONDAY + 8 * WEEK)
    all_contacts(120, weeks=17)
    a_run(until=NOON + 20 * WEEK)

    measure_published(gap.help_center)

    gap.refresh_from_db()
    assert gap.effect["others_change"] == 0
    assert gap.effect_change == -0.5


def test_a_week_that_is_not_over_does_not_count():
    gap = counted(a_published(), *[20] * 8, 15, *[10] * 3, 2)
    all_contacts(120, weeks=13)
    a_run(until=NOON + 4 * WEEK + timedelta(days=1))

    measure_published(gap.help_center)

    gap.refresh_from_db()
    assert (gap.effect["weeks_after"], gap.effect["after"]) == (3, 10)


def test_open_gaps_and_those_published_long_ago_are_not_measured():
    a_gap()
    old = a_published(published_at=HAND - 27 * WEEK)
    a_run(until=HAND)

    assert measure_published(old.help_center) == 0


def test_a_help_centre_without_a_run_measures_nothing():
    assert measure_published(a_published().help_center) == 0


def test_many_articles_are_measured_in_few_queries(django_assert_max_num_queries):
    for _ in range(20):
        counted(a_published(), *[20] * 8, 15, *[10] * 8)
    all_contacts(5, weeks=17)
    a_run(until=NOON + 20 * WEEK)

    with django_assert_max_num_queries(7):
        assert measure_published(a_help_center()) == 20
