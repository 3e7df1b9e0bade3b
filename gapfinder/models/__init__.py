"""What is remembered: one file a remembered thing, with its QuerySet."""

from .article import Article, Passage
from .article_figures import ArticleFigures
from .contact import Contact, Question
from .digest import Digest
from .gap import Gap
from .gap_event import GapEvent
from .gap_week import GapWeek
from .help_center import HelpCenter
from .run import Judgement, Run
from .vector import Vector, VectorSpace
from .verdict import Verdict

__all__ = [
    "Article",
    "ArticleFigures",
    "Contact",
    "Digest",
    "Gap",
    "GapEvent",
    "GapWeek",
    "HelpCenter",
    "Judgement",
    "Passage",
    "Question",
    "Run",
    "Vector",
    "VectorSpace",
    "Verdict",
]
