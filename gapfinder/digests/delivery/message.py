"""Build the mail of a digest, with the headers that mail programs need."""

from email.utils import parseaddr

from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

from gapfinder.digests.rendering.letter import Letter
from gapfinder.engine.text.normalization import one_line
from gapfinder.models import HelpCenter


def mail_of(
    letter: Letter,
    help_center: HelpCenter,
    *,
    to: str | None,
    identity: str = "",
    unsubscribe_url: str = "",
) -> EmailMultiAlternatives:
    """Put a letter into an envelope.

    Args:
        letter: in the reader's language.
        help_center: whose letter it is, for mail programs that sort by list.
        to: the one address; None for a file.
        identity: what makes it this mail and no other. The same one gives the same
            `Message-ID`, by which mail servers know a mail that they have.
        unsubscribe_url: where a POST ends the subscription, as RFC 8058 has it.
    """
    mail = EmailMultiAlternatives(
        one_line(letter.subject), letter.text, to=[to] if to else []
    )
    mail.attach_alternative(letter.html, "text/html")
    mail.attach(letter.table_name, letter.table, "text/csv")
    domain = parseaddr(mail.from_email)[1].rpartition("@")[2] or "localhost"
    mail.extra_headers = {
        "Auto-Submitted": "auto-generated",
        "List-Id": f"<{help_center.slug}.digest.{domain}>",
    }
    if identity:
        name = salted_hmac("gapfinder.message-id", identity).hexdigest()
        mail.extra_headers["Message-ID"] = f"<{name}@{domain}>"
    if unsubscribe_url:
        mail.extra_headers |= {
            "List-Unsubscribe": f"<{unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return mail
