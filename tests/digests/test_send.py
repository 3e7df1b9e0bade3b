"""Every subscriber gets a week's letter once, whatever happens on the way."""

import smtplib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, OperationalError, transaction

from gapfinder import digests
from gapfinder.digests.delivery.smtp import NoAnswerError, NotSentError, send_message
from gapfinder.models import Delivery, Digest, HelpCenter, Subscription
from tests.support.factories import a_help_center, a_subscription, an_audience
from tests.support.mail_backends import SILENT, UNOPENED, UNPAID
from tests.support.mail_server import MailServer

MONDAY = date(2026, 11, 16)
BEFORE = datetime(2026, 11, 23, 5, 59, tzinfo=UTC)  # a minute to seven in Oslo
SEVEN = datetime(2026, 11, 23, 6, tzinfo=UTC)
WEEK, HOUR, MINUTE = timedelta(weeks=1), timedelta(hours=1), timedelta(minutes=1)
State = Delivery.State

pytestmark = pytest.mark.django_db


def check(now: datetime) -> list[str | None]:
    """Do what the schedule does, and a worker at once; return how each letter went."""
    return [digests.send(key, now=now) for key in digests.make_due(now)]


def state_of(reader: Subscription) -> tuple[str, int, str]:
    delivery = Delivery.objects.get(subscription=reader)
    return delivery.state, delivery.attempts, delivery.error


# --- When -----------------------------------------------------------------------------


def test_a_letter_comes_at_the_hour_and_not_before(server: MailServer) -> None:
    a_subscription(began_at=BEFORE)

    assert check(BEFORE) == []
    assert check(SEVEN) == [State.SENT]
    assert Delivery.objects.filter(monday=MONDAY, sent_at=SEVEN).count() == 1
    assert len(server.mails) == 1


def test_each_reader_is_asked_for_the_own_weekday_and_hour(server: MailServer) -> None:
    began = {"began_at": SEVEN - timedelta(days=2)}
    a_subscription("monday@example.com", **began)
    a_subscription("friday@example.com", weekday=4, hour=15, **began)
    a_subscription("sydney@example.com", time_zone="Australia/Sydney", **began)

    hours = {
        str(mail["To"]): hour
        for hour in range(24 * 7)
        for mail in _new(server, SEVEN + hour * HOUR)
    }

    # A Monday's seven in Sydney is Sunday's 21 in Oslo, where the week is not over yet.
    assert hours == {
        "monday@example.com": 0,
        "friday@example.com": 4 * 24 + 8,
        "sydney@example.com": 6 * 24 + 14,
    }


def _new(server: MailServer, now: datetime) -> list[EmailMessage]:
    known = len(server.mails)
    check(now)
    return list(server.mails[known:])  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ["Mars/Base", "../etc", "Europe"])
def test_a_zone_that_the_machine_knows_no_more_stops_no_letter(
    server: MailServer, zone: str
) -> None:
    a_subscription("lost@example.com", time_zone=zone, began_at=BEFORE)
    a_subscription("known@example.com", began_at=BEFORE)

    assert check(SEVEN) == [State.SENT, State.SENT]  # by the help centre's clock

    HelpCenter.objects.update(time_zone=zone)
    assert check(SEVEN + WEEK) == [State.SENT, State.SENT]  # by the site's


def test_nothing_is_due_that_would_have_come_before_the_subscription(
    server: MailServer,
) -> None:
    a_subscription(began_at=SEVEN + MINUTE)

    assert check(SEVEN + 2 * MINUTE) == []
    assert check(SEVEN + WEEK) == [State.SENT]


def test_after_weeks_of_silence_only_the_newest_letter_comes(
    server: MailServer,
) -> None:
    a_subscription()
    check(SEVEN)

    check(SEVEN + 4 * WEEK + 2 * HOUR)

    sent = Delivery.objects.sent().order_by("monday")
    assert [row.monday for row in sent] == [MONDAY, MONDAY + 4 * WEEK]


def test_a_letter_that_nobody_could_send_makes_room_for_the_next_one(
    server: MailServer,
) -> None:
    reader = a_subscription()
    digests.make_due(SEVEN)

    assert check(SEVEN + WEEK) == [State.SENT]

    old = Delivery.objects.get(subscription=reader, monday=MONDAY)
    assert (old.state, old.error) == (State.FAILED, "a newer letter took its place")
    assert len(server.mails) == 1


