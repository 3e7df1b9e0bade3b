"""A help centre after a run, of plain rows: nothing is encoded, so it is there at once.

What it says is said in `broadband`; figures are ours, of every kind a page can show.
"""

from dataclasses import asdict
from datetime import timedelta

from gapfinder.engine.metrics.savings import Factor, Saving, Value
from gapfinder.models import (
    Article,
    ArticleFigures,
    Gap,
    GapQuote,
    GapWeek,
    GapWords,
    HelpCenter,
    Passage,
    Question,
    Run,
)
from tests.admin.overview.test_view import UNTIL, figures
from tests.support import broadband
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

WEEKS = [3, 5, 4, 8, 13, 21, 34, 53]  # contacts, the oldest first
MONDAY = UNTIL.date() - timedelta(days=6)
ANSWER = "The date is in the letter, and the landline moves to the fibre."
# The gap's title, its kind and the article that comes closest.
GAPS = {
    "copper": ("When is the copper network closed?", "missing", "moving"),
    "static-address": ("Can I get a static IP address?", "weak", "restart-router"),
    "price-rise": ("Why did the price of my plan go up?", "missing", "pay-invoice"),
    "esim": ("How do I install the eSIM?", "translation", "esim"),
}
VALUE = Value(
    contacts_per_week=21.25,
    customers_per_week=20,
    searched_first=0.5,
    handle_seconds=300,
    satisfaction=None,
    saving=Saving(
        seconds_per_week=5_400,
        rest_per_week=120,
        factors=[Factor("simple", 12), Factor("account", 1), Factor("handling", 300)],
    ),
)


def a_broadband_center() -> HelpCenter:
    center = a_help_center(broadband.SLUG, name="Broadband")
    articles = _articles(center)
    run = a_run(
        help_center=center,
        until=UNTIL,
        contacts=28,
        questions=28,
        gaps=len(GAPS),
        figures=figures(),
        phases={"encode": 3.2, "group": 0.4},
    )
    for rank, need in enumerate(GAPS, start=1):
        _a_gap_of(need, rank, run, articles)
    for said in broadband.NEEDS["cancel"][1]:
        question = a_contact(said, help_center=center, locale="en").questions.get()
        a_judgement(
            question, run=run, match="answered", score=0.9, article=articles["cancel"]
        )
    return center


def _articles(center: HelpCenter) -> dict[str, Article]:
    made = {
        name: an_article(
            help_center=center,
            external_id=name,
            locale="nb" if name in broadband.NORWEGIAN else "en",
            title=title,
            body=body,
            section="Internet",
            url=f"{broadband.SITE}/{name}",
            updated_at=NOON - timedelta(days=400),
        )
        for name, (title, body) in broadband.ARTICLES.items()
    }
    for article in made.values():
        Passage.objects.create(
            article=article, position=1, kind="body", text=article.body
        )
        ArticleFigures.objects.create(
            article=article,
            avoidable=7,
            answered=12,
            weak=7,
            searched_first=3,
            reassurance=2,
            stale=True,
            missing_locales={"sv": 4},
            weeks=_weeks(),
        )
    return made


def _a_gap_of(need: str, rank: int, run: Run, articles: dict[str, Article]) -> Gap:
    title, kind, near = GAPS[need]
    texts, article = broadband.NEEDS[need][1], articles[near]
    told = {
        "article": near,
        "score": 0.41,
        "passage": {"kind": "body", "text": article.body},
        "for": [{"code": "agree", "value": 0.75}],
        "against": [{"code": "foreign", "value": -1}, {"code": "title", "value": -0.1}],
    }
    gap = a_gap(
        help_center=run.help_center,
        title=title,
        kind=kind,
        rank=rank,
        locale="en",
        section="Internet",
        article=article if kind == "weak" else None,
        volume=len(texts),
        customers=len(texts),
        contacts_per_week=1.2,
        trend=0.41,
        trend_low=0.1,
        trend_high=0.7,
        searched_first=0.5,
        csat=61,
        saving_seconds=5_400,
        value=asdict(VALUE),
        doubt=4.0 - rank / 2,
        nearest=[{"article": near, "score": 0.41}, {"article": "cancel", "score": 0.2}],
        evidence=[told],
        phrases=texts[0].split()[-2:],
        channels={"chat": len(texts) - 2, "phone": 2},
        locales={"en": len(texts)},
        besides={"reassurance": 2},
        weeks=_weeks(),
    )
    GapWords.objects.store([(gap, [title, *texts])])
    GapWeek.objects.store(
        GapWeek(gap=gap, monday=monday, contacts=contacts)
        for monday, contacts in _weeks().items()
    )
    gap.events.create(kind="found", at=NOON - timedelta(days=20), run=run)
    questions = [
        _asked(said, place, gap=gap, run=run, article=article)
        for place, said in enumerate(texts)
    ]
    shown = {"title": [0], "example": [0, 1, 2], "evidence": [1], "answer": [0]}
    GapQuote.objects.bulk_create(
        GapQuote(gap=gap, question=questions[row], role=role, position=position)
        for role, rows in shown.items()
        for position, row in enumerate(rows)
    )
    return gap


def _asked(said: str, place: int, *, gap: Gap, run: Run, article: Article) -> Question:
    """Ask it; two of them by phone."""
    contact = a_contact(
        said,
        help_center=run.help_center,
        locale="en",
        received_at=NOON - timedelta(hours=7 * place),
        channel="chat" if place > 1 else "phone",
        turns=[
            {"speaker": "customer", "text": f"Hello. {said}"},
            {"speaker": "agent", "text": ANSWER},
        ],
        answer=ANSWER,
        tags=["network"],
    )
    told = {"points": {"words": 0.1, "groups": -0.2}, "alike": 5, "outside": ""}
    question = contact.questions.get()
    near = {"article": article, "passage": article.passages.get(), "evidence": told}
    a_judgement(question, gap=gap, last_gap=gap, run=run, reason="content", **near)
    return question


def _weeks() -> dict[str, int]:
    first = MONDAY - timedelta(weeks=len(WEEKS) - 1)
    mondays = [first + timedelta(weeks=week) for week in range(len(WEEKS))]
    return {
        day.isoformat(): contacts for day, contacts in zip(mondays, WEEKS, strict=True)
    }
