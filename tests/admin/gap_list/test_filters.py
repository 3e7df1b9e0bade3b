"""What the list of gaps is narrowed to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from gapfinder.models import Gap
from tests.support.desk import listed, logged_in, rows, text
from tests.support.factories import NOON, a_gap, a_help_center, a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def an_editor(client: Client) -> User:
    """Log in a content editor of lumevik."""
    user = User.objects.create(username="kari", is_staff=True)
    user.groups.add(Group.objects.get(name="content editor"))
    a_help_center().members.add(user)
    client.force_login(user)
    return user


def titles(client: Client, **query: Any) -> list[str]:
    return [gap.title for gap in rows(client, "gap", **query)]


def displays(client: Client, filter_title: str) -> list[str]:
    changelist = client.get(listed("gap")).context["cl"]
    named = [spec for spec in changelist.filter_specs if spec.title == filter_title]
    return [str(each["display"]) for spec in named for each in spec.choices(changelist)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "weak"}, ["weak"]),
        ({"kind__exact": "weak"}, ["weak"]),
        ({"kind": "weak,translation"}, ["weak", "translation"]),
        ({"status": "dismissed"}, ["dismissed"]),
        ({"status": "drafting,dismissed"}, ["drafting", "dismissed"]),
        ({"locale": "sv"}, ["Swedish"]),
        ({"locale": "sv,fi"}, ["Swedish", "Finnish"]),
        ({"channel": "chat"}, ["by chat"]),
        ({"channel": "phone"}, ["by phone"]),
        ({"channel": "chat,phone"}, ["by chat", "by phone"]),
        ({"channel": "fax"}, []),
        ({"section": "Moving%2C billing"}, ["about moving"]),
        ({"section": "Moving"}, []),
        ({"help_center": "other"}, ["theirs"]),
        ({"kind": "weak", "status": "dismissed"}, []),
    ],
)
def test_gaps_are_filtered(
    admin_client: Client, query: dict[str, str], found: list[str]
) -> None:
    a_gap(title="weak", kind=Gap.Kind.WEAK)
    a_gap(title="translation", kind=Gap.Kind.TRANSLATION)
    a_gap(title="drafting", status=Gap.Status.DRAFTING)
    a_gap(title="dismissed", status=Gap.Status.DISMISSED)
    a_gap(title="Swedish", locale="sv")
    a_gap(title="Finnish", locale="fi")
    a_gap(title="by chat", channels={"chat": 2, "email": 1})
    a_gap(title="by phone", channels={"phone": 2})
    a_gap(title="about moving", section="Moving, billing")
    a_gap(title="theirs", help_center=a_help_center("other"))

    assert titles(admin_client, **query) == found


def test_a_choice_is_put_on_beside_others_and_off_again(admin_client: Client) -> None:
    a_gap(section="Moving, billing")
    a_gap(section="50% off")

    changelist = admin_client.get(listed("gap", status="open")).context["cl"]
    choices = {
        str(each["display"]): each["query_string"]
        for spec in changelist.filter_specs
        for each in spec.choices(changelist)
    }

    assert choices["open"] == "?"
    assert choices["drafting"] == "?status=open%2Cdrafting"
    for section in ("Moving, billing", "50% off"):
        page = admin_client.get(listed("gap") + choices[section])
        assert [gap.section for gap in page.context["cl"].result_list] == [section]


def test_a_search_keeps_every_choice(admin_client: Client) -> None:
    a_gap()

    page = text(admin_client, listed("gap", status="open,drafting"))

    assert '<input type="hidden" name="status" value="open,drafting">' in page


def test_gaps_are_those_of_mine_of_nobody_or_of_a_member(client: Client) -> None:
    kari = an_editor(client)
    ola = User.objects.create(username="ola")
    a_help_center().members.add(ola)
    for name, assignee in [("mine", kari), ("of Ola", ola), ("of nobody", None)]:
        a_gap(title=name, assignee=assignee)

    assert titles(client, assignee="me") == ["mine"]
    assert titles(client, assignee="nobody") == ["of nobody"]
    assert titles(client, assignee=str(ola.pk)) == ["of Ola"]
    assert titles(client, assignee=f"me,{ola.pk}") == ["mine", "of Ola"]
    assert titles(client, assignee="x") == []


def test_the_choices_name_nothing_of_another_help_centre(client: Client) -> None:
    an_editor(client)
    other = a_help_center("other")
    other.members.add(User.objects.create(username="theirs"))
    a_gap(section="Ours", locale="nb")
    a_gap(section="Theirs", locale="fi", help_center=other)

    assert displays(client, "section") == ["All", "Ours"]
    assert displays(client, "locale") == ["All", "nb"]
    assert displays(client, "assignee") == ["All", "Me", "Nobody"]
    assert titles(client, section="Theirs") == []


def test_new_is_what_was_first_found_in_the_week_of_the_latest_run(
    client: Client,
) -> None:
    an_editor(client)
    # Monday 00:00 in Oslo, where the help centre is, is Sunday 23:00 UTC.
    monday = datetime(2026, 11, 15, 23, tzinfo=UTC)
    a_run(started_at=monday - timedelta(days=3))
    a_run(started_at=monday + timedelta(days=2))
    a_run(started_at=monday + timedelta(days=9), finished_at=None, state="failed")
    a_gap(title="new", found_at=monday)
    a_gap(title="old", found_at=monday - timedelta(seconds=1))

    assert titles(client, news="new") == ["new"]
    page = text(client, listed("gap"))
    assert page.count('<span class="badge new">new</span>') == 1


def test_without_a_run_nothing_is_new(client: Client) -> None:
    an_editor(client)
    a_gap(found_at=NOON)

    assert titles(client, news="new") == []


def test_returned_gaps_are_found_beside_the_new_ones(admin_client: Client) -> None:
    a_run(started_at=NOON)
    a_gap(title="back", returned=True, found_at=NOON - timedelta(weeks=9))
    a_gap(title="new", found_at=NOON)
    a_gap(title="neither", found_at=NOON - timedelta(weeks=9))

    assert titles(admin_client, news="returned") == ["back"]
    assert titles(admin_client, news="new,returned") == ["back", "new"]


def a_gap_with_weeks(title: str, **weeks: int) -> Gap:
    """Make a gap with contacts in weeks named by month and day: `nov02=3`."""
    gap = a_gap(title=title, volume=sum(weeks.values()))
    for name, contacts in weeks.items():
        monday = datetime.strptime(f"2026{name}", "%Y%b%d").date()
        gap.counted.create(monday=monday, contacts=contacts)
    return gap


def test_a_window_counts_the_contacts_of_its_weeks_most_first(
    admin_client: Client,
) -> None:
    a_gap_with_weeks("in all weeks", oct26=1, nov02=2, nov09=4)
    a_gap_with_weeks("most of them then", nov02=5)
    a_gap_with_weeks("before and after", oct26=9, nov09=9)

    gaps = rows(admin_client, "gap", **{"from": "2026-11-02", "to": "2026-11-02"})

    assert [(gap.title, gap.asked) for gap in gaps] == [
        ("most of them then", 5),
        ("in all weeks", 2),
    ]
    window = {"from": "2026-11-02", "to": "2026-11-08"}
    assert titles(admin_client, **window, o="contacts") == [
        "in all weeks",
        "most of them then",
    ]
    assert "of 7 in the latest run" in text(admin_client, listed("gap", **window))


@pytest.mark.parametrize(
    ("window", "asked"),
    [
        ({"from": "2026-11-04", "to": "2026-11-05"}, 2),
        ({"from": "2026-11-01", "to": "2026-11-05"}, 3),
        ({"from": "2026-11-09"}, 4),
        ({"to": "2026-11-08"}, 3),
        ({"from": "2026-11-09", "to": "2026-10-26"}, 7),
    ],
)
def test_any_day_of_a_week_names_the_whole_week(
    admin_client: Client, window: dict[str, str], asked: int
) -> None:
    a_gap_with_weeks("house", oct26=1, nov02=2, nov09=4)

    assert [gap.asked for gap in rows(admin_client, "gap", **window)] == [asked]


@pytest.mark.parametrize("day", ["", "today", "2026-02-31", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_leaves_the_list_as_it_is(
    admin_client: Client, day: str
) -> None:
    a_gap_with_weeks("house", nov02=2)

    assert titles(admin_client, **{"from": day, "to": day}) == ["house"]


def test_the_form_of_the_weeks_keeps_the_other_filters(admin_client: Client) -> None:
    a_gap_with_weeks("house", nov02=2)

    page = text(admin_client, listed("gap", kind="missing", **{"from": "2026-11-02"}))

    assert '<input type="hidden" name="kind" value="missing">' in page
    assert 'name="from" value="2026-11-02"' in page
