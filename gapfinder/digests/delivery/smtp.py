"""Send one email by the project's mail backend, and tell whether it was sent.

A delivery is claimed before the backend gets the email. A worker that is killed, or a
connection that breaks, between the claim and the mail server's answer leaves open
whether the email was sent. What fails before the claim was not sent.
"""

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from gapfinder.models.digests.delivery import NO_ANSWER

REFUSED, PERMANENT = range(400, 600), range(500, 600)  # reply codes, RFC 5321
# Refusals of the session, not of the email: an administrator can mend the settings.
SESSION_REFUSED = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)

logger = logging.getLogger(__name__)


class NotSentError(Exception):
    """The email was not sent; `passing` says whether to retry."""

    def __init__(self, words: str, *, passing: bool) -> None:
        super().__init__(words)
        self.passing = passing


class NoAnswerError(Exception):
    """The backend had the email; nobody knows whether it was sent."""


def send_message(message: EmailMessage, *, claim: Callable[[], bool]) -> bool:
    """Send an email to its one recipient.

    Args:
        message: without copies to others.
        claim: called once, when the connection is open and right before the backend
            gets the email; False when another process has claimed the delivery. Its
            errors are raised as they are, and nothing is sent.

    Returns:
        True when the email was sent, False when `claim` returned False.

    Raises:
        NotSentError: the email is invalid, the mail server cannot be reached, or it
            refuses the email.
        NoAnswerError: the backend failed after the claim, and that is no refusal.
    """
    _check(message)
    backend = get_connection()
    try:
        _open(backend)
        if not claim():
            return False
        _send(backend, message)
    finally:
        with suppress(Exception):
            backend.close()
    return True


def _check(message: EmailMessage) -> None:
    encoding = message.encoding or "utf-8"
    try:
        message.message()
        for address in (message.from_email, *message.recipients()):
            sanitize_address(address, encoding)
    except Exception as error:
        # A `ValueError` is about an address or a header that no email can have.
        passing = not isinstance(error, ValueError)
        raise NotSentError(_words(error), passing=passing) from error


def _open(backend: BaseEmailBackend) -> None:
    try:
        backend.open()
    except (ValueError, OverflowError) as error:  # a setting: no such port or timeout
        raise NotSentError(f"{type(error).__name__}: {error}", passing=True) from error
    except Exception as error:
        raise NotSentError(_words(error), passing=True) from error


def _send(backend: BaseEmailBackend, message: EmailMessage) -> None:
    try:
        sent = backend.send_messages([message])
    except Exception as error:
        raise _refusal(error) or NoAnswerError(_words(error)) from error
    if not sent:
        raise NoAnswerError(NO_ANSWER)


def _refusal(error: Exception) -> NotSentError | None:
    """Return the refusal that an error of smtplib stands for; None if it is none."""
    words: bytes | str
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=dict(replies)) if replies:
            code, words = next(iter(replies.values()))
        case smtplib.SMTPDataError() if error.smtp_code not in REFUSED:
            return None  # neither a yes nor a no
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            code, words = error.smtp_code, error.smtp_error
        case _ if isinstance(error, SESSION_REFUSED):
            return NotSentError(_words(error), passing=True)
        case _:
            return None
    return NotSentError(_reply(code, words), passing=code not in PERMANENT)


def _words(error: Exception) -> str:
    """Return what an error says; of one that is no mail server's, its type alone.

    A backend that calls an API has errors of its own, and their words quote the email.
    """
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    if not isinstance(error, ValueError):
        logger.error("the mail backend failed", exc_info=error)
    return type(error).__name__


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
