"""What is remembered: one file a remembered thing, with its QuerySet."""

from .article import Article, Passage
from .article_figures import ArticleFigures
from .audience import Audience
from .chunk import Chunk
from .contact import Contact, Question
from .deciding import ChangedMeanwhileError
from .delivery import Delivery
from .digest import Digest
from .exclusion import Exclusion
from .gap import Gap
from .gap_event import GapEvent
from .gap_evidence import Evidence
from .gap_quote import GapQuote
from .gap_week import GapWeek
from .gap_words import GapWords
from .help_center import HelpCenter
from .judgement import Judgement
from .published_gap import PublishedGap
from .run import Run
from .run_state import Failure, SupersededError
from .saved_view import SavedView
from .subscription import Subscription
from .title_source import TitleSource
from .vector import Vector, VectorSpace
from .verdict import Verdict

__all__ = [
    "Article",
    "ArticleFigures",
    "Audience",
    "ChangedMeanwhileError",
    "Chunk",
    "Contact",
    "Delivery",
    "Digest",
    "Evidence",
    "Exclusion",
    "Failure",
    "Gap",
    "GapEvent",
    "GapQuote",
    "GapWeek",
    "GapWords",
    "HelpCenter",
    "Judgement",
    "Passage",
    "PublishedGap",
    "Question",
    "Run",
    "SavedView",
    "Subscription",
    "SupersededError",
    "TitleSource",
    "Vector",
    "VectorSpace",
    "Verdict",
]
