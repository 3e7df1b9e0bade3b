"""Columns and quotes of a gap, from the result of a run."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gapfinder.engine.coverage.evidence import for_and_against
from gapfinder.engine.coverage.review_priority import doubt
from gapfinder.engine.metrics.ranking import (
    trend,
    trend_interval,
    weekly_counts,
    whole_weeks,
)
from gapfinder.engine.metrics.savings import customers_of
from gapfinder.models import Contact, Evidence, Gap, GapQuote, Passage, Run
from gapfinder.models.gaps.evidence import NearestPassage
from gapfinder.models.gaps.payloads import NearestArticle
from gapfinder.pipeline.analysis.analysis import most_frequent
from gapfinder.pipeline.analysis.results import ArticleEvidence, GapResult, Valuation
from gapfinder.pipeline.window import Window

Role = GapQuote.Role


def fill(gap: Gap, result: GapResult, run: Run, window: Window) -> None:
    """Set the fields that follow from the questions; an editor's title stays."""
    gap.kind = result.finding.kind
    gap.title = gap.title if gap.retitled else result.title
    gap.article = None if result.article is None else window.articles[result.article]
    gap.probability = round(result.probability, 4)
    _count_contacts(gap, [window.contacts[row] for row in result.contacts], run)
    gap.phrases = result.phrases
    gap.nearest_articles = [
        NearestArticle(window.articles[row].external_id, round(score, 4))
        for row, score in result.nearest
    ]
    gap.section = _section(result, window)
    gap.besides = result.besides


def _count_contacts(gap: Gap, contacts: Sequence[Contact], run: Run) -> None:
    """Set all figures that follow from the gap's contacts."""
    weeks = weekly_counts(
        [contact.received_at for contact in contacts],
        since=run.since,
        until=run.until,
        zone=run.help_center.zone,
    )
    gap.locale = most_frequent([contact.locale for contact in contacts])
    gap.volume = len(contacts)
    gap.customers = customers_of([contact.customer for contact in contacts])
    gap.trend = trend(_whole_weeks(weeks, run))
    gap.trend_low, gap.trend_high = trend_interval(_whole_weeks(weeks, run))
    gap.doubt = doubt(gap.volume, gap.probability)
    gap.channels = _counts([contact.channel for contact in contacts])
    gap.locales = _counts([contact.locale for contact in contacts])
    gap.weeks = {monday.isoformat(): count for monday, count in weeks.items()}


def _section(result: GapResult, window: Window) -> str:
    """Return that of the nearest article: it is where an editor looks first."""
    nearest = (window.articles[row].section for row, _score in result.nearest)
    return next(nearest, "")


def fill_value(gap: Gap, valuation: Valuation) -> None:
    """Set the figures that editors sort by, and all of them as JSON."""
    value = valuation.value
    gap.contacts_per_week = value.contacts_per_week
    gap.searched_first = value.searched_first
    gap.handle_seconds = value.handle_seconds
    gap.csat = value.satisfaction.mean if value.satisfaction else None
    gap.saving_seconds = value.saving.seconds_per_week
    gap.worth = value


def fill_evidence(
    gap: Gap, articles: Sequence[ArticleEvidence], window: Window
) -> None:
    gap.evidence_of_run = [_evidence(article, window) for article in articles]


def _evidence(article: ArticleEvidence, window: Window) -> Evidence:
    passage = window.passages[article.passage]
    speaks_for, speaks_against = for_and_against(article.points)
    return Evidence(
        article=window.articles[article.article].external_id,
        score=round(article.score, 4),
        passage=NearestPassage(Passage.Kind(passage.kind), passage.text),
        speaks_for=speaks_for,
        speaks_against=speaks_against,
    )


def quotes_of(
    gap: Gap,
    result: GapResult,
    valuation: Valuation,
    articles: Sequence[ArticleEvidence],
    window: Window,
) -> Iterator[GapQuote]:
    """Yield the quotes of a stored gap: its title, examples, evidence and answers."""
    if result.title_of is not None and not gap.retitled:
        row, sentence = result.title_of
        question = window.questions[row]
        yield GapQuote(gap=gap, question=question, role=Role.TITLE, sentence=sentence)
    asked_in = {
        int(window.contact_of[row]): row
        for row in reversed(result.finding.rows.tolist())
    }
    shown = {
        Role.EXAMPLE: result.examples,
        Role.EVIDENCE: [article.question for article in articles],
        Role.ANSWER: [asked_in[contact] for contact in valuation.answers],
    }
    for role, rows in shown.items():
        for position, row in enumerate(rows):
            question = window.questions[row]
            yield GapQuote(gap=gap, question=question, role=role, position=position)


def _whole_weeks(weeks: Mapping[date, int], run: Run) -> list[int]:
    whole = whole_weeks(
        weeks, since=run.since, until=run.until, zone=run.help_center.zone
    )
    return list(whole.values())


def _counts(values: Sequence[str]) -> dict[str, int]:
    """Count values, the most frequent first, equals in alphabetical order."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def store_figures(gaps: Sequence[Gap]) -> None:
    """Write the `run_fields` of stored gaps; nothing else of them changes.

    An upsert: `bulk_update` takes eight times as long.
    """
    Gap.objects.bulk_create(
        gaps,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=Gap.run_fields(),
    )
