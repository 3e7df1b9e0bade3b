"""Article statistics: contacts that an article answers, and contacts made anyway."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from gapfinder.engine.metrics.article_upkeep import is_avoidable, is_stale
from gapfinder.engine.metrics.ranking import weekly_counts, whole_weeks
from gapfinder.models import Article, ArticleFigures, Contact, Judgement, Run
from gapfinder.pipeline.window import Window
from gapfinder.pipeline.window_features import ArticleFeatures

NEWEST = 10  # weakly answered questions that its page shows
CAME_ANYWAY = (
    Judgement.Reason.REASSURANCE,
    Judgement.Reason.PREFERS_PERSON,
    Judgement.Reason.ACCOUNT,
)


@dataclass(slots=True)
class _Tally:
    """The counts of one article so far."""

    contacts: list[Contact] = field(default_factory=list)  # answered, also weakly
    weak: list[tuple[datetime, int]] = field(default_factory=list)  # when, question
    counts: Counter[str] = field(default_factory=Counter)  # by field of the figures
    missing: Counter[str] = field(default_factory=Counter)  # contacts by locale

    def add(self, judged: Judgement, contact: Contact) -> None:
        self.contacts.append(contact)
        self.counts["avoidable"] += is_avoidable(
            judged.match, judged.reason, searched_first=contact.searched_first
        )
        if judged.match == Judgement.Match.WEAK:
            self.weak.append((contact.received_at, judged.question_id))
            return
        self.counts["answered"] += 1
        self.counts["searched_first"] += bool(contact.searched_first)
        if judged.reason in CAME_ANYWAY:
            self.counts[judged.reason] += 1


def store_article_figures(
    run: Run, window: Window, judgements: Sequence[Judgement]
) -> None:
    """Store the figures of all articles of the window, in place of those before.

    Args:
        run: the one that judged.
        window: what it read.
        judgements: in the order of the window's questions.
    """
    tallies = _tallies(window, judgements)
    ArticleFigures.objects.replace(
        run.help_center,
        (
            _figures(article, tallies[row], run, window)
            for row, article in enumerate(window.articles)
        ),
    )


def _tallies(window: Window, judgements: Sequence[Judgement]) -> dict[int, _Tally]:
    row_of = {article.pk: row for row, article in enumerate(window.articles)}
    articles = ArticleFeatures(window.articles)
    families = articles.families.tolist()
    tallies: dict[int, _Tally] = defaultdict(_Tally)
    for contact_row, language, judged in _worst_of_each_article(window, judgements):
        if judged.match == Judgement.Match.NONE or judged.article_id is None:
            continue
        row = row_of[judged.article_id]
        tallies[row].add(judged, window.contacts[contact_row])
        if language and language not in articles.readable[families[row]]:
            tallies[row].missing[language] += 1
    return tallies


def _worst_of_each_article(
    window: Window, judgements: Sequence[Judgement]
) -> Iterator[tuple[int, str, Judgement]]:
    """Yield contact, language and judgement, one for each contact and article.

    The questions of a contact follow each other in a window.
    """
    rows = zip(window.contact_of.tolist(), window.locales, judgements, strict=True)
    for contact, questions in groupby(rows, key=itemgetter(0)):
        worst: dict[int | None, tuple[str, Judgement]] = {}
        for _contact, language, judged in questions:
            known = worst.get(judged.article_id)
            if known is None or judged.badness < known[1].badness:
                worst[judged.article_id] = language, judged
        for language, judged in worst.values():
            yield contact, language, judged


def _figures(
    article: Article, tally: _Tally, run: Run, window: Window
) -> ArticleFigures:
    since, until, zone = run.since, run.until, run.help_center.zone
    moments = [row.received_at for row in tally.contacts]
    weeks = weekly_counts(moments, since=since, until=until, zone=zone)
    whole = whole_weeks(weeks, since=since, until=until, zone=zone)
    age = run.until - article.updated_at if article.updated_at else None
    return ArticleFigures(
        article=article,
        weak=len(tally.weak),
        unreadable=tally.missing.total(),
        missing_locales=dict(tally.missing),
        stale=is_stale(age, list(whole.values())),
        weeks={monday.isoformat(): count for monday, count in weeks.items()},
        newest_weak=[key for _when, key in sorted(tally.weak)[: -NEWEST - 1 : -1]],
        **tally.counts,
    )
