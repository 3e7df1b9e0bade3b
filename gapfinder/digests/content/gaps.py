"""The gaps of an issue: those asked most, what changed, and a row of each."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Any

from gapfinder.conf import conf
from gapfinder.digests.rendering.table import FIELDS, row_of
from gapfinder.engine.metrics.article_effect import Effect, Verdict
from gapfinder.engine.metrics.significance import change
from gapfinder.engine.privacy.safe_excerpts import (
    excerpt,
    more_than_title,
    question_excerpt,
    title_excerpt,
)
from gapfinder.engine.weeks import WEEK
from gapfinder.models import (
    Article,
    Gap,
    GapEvent,
    GapQuote,
    GapWeek,
    Run,
    TitleSource,
)
from gapfinder.models.payload import from_json

from .schema import (
    AskedGap,
    AskedGaps,
    Changes,
    GrownGap,
    GrownGaps,
    SolvedGap,
    SolvedGaps,
    TopGap,
)
from .scope import Scope

Kind = GapEvent.Kind
Role = GapQuote.Role
SHOWN = 10  # of those asked most
NAMED = 5  # of each kind of change; all are counted
USUAL = 7  # weeks before that tell what is usual
SOLVED_FOR = timedelta(weeks=13)  # after publication: as long as it is measured

SOLVED = (  # fields of gaps that an article has solved
    *("help_center", "number", "title", "retitled", "published_at", "effect"),
    *("status", "locale"),
)


class FoundGaps:
    """The gaps that the latest run found, with what the week asked of each."""

    def __init__(self, scope: Scope, run: Run | None, *, news_since: datetime) -> None:
        self.scope, self.run, self.news_since = scope, run, news_since
        self.examples = conf().digest_examples
        found = scope.gaps().current().undismissed().with_asked().best_first()
        found = found.with_quotes(Role.TITLE, Role.EXAMPLE)
        self.gaps = list(found.select_related("article").only(*FIELDS))
        first, end = scope.monday - USUAL * WEEK, scope.monday + WEEK
        weeks = GapWeek.objects.of(scope.help_center).between(first, end)
        self.weeks = weeks.by_gap()

    @property
    def still_open(self) -> int:
        return sum(gap.status == Gap.Status.OPEN for gap in self.gaps)

    def top(self) -> list[TopGap]:
        """Return those with most contacts in the week, of as many those with a rank."""
        asked = [gap for gap in self._most_asked(self.gaps) if self._asked(gap)]
        shown = asked[:SHOWN]
        near = Article.objects.of(self.scope.help_center).nearest_to(shown)
        return [
            TopGap(
                **self._fact(gap),
                examples=self._examples(gap),
                article=_article(gap.article) if gap.article else None,
                nearest=_nearest(gap, near),
            )
            for gap in shown
        ]

    def changes(self) -> Changes:
        """Return by kind how many gaps changed, and those with most contacts."""
        since, until = self.news_since, self.scope.bounds[1] + WEEK
        events = GapEvent.objects.of(self.scope.help_center)
        happened = events.happened_between(since, until).gaps_by_kind()
        new, back = (happened.get(kind, set()) for kind in (Kind.FOUND, Kind.RETURNED))
        grown = self._grown(gap for gap in self.gaps if gap.pk not in new | back)
        return Changes(
            new=self._named(gap for gap in self.gaps if gap.pk in new),
            grown=GrownGaps(
                len(grown),
                [
                    GrownGap(**self._fact(gap), usual=usual)
                    for gap, usual in grown[:NAMED]
                ],
            ),
            returned=self._named(gap for gap in self.gaps if gap.pk in back - new),
            solved=self._solved(),
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return a row of each for the table, in the order of rank."""
        return [
            row_of(
                gap,
                title=_title(gap),
                asked=(self._asked(gap), self._asked(gap, weeks_before=1)),
                examples=list(self._questions(gap))[: self.examples],
            )
            for gap in self.gaps
        ]

    def _fact(self, gap: Gap) -> dict[str, Any]:
        """Return the fields of `AskedGap`."""
        return {
            **_named(gap),
            "rank": gap.rank,
            "kind": Gap.Kind(gap.kind),
            "status": Gap.Status(gap.status),
            "contacts": self._asked(gap),
            "before": self._asked(gap, weeks_before=1),
            "trend": gap.trend,
        }

    def _asked(self, gap: Gap, *, weeks_before: int = 0) -> int:
        monday = self.scope.monday - weeks_before * WEEK
        return self.weeks.get(gap.pk, {}).get(monday, 0)

    def _most_asked(self, gaps: Iterable[Gap]) -> list[Gap]:
        return sorted(gaps, key=lambda gap: (-self._asked(gap), gap.rank or 0))

    def _named(self, gaps: Iterable[Gap]) -> AskedGaps:
        changed = self._most_asked(gaps)
        named = [AskedGap(**self._fact(gap)) for gap in changed[:NAMED]]
        return AskedGaps(len(changed), named)

    def _grown(self, gaps: Iterable[Gap]) -> list[tuple[Gap, float]]:
        """Return those that grew by more than chance, the most first; with the usual.

        Only whole weeks that the latest run has seen tell what is usual.
        """
        mondays = self._seen_before()
        grown = []
        for gap in gaps:
            counts = [self.weeks.get(gap.pk, {}).get(monday, 0) for monday in mondays]
            more = change(counts, self._asked(gap))
            if more > 0:
                grown.append((-more, gap.rank or 0, gap, sum(counts) / len(counts)))
        grown.sort(key=itemgetter(0, 1))
        return [(gap, round(usual, 1)) for _less, _rank, gap, usual in grown]

    def _seen_before(self) -> list[date]:
        if self.run is None:
            return []
        since = self.run.since.astimezone(self.scope.help_center.zone).date()
        mondays = (self.scope.monday - n * WEEK for n in range(1, USUAL + 1))
        return [monday for monday in mondays if monday >= since]

    def _questions(self, gap: Gap) -> dict[int, str]:
        """Return the example questions as they are printed, by their keys."""
        if not self.examples:
            return {}
        quoted = gap.quoted_as(Role.EXAMPLE)
        return {each.question_id: question_excerpt(each.words) for each in quoted}

    def _examples(self, gap: Gap) -> list[int]:
        """Return the keys of the questions that say more than the title."""
        printed_as = {text: key for key, text in self._questions(gap).items()}
        title = title_excerpt(gap.title)
        shown = more_than_title(title, list(printed_as), self.examples)
        return [printed_as[text] for text in shown]

    @cached_property
    def solved(self) -> list[Gap]:
        """Those whose article brought clearly fewer contacts, newest first."""
        since = self.scope.bounds[1] - SOLVED_FOR
        fewer = self.scope.gaps().published_since(since).with_effect(Verdict.FEWER)
        fewer = fewer.with_quotes(Role.TITLE)
        return list(fewer.order_by("-published_at", "-pk").only(*SOLVED))

    def _solved(self) -> SolvedGaps:
        named = [self._effect(gap) for gap in self.solved[:NAMED]]
        return SolvedGaps(len(self.solved), named)

    def _effect(self, gap: Gap) -> SolvedGap:
        published = gap.published_at
        assert published is not None  # by the query
        day = published.astimezone(self.scope.help_center.zone).date()
        effect = from_json(Effect, gap.effect)  # without its weeks
        return SolvedGap(**_named(gap), published=day, effect=effect)


def _named(gap: Gap) -> dict[str, Any]:
    """Return the fields of `NamedGap`."""
    return {
        "pk": gap.pk,
        "id": gap.public_id,
        "title": _title(gap),
        "retitled": gap.retitled,
        "locale": gap.locale,
    }


def _title(gap: Gap) -> str | TitleSource | None:
    """Return an editor's title, printed; else where a customer's stands, or None."""
    kept = gap.title_kept
    return title_excerpt(kept) if isinstance(kept, str) else kept


def _article(article: Article) -> str:
    return excerpt(str(article))


def _nearest(gap: Gap, near: Mapping[tuple[int, str], Article]) -> str:
    """Return the name of the article that comes closest, of one that is gone its id."""
    found = near.get(gap.nearest_key)
    return _article(found) if found else excerpt(gap.nearest_key[1])
