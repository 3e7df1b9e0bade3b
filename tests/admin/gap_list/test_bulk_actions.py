"""What editors decide on many gaps at once."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client

from gapfinder.models import Gap
from tests.support.desk import listed
from tests.support.factories import a_gap, a_help_center

pytestmark = pytest.mark.django_db


def a_member(client: Client, role: str = "content editor") -> User:
    """Log in one of the staff of lumevik."""
    user = User.objects.create(username="kari", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    a_help_center().members.add(user)
    client.force_login(user)
    return user


def chosen(action: str, *gaps: Gap, **data: Any) -> dict[str, Any]:
    keys = [gap.pk for gap in gaps]
    return {"action": action, "_selected_action": keys, **data}


def decided(client: Client, action: str, *gaps: Gap, **data: Any) -> str:
    """Press the button on the page between, and return what the list says then."""
    versions = " ".join(f"{gap.pk}:{gap.version}" for gap in gaps)
    given = {"versions": versions, "decided": "yes", **data}
    answer = client.post(
        listed("gap", found="all"), chosen(action, *gaps, **given), follow=True
    )
    assert answer.status_code == HTTPStatus.OK
    return answer.content.decode()


@pytest.mark.parametrize("action", ["assign_all", "draft_all", "dismiss_all"])
def test_the_page_between_shows_what_is_decided_on(client: Client, action: str) -> None:
    a_member(client)
    gap = a_gap(title="<b>Moving</b> house")

    page = client.post(listed("gap", kind="missing"), chosen(action, gap))

    assert "&lt;b&gt;Moving&lt;/b&gt; house" in page.content.decode()
    assert page.context["versions"] == f"{gap.pk}:0"
    assert page.context["back"] == "kind=missing"
    assert Gap.objects.get().events.count() == 0


def test_gaps_are_given_to_a_member(client: Client) -> None:
    kari = a_member(client)
    first, second, other = a_gap(), a_gap(), a_gap()

    said = decided(client, "assign_all", first, second, assignee=kari.pk)

    assert "2 gaps are with kari now." in said
    assert set(Gap.objects.filter(assignee=kari)) == {first, second}
    assert Gap.objects.get(pk=other.pk).assignee is None
    assert LogEntry.objects.count() == 2
    again = decided(
        client, "assign_all", *Gap.objects.filter(assignee=kari), assignee=""
    )
    assert "2 gaps are with nobody now." in again


def test_gaps_are_given_to_nobody_outside_the_help_centre(client: Client) -> None:
    a_member(client)
    stranger = User.objects.create(username="stranger")
    gap = a_gap()

    page = decided(client, "assign_all", gap, assignee=stranger.pk)

    assert "Please correct" in page
    assert Gap.objects.get().assignee is None


def test_gaps_are_drafted_with_a_note(client: Client) -> None:
    kari = a_member(client)
    gap = a_gap()

    said = decided(client, "draft_all", gap, assignee=kari.pk, note="Before Christmas")

    assert "1 gap is being drafted now." in said
    gap.refresh_from_db()
    assert (gap.status, gap.assignee) == (Gap.Status.DRAFTING, kari)
    event = gap.events.get()
    assert (event.editor, event.data["note"]) == (kari, "Before Christmas")


def test_gaps_are_dismissed_with_a_reason_and_when_to_return(client: Client) -> None:
    a_member(client)
    gap = a_gap(volume=7)

    said = decided(client, "dismiss_all", gap, because="account_only", returns="never")

    assert "1 gap dismissed." in said
    gap.refresh_from_db()
    assert (gap.status, gap.dismissed_because) == ("dismissed", "account_only")
    assert gap.dismissed_volume is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"because": "boredom", "returns": "never"},
        {"because": "duplicate", "returns": "day", "day": ""},
        {"because": "duplicate", "returns": "day", "day": "soon"},
    ],
)
def test_a_dismissal_without_its_reason_or_day_asks_again(
    client: Client, data: dict[str, str]
) -> None:
    a_member(client)
    gap = a_gap()

    assert "Please correct" in decided(client, "dismiss_all", gap, **data)
    assert Gap.objects.get().status == Gap.Status.OPEN


def test_gaps_are_reopened_at_once(client: Client) -> None:
    a_member(client)
    dismissed, already = a_gap(status=Gap.Status.DISMISSED), a_gap()

    data = chosen("reopen_all", dismissed, already, index="0")
    page = client.post(listed("gap"), data, follow=True).content.decode()

    assert "1 gap reopened." in page
    assert "1 gap was left as it is" in page
    assert Gap.objects.get(pk=dismissed.pk).status == Gap.Status.OPEN


def test_gaps_are_merged_into_one_of_them(client: Client) -> None:
    a_member(client)
    small, large = (
        a_gap(title_of=name, volume=volume)
        for name, volume in (("Small", 2), ("Large", 20))
    )

    page = client.post(listed("gap"), chosen("merge_all", small, large))
    assert page.context["form"]["into"].value() == str(large.pk)
    said = decided(client, "merge_all", small, large, into=large.pk)

    assert "1 gap is a part of “Large” now" in said
    assert Gap.objects.get(pk=small.pk).merged_into == large
    assert Gap.objects.get(pk=large.pk).merged_into is None


def test_one_gap_alone_is_not_merged(client: Client) -> None:
    a_member(client)

    data = chosen("merge_all", a_gap())
    page = client.post(listed("gap"), data, follow=True).content.decode()

    assert "Choose at least two gaps to merge." in page


def test_gaps_of_two_help_centres_are_not_merged(client: Client) -> None:
    user = a_member(client)
    other = a_help_center("other")
    other.members.add(user)
    ours, theirs = a_gap(), a_gap(help_center=other)

    said = decided(client, "merge_all", ours, theirs, into=ours.pk)

    assert "Gaps of two help centres cannot be merged." in said
    assert not Gap.objects.exclude(merged_into=None).exists()


def test_what_another_editor_changed_meanwhile_is_left_alone_and_named(
    client: Client,
) -> None:
    a_member(client)
    ola = User.objects.create(username="ola")
    changed, same = a_gap(title="Moving"), a_gap()
    drawn = f"{changed.pk}:{changed.version} {same.pk}:{same.version}"
    changed.draft(editor=ola)

    said = decided(
        client,
        *("dismiss_all", changed, same),
        **{"versions": drawn, "because": "duplicate", "returns": "never"},
    )

    assert "1 gap dismissed." in said
    assert "“Moving” was changed meanwhile: drafting, by ola." in said
    assert Gap.objects.get(pk=changed.pk).status == Gap.Status.DRAFTING


def test_a_merge_with_a_gap_that_was_changed_meanwhile_merges_nothing(
    client: Client,
) -> None:
    a_member(client)
    gaps = [a_gap(title=f"Gap {number}") for number in range(3)]
    drawn = " ".join(f"{gap.pk}:{gap.version}" for gap in gaps)
    gaps[2].dismiss("duplicate", editor=User.objects.create(username="ola"))

    said = decided(client, "merge_all", *gaps, versions=drawn, into=gaps[0].pk)

    assert "Nothing was merged." in said
    assert not Gap.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize("action", ["assign_all", "dismiss_all", "reopen_all"])
def test_a_support_lead_decides_nothing(client: Client, action: str) -> None:
    a_member(client, "support lead")
    gap = a_gap(status=Gap.Status.DRAFTING)

    decided(client, action, gap, because="duplicate", returns="never", assignee="")

    gap.refresh_from_db()
    assert gap.status == Gap.Status.DRAFTING
    assert not gap.events.exists()


def test_gaps_of_another_help_centre_are_out_of_reach(client: Client) -> None:
    a_member(client)
    theirs = a_gap(help_center=a_help_center("other"), title="Only they ask this")

    said = decided(client, "dismiss_all", theirs, because="duplicate", returns="never")

    assert "Only they ask this" not in said
    assert Gap.objects.get().status == Gap.Status.OPEN