@pytest.mark.parametrize(
    ("sunday", "zone"),
    [
        (date(2026, 3, 29), "Europe/Oslo"),
        (date(2026, 10, 25), "Europe/Oslo"),
        (date(2026, 3, 8), "America/New_York"),
        (date(2026, 11, 1), "America/New_York"),
        (date(2026, 10, 4), "Australia/Lord_Howe"),
        (date(2026, 4, 5), "Australia/Lord_Howe"),
    ],
)
def test_where_the_clocks_change_it_comes_once(
    server: MailServer, sunday: date, zone: str
) -> None:
    """The check of every quarter of an hour, over the two days around the change."""
    center = a_help_center(time_zone=zone)
    noon = datetime(sunday.year, sunday.month, sunday.day, 12, tzinfo=UTC)
    a_subscription(help_center=center, weekday=6, hour=2, began_at=noon - 30 * HOUR)

    for quarter in range(4 * 48):
        check(noon - 30 * HOUR + quarter * 15 * MINUTE)

    (sent,) = Delivery.objects.sent()
    assert sent.monday == sunday - timedelta(days=13)
    wall = sent.sent_at and sent.sent_at.astimezone(center.zone)
    assert wall is not None
    assert wall.date() == sunday
    assert wall.hour in {2, 3}


# --- Once -----------------------------------------------------------------------------


def test_a_message_that_comes_again_sends_nothing(server: MailServer) -> None:
    a_subscription(began_at=SEVEN)
    (key,) = digests.make_due(SEVEN)

    assert digests.send(key, now=SEVEN) == State.SENT
    assert digests.send(key, now=SEVEN) is None
    assert check(SEVEN + HOUR) == []
    assert len(server.mails) == 1


def test_two_beats_make_one_row(server: MailServer) -> None:
    a_subscription(began_at=SEVEN)

    assert digests.make_due(SEVEN) == digests.make_due(SEVEN)
    assert Delivery.objects.count() == 1


