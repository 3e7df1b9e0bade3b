"""The page of an issue, for those who are logged in: it stays, and says the same."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gapfinder.digests import compose, letter_of
from gapfinder.digests.rendering.issue import issue_of
from gapfinder.models import Audience, Digest
from gapfinder.permissions import ROLES
from tests.admin.overview.test_view import UNTIL, figures
from tests.admin.test_access import a_member
from tests.support.desk import listed, logged_in, page_of, rows, text
from tests.support.digest_issues import (
    MONDAY,
    WEEK,
    WRITTEN,
    a_full_week,
    an_asked_gap,
    said,
    words,
)
from tests.support.factories import NOON, a_contact, a_help_center, a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def an_issue(**fields: Any) -> Digest:
    named = {"audience": None, "help_center": a_help_center(), "day": MONDAY} | fields
    return compose(**named, now=WRITTEN)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_page_says_what_the_letter_says_in_the_readers_language(
    admin_client: Client, language: str
) -> None:
    a_full_week()
    issue = an_issue()
    with translation.override(language):
        facts = list(said(issue_of(issue, lambda screen, pk: "")))
        page = HTMLParser(text(admin_client, page_of(issue)))

    shown = words(page.css_first("#content-main").text())
    # The page counts its gaps by itself.
    places = {str(place) for place in range(1, 11)}
    assert [f for f in facts if words(f) not in shown and f not in places] == []


def test_the_page_stays_as_it_was_written(admin_client: Client) -> None:
    a_contact()
    gap = an_asked_gap(3, title="Moving house")
    issue = an_issue()
    gap.title = "Called otherwise"
    gap.save()
    a_contact()

    page = text(admin_client, page_of(issue))

    assert "1 contact came in" in page
    assert "Moving house" in page
    assert "Called otherwise" not in page


def test_the_page_says_what_language_customers_words_are_in(
    admin_client: Client,
) -> None:
    a_contact()
    gap = an_asked_gap(3, title="Flytte", locale="nb", examples=["Flytter jeg?"])
    gap.events.create(kind="found", at=NOON)

    page = HTMLParser(text(admin_client, page_of(an_issue())))

    main = page.css_first("#content-main")
    said = [(each.text(), each.attributes["lang"]) for each in main.css("[lang]")]
    assert said == [("Flytte", "nb"), ("“Flytter jeg?”", "nb"), ("Flytte", "nb")]


def test_nothing_of_it_is_styled_in_place(admin_client: Client) -> None:
    a_full_week()

    page = HTMLParser(text(admin_client, page_of(an_issue())))

    main = page.css_first("#content-main")
    assert main.css("[style], style, script, [onclick]") == []


def test_gaps_are_linked_for_those_who_may_see_gaps(client: Client) -> None:
    a_contact()
    gap = an_asked_gap(3)
    issue = an_issue()
    reader = User.objects.create(username="reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_digest"))
    a_help_center().members.add(reader)
    client.force_login(reader)
    assert page_of(gap) not in text(client, page_of(issue))

    a_member(client, "support lead", "lumevik")
    assert page_of(gap) in text(client, page_of(issue))


def test_issues_are_listed_newest_first_by_help_centre_and_audience(
    admin_client: Client,
) -> None:
    center = a_help_center()
    audience = Audience.objects.create(help_center=center, name="Billing")
    old = an_issue(day=MONDAY - WEEK)
    new, theirs = an_issue(), an_issue(audience=audience)
    other = an_issue(help_center=a_help_center("other"))

    assert rows(admin_client, "digest") == [other, theirs, new, old]
    assert rows(admin_client, "digest", help_center="other") == [other]
    assert rows(admin_client, "digest", audience__id__exact=audience.pk) == [theirs]
    page = text(admin_client, listed("digest"))
    assert "2026-W47" in page
    assert "Billing" in page
    assert "the whole help centre" in page


@pytest.mark.parametrize("role", ROLES)
def test_the_overview_leads_to_the_issues(client: Client, role: str) -> None:
    a_run(figures=figures(), until=UNTIL)
    issue = an_issue()
    a_member(client, role, "lumevik")

    overview = text(client, reverse("admin:app_list", args=["gapfinder"]))

    link = re.search(r'href="([^"]+)">Weekly digests<', overview)
    assert link is not None
    assert page_of(issue) in text(client, link[1])


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_or_deletes_an_issue(client: Client, role: str) -> None:
    a_contact()
    issue = an_issue()
    a_member(client, role, "lumevik")

    asked = {"monday": "2026-01-05", "post": "yes"}
    for page in ("change", "delete"):
        url = reverse(f"admin:gapfinder_digest_{page}", args=[issue.pk])
        assert client.post(url, asked).status_code == HTTPStatus.FORBIDDEN

    assert Digest.objects.get() == issue
    assert Digest.objects.get().composed_at == WRITTEN


def test_a_quiet_week_has_a_page_too(admin_client: Client) -> None:
    a_contact(received_at=NOON - WEEK)

    page = " ".join(text(admin_client, page_of(an_issue())).split())

    assert "<p>A quiet week: no contacts (the week before: 1).</p>" in page
    assert "<p>No contact after Nov. 9, 2026 has been imported: the newest" in page


def without(facts: Any) -> Iterator[Any]:
    """Yield the facts without each of their keys, however deep, one at a time."""
    if isinstance(facts, dict):
        for name in facts:
            yield {key: fact for key, fact in facts.items() if key != name}
            for less in without(facts[name]):
                yield facts | {name: less}
    elif isinstance(facts, list) and facts:
        for less in without(facts[0]):
            yield [less, *facts[1:]]


def test_issues_of_older_versions_that_kept_fewer_facts_still_read(
    admin_client: Client,
) -> None:
    a_full_week()
    issue = an_issue()
    older = list(without(issue.facts))

    assert len(older) > 100
    for issue.facts in older:
        issue.gaps = [{"id": row["id"]} for row in issue.gaps]
        letter_of(issue, "nb")
    issue.facts, issue.gaps = {}, []
    issue.save()
    assert str(issue.help_center) in text(admin_client, page_of(issue))
    assert len(rows(admin_client, "digest")) == 1
    assert an_issue(day=MONDAY + WEEK).facts["before"]["open_gaps"] is None
