"""What a run stores for the overview and for articles, counted by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gapfinder.models import (
    Article,
    ArticleFigures,
    Contact,
    Gap,
    GapEvent,
    Judgement,
    Question,
    Run,
)
from gapfinder.models.payload import to_json
from gapfinder.pipeline import find_gaps
from gapfinder.pipeline.storage.article_stats import store_article_figures
from gapfinder.pipeline.storage.run_stats import figures_of
from gapfinder.pipeline.storage.save_run import Written
from gapfinder.pipeline.window import Window
from tests.support import broadband
from tests.support.factories import a_contact, a_gap, a_judgement, a_run, an_article

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
LAST_WEEK = MONDAY - timedelta(weeks=1)


def a_whole_run(**fields: Any) -> Run:
    """Over five whole weeks of Oslo, which end with that of `MONDAY`."""
    until = datetime(2026, 11, 22, 23, tzinfo=UTC)
    return a_run(**{"since": until - timedelta(weeks=5), "until": until} | fields)


def judged(
    *answers: dict[str, Any],
    run: Run,
    at: datetime = MONDAY,
    **contact: Any,
) -> Contact:
    """A contact with a question for each judgement."""
    asked = a_contact(*("?" for _ in answers), received_at=at, **contact)
    for question, answer in zip(
        asked.questions.order_by("position"), answers, strict=True
    ):
        a_judgement(question, run=run, **{"reason": "content"} | answer)
    return asked


def window_of(articles: Sequence[Article] = ()) -> Window:
    contacts = list(Contact.objects.order_by("external_id"))
    questions = list(Question.objects.by_id())
    place = {contact.pk: row for row, contact in enumerate(contacts)}
    rows = np.array([place[row.contact_id] for row in questions], dtype=np.int64)
    return Window(contacts, questions, rows, list(articles), [])


def judgements() -> list[Judgement]:
    of_question = {row.question_id: row for row in Judgement.objects.all()}
    return [of_question[question.pk] for question in Question.objects.by_id()]


def figures(run: Run, *gaps: Gap) -> dict[str, Any]:
    written = Written(run, list(gaps), judgements())
    told: dict[str, Any] = to_json(figures_of(run, window_of(), written))
    return told


ANSWERED = {"match": "answered", "score": 0.9}
WEAK = {"match": "weak", "score": 0.6}
NONE = {"match": "none", "score": 0.1}


def test_every_week_says_how_its_contacts_ended() -> None:
    run, gap = a_whole_run(), a_gap()
    judged(ANSWERED | {"reason": "reassurance"}, run=run)
    judged(ANSWERED, NONE | {"gap": gap}, run=run, searched_first=True, csat=40)
    judged(ANSWERED, WEAK, run=run, searched_first=False, csat=80)
    a_contact(received_at=MONDAY).questions.all().delete()
    judged(ANSWERED, run=run, at=LAST_WEEK)

    weeks = figures(run)["weeks"]

    assert list(weeks) == ["2026-11-09", "2026-11-16"]
    told = weeks["2026-11-16"]
    service = told.pop("self_service")
    assert told == {
        "days": 7,
        "contacts": 4,
        "answered": 1,
        "in_gaps": 1,
        "alone": 1,
        "reasons": {"reassurance": 1},
    }
    assert service["searched_first"] == 0.5
    assert service["searched_known"] == 2
    assert (service["csat_searched"], service["csat_others"]) == (40.0, 80.0)
    assert weeks["2026-11-09"]["answered"] == 1


def test_who_only_searched_is_counted_but_not_among_those_in_touch() -> None:
    run = a_whole_run()
    judged(ANSWERED, run=run, channel="search")
    judged(ANSWERED, run=run)

    week = figures(run)["weeks"]["2026-11-16"]

    assert (week["contacts"], week["self_service"]["contacts"]) == (2, 1)


def test_a_week_that_the_window_cuts_says_how_many_days_it_has() -> None:
    until = datetime(2026, 11, 17, 23, tzinfo=UTC)  # Wednesday 00:00 in Oslo
    run = a_whole_run(until=until)
    judged(ANSWERED, run=run)

    assert figures(run)["weeks"]["2026-11-16"]["days"] == 2


def test_coverage_is_counted_by_locale_and_channel_most_contacts_first() -> None:
    run, gap = a_whole_run(), a_gap()
    judged(NONE | {"gap": gap}, run=run, locale="sv", channel="phone")
    judged(ANSWERED, run=run, locale="nb", channel="chat")
    judged(NONE, run=run, locale="nb", channel="phone")

    told = figures(run)

    assert list(told["locales"].items()) == [
        ("nb", {"contacts": 2, "answered": 1, "in_gaps": 0}),
        ("sv", {"contacts": 1, "answered": 0, "in_gaps": 1}),
    ]
    assert list(told["channels"].items()) == [
        ("phone", {"contacts": 2, "answered": 0, "in_gaps": 1}),
        ("chat", {"contacts": 1, "answered": 1, "in_gaps": 0}),
    ]


def a_gap_by_week(*counts: int, **fields: Any) -> Gap:
    mondays = [MONDAY.date() - timedelta(weeks=back) for back in (4, 3, 2, 1, 0)]
    weeks = {day.isoformat(): n for day, n in zip(mondays, counts, strict=True)}
    return a_gap(weeks=weeks, **fields)


def test_gaps_that_changed_are_named_the_greatest_change_first() -> None:
    run = a_whole_run()
    judged(ANSWERED, run=run)
    little, much = (a_gap_by_week(10, 10, 10, 10, last) for last in (30, 60))
    fewer = a_gap_by_week(10, 10, 10, 10, 2)
    same = a_gap_by_week(10, 10, 10, 10, 12)
    new, back = a_gap_by_week(0, 0, 0, 0, 30), a_gap_by_week(0, 0, 0, 0, 30)
    now = run.started_at
    for gap, kind, days in (
        (new, "found", 6),
        (back, "returned", 0),
        (same, "found", 7),
    ):
        GapEvent.objects.create(gap=gap, kind=kind, at=now - timedelta(days=days))

    changes = figures(run, little, much, fewer, same, new, back)["changes"]

    assert changes == {
        "new": {"count": 1, "gaps": [new.number]},
        "grown": {"count": 2, "gaps": [much.number, little.number]},
        "shrunk": {"count": 1, "gaps": [fewer.number]},
        "returned": {"count": 1, "gaps": [back.number]},
    }


def test_of_many_changes_the_first_are_named_and_all_are_counted() -> None:
    run = a_whole_run()
    judged(ANSWERED, run=run)
    gaps = [a_gap_by_week(10, 10, 10, 10, 30) for _ in range(7)]

    grown = figures(run, *gaps)["changes"]["grown"]

    assert grown == {"count": 7, "gaps": [gap.number for gap in gaps[:5]]}


def test_a_dismissed_gap_is_no_change() -> None:
    run = a_whole_run()
    judged(ANSWERED, run=run)
    dismissed = a_gap_by_week(10, 10, 10, 10, 60, rank=None, status="dismissed")

    assert figures(run, dismissed)["changes"]["grown"] == {"count": 0, "gaps": []}


def figures_of_articles(run: Run, *articles: Article) -> list[ArticleFigures]:
    store_article_figures(run, window_of(articles), judgements())
    return [ArticleFigures.objects.get(article=article) for article in articles]


def test_an_article_says_whom_it_answers_and_why_they_came_anyway() -> None:
    run, article = a_whole_run(), an_article()
    answered, weak = ANSWERED | {"article": article}, WEAK | {"article": article}
    judged(answered, run=run)
    judged(answered, run=run, searched_first=True)
    judged(answered | {"reason": "reassurance"}, run=run, searched_first=True)
    judged(answered | {"reason": "account"}, run=run, searched_first=True)
    judged(answered | {"reason": "prefers_person"}, run=run)
    judged(weak, run=run)
    judged(weak | {"reason": "account"}, run=run)
    judged(NONE | {"article": article}, run=run)

    (told,) = figures_of_articles(run, article)

    assert (told.answered, told.weak) == (5, 2)
    assert (told.searched_first, told.reassurance) == (3, 1)
    assert (told.prefers_person, told.account) == (1, 1)
    assert told.avoidable == 3  # searched; to be sure; weakly answered
    assert told.weeks["2026-11-16"] == 7


def test_a_contact_counts_once_an_article_by_its_worst_question() -> None:
    run, one, other = a_whole_run(), an_article(), an_article()
    judged(
        ANSWERED | {"article": one},
        WEAK | {"article": one},
        ANSWERED | {"article": other},
        run=run,
    )

    first, second = figures_of_articles(run, one, other)

    assert (first.answered, first.weak) == (0, 1)
    assert (second.answered, second.weak) == (1, 0)


def test_the_newest_weakly_answered_questions_are_kept() -> None:
    run, article = a_whole_run(), an_article()
    asked = [
        judged(WEAK | {"article": article}, run=run, at=MONDAY - timedelta(days=days))
        for days in range(12)
    ]

    (told,) = figures_of_articles(run, article)

    newest = [contact.questions.get().pk for contact in asked[:10]]
    assert told.newest_weak == newest


def test_locales_without_a_translation_are_those_in_which_customers_ask() -> None:
    run = a_whole_run()
    original = an_article(locale="nb", external_id="original")
    translated = an_article(locale="sv", translation_of="original")
    weak = WEAK | {"article": original}
    judged(weak, run=run, locale="nl")
    judged(weak, run=run, locale="nl")
    judged(weak, run=run, locale="en")
    judged(weak, run=run, locale="nn")  # reads what is written in bokmål
    judged(ANSWERED | {"article": translated}, run=run, locale="sv")

    told, other = figures_of_articles(run, original, translated)

    assert told.missing_locales == {"nl": 2, "en": 1}
    assert told.unreadable == 3
    assert other.missing_locales == {}


def test_an_article_is_stale_while_its_contacts_grow() -> None:
    run = a_whole_run()
    updates = [run.until - timedelta(days=days) for days in (200, 20)]
    old, fresh = (an_article(updated_at=updated) for updated in updates)
    for article in (old, fresh):
        for back, contacts in enumerate((20, 16, 12, 8, 4)):
            for _ in range(contacts):
                answer = ANSWERED | {"article": article}
                judged(answer, run=run, at=MONDAY - timedelta(weeks=back))

    first, second = figures_of_articles(run, old, fresh)

    assert list(first.weeks.values()) == [4, 8, 12, 16, 20]
    assert first.stale
    assert not second.stale


def test_a_run_replaces_the_figures_of_the_one_before() -> None:
    run, gone, stays = a_whole_run(), an_article(), an_article()
    judged(ANSWERED | {"article": stays}, run=run)
    figures_of_articles(run, gone, stays)

    (told,) = figures_of_articles(run, stays)

    assert told.answered == 1
    assert not ArticleFigures.objects.filter(article=gone).exists()


def test_a_real_run_counts_every_contact_once(tmp_path: Path, encoder: None) -> None:
    lines = broadband.contacts()
    center = broadband.imported(tmp_path, contacts=lines, articles=broadband.articles())

    window, written = find_gaps(center)

    told = Run.objects.get().figures
    weeks = told["weeks"].values()
    gaps = Gap.objects.of(center).current()
    assert sum(week["contacts"] for week in weeks) == len(lines)
    assert sum(week["in_gaps"] for week in weeks) == sum(gap.volume for gap in gaps)
    for week in weeks:
        assert week["answered"] + week["in_gaps"] + week["alone"] == week["contacts"]
    assert told["locales"]["en"]["contacts"] == len(lines)
    assert told["changes"]["new"]["count"] == len(written.gaps)
    assert ArticleFigures.objects.of(center).count() == len(window.articles)
    esim = ArticleFigures.objects.get(article__external_id="esim")
    assert esim.missing_locales == {"en": 6}
    assert esim.weak == esim.avoidable == 6
