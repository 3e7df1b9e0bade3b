"""The weekly letter to support leads: its facts, its words, and its way to readers."""

from .composing import compose, draft
from .letters import Letter, letter_of

__all__ = ["Letter", "compose", "draft", "letter_of"]
