"""The weekly letter to support leads: its facts, its words, and its way to readers."""

from .composing import compose, draft
from .letters import Letter, letter_of
from .mails import mail_of
from .previews import preview
from .sending import hold_letters, make_all, make_due, send, send_test

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
