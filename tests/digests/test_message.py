"""What a mail program is told of a letter."""

from email.message import EmailMessage
from typing import Any

import pytest

from gapfinder.digests import Letter, mail_of
from gapfinder.digests.delivery.smtp import send_message
from gapfinder.digests.delivery.unsubscribe_tokens import unsubscribe_url
from gapfinder.models import HelpCenter
from tests.support.factories import a_subscription
from tests.support.mail_server import MailServer

from .test_send import SEVEN, check

pytestmark = pytest.mark.django_db
LETTER = Letter(
    subject="Lumevik: uke 47\r\nBcc: everybody@example.com",
    text="Hei på deg.\n.\n..\nBlåbær: æøå\n",
    html="<p>Hei på deg</p>",
    table="\ufefftitle;contacts\r\nSlå på ruter;12\r\n".encode(),
    table_name="gaps.csv",
)
LUMEVIK = HelpCenter(slug="lumevik", name="Lumevik")


def arrived(server: MailServer) -> EmailMessage:
    (mail,) = server.mails
    return mail


def handed_over(server: MailServer, **named: Any) -> EmailMessage:
    mail = mail_of(LETTER, LUMEVIK, to="lead@example.com", **named)
    send_message(mail, claim=lambda: True)
    return arrived(server)


def test_it_comes_as_text_as_html_and_with_a_table(server: MailServer) -> None:
    mail = handed_over(server)

    plain, rich = mail.get_body(["plain"]), mail.get_body(["html"])
    (table,) = mail.iter_attachments()
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text
    assert rich is not None
    assert rich.get_content().strip() == LETTER.html
    assert (table.get_filename(), table.get_content_type()) == ("gaps.csv", "text/csv")
    assert table.get_payload(decode=True) == LETTER.table


def test_it_says_that_no_person_wrote_it_and_to_which_list_it_belongs(
    server: MailServer,
) -> None:
    mail = handed_over(server)

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<lumevik.digest.localhost>"
    assert mail["Date"]


def test_a_name_over_two_lines_adds_no_header(server: MailServer) -> None:
    mail = handed_over(server)

    assert mail["Subject"] == "Lumevik: uke 47 Bcc: everybody@example.com"
    assert mail["Bcc"] is None


def test_a_letter_has_one_recipient_and_its_own_link(
    server: MailServer, settings: Any
) -> None:
    settings.GAPFINDER_SITE_URL = "https://gaps.example.com"
    reader = a_subscription(began_at=SEVEN)

    check(SEVEN)

    mail = arrived(server)
    assert mail["To"] == "lead@example.com"
    # It is longer than a line, so it stands on one of its own.
    assert mail["List-Unsubscribe"].strip() == f"<{unsubscribe_url(reader)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_without_a_site_there_is_no_link(server: MailServer, settings: Any) -> None:
    settings.GAPFINDER_SITE_URL = ""
    a_subscription(began_at=SEVEN)

    check(SEVEN)

    assert arrived(server)["List-Unsubscribe"] is None
    assert arrived(server)["List-Unsubscribe-Post"] is None


def test_the_same_letter_has_the_same_name_and_tells_nothing_by_it(
    settings: Any,
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Gaps <gaps@mail.example.com>"

    def name(identity: str) -> str:
        mail = mail_of(LETTER, LUMEVIK, to="lead@example.com", identity=identity)
        return str(mail.message()["Message-ID"])

    assert name("delivery 7") == name("delivery 7") != name("delivery 8")
    assert name("delivery 7").endswith("@mail.example.com>")
    assert len(name("delivery 7")) == 40 + len("<@mail.example.com>")