def test_the_database_refuses_a_second_row_of_a_week() -> None:
    reader = a_subscription()
    Delivery.objects.create(subscription=reader, monday=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(subscription=reader, monday=MONDAY)


def test_of_two_who_read_the_same_row_one_claims_it() -> None:
    reader = a_subscription()
    row = Delivery.objects.create(subscription=reader, monday=MONDAY)
    digest = digests.compose(reader.help_center, None, MONDAY, now=SEVEN)
    one, other = Delivery.objects.get(pk=row.pk), Delivery.objects.get(pk=row.pk)

    assert one.claim(digest, now=SEVEN)
    assert not other.claim(digest, now=SEVEN)


def test_a_worker_that_claims_too_late_sends_nothing(server: MailServer) -> None:
    mail = EmailMessage("Hello", "Are you there?", to=["lead@example.com"])

    assert not send_message(mail, claim=lambda: False)

    assert send_message(mail, claim=lambda: True)
    assert len(server.mails) == 1


def test_a_claim_that_fails_has_sent_nothing(server: MailServer) -> None:
    def broken() -> bool:
        raise LookupError("the database is gone")

    mail = EmailMessage("Hello", "Are you there?", to=["lead@example.com"])
    with pytest.raises(LookupError):
        send_message(mail, claim=broken)

    assert server.mails == []


def test_a_queued_letter_is_queued_again_only_when_its_message_may_be_lost(
    server: MailServer,
) -> None:
    a_subscription(began_at=SEVEN)
    keys = digests.make_due(SEVEN)
    Delivery.objects.were_queued(keys, SEVEN)

    assert digests.make_due(SEVEN + 15 * MINUTE) == []
    assert digests.make_due(SEVEN + 30 * MINUTE) == keys


# --- What goes wrong ------------------------------------------------------------------


def test_a_mail_server_that_is_down_gets_the_letter_when_it_is_back(
    server: MailServer,
) -> None:
    reader = a_subscription(began_at=SEVEN)
    server.stop()

    assert check(SEVEN) == [State.WAITING]
    assert state_of(reader) == (State.WAITING, 1, "Connection refused")
    assert check(SEVEN + MINUTE) == []

    server.start()
    assert check(SEVEN + 15 * MINUTE) == [State.SENT]
    assert state_of(reader) == (State.SENT, 2, "")


def test_what_can_pass_is_tried_for_a_day_ever_more_seldom(
    server: MailServer,
) -> None:
    reader = a_subscription(began_at=SEVEN)
    server.refuses["lead@example.com"] = "450 4.2.1 mailbox busy"

    tried = [
        quarter for quarter in range(4 * 48) if check(SEVEN + quarter * 15 * MINUTE)
    ]

    # After 5, 15, 45 and 135 minutes, then every six hours, at the next quarter.
    assert tried == [0, 1, 2, 5, 14, 38, 62, 86]
    assert state_of(reader)[:2] == (State.FAILED, 8)
    assert state_of(reader)[2] == "450 4.2.1 mailbox busy"


def test_what_is_refused_for_good_is_not_tried_again(server: MailServer) -> None:
    reader = a_subscription(began_at=SEVEN)
    server.refuses["lead@example.com"] = "550 5.1.1 no such user"

    assert check(SEVEN) == [State.FAILED]
    assert check(SEVEN + HOUR) == []
    assert state_of(reader) == (State.FAILED, 1, "550 5.1.1 no such user")


def test_a_failing_address_does_not_stop_the_others(server: MailServer) -> None:
    for name in ("a", "b", "c", "d"):
        a_subscription(f"{name}@example.com", began_at=SEVEN)
    server.refuses = {
        "b@example.com": "550 5.1.1 no such user",
        "c@example.com": "450 4.2.1 mailbox busy",
    }

    assert check(SEVEN) == [State.SENT, State.FAILED, State.WAITING, State.SENT]
    assert set(server.addresses) == {"a@example.com", "d@example.com"}


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    server: MailServer,
) -> None:
    team = an_audience()
    reader = a_subscription("team@example.com", audience=team, began_at=BEFORE)
    a_subscription("lead@example.com", began_at=BEFORE)
    broken = {"help_center": team.help_center, "audience": team, "monday": MONDAY}
    Digest.objects.create(**broken, gaps=["no row"])

    assert sorted(map(str, check(SEVEN))) == [State.SENT, State.WAITING]

    assert [mail["To"] for mail in server.mails] == ["lead@example.com"]
    state, attempts, error = state_of(reader)
    assert (state, attempts, "written" in error) == (State.WAITING, 1, True)


def test_a_text_that_is_refused_was_not_sent(server: MailServer) -> None:
    reader = a_subscription(began_at=SEVEN)
    server.answers = lambda mail: "554 5.7.1 looks like spam"

    assert check(SEVEN) == [State.FAILED]
    assert state_of(reader) == (State.FAILED, 1, "554 5.7.1 looks like spam")


def test_a_text_that_is_refused_for_now_is_tried_again(server: MailServer) -> None:
    reader = a_subscription(began_at=SEVEN)
    server.answers = lambda mail: "451 4.7.1 greylisted"

    assert check(SEVEN) == [State.WAITING]
    assert state_of(reader) == (State.WAITING, 1, "451 4.7.1 greylisted")

    server.answers = lambda mail: "250 OK"
    assert check(SEVEN + HOUR) == [State.SENT]


@pytest.mark.parametrize(
    ("command", "answer", "state"),
    [
        ("MAIL", "550 5.7.1 not from you", State.FAILED),
        ("MAIL", "450 4.7.1 too fast", State.WAITING),
        ("EHLO", "550 5.7.1 who are you?", State.WAITING),  # somebody can mend that
        ("lead@example.com", "421 4.3.2 going down", State.WAITING),
        ("lead@example.com", "what?", State.WAITING),
    ],
)
def test_whatever_is_refused_before_the_text_was_not_sent(
    server: MailServer, command: str, answer: str, state: State
) -> None:
    a_subscription(began_at=SEVEN)
    server.refuses[command] = answer

    assert check(SEVEN) == [state]

    server.refuses.clear()
    again = [] if state == State.FAILED else [State.SENT]
    assert check(SEVEN + HOUR) == again


@pytest.mark.parametrize("answer", ["354 go on", "what?"])
def test_an_answer_that_is_neither_yes_nor_no_leaves_it_open(
    server: MailServer, answer: str
) -> None:
    a_subscription(began_at=SEVEN)
    server.answers = lambda mail: answer

    assert check(SEVEN) == [State.UNCERTAIN]
    assert check(SEVEN + HOUR) == []


