"""The weekly digest to support leads: its facts, its words and its delivery."""

from gapfinder.digests.content.compose import compose, draft
from gapfinder.digests.delivery.message import mail_of
from gapfinder.digests.delivery.send import (
    hold_letters,
    make_all,
    make_due,
    send,
    send_test,
)
from gapfinder.digests.rendering.letter import Letter, letter_of
from gapfinder.digests.rendering.preview import preview

__all__ = [
    "Letter",
    "compose",
    "draft",
    "hold_letters",
    "letter_of",
    "mail_of",
    "make_all",
    "make_due",
    "preview",
    "send",
    "send_test",
]
