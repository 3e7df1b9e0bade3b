"""What is remembered: one file a remembered thing, with its QuerySet."""

from .article import Article, Passage
from .contact import Contact, Question
from .digest import Digest
from .gap import Gap
from .gap_event import GapEvent
from .gap_week import GapWeek
from .help_center import HelpCenter
from .published_gap import PublishedGap
from .run import Judgement, Run
from .vector import Vector, VectorSpace
from .verdict import Verdict

__all__ = [
    "Article",
    "Contact",
    "Digest",
    "Gap",
    "GapEvent",
    "GapWeek",
    "HelpCenter",
    "Judgement",
    "Passage",
    "PublishedGap",
    "Question",
    "Run",
    "Vector",
    "VectorSpace",
    "Verdict",
]
