"""The rows and their queries, one package per feature."""

from gapfinder.models.contacts.contact import Contact, Question
from gapfinder.models.digests.delivery import Delivery
from gapfinder.models.digests.digest import Digest
from gapfinder.models.digests.subscription import Subscription
from gapfinder.models.gaps.decisions import ChangedMeanwhileError
from gapfinder.models.gaps.derived_texts import GapWords
from gapfinder.models.gaps.event import GapEvent
from gapfinder.models.gaps.evidence import Evidence
from gapfinder.models.gaps.exclusion import Exclusion
from gapfinder.models.gaps.gap import Gap
from gapfinder.models.gaps.quote import GapQuote, TitleSource
from gapfinder.models.gaps.views import PublishedGap, SavedView
from gapfinder.models.gaps.weekly_count import GapWeek
from gapfinder.models.judgements.judgement import Judgement
from gapfinder.models.judgements.verdict import Verdict
from gapfinder.models.runs.chunk import Chunk
from gapfinder.models.runs.run import Run
from gapfinder.models.runs.state import Failure, SupersededError

from .article import Article, Passage
from .article_stats import ArticleFigures
from .audience import Audience
from .help_center import HelpCenter
from .vector import Vector, VectorSpace

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
