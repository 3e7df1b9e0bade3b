"""Whoever is not a member of a help centre sees nothing of it, whatever they try."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from gapfinder.digests import compose
from gapfinder.models import Delivery, Exclusion, GapWeek
from gapfinder.permissions import ROLES
from tests.support.desk import listed, page_of
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_subscription,
    a_verdict,
    an_article,
    an_audience,
)

pytestmark = pytest.mark.django_db

SECRET = "Only Brightline asks this"
MONDAY = date(2026, 11, 16)  # the week of NOON


def a_cast(slug: str, words: str) -> dict[str, Any]:
    """One row for each screen, all of one help centre."""
    center = a_help_center(slug, name=words)
    article = an_article(help_center=center, title=words, section=words, locale="sv")
    contact = a_contact(words, help_center=center, locale="sv")
    gap = a_gap(help_center=center, title=words, locale="sv", article=article)
    run = a_run(help_center=center, encoder=words)
    a_judgement(contact.questions.get(), run=run, gap=gap, article=article)
    verdict = a_verdict(contact=contact, article=article, note=words)
    rule = Exclusion.objects.create(help_center=center, phrases=[words])
    GapWeek.objects.create(gap=gap, monday=MONDAY, contacts=1)
    digest = compose(center, None, MONDAY, now=NOON)
    audience = an_audience(help_center=center, name=words, sections=[words])
    reader = a_subscription(
        f"{words.replace(' ', '.')}@example.com", help_center=center, audience=audience
    )
    delivery = Delivery.objects.create(
        subscription=reader, monday=NOON.date(), state="failed", error=words
    )
    letters = {"audience": audience, "subscription": reader, "delivery": delivery}
    letters |= {"digest": digest}
    rows = {"helpcenter": center, "article": article, "contact": contact, "gap": gap}
    return rows | letters | {"run": run, "verdict": verdict, "exclusion": rule}


def a_member(client: Client, role: str, slug: str | None = None) -> User:
    """Log in one of the staff who belongs to a group, and maybe to a help centre."""
    user = User.objects.create(username=role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    if slug is not None:
        a_help_center(slug).members.add(user)
    client.force_login(user)
    return user


SCREENS = [
    *("helpcenter", "article", "contact", "digest", "exclusion", "gap", "run"),
    *("verdict", "audience", "subscription", "delivery"),
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_member_sees_the_rows_of_the_own_help_centre_only(
    client: Client, role: str, screen: str
) -> None:
    theirs = a_cast("brightline", SECRET)[screen]
    ours = a_cast("lumevik", "What everybody here asks")[screen]
    a_member(client, role, "lumevik")

    page = client.get(listed(screen)).content.decode()
    assert page_of(ours) in page
    assert page_of(theirs) not in page
    assert SECRET not in page
    assert client.get(page_of(ours)).status_code == HTTPStatus.OK
    assert client.get(page_of(theirs)).status_code == HTTPStatus.FOUND
    assert client.get(f"{page_of(theirs)}../history/").status_code in {302, 404}


@pytest.mark.parametrize("screen", SCREENS)
def test_who_is_no_member_anywhere_sees_empty_lists(
    client: Client, screen: str
) -> None:
    a_cast("brightline", SECRET)
    a_member(client, "administrator")

    assert SECRET not in client.get(listed(screen)).content.decode()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_search_finds_nothing_of_another_help_centre(
    client: Client, screen: str
) -> None:
    row = a_cast("brightline", SECRET)[screen]
    a_member(client, "content editor", "lumevik")

    found = client.get(listed(screen, q="Brightline")).content.decode()
    assert page_of(row) not in found


def test_a_support_lead_changes_nothing(client: Client) -> None:
    gap = a_cast("lumevik", "Moving house")["gap"]
    a_member(client, "support lead", "lumevik")

    answer = client.post(page_of(gap), {"title": "Mine", "status": "dismissed"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    gap.refresh_from_db()
    assert (gap.title, gap.status) == ("Moving house", "open")


def test_a_new_help_centre_has_its_maker_as_member(client: Client) -> None:
    user = a_member(client, "administrator")

    client.post(listed("helpcenter") + "add/", {"slug": "fjordnett"})

    assert [center.slug for center in user.help_centers.all()] == ["fjordnett"]
