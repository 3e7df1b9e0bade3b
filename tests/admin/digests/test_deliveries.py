"""The desk's screens of letters: who gets them, what came of them, how they look."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gapfinder.digests import compose
from gapfinder.engine.weeks import bounds, last_whole_week
from gapfinder.models import Audience, Delivery, Digest, Subscription
from tests.admin.test_access import a_member
from tests.support.desk import listed, page_of, rows, text
from tests.support.factories import (
    a_contact,
    a_help_center,
    a_subscription,
    an_article,
    an_audience,
)
from tests.support.mail_backends import DOWN
from tests.support.mail_server import MailServer

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
NEW = {"email": "kari@example.com", "language": "nb", "weekday": 4, "hour": 15}


def add(client: Client, screen: str, **fields: Any) -> Any:
    url = reverse(f"admin:gapfinder_{screen}_add")
    return client.post(url, {"help_center": a_help_center().pk, **fields})


def act(client: Client, screen: str, action: str, *chosen: Any) -> str:
    sent = {"action": action, "_selected_action": [row.pk for row in chosen]}
    return client.post(listed(screen), sent, follow=True).content.decode()


def of_reader(name: str, reader: Subscription) -> str:
    return reverse(f"admin:gapfinder_subscription_{name}", args=[reader.pk])


def a_delivery(reader: Subscription, state: str = "sent", **fields: Any) -> Delivery:
    defaults = {"subscription": reader, "monday": MONDAY, "state": state}
    return Delivery.objects.create(**defaults | fields)


# --- Subscriptions --------------------------------------------------------------------


def test_an_administrator_subscribes_somebody(client: Client) -> None:
    a_member(client, "administrator", "lumevik")

    add(client, "subscription", **NEW, time_zone="Europe/Stockholm")

    made = Subscription.objects.get()
    assert (made.email, made.language, made.weekday) == ("kari@example.com", "nb", 4)
    assert timezone.now() - made.began_at < timedelta(minutes=5)


def test_the_list_says_when_in_words_and_what_came_of_the_last_letter(
    admin_client: Client,
) -> None:
    reader = a_subscription(weekday=4, hour=15)
    a_delivery(reader, "sent", monday=MONDAY - timedelta(weeks=1))
    a_delivery(reader, "failed")

    page = text(admin_client, listed("subscription"))

    assert "Friday, 15:00, Europe/Oslo" in page
    assert "2026-W47: failed" in page
    assert "the whole help centre" in page


def test_the_page_says_when_the_next_letter_comes(admin_client: Client) -> None:
    center = a_help_center(time_zone="Europe/Oslo")
    reader = a_subscription(help_center=center, weekday=0, hour=7)

    page = text(admin_client, page_of(reader))

    next_monday = timezone.localdate() + timedelta(
        days=-timezone.localdate().weekday() % 7 or 7
    )
    week = f"{next_monday - timedelta(weeks=1):%G-W%V}"
    assert f"{week}: " in page


@pytest.mark.parametrize("email", ["kari@example.com", "Kari@Example.com"])
def test_a_reader_has_one_subscription_to_the_same(
    admin_client: Client, email: str
) -> None:
    a_subscription("kari@example.com")

    page = add(admin_client, "subscription", **NEW | {"email": email})

    said = "There is a subscription of this reader and audience already."
    assert page.content.decode().count(said) == 1
    assert Subscription.objects.count() == 1


def test_the_same_reader_may_read_about_a_team_besides(admin_client: Client) -> None:
    a_subscription("kari@example.com")

    add(admin_client, "subscription", **NEW, audience=an_audience().pk)

    assert Subscription.objects.count() == 2


def test_an_audience_of_another_help_centre_is_refused(admin_client: Client) -> None:
    theirs = an_audience(help_center=a_help_center("fjordnett"))

    page = add(admin_client, "subscription", **NEW, audience=theirs.pk)

    assert "This audience is of another help centre." in page.content.decode()
    assert not Subscription.objects.exists()


def test_whose_it_is_stays(admin_client: Client) -> None:
    reader = a_subscription("kari@example.com")
    other = a_help_center("fjordnett")

    sent = NEW | {"email": "ola@example.com", "help_center": other.pk}
    admin_client.post(page_of(reader), sent)

    reader.refresh_from_db()
    assert (reader.email, reader.help_center.slug) == ("kari@example.com", "lumevik")
    assert reader.weekday == 4


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Oslo"), ("hour", 24), ("email", "nobody")]
)
def test_what_is_no_time_or_address_is_refused(
    admin_client: Client, field: str, value: Any
) -> None:
    page = add(admin_client, "subscription", **NEW | {field: value})

    assert page.status_code == HTTPStatus.OK
    assert not Subscription.objects.exists()


def test_subscriptions_are_ended_and_resumed(admin_client: Client) -> None:
    reader, other = a_subscription("a@example.com"), a_subscription("b@example.com")

    assert "1 subscription has ended." in act(
        admin_client, "subscription", "end", reader
    )
    assert rows(admin_client, "subscription", state="ended") == [reader]
    assert rows(admin_client, "subscription", state="active") == [other]

    said = act(admin_client, "subscription", "resume", reader, other)
    assert "1 subscription goes on, with the next letter." in said
    reader.refresh_from_db()
    assert reader.ended_at is None
    assert timezone.now() - reader.began_at < timedelta(minutes=5)


def test_erasing_a_subscription_erases_all_that_is_kept_of_the_reader(
    client: Client,
) -> None:
    a_member(client, "administrator", "lumevik")
    reader = a_subscription("kari@example.com")
    a_delivery(reader)
    client.post(page_of(reader), NEW)  # a change is logged
    url = reverse("admin:gapfinder_subscription_delete", args=[reader.pk])

    asked = text(client, url)
    assert "kari@example.com" in asked
    client.post(url, {"post": "yes"})

    assert not Subscription.objects.exists()
    assert not Delivery.objects.exists()
    logged = LogEntry.objects.values_list("object_repr", "change_message")
    assert len(logged) == 2
    assert "kari" not in str(list(logged))


def test_several_are_erased_at_once(client: Client) -> None:
    a_member(client, "administrator", "lumevik")
    readers = [a_subscription(f"{name}@example.com") for name in "abc"]
    sent = {"_selected_action": [r.pk for r in readers[:2]], "post": "yes"}

    client.post(listed("subscription"), sent | {"action": "delete_selected"})

    assert list(Subscription.objects.all()) == readers[2:]


@pytest.mark.parametrize("role", ["content editor", "support lead"])
def test_others_look_and_change_nothing(client: Client, role: str) -> None:
    reader = a_subscription()
    delivery = a_delivery(reader, "failed")
    a_member(client, role, "lumevik")

    for url in (page_of(reader), page_of(delivery), of_reader("preview", reader)):
        assert client.get(url).status_code == HTTPStatus.OK
    act(client, "subscription", "end", reader)
    act(client, "delivery", "send_again", delivery)
    client.post(page_of(reader), NEW)

    assert Subscription.objects.filter(ended_at=None, weekday=0).count() == 1
    assert Delivery.objects.filter(state="failed").count() == 1


# --- Audiences ------------------------------------------------------------------------


def test_sections_are_written_a_line_each(admin_client: Client) -> None:
    an_article(section="Mobile"), an_article(section="TV")

    add(admin_client, "audience", name="Team", sections="TV\r\n\r\n Mobile \r\nTV")

    assert Audience.objects.get().sections == ["TV", "Mobile"]
    assert ">\nTV\nMobile</textarea>" in text(
        admin_client, page_of(Audience.objects.get())
    )


def test_a_section_that_the_help_centre_has_not_is_named(admin_client: Client) -> None:
    an_article(section="Mobile")
    an_article(section="TV", help_center=a_help_center("fjordnett"))

    page = add(admin_client, "audience", name="Team", sections="Mobile\nTV\nRadio")

    assert "no section called “TV”, “Radio”." in page.content.decode()
    assert not Audience.objects.exists()


def test_a_locale_that_the_help_centre_has_not_is_refused(
    admin_client: Client,
) -> None:
    an_article(locale="nb"), an_article(locale="sv")

    page = add(admin_client, "audience", name="Team", locale="NB")

    assert "The help centre has articles and gaps in: nb, sv." in page.content.decode()
    add(admin_client, "audience", name="Team", locale="nb")
    assert Audience.objects.get().locale == "nb"


# --- Deliveries -----------------------------------------------------------------------


def test_the_list_says_what_went_wrong_in_the_servers_words(
    admin_client: Client,
) -> None:
    words = "550 5.1.1 <[email]>: no such user"
    a_delivery(a_subscription("kari@example.com"), "failed", error=words)

    page = text(admin_client, listed("delivery"))

    assert "2026-W47" in page
    assert "kari@example.com" in page
    assert "550 5.1.1 &lt;[email]&gt;: no such user" in page


def test_the_list_says_in_the_readers_language_what_no_server_said(
    admin_client: Client, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "nb"
    a_delivery(a_subscription("kari@example.com"), "uncertain", error="no answer")

    page = text(admin_client, listed("delivery"))

    assert "ikke noe svar" in page
    assert "no answer" not in page


def test_deliveries_are_found_by_state_week_and_help_centre(
    admin_client: Client,
) -> None:
    ours, theirs = (
        a_subscription(help_center=a_help_center(slug)) for slug in ("a", "b")
    )
    week = timedelta(weeks=1)
    sent, failed = a_delivery(ours), a_delivery(ours, "failed", monday=MONDAY - week)
    other = a_delivery(theirs)

    assert rows(admin_client, "delivery", state__exact="failed") == [failed]
    assert rows(admin_client, "delivery", week="2026-11-18") == [other, sent]
    assert rows(admin_client, "delivery", help_center="b") == [other]


def test_its_page_names_the_issue_and_loads_nothing_of_it(
    admin_client: Client,
) -> None:
    """An issue has a row for every gap of its week, to be put into a letter."""
    reader = a_subscription(audience=an_audience(name="Broadband"))
    issue = compose(reader.help_center, reader.audience, MONDAY, now=timezone.now())
    delivery = a_delivery(reader, digest=issue)

    with CaptureQueriesContext(connection) as asked:
        page = text(admin_client, page_of(delivery))

    assert page_of(issue) in page
    read = [query["sql"] for query in asked if "gapfinder_digest" in query["sql"]]
    assert len(read) == 1
    assert not [each for each in ('"facts"', '"gaps"') if each in read[0]]


def test_what_failed_or_is_uncertain_is_sent_again_and_nothing_else(
    admin_client: Client,
) -> None:
    deliveries = {
        state: a_delivery(a_subscription(f"{state}@example.com"), state)
        for state in ("sent", "failed", "uncertain", "sending")
    }

    said = act(admin_client, "delivery", "send_again", *deliveries.values())

    assert "2 letters wait to be sent again." in said
    states = Delivery.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["sent", "waiting", "waiting", "sending"]
    said = act(admin_client, "delivery", "send_again", deliveries["sent"])
    assert "Only letters that failed or are uncertain" in said


def test_nobody_types_or_deletes_a_delivery(admin_client: Client) -> None:
    delivery = a_delivery(a_subscription())

    add = admin_client.get(reverse("admin:gapfinder_delivery_add"))
    delete = admin_client.get(
        reverse("admin:gapfinder_delivery_delete", args=[delivery.pk])
    )

    assert add.status_code == delete.status_code == HTTPStatus.FORBIDDEN


# --- Preview and test -----------------------------------------------------------------


def test_a_preview_shows_the_letter_twice_and_stores_nothing(
    admin_client: Client,
) -> None:
    reader = a_subscription(language="sv", audience=an_audience())

    page = text(admin_client, of_reader("preview", reader))

    assert f'<iframe src="{of_reader("letter", reader)}" sandbox' in page
    assert '<pre class="scroll" tabindex="0" lang="sv">' in page
    assert '<h2 lang="sv">Lumevik, ' in page
    assert not Digest.objects.exists()
    assert not Delivery.objects.exists()


def test_the_letter_in_the_frame_can_load_and_run_nothing(
    admin_client: Client,
) -> None:
    letter = admin_client.get(of_reader("letter", a_subscription()))

    policy = letter["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'self'", "sandbox"} <= set(policy)
    assert letter["X-Frame-Options"] == "SAMEORIGIN"


def test_a_test_goes_to_who_asks_for_it_and_marks_nothing(
    admin_client: Client, admin_user: User, server: MailServer
) -> None:
    admin_user.email = "me@example.com"
    admin_user.save()
    reader = a_subscription()

    url = of_reader("test", reader)
    said = admin_client.post(url, follow=True).content.decode()

    assert "A test was sent to me@example.com." in said
    (mail,) = server.mails
    assert mail["To"] == "me@example.com"
    assert mail["Subject"].startswith("Test: ")
    assert mail["List-Unsubscribe"] is None
    assert not Delivery.objects.exists()
    assert not Digest.objects.exists()


def test_who_has_no_address_is_told_so(
    admin_client: Client, admin_user: User, mailoutbox: list[EmailMessage]
) -> None:
    admin_user.email = ""
    admin_user.save()
    reader = a_subscription()
    said = "Your account has no e-mail address to send a test to."

    assert said in text(admin_client, of_reader("preview", reader))
    posted = admin_client.post(of_reader("test", reader), follow=True)
    assert said in posted.content.decode()
    assert mailoutbox == []


def test_a_mail_server_that_is_down_is_told(
    admin_client: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = DOWN

    said = admin_client.post(of_reader("test", a_subscription()), follow=True)

    assert "The test was not sent: Connection refused" in said.content.decode()


def test_nobody_has_a_test_sent_by_a_link(admin_client: Client) -> None:
    answer = admin_client.get(of_reader("test", a_subscription()))

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_week_that_was_written_is_shown_as_it_was(admin_client: Client) -> None:
    reader = a_subscription()
    now = timezone.now()
    week = last_whole_week(now, reader.help_center.zone)
    in_it = bounds(week, reader.help_center.zone)[0]

    def letter() -> bytes:
        return admin_client.get(of_reader("letter", reader)).content

    quiet = letter()
    a_contact(received_at=in_it)
    busy = letter()
    compose(reader.help_center, None, week, now=now)
    a_contact(received_at=in_it)

    assert quiet != busy == letter()
