"""Create, claim and send deliveries, at most once each.

What is sent stands in the rows of `Delivery`, not in messages of a queue: one that
comes twice, or gets lost, changes nothing. A worker claims a row right before the mail
backend gets the email. If it is killed before that, the letter is tried again; if it is
killed between the claim and the answer, the letter is uncertain, and is not.
"""

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError
from django.utils.translation import gettext

from gapfinder.db_reconnect import retry_after_reconnect
from gapfinder.digests.content.compose import compose
from gapfinder.digests.rendering.letter import Letter, letter_of
from gapfinder.engine.privacy.redaction import redact
from gapfinder.engine.text.normalization import one_line
from gapfinder.engine.weeks import last_whole_week
from gapfinder.models import Delivery, Digest, HelpCenter, Subscription
from gapfinder.models.digests.delivery import RESTORED, UNWRITTEN
from gapfinder.models.help_center import BusyError

from .message import mail_of
from .smtp import NoAnswerError, NotSentError, send_message
from .unsubscribe_tokens import unsubscribe_url

MOST_WORDS = 300  # characters of what a mail server says

logger = logging.getLogger(__name__)


def make_due(now: datetime, help_center: HelpCenter | None = None) -> list[int]:
    """Make the deliveries that are due, and return the keys of those to send.

    Among them are earlier ones whose next try has come. To be called at least once an
    hour, and as often as one likes; without a help centre it is about all.
    """
    readers, deliveries = Subscription.objects.all(), Delivery.objects.all()
    if help_center:
        readers, deliveries = readers.of(help_center), deliveries.of(help_center)
    _make(readers.due(now), now)
    return list(deliveries.due(now).values_list("pk", flat=True))


def make_all(help_center: HelpCenter, monday: date, now: datetime) -> list[int]:
    """Make the deliveries of a week for all who read of a help centre, due or not.

    Returns:
        The keys of those who have not had it, with those whom it did not reach.
    """
    readers = Subscription.objects.of(help_center).active()
    _make(((reader, monday) for reader in readers), now)
    week = Delivery.objects.of(help_center).about(monday)
    week.send_again(now, [Delivery.State.FAILED])
    week.waiting().update(next_try_at=now)
    return list(week.waiting().order_by("pk").values_list("pk", flat=True))


def hold_letters(now: datetime, *, later: bool = False) -> int:
    """Call uncertain what would be sent by now, and return how many letters that is.

    For a database that was restored: what was sent since its dump, nobody knows.

    Args:
        now: the time.
        later: also what is due later about the last whole week, as `make_all` sends it.
    """
    _make(Subscription.objects.due(now), now)
    if later:
        readers = Subscription.objects.active().select_related("help_center")
        weeks = (
            (each, last_whole_week(now, each.help_center.zone)) for each in readers
        )
        _make(weeks, now)
    return Delivery.objects.waiting().doubt(RESTORED)


def _make(due: Iterable[tuple[Subscription, date]], now: datetime) -> None:
    Delivery.objects.give_up_silent(now)
    Delivery.objects.make(due, now)


def send(delivery_id: int, *, now: datetime) -> str | None:
    """Send a letter, if it is still to be sent.

    Must not run inside a transaction: what it marks has to stay, whatever comes.

    Returns:
        The state that this call has brought the delivery to; None: it had nothing to
        do, for another one has sent it or does, or its time has not come; or somebody
        writes of its help centre for long, such as an import.
    """
    waiting = Delivery.objects.waiting().filter(pk=delivery_id, next_try_at__lte=now)
    delivery = waiting.select_related(
        "subscription__help_center", "subscription__audience"
    ).first()
    if delivery is None:
        return None
    if delivery.subscription.ended_at:
        waiting.delete()
        return None
    reader = delivery.subscription
    try:
        digest = compose(reader.help_center, reader.audience, delivery.monday, now=now)
        mail = letter_to(delivery, digest)
    except BusyError:
        logger.info("delivery %s waits for who writes of its help centre", delivery.pk)
        return None
    except DatabaseError:
        raise  # it is not about this letter
    except Exception:  # one that cannot be written must not stop the others
        logger.exception("delivery %s: the letter cannot be written", delivery.pk)
        delivery.was_not_sent(UNWRITTEN, now=now, passing=True)
        return delivery.state
    if not _sent(delivery, mail, digest, now):
        return None
    logger.info("delivery %s is %s", delivery.pk, delivery.state)
    return delivery.state


def letter_to(delivery: Delivery, digest: Digest) -> EmailMultiAlternatives:
    reader = delivery.subscription
    link = unsubscribe_url(reader)
    return mail_of(
        letter_of(digest, reader.language, unsubscribe_url=link),
        reader.help_center,
        to=reader.email,
        identity=_identity_of(delivery),
        unsubscribe_url=link,
    )


def _identity_of(delivery: Delivery) -> str:
    """Return what makes it this letter for good: whose, about what, of which week.

    No key of a row: after a restore they are handed out anew, so the same letter would
    have another one, and another letter one that a mail server knows already.
    """
    reader = delivery.subscription
    about = [reader.help_center.slug, reader.audience and reader.audience.name]
    return json.dumps([*about, reader.email.lower(), f"{delivery.monday:%G-W%V}"])


def send_test(issue: Digest, letter: Letter, *, to: str) -> None:
    """Mail a letter to somebody who wants to see it; nothing is marked.

    Raises:
        NotSentError, NoAnswerError: in words without the address.
    """
    marked = replace(
        letter, subject=gettext("Test: %(subject)s") % {"subject": letter.subject}
    )
    mail = mail_of(marked, issue.help_center, to=to)
    try:
        send_message(mail, claim=lambda: True)
    except NotSentError as error:
        words = without(to, str(error))
        raise NotSentError(words, passing=error.passing) from error
    except NoAnswerError as error:
        raise NoAnswerError(without(to, str(error))) from error


def _sent(
    delivery: Delivery, mail: EmailMultiAlternatives, digest: Digest, now: datetime
) -> bool:
    """Try it, and write down what came of it; False: another one was first.

    A database that is away just then is waited for: nobody else knows the answer.
    """
    address = delivery.subscription.email
    try:
        if not send_message(mail, claim=lambda: delivery.claim(digest, now=now)):
            return False
        written = partial(delivery.was_taken, now=now)
    except NotSentError as error:
        words, passing = without(address, str(error)), error.passing
        written = partial(delivery.was_not_sent, words, now=now, passing=passing)
    except NoAnswerError as error:
        written = partial(delivery.was_left_open, without(address, str(error)))
    return retry_after_reconnect(written)


def without(address: str, words: str) -> str:
    """Return what a mail server said, without who it is about."""
    name = re.escape(address.rpartition("@")[0])
    anybody = re.sub(re.escape(address), "[email]", words, flags=re.IGNORECASE)
    anybody = re.sub(rf"(?<!\w){name}(?!\w)", "[name]", anybody, flags=re.IGNORECASE)
    return one_line(redact(anybody))[:MOST_WORDS]
