"""What an editor sees first: the week, the gaps, what changed, how old it all is."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import HelpCenter, Run
from tests.admin.test_access import a_member
from tests.support.desk import logged_in, page_of, text
from tests.support.factories import a_contact, a_gap, a_help_center, a_run, an_article

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("admin:app_list", args=["gapfinder"])
HOSTILE = "<script>alert(1)</script>"
UNTIL = datetime(2026, 11, 22, 23, tzinfo=UTC)  # Monday 00:00 in Oslo


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def a_week(contacts: int, answered: int, in_gaps: int, **fields: Any) -> dict[str, Any]:
    service = {
        "contacts": contacts,
        "reasons": {"reassurance": 0.23, "prefers_person": 0.16, "account": 0.1},
        "searched_known": 80,
        "searched_first": 0.63,
        "csat_searched": 61.4,
        "csat_others": 71.2,
    }
    told = {
        "days": 7,
        "contacts": contacts,
        "answered": answered,
        "in_gaps": in_gaps,
        "alone": contacts - answered - in_gaps,
        "reasons": {},
        "self_service": service,
    }
    return told | fields


def figures(**fields: Any) -> dict[str, Any]:
    nothing = {"count": 0, "gaps": []}
    told = {
        "weeks": {
            "2026-11-09": a_week(250, answered=100, in_gaps=100),
            "2026-11-16": a_week(200, answered=100, in_gaps=60),
        },
        "locales": {"nb": {"contacts": 300, "answered": 150, "in_gaps": 75}},
        "channels": {
            "chat": {"contacts": 10, "answered": 1, "in_gaps": 9},
            "phone": {"contacts": 1200, "answered": 300, "in_gaps": 12},
        },
        "changes": dict.fromkeys(("new", "grown", "shrunk", "returned"), nothing),
    }
    return told | fields


def the_run(**fields: Any) -> Run:
    told = {"until": UNTIL, "finished_at": timezone.now(), "figures": figures()}
    return a_run(**told | fields)


def words(client: Client, **query: Any) -> str:
    page = text(client, reverse("admin:app_list", args=["gapfinder"], query=query))
    return " ".join(strip_tags(page).replace("\N{NO-BREAK SPACE}", " ").split())


def test_this_week_stands_beside_last(admin_client: Client) -> None:
    the_run()

    page = words(admin_client)

    assert "Week 47: Nov. 16, 2026 – Nov. 22, 2026" in page
    assert "Contacts 200 250 in week 46 (−20%)" in page
    assert "Answered by an article 50% 40% in week 46 (+10 points)" in page
    assert "In a gap 30% 40% in week 46 (−10 points)" in page
    assert "Not grouped 20% 20% in week 46 (±0 points)" in page


def test_a_week_that_has_just_begun_is_told_but_not_compared(
    admin_client: Client,
) -> None:
    begun = a_week(3, answered=1, in_gaps=1, days=1)
    weeks = figures()["weeks"] | {"2026-11-23": begun}
    the_run(figures=figures(weeks=weeks))

    page = words(admin_client)

    assert "Week 47:" in page
    assert "3 contacts since then, in the week that has begun." in page


def test_a_first_week_has_nothing_to_be_compared_with(admin_client: Client) -> None:
    weeks = {"2026-11-16": a_week(200, answered=100, in_gaps=60, days=2)}
    the_run(figures=figures(weeks=weeks))

    page = words(admin_client)

    assert "Week 47: Nov. 16, 2026 – Nov. 17, 2026 Contacts 200 Answered" in page
    assert "in week 46" not in page


def test_the_picture_of_self_service_is_that_of_the_week(admin_client: Client) -> None:
    the_run()

    page = words(admin_client)

    assert "Had searched the help centre first 63% 63% ±0 points" in page
    assert "Wanted to be sure 23%" in page
    assert "Wanted a person 16%" in page
    assert "About the own account 10%" in page
    assert "Satisfaction of those who had searched: 61 of 100, of the others 71" in page


def test_coverage_is_told_by_locale_and_channel_in_numbers(
    admin_client: Client,
) -> None:
    the_run()

    page = words(admin_client)

    assert "nb 300 50% 25%" in page
    assert "phone 1,200 25% 1% chat 10 10% 90%" in page


def test_the_ten_best_gaps_are_listed_with_their_links(admin_client: Client) -> None:
    the_run(gaps=12)
    gaps = [a_gap(rank=rank, title=f"Need {rank}.") for rank in range(1, 13)]

    page = text(admin_client, OVERVIEW)

    for gap in gaps[:10]:
        assert f'<a href="{page_of(gap)}">{gap.title}</a>' in page
    assert "Need 11." not in page
    assert "All gaps (12)" in page


def test_what_changed_is_counted_and_the_first_are_linked(
    admin_client: Client,
) -> None:
    grown = a_gap(title="Copper closes", volume=31)
    told = {"count": 6, "gaps": [grown.number]}
    the_run(figures=figures(changes=figures()["changes"] | {"grown": told}))

    page = words(admin_client)

    assert "Grown 6 by more than chance" in page
    assert "Copper closes 31 and 5 more" in page
    assert "Shrunk 0" in page


def test_an_old_analysis_warns(admin_client: Client) -> None:
    the_run(finished_at=timezone.now() - timedelta(days=9))

    page = words(admin_client)

    assert "Latest analysis 1 week, 2 days ago" in page
    assert "more than a week old" in page


def test_contacts_that_came_after_the_analysis_warn(admin_client: Client) -> None:
    the_run()
    a_contact(received_at=UNTIL - timedelta(minutes=1))
    assert "has not seen" not in words(admin_client)

    a_contact(received_at=UNTIL)
    assert "has not seen" in words(admin_client)


def test_a_run_without_figures_says_so(admin_client: Client) -> None:
    the_run(figures={})

    page = words(admin_client)

    assert "stored no figures by week" in page
    assert "What to write next" in page


def test_an_unfinished_run_is_not_the_latest(admin_client: Client) -> None:
    the_run(gaps=7)
    a_run(finished_at=None, gaps=0)

    assert "All gaps" not in words(admin_client)  # it found none to list
    a_gap()
    assert "All gaps (7)" in words(admin_client)


def test_before_anything_is_there_it_says_what_to_do_first(
    admin_client: Client,
) -> None:
    page = words(admin_client)

    assert "import_articles articles.jsonl --help-center SLUG" in page
    assert "find_gaps --help-center SLUG" in page


def test_the_first_steps_name_the_help_centre_and_what_is_done(
    admin_client: Client,
) -> None:
    an_article()

    page = words(admin_client)

    assert "Import the articles of the help centre. ✓ done manage.py" in page
    assert "import_contacts contacts.jsonl --help-center lumevik" in page
    assert page.count("✓ done") == 1


def test_who_is_no_member_anywhere_reads_who_can_help(client: Client) -> None:
    the_run()
    a_gap(title="Secret")
    a_member(client, "content editor")

    page = words(client)

    assert "You are not a member of any help centre yet." in page
    assert "Secret" not in page
    assert "SLUG" not in page


def test_one_of_several_help_centres_is_chosen_by_the_address(client: Client) -> None:
    for slug in ("brightline", "lumevik", "secret"):
        center = a_help_center(slug)
        the_run(help_center=center)
        a_gap(help_center=center, title=f"Need of {slug}")
    a_member(client, "support lead", "lumevik")
    user = User.objects.get(username="support lead")
    HelpCenter.objects.get(slug="brightline").members.add(user)

    assert "Need of brightline" in words(client)
    chosen = words(client, help_center="lumevik")
    assert "Overview of Lumevik" in chosen
    assert "Need of lumevik" in chosen
    assert "Need of brightline" not in chosen
    assert "ecret" not in words(client, help_center="secret")


def test_who_may_not_see_gaps_sees_none(client: Client) -> None:
    the_run()
    a_gap(title="Moving house")
    user = a_member(client, "administrator", "lumevik")
    user.groups.clear()

    assert client.get(OVERVIEW).status_code == HTTPStatus.NOT_FOUND


def test_the_stock_list_of_screens_stays(admin_client: Client) -> None:
    page = text(admin_client, OVERVIEW)

    for screen in ("article", "contact", "gap", "run", "verdict"):
        assert reverse(f"admin:gapfinder_{screen}_changelist") in page


def test_hostile_text_is_escaped_and_nothing_is_inline(admin_client: Client) -> None:
    center = a_help_center(name=HOSTILE)
    gap = a_gap(help_center=center, title=HOSTILE, locale=HOSTILE)
    told = {"count": 1, "gaps": [gap.number]}
    the_run(
        encoder=HOSTILE,
        figures=figures(
            changes=figures()["changes"] | {"new": told},
            locales={HOSTILE: {"contacts": 1, "answered": 1, "in_gaps": 0}},
            channels={HOSTILE: {"contacts": 1, "answered": 1, "in_gaps": 0}},
        ),
    )

    page = text(admin_client, OVERVIEW)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    overview = page[page.index('<div id="content-main"') :]
    assert " style=" not in overview
    assert "<script" not in overview


def test_a_full_overview_asks_ten_times_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    gaps = [a_gap(weeks={"2026-11-16": 3}) for _ in range(30)]
    named = {"count": 5, "gaps": [gap.number for gap in gaps[:5]]}
    changes = dict.fromkeys(("new", "grown", "shrunk", "returned"), named)
    the_run(figures=figures(changes=changes))
    a_contact(received_at=UNTIL)
    a_member(client, "content editor", "lumevik")

    with django_assert_max_num_queries(10):
        text(client, OVERVIEW)
