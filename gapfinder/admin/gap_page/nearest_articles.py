"""The articles nearest to a gap, each with what speaks for it and against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gapfinder.admin.common import html
from gapfinder.models import Article, Evidence, Gap
from gapfinder.models.gaps.payloads import NearestArticle

from . import evidence_text

KEPT = "gapfinder_articles_near"


@dataclass(frozen=True, slots=True)
class Near:
    """One of them; `told` is False until a run has explained it."""

    title: str
    link: str
    locale: str
    score: str
    told: bool
    passage: str = ""
    question: str = ""
    speaks_for: Sequence[str] = ()
    speaks_against: Sequence[str] = ()


def articles_near(gap: Gap) -> dict[str, Article]:
    """Return those still known, by external id; looked up once for a page."""
    kept = vars(gap)
    if KEPT not in kept:
        ids = [near.article for near in gap.nearest_articles]
        found = Article.objects.of(gap.help_center).with_ids(ids)
        rows = found.defer("body", "extra")
        kept[KEPT] = {article.external_id: article for article in rows}
    articles: dict[str, Article] = kept[KEPT]
    return articles


def nearest(gap: Gap, articles: Mapping[str, Article]) -> list[Near]:
    evidence = {near.article: near for near in gap.shown_evidence}
    return [
        _near(near, articles.get(near.article), evidence.get(near.article))
        for near in gap.nearest_articles
    ]


def _near(
    near: NearestArticle, article: Article | None, evidence: Evidence | None
) -> Near:
    shown = Near(
        title=str(article or near.article),
        link=html.link_to(article) if article else "",
        locale=article.locale if article else "",
        score=html.score(near.score),
        told=evidence is not None,
    )
    if evidence is None:
        return shown
    return replace(
        shown,
        passage=evidence_text.passage(evidence.passage),
        question=evidence.question,
        speaks_for=evidence_text.sentences(evidence.speaks_for),
        speaks_against=evidence_text.sentences(evidence.speaks_against),
    )
