"""Handing a mail over, so that it is known how far that got.

If the mail server breaks off, or the sender dies, before the dot that ends a mail, then
nothing was sent. Only between that dot and the answer to it nobody knows.
"""

import logging
import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import sanitize_address

from gapfinder.models.delivery import NO_ANSWER

PASSING = range(400, 500)  # what a mail server says that may take it later
GO_ON = 354
# Said of us, not of the mail: somebody can mend that.
NOT_ABOUT_IT = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)

logger = logging.getLogger(__name__)


class NotSentError(Exception):
    """It went to nobody, which may pass or not."""

    def __init__(self, words: str, *, passing: bool) -> None:
        super().__init__(words)
        self.passing = passing


class NoAnswerError(Exception):
    """It was handed over; whether it was taken nobody knows."""


def hand_over(message: EmailMessage, *, last_word: Callable[[], bool]) -> bool:
    """Send a mail to its one recipient by the project's mail server.

    Args:
        message: without copies to others.
        last_word: called once, when all is said but the last word, which cannot be
            taken back; False breaks off.

    Returns:
        Whether it was taken; False only if `last_word` said so.

    Raises:
        NotSentError: the mail server cannot be reached, or refuses.
        NoAnswerError: the last word was said, and nothing heard, or nothing that is
            known to be a no.
    """
    asking = said = False
    server = get_connection()

    def last() -> bool:
        nonlocal asking, said
        asking = True
        said = last_word()
        asking = False
        return said

    try:
        _open(server)
        return _handed_over(server, message, last)
    except (NotSentError, NoAnswerError):
        raise
    except Exception as error:
        if asking:
            raise  # it is the caller's, and not about the mail server
        raise _understood(error, said=said) from error
    finally:
        with suppress(Exception):
            server.close()


def _understood(error: Exception, *, said: bool) -> NotSentError | NoAnswerError:
    """Tell what an error means; of one that is no mail server's, its type alone.

    A backend that speaks to an API has errors of its own, and their words quote what
    was sent.
    """
    if isinstance(error, smtplib.SMTPResponseException):
        words = f"{error.smtp_code} {_text(error.smtp_error)}"
        passing = error.smtp_code in PASSING or isinstance(error, NOT_ABOUT_IT)
        return NotSentError(words, passing=passing)
    words = type(error).__name__
    if isinstance(error, OSError):
        words = error.strerror or str(error) or words
    elif not isinstance(error, ValueError):
        logger.error("the mail backend failed", exc_info=error)
    if said:
        return NoAnswerError(words)
    # A `ValueError` is of an address, or a header, that no mail can have.
    return NotSentError(words, passing=not isinstance(error, ValueError))


def _open(server: Any) -> None:
    try:
        server.open()
    except (ValueError, OverflowError) as error:  # of settings: no port, no timeout
        raise NotSentError(f"{type(error).__name__}: {error}", passing=True) from error


def _handed_over(server: Any, message: EmailMessage, last: Callable[[], bool]) -> bool:
    smtp = getattr(server, "connection", None)
    if isinstance(smtp, smtplib.SMTP):
        return _spoken(smtp, message, last)
    message.message()  # one that cannot be written is known before the last word
    # Another way to send mail, of which nothing is known but that it begins now.
    if not last():
        return False
    if not server.send_messages([message]):  # which returns how many it has sent
        raise NoAnswerError(NO_ANSWER)
    return True


def _spoken(
    smtp: smtplib.SMTP, message: EmailMessage, last: Callable[[], bool]
) -> bool:
    """Do what `SMTP.sendmail` does, and stop before the dot."""
    encoding = message.encoding or "utf-8"
    (reader,) = message.recipients()
    wire: Any = message.message()
    text = wire.as_bytes(linesep="\r\n")
    smtp.ehlo_or_helo_if_needed()
    _agreed(smtp.mail(sanitize_address(message.from_email, encoding)))
    _agreed(smtp.rcpt(sanitize_address(reader, encoding)))
    _agreed(smtp.docmd("DATA"), GO_ON)
    try:
        smtp.send(re.sub(rb"(?m)^\.", b"..", text).removesuffix(b"\r\n") + b"\r\n")
        if not last():
            return False
        smtp.send(b".\r\n")
        _agreed(smtp.getreply())
    finally:
        smtp.close()  # without a dot it is no mail, and after an answer all is said
    return True


def _agreed(reply: tuple[int, bytes], *codes: int) -> None:
    if reply[0] not in (codes or (250, 251)):
        if reply[0] < 0:
            raise smtplib.SMTPServerDisconnected("the connection is gone")
        raise smtplib.SMTPResponseException(*reply)


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