def test_a_connection_that_breaks_while_sending_leaves_it_open(
    server: MailServer,
) -> None:
    """Also before the text: the backend does not say how far it came."""
    reader = a_subscription("a@example.com", began_at=SEVEN)
    a_subscription("b@example.com", began_at=SEVEN)
    server.refuses["a@example.com"] = None

    assert check(SEVEN) == [State.UNCERTAIN, State.SENT]

    server.refuses.clear()
    assert check(SEVEN + HOUR) == []
    assert state_of(reader)[:2] == (State.UNCERTAIN, 1)
    assert set(server.addresses) == {"b@example.com"}


def test_without_an_answer_it_is_uncertain_and_not_sent_again(
    server: MailServer,
) -> None:
    reader = a_subscription(began_at=SEVEN)
    server.answers = lambda mail: None

    assert check(SEVEN) == [State.UNCERTAIN]
    server.answers = lambda mail: "250 OK"
    assert check(SEVEN + HOUR) == check(SEVEN + 24 * HOUR) == []

    assert state_of(reader)[:2] == (State.UNCERTAIN, 1)
    assert len(server.mails) == 1  # which the server had taken


def test_who_died_while_sending_is_uncertain_after_some_minutes(
    server: MailServer,
) -> None:
    reader = a_subscription(began_at=SEVEN)
    (key,) = digests.make_due(SEVEN)
    digest = digests.compose(reader.help_center, None, MONDAY, now=SEVEN)
    Delivery.objects.get(pk=key).claim(digest, now=SEVEN)

    assert check(SEVEN + 9 * MINUTE) == []
    assert state_of(reader)[0] == State.SENDING
    assert check(SEVEN + 10 * MINUTE) == []
    assert state_of(reader) == (State.UNCERTAIN, 1, "no answer")
    assert server.mails == []


def test_a_late_yes_is_believed(server: MailServer) -> None:
    reader = a_subscription(began_at=SEVEN)
    (key,) = digests.make_due(SEVEN)
    sending = Delivery.objects.get(pk=key)
    digest = digests.compose(reader.help_center, None, MONDAY, now=SEVEN)
    sending.claim(digest, now=SEVEN)
    digests.make_due(SEVEN + HOUR)

    assert sending.was_taken(now=SEVEN + HOUR)
    assert state_of(reader) == (State.SENT, 1, "")


def test_so_is_a_late_no(server: MailServer) -> None:
    reader = a_subscription(began_at=SEVEN)
    (key,) = digests.make_due(SEVEN)
    sending = Delivery.objects.get(pk=key)
    digest = digests.compose(reader.help_center, None, MONDAY, now=SEVEN)
    sending.claim(digest, now=SEVEN)
    digests.make_due(SEVEN + HOUR)

    assert sending.was_not_sent("550 no", now=SEVEN + HOUR, passing=False)
    assert state_of(reader) == (State.FAILED, 1, "550 no")


def test_an_issue_that_is_deleted_brings_no_second_letter(server: MailServer) -> None:
    a_subscription(began_at=SEVEN)
    check(SEVEN)

    Digest.objects.all().delete()

    assert check(SEVEN + HOUR) == []
    assert len(server.mails) == 1


def test_somebody_may_send_it_again_as_the_same_mail(server: MailServer) -> None:
    a_subscription(began_at=SEVEN)
    server.answers = lambda mail: None
    check(SEVEN)
    server.answers = lambda mail: "250 OK"

    assert Delivery.objects.all().send_again(SEVEN + HOUR) == 1
    assert check(SEVEN + HOUR) == [State.SENT]

    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


def named(server: MailServer) -> list[str]:
    return [str(mail["Message-ID"]) for mail in server.mails]


def test_a_letter_is_the_same_mail_whatever_the_keys_of_its_rows(
    server: MailServer,
) -> None:
    """As after a restore, where rows are made anew and keys are handed out again."""
    reader = a_subscription(began_at=SEVEN)
    check(SEVEN)
    reader.delete()
    a_subscription("Lead@example.com", began_at=SEVEN)
    check(SEVEN)

    first, second = named(server)
    assert first == second


