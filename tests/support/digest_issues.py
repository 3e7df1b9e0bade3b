"""Weeks with contacts and gaps, and the issues and letters about them."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from gapfinder.digests import Letter, draft, letter_of
from gapfinder.digests.rendering.issue import Issue
from gapfinder.engine.metrics.article_effect import effect
from gapfinder.models import Audience, Contact, Digest, Gap, GapWeek, Run

from .factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

MONDAY = date(2026, 11, 16)  # the week of NOON
WEEK = timedelta(weeks=1)
ANSWERED = {"match": "answered", "score": 0.9}
ALONE = {"match": "none", "score": 0.1}
WRITTEN = datetime.fromisoformat("2026-11-23T06:00+00:00")


def facts(
    monday: date = MONDAY, *, audience: Audience | None = None, slug: str = "lumevik"
) -> Any:
    return draft(a_help_center(slug), audience, monday)["facts"]


def rows(audience: Audience | None = None) -> Any:
    return draft(a_help_center(), audience, MONDAY)["gaps"]


def judged(*said: dict[str, Any], **fields: Any) -> Contact:
    """Make a contact with a question a judgement."""
    contact = a_contact(*(f"Question {n}?" for n, _ in enumerate(said)), **fields)
    run = Run.objects.of(contact.help_center).first()
    run = run or a_run(help_center=contact.help_center)
    for question, judgement in zip(contact.questions.all(), said, strict=True):
        a_judgement(question, run=run, **judgement)
    return contact


def in_gap(gap: Gap) -> dict[str, Any]:
    return {"match": "none", "score": 0.2, "gap": gap}


def an_asked_gap(*weeks: int, **fields: Any) -> Gap:
    """Make a gap with so many contacts a week; the last is that of `MONDAY`.

    A title that is given is a customer's words.
    """
    title = fields.pop("title", "Moving house") if not fields.get("retitled") else None
    gap = a_gap(title_of=title, **fields)
    for back, contacts in enumerate(reversed(weeks)):
        monday = MONDAY - back * WEEK
        GapWeek.objects.create(gap=gap, monday=monday, contacts=contacts)
    return gap


def a_solved_gap(**fields: Any) -> Gap:
    """Make a gap whose article brought 80% fewer contacts a week."""
    found = asdict(effect([50] * 9 + [10] * 4, [900] * 13, published=8))
    return a_gap(
        title_of=fields.pop("title", "Moving house"),
        **{"status": "published", "rank": None},
        **{"published_at": NOON - 5 * WEEK, "effect": found | {"weeks": []}},
        **fields,
    )


def numbers(told: Any) -> list[str]:
    return [gap["id"] for gap in told]


def an_audience(**fields: Any) -> Audience:
    return Audience.objects.create(help_center=a_help_center(), name="Team", **fields)


def an_issue(monday: date = MONDAY, *, audience: Audience | None = None) -> Digest:
    center = a_help_center()
    facts: Any = draft(center, audience, monday)
    named = {"help_center": center, "audience": audience, "monday": monday}
    return Digest(**named, **facts, composed_at=WRITTEN)


def letter(language: str = "en", **fields: Any) -> Letter:
    return letter_of(an_issue(**fields), language)


def text(**fields: Any) -> str:
    return letter(**fields).text


def a_full_week(gaps: int = 12) -> None:
    """Make a week in which everything occurs, with texts too long for a line."""
    article = an_article(title="How to restart the router & more" + " and more" * 30)
    a_run(since=NOON - 8 * WEEK)
    for row, kind in enumerate(Gap.Kind.values * (gaps // 3)):
        gap = an_asked_gap(
            40 + row,
            kind=kind,
            title=f"A <very> long\ntitle {row}" + " that goes on" * 20,
            article=None if kind == Gap.Kind.MISSING else article,
            examples=["A long\r\n\r\nquestion" + " that goes on" * 90],
            nearest=[{"article": article.external_id, "score": 0.4}],
        )
        for event in [("found",), ("returned",), ()][row % 3]:
            gap.events.create(kind=event, at=NOON)
        gap.events.create(kind=["published", "dismissed", "split"][row % 3], at=NOON)
    a_solved_gap(title="Was asked")
    for reason in ("reassurance", "prefers_person", "account"):
        judged(ANSWERED | {"reason": reason}, searched_first=True, csat=40)
    judged(in_gap(Gap.objects.earliest("rank")), searched_first=False, csat=80)
    judged(ALONE)
    a_contact()
    a_contact(received_at=NOON - WEEK)


def said(issue: Issue) -> Iterator[str]:
    """Yield every text of an issue, but for its address."""
    yield from (issue.title, issue.days, *issue.sentences, issue.gaps_heading)
    for figure in (*issue.figures, *issue.self_service):
        yield from (figure.label, figure.value, figure.before)
    for gap in issue.gaps:
        yield from (gap.place, gap.title, gap.id, *gap.facts, *gap.examples, gap.task)
    for change in issue.changes:
        yield from (change.heading, change.more)
        for changed in change.gaps:
            yield from (changed.title, changed.id, changed.note)
    yield from (issue.self_service_note, *issue.editors, *issue.quality)


def words(text: str) -> str:
    """Return what is read, however its lines are broken."""
    return "".join(text.split())
