"""Enough of the letter: the link in it, by hand and by the mail program's button."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gapfinder.checks import check_links
from gapfinder.digests.delivery.unsubscribe_tokens import (
    reader_of,
    token_of,
    unsubscribe_url,
)
from gapfinder.models import Subscription
from tests.support.factories import a_help_center, a_subscription

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # RFC 8058, what mail programs post


@pytest.fixture
def reader() -> Subscription:
    return a_subscription("kari@example.com", help_center=a_help_center(name="Lumevik"))


@pytest.fixture
def strict() -> Client:
    """A browser that nobody is logged in to, at a site that wants CSRF tokens."""
    return Client(enforce_csrf_checks=True)


def link(reader: Subscription) -> str:
    return reverse("gapfinder:unsubscribe", args=[token_of(reader)])


def ended(reader: Subscription) -> bool:
    reader.refresh_from_db()
    return reader.ended_at is not None


def test_opening_the_link_ends_nothing(strict: Client, reader: Subscription) -> None:
    """Mail servers open every link in search of bad ones."""
    page = strict.get(link(reader))

    assert page.status_code == HTTPStatus.OK
    assert strict.head(link(reader)).status_code == HTTPStatus.OK
    assert '<form method="post"><button>Unsubscribe</button>' in page.content.decode()
    assert not ended(reader)


def test_the_button_ends_it_at_once(strict: Client, reader: Subscription) -> None:
    page = strict.post(link(reader))

    assert page.status_code == HTTPStatus.OK
    assert "You get no more weekly letters." in page.content.decode()
    assert "<button" not in page.content.decode()
    assert ended(reader)


def test_a_mail_program_ends_it_with_one_click(
    strict: Client, reader: Subscription
) -> None:
    assert strict.post(link(reader), ONE_CLICK).status_code == HTTPStatus.OK
    assert ended(reader)


def test_twice_is_as_good_as_once(strict: Client, reader: Subscription) -> None:
    strict.post(link(reader))
    reader.refresh_from_db()
    first = reader.ended_at

    assert strict.post(link(reader)).status_code == HTTPStatus.OK
    assert "no more weekly letters" in strict.get(link(reader)).content.decode()
    reader.refresh_from_db()
    assert reader.ended_at == first


def test_others_go_on(strict: Client, reader: Subscription) -> None:
    other = a_subscription("ola@example.com")

    strict.post(link(reader))

    assert not ended(other)


@pytest.mark.parametrize("token", ["1", "1:abc", "x", ":", "1:" + "a" * 43, "%00"])
def test_a_wrong_token_is_not_found(
    strict: Client, reader: Subscription, token: str
) -> None:
    url = f"/unsubscribe/{token}"

    for answer in (strict.get(url), strict.post(url)):
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert "This link is not known" in answer.content.decode()
    assert not ended(reader)


def test_the_token_of_another_reader_cannot_be_made_from_the_own(
    strict: Client, reader: Subscription
) -> None:
    other = a_subscription("ola@example.com")
    signature = token_of(reader).partition(":")[2]

    answer = strict.post(f"/unsubscribe/{other.pk}:{signature}")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert not ended(other)


def test_a_reader_who_was_erased_is_told_that_no_more_letters_come(
    strict: Client, reader: Subscription
) -> None:
    url = link(reader)
    reader.delete()

    answer = strict.post(url)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "no more letters come" in answer.content.decode()


def test_the_page_tells_nothing_but_the_help_centres_name(
    strict: Client, reader: Subscription
) -> None:
    for page in (strict.get(link(reader)), strict.post(link(reader))):
        said = page.content.decode()
        assert "Lumevik" in said
        assert "kari" not in said
        assert "@" not in said


def test_it_speaks_the_language_of_the_letter(
    strict: Client, reader: Subscription
) -> None:
    reader.language = "nb"
    reader.save()

    assert '<html lang="nb">' in strict.get(link(reader)).content.decode()


def test_it_is_kept_by_nobody(strict: Client, reader: Subscription) -> None:
    page = strict.get(link(reader))

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "no-referrer"


def test_nothing_but_get_and_post_is_heard(
    strict: Client, reader: Subscription
) -> None:
    assert strict.put(link(reader)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert strict.delete(link(reader)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not ended(reader)


# --- The link -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "site", ["https://gaps.example.com", "https://gaps.example.com/"]
)
def test_the_link_in_a_letter_begins_with_the_site(
    reader: Subscription, settings: Any, site: str
) -> None:
    settings.GAPFINDER_SITE_URL = site

    url = unsubscribe_url(reader)

    assert url == "https://gaps.example.com" + link(reader)
    assert reader_of(url.rpartition("/")[2]) == reader


def test_where_nobody_says_where_the_site_is_there_is_none(
    reader: Subscription, settings: Any
) -> None:
    settings.GAPFINDER_SITE_URL = ""

    assert unsubscribe_url(reader) == ""


def test_a_project_without_the_page_has_no_link_and_is_told_so(
    reader: Subscription, settings: Any
) -> None:
    settings.GAPFINDER_SITE_URL = "https://gaps.example.com"
    assert check_links(None) == []

    settings.ROOT_URLCONF = "django.contrib.auth.urls"

    assert unsubscribe_url(reader) == ""
    assert [warning.id for warning in check_links(None)] == ["gapfinder.W003"]


def test_a_new_secret_key_forgets_no_link_while_the_old_one_is_known(
    reader: Subscription, settings: Any
) -> None:
    token = token_of(reader)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]

    assert reader_of(token) == reader
    settings.SECRET_KEY_FALLBACKS = []
    assert reader_of(token) is None


def test_the_time_it_ended_is_kept(strict: Client, reader: Subscription) -> None:
    before = datetime.now(UTC)
    strict.post(link(reader))
    reader.refresh_from_db()

    assert reader.ended_at is not None
    assert before <= reader.ended_at <= datetime.now(UTC)