def test_no_other_letter_is(server: MailServer) -> None:
    """Of another reader, help centre, audience or week, also under a used key."""
    a_subscription(began_at=SEVEN)
    a_subscription("other@example.com", began_at=SEVEN)
    a_subscription(help_center=a_help_center("fjordnett"), began_at=SEVEN)
    a_subscription(audience=an_audience(name="Broadband"), began_at=SEVEN)
    a_subscription(audience=an_audience(name="Mobile"), began_at=SEVEN)
    check(SEVEN)
    used = Delivery.objects.order_by("pk")[0]
    Delivery.objects.all().delete()
    Delivery.objects.create(
        pk=used.pk, subscription=used.subscription, monday=used.monday + WEEK
    )

    Delivery.objects.update(next_try_at=SEVEN)
    assert digests.send(used.pk, now=SEVEN + WEEK) == State.SENT

    assert len(set(named(server))) == len(server.mails) == 6


def test_what_was_sent_is_never_sent_again(server: MailServer) -> None:
    a_subscription(began_at=SEVEN)
    check(SEVEN)

    assert Delivery.objects.all().send_again(SEVEN + HOUR) == 0


def test_a_wrong_login_is_somebodys_to_mend(server: MailServer, settings: Any) -> None:
    reader = a_subscription(began_at=SEVEN)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "wrong"

    assert check(SEVEN) == [State.WAITING]
    assert "AUTH" in state_of(reader)[2]


@pytest.mark.parametrize(("name", "value"), [("PORT", 99_999), ("TIMEOUT", 0)])
def test_so_is_a_setting_by_which_no_server_is_reached(
    server: MailServer, settings: Any, name: str, value: int
) -> None:
    right = getattr(settings, f"EMAIL_{name}")
    setattr(settings, f"EMAIL_{name}", value)
    a_subscription()

    assert check(SEVEN) == [State.WAITING]

    setattr(settings, f"EMAIL_{name}", right)
    assert check(SEVEN + HOUR) == [State.SENT]


def test_what_the_server_says_is_kept_without_the_address(server: MailServer) -> None:
    reader = a_subscription("Kari.Nordmann@example.com", began_at=SEVEN)
    server.refuses[reader.email] = (
        "550 <kari.nordmann@example.com>: Kari.Nordmann is unknown, ask it@example.com"
    )

    check(SEVEN)

    assert state_of(reader)[2] == "550 <[email]>: [name] is unknown, ask [email]"


def test_the_log_names_nobody(server: MailServer, caplog: Any) -> None:
    caplog.set_level("DEBUG", "gapfinder")
    for name in ("kari", "ola"):
        a_subscription(f"{name}@example.com", began_at=SEVEN)
    server.refuses["ola@example.com"] = "550 5.1.1 no such user"

    check(SEVEN)

    said = [r.getMessage() for r in caplog.records if r.name.startswith("gapfinder")]
    assert len(said) == 2
    assert not any(name in line for line in said for name in ("kari", "ola", "@"))


def test_a_mail_goes_by_any_backend_of_django(
    mailoutbox: list[EmailMessage],
) -> None:
    a_subscription(began_at=SEVEN)

    assert check(SEVEN) == [State.SENT]
    assert [mail.to for mail in mailoutbox] == [["lead@example.com"]]


def test_what_a_backend_raises_of_its_own_stops_no_other_letter(
    mailoutbox: list[EmailMessage], settings: Any, caplog: Any
) -> None:
    """It had the mail by then, so it may have gone out all the same."""
    settings.EMAIL_BACKEND = UNPAID
    unpaid = a_subscription("unpaid@example.com", began_at=SEVEN)
    a_subscription("paid@example.com", began_at=SEVEN)

    assert check(SEVEN) == [State.UNCERTAIN, State.SENT]

    assert state_of(unpaid) == (State.UNCERTAIN, 1, "ApiError")
    assert "the mail backend failed" in caplog.messages  # and where
    assert [mail.to for mail in mailoutbox] == [["paid@example.com"]]


def test_a_backend_that_counts_no_mail_leaves_it_open(settings: Any) -> None:
    settings.EMAIL_BACKEND = SILENT
    reader = a_subscription(began_at=SEVEN)

    assert check(SEVEN) == [State.UNCERTAIN]
    assert state_of(reader) == (State.UNCERTAIN, 1, "no answer")


