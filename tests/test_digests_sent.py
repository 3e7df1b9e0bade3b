"""The weekly letter goes out once, whatever happens."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from pytest_django import Settings

from gapfinder.digests import compose, send_digest
from gapfinder.models import Digest

from .factories import a_contact, a_help_center
from .mail_servers import DOWN, SLOW

MONDAY = date(2026, 11, 16)
LEADS = ["lead@example.com", "second@example.com"]

pytestmark = pytest.mark.django_db


def test_the_recipients_of_the_help_centre_get_one_mail(
    mailoutbox: Sequence[EmailMessage],
) -> None:
    a_contact()
    help_center = a_help_center()
    help_center.digest_to = "\n".join(LEADS)

    assert send_digest(help_center, MONDAY)

    (sent,) = mailoutbox
    assert sent.to == LEADS
    assert (sent.subject, sent.body) == (
        compose(help_center, MONDAY).subject,
        compose(help_center, MONDAY).text,
    )


def test_what_was_sent_is_kept(mailoutbox: Sequence[EmailMessage]) -> None:
    send_digest(a_help_center(), MONDAY, to=LEADS)

    kept = Digest.objects.get()
    assert (kept.monday, kept.subject, kept.text) == (
        MONDAY,
        mailoutbox[0].subject,
        mailoutbox[0].body,
    )
    assert kept.sent_at is not None


@pytest.mark.parametrize("days_later", range(7))
def test_a_week_is_mailed_once_whatever_the_day(
    mailoutbox: Sequence[EmailMessage], days_later: int
) -> None:
    send_digest(a_help_center(), MONDAY, to=LEADS)

    later = MONDAY + timedelta(days=days_later)
    assert not send_digest(a_help_center(), later, to=LEADS)
    assert len(mailoutbox) == 1


def test_other_weeks_and_other_help_centres_get_their_own(
    mailoutbox: Sequence[EmailMessage],
) -> None:
    assert send_digest(a_help_center(), MONDAY, to=LEADS)
    assert send_digest(a_help_center(), MONDAY + timedelta(weeks=1), to=LEADS)
    assert send_digest(a_help_center("other"), MONDAY, to=LEADS)

    assert [sent.subject for sent in mailoutbox] == [
        "Lumevik: content gaps, week 47 of 2026",
        "Lumevik: content gaps, week 48 of 2026",
        "Other: content gaps, week 47 of 2026",
    ]


def test_a_failed_send_is_made_up_for(
    settings: Settings, mailoutbox: Sequence[EmailMessage]
) -> None:
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    with pytest.raises(ConnectionRefusedError):
        send_digest(a_help_center(), MONDAY, to=LEADS)
    assert not Digest.objects.filter(sent_at__isnull=False).exists()

    settings.EMAIL_BACKEND = working

    assert send_digest(a_help_center(), MONDAY, to=LEADS)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("to", [None, []])
def test_a_letter_to_nobody_is_not_taken_for_sent(to: list[str] | None) -> None:
    with pytest.raises(ValueError, match=r"^lumevik has no recipients of its digest"):
        send_digest(a_help_center(), MONDAY, to=to)

    assert not Digest.objects.exists()


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="threads share the one database in memory"
)
@pytest.mark.django_db(transaction=True)
def test_two_workers_that_wake_together_send_one_mail(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = SLOW
    help_center = a_help_center()

    def work(_: int) -> bool:
        try:
            return send_digest(help_center, MONDAY, to=LEADS)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(work, range(4)))

    assert sorted(sent) == [False, False, False, True]
    assert len(mail.outbox) == 1