def test_a_backend_that_never_had_the_mail_is_asked_again(
    mailoutbox: list[EmailMessage], settings: Any
) -> None:
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, UNOPENED
    reader = a_subscription(began_at=SEVEN)

    assert check(SEVEN) == [State.WAITING]
    assert state_of(reader) == (State.WAITING, 1, "ApiError")

    settings.EMAIL_BACKEND = working
    assert check(SEVEN + HOUR) == [State.SENT]
    assert len(mailoutbox) == 1


def test_a_mail_that_cannot_be_written_is_given_to_no_backend(
    mailoutbox: list[EmailMessage],
) -> None:
    mail = EmailMessage("Hello\nBcc: all", "Are you there?", to=["lead@example.com"])

    with pytest.raises(NotSentError, match="BadHeaderError") as refused:
        send_message(mail, claim=lambda: pytest.fail("it was claimed"))

    assert not refused.value.passing


def test_a_server_that_cannot_be_reached_costs_no_claim(server: MailServer) -> None:
    server.stop()
    mail = EmailMessage("Hello", "Are you there?", to=["lead@example.com"])

    with pytest.raises(NotSentError, match="Connection refused") as refused:
        send_message(mail, claim=lambda: pytest.fail("it was claimed"))

    assert refused.value.passing


def test_an_error_of_the_claim_is_no_mail_servers(
    server: MailServer,
) -> None:
    def away() -> bool:
        raise OperationalError("the database is away")

    with pytest.raises(OperationalError):
        send_message(EmailMessage(to=["lead@example.com"]), claim=away)

    assert server.mails == []


def test_the_words_of_a_server_tell_if_it_is_for_good(server: MailServer) -> None:
    mail = EmailMessage("Hello", "Are you there?", to=["lead@example.com"])
    server.refuses["lead@example.com"] = "450 later"

    with pytest.raises(NotSentError, match="450 later") as refused:
        send_message(mail, claim=lambda: True)

    assert refused.value.passing
    server.refuses.clear()
    server.answers = lambda mail: None
    with pytest.raises(NoAnswerError):
        send_message(mail, claim=lambda: True)


def test_an_address_that_no_mail_can_have_fails_alone(server: MailServer) -> None:
    mail = EmailMessage("Hello", "Are you there?", to=["a@b@example.com, x"])

    with pytest.raises(NotSentError) as refused:
        send_message(mail, claim=lambda: pytest.fail("it was claimed"))

    assert not refused.value.passing


# --- Who ------------------------------------------------------------------------------


def test_who_has_ended_it_gets_nothing(server: MailServer) -> None:
    a_subscription(ended_at=BEFORE, began_at=BEFORE)

    assert check(SEVEN) == []


def test_who_ends_it_while_a_letter_waits_does_not_get_that(
    server: MailServer,
) -> None:
    a_subscription(began_at=SEVEN)
    (key,) = digests.make_due(SEVEN)
    Subscription.objects.all().end(SEVEN)

    assert digests.send(key, now=SEVEN) is None
    assert server.mails == []
    assert not Delivery.objects.exists()


def test_who_resumes_waits_for_the_next_one(server: MailServer) -> None:
    a_subscription(ended_at=BEFORE)
    Subscription.objects.all().resume(SEVEN + HOUR)

    assert check(SEVEN + 2 * HOUR) == []
    assert check(SEVEN + WEEK) == [State.SENT]


def test_readers_of_one_audience_read_the_same_issue(server: MailServer) -> None:
    team = an_audience()
    a_subscription("a@example.com", audience=team, began_at=SEVEN)
    a_subscription("b@example.com", audience=team, language="nb", began_at=SEVEN)
    a_subscription("c@example.com", began_at=SEVEN)

    check(SEVEN)

    assert Digest.objects.count() == 2
    assert Delivery.objects.filter(digest__audience=team).count() == 2


def test_who_is_erased_takes_the_deliveries_along(server: MailServer) -> None:
    reader = a_subscription(began_at=SEVEN)
    check(SEVEN)

    reader.delete()

    assert not Delivery.objects.exists()


def test_smtplib_says_what_this_module_relies_on() -> None:
    """That a server's refusals are errors of the operating system, too."""
    assert issubclass(smtplib.SMTPException, OSError)
