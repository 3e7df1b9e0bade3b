"""What JSON columns hold is read as it was written, also by rows that knew less."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pytest

from gapfinder.digests.content.references import QuotingRow
from gapfinder.digests.content.schema import (
    AskedGap,
    AskedGaps,
    Changes,
    Facts,
    GrownGap,
    GrownGaps,
    Imported,
    SolvedGap,
    SolvedGaps,
    TopGap,
    Week,
    WeekBefore,
)
from gapfinder.engine.coverage.evidence import Point, PointCode
from gapfinder.engine.metrics.article_effect import Effect, Verdict
from gapfinder.engine.metrics.satisfaction import Satisfaction
from gapfinder.engine.metrics.savings import Factor, FactorCode, Saving, Value
from gapfinder.engine.metrics.self_service import SelfService
from gapfinder.engine.metrics.weekly import Rated
from gapfinder.engine.text.question_extraction import Turn
from gapfinder.engine.text.reason_signals import Signals
from gapfinder.models import Evidence, Gap, Judgement, Passage, Run, TitleSource
from gapfinder.models.gaps.evidence import NearestPassage
from gapfinder.models.gaps.payloads import (
    EventData,
    MeasuredEffect,
    MeasuredWeek,
    NearestArticle,
)
from gapfinder.models.judgements.payloads import JudgementEvidence, Outside
from gapfinder.models.payload import from_json, to_json
from gapfinder.models.runs.payloads import (
    Coverage,
    GapChanges,
    NamedGaps,
    RunFigures,
    WeekOutcomes,
)

MONDAY = date(2026, 11, 16)
SERVED = SelfService(
    contacts=3,
    reasons={"content": 0.667, "account": 0.0},
    searched_known=2,
    searched_first=0.5,
    csat_searched=61.4,
    csat_others=None,
)
EFFECT = Effect(Verdict.TOO_EARLY, 8, 2, 5, before=3.5)
PAYLOADS: list[Any] = [
    Value(
        contacts_per_week=21.25,
        customers_per_week=20,
        searched_first=0.5,
        satisfaction=Satisfaction(35.5, 64.4, -28.9, low=-47.6, high=-10.1, ratings=11),
        saving=Saving(5.0, 1.0, (Factor(FactorCode.SIMPLE, 3),)),
    ),
    EFFECT,
    MeasuredEffect(
        *(Verdict.FEWER, 8, 8, 3, 9.0, 2.0, 8.5, 0.01, -0.76, -0.9, -0.5),
        published=MONDAY,
        weeks=(MeasuredWeek(MONDAY, 3, None), MeasuredWeek(date(2026, 11, 23), 0, 7)),
    ),
    NearestArticle("a1", 0.31),
    Evidence(
        article="a1",
        score=0.31,
        passage=NearestPassage(Passage.Kind.TITLE, "Moving"),
        speaks_for=(Point(PointCode.AGREE, 0.75),),
        speaks_against=(Point(PointCode.FOREIGN, -1),),
    ),
    EventData(),
    EventData(contacts=5, until=MONDAY, assignee=None, note="now", phrases=("sim",)),
    EventData(contacts=1, article="a", published_at=datetime(2026, 1, 2, tzinfo=UTC)),
    EventData(title_before=TitleSource(7, 1), title_since="Copper"),
    EventData(title_before="Fibre", title_since="Copper"),
    JudgementEvidence({PointCode.WORDS: 0.1}, alike=2, outside=Outside.TOO_FEW),
    SERVED,
    RunFigures(
        weeks={MONDAY: WeekOutcomes(days=7, contacts=3, self_service=SERVED)},
        locales={"": Coverage(contacts=3, answered=1)},
        channels={},
        changes=GapChanges(new=NamedGaps(7, (1, 2, 3, 4, 5))),
    ),
    Signals(("reassurance",), own_case=1),
    Turn("customer", "Is it off?"),
    QuotingRow(id="gap-1", title=TitleSource(7), examples=(7, 8)),
    Facts(
        help_center="Lumevik",
        week=Week(contacts=3, reasons={"account": 1}, searched=Rated(mean=61.4)),
        before=WeekBefore(open_gaps=2),
        top=(TopGap(id="gap-1", title=TitleSource(7), examples=(7,), article="A"),),
        changes=Changes(
            new=AskedGaps(1, (AskedGap(title="Copper", retitled=True),)),
            grown=GrownGaps(1, (GrownGap(kind=Gap.Kind.WEAK, usual=2.5),)),
            solved=SolvedGaps(1, (SolvedGap(published=MONDAY, effect=EFFECT),)),
        ),
        editors={"published": 1},
        imported=Imported(newest=None, run_last_day=MONDAY),
    ),
]
NAMES = [f"{type(each).__name__}-{row}" for row, each in enumerate(PAYLOADS)]


def through_the_database(payload: Any) -> Any:
    return json.loads(json.dumps(to_json(payload)))


@pytest.mark.parametrize("payload", PAYLOADS, ids=NAMES)
def test_what_is_written_is_read_the_same(payload: Any) -> None:
    written = through_the_database(payload)

    assert from_json(type(payload), written) == payload


@pytest.mark.parametrize("payload", PAYLOADS, ids=NAMES)
def test_a_key_that_an_older_row_lacks_has_its_default(payload: Any) -> None:
    """Or nothing is known at all, where there is none; neither is an error."""
    written = through_the_database(payload)

    for name in written:
        for other in ({}, {name: {"of": "another kind"}}):
            row = {key: each for key, each in written.items() if key != name} | other
            found = from_json(type(payload), row)
            assert found is None or type(found) is type(payload)


@pytest.mark.parametrize(
    ("payload", "written", "read"),
    [
        (Value, {"contacts_per_week": 2}, Value(contacts_per_week=2)),
        (Value, {}, None),
        (Effect, {"verdict": "fewer", "weeks_before": 8}, None),
        (Effect, {"verdict": "new code", **dict.fromkeys(("a", "b"), 1)}, None),
        (NearestArticle, {"article": "a"}, NearestArticle("a")),
        (Evidence, {"article": "a", "question": "What?"}, Evidence(article="a")),
        (EventData, {"assignee": "x"}, EventData()),
        (JudgementEvidence, {}, JudgementEvidence()),
        (JudgementEvidence, {"outside": "new code"}, JudgementEvidence()),
        (JudgementEvidence, {"points": {"new": 1}}, JudgementEvidence()),
        (
            RunFigures,
            {"weeks": {"2026-11-16": {}, "x": {}}},
            RunFigures(weeks={MONDAY: WeekOutcomes()}),
        ),
        (RunFigures, {}, None),
        (
            SelfService,
            {"contacts": True, "reasons": {"a": None}},
            SelfService(reasons={"a": None}),
        ),
        (Facts, {}, Facts()),
        (Facts, {"week": {"satisfaction": 3}, "before": []}, Facts()),
        (
            Facts,
            {"top": [{"pk": 1}], "changes": {"solved": {"gaps": [{"effect": {}}]}}},
            Facts(
                top=(TopGap(pk=1),),
                changes=Changes(solved=SolvedGaps(0, (SolvedGap(effect=None),))),
            ),
        ),
        (Signals, {"said": None, "own_case": 1.5}, Signals()),
        (
            list[Turn],
            [{"speaker": "bot", "text": "Hi", "at": 3}, {"text": "?"}],
            [Turn("bot", "Hi")],
        ),
        (list[NearestArticle], {"article": "a"}, None),
    ],
)
def test_rows_that_know_less(payload: Any, written: object, read: object) -> None:
    assert from_json(payload, written) == read


def test_a_column_is_read_and_written_as_a_dataclass() -> None:
    gap = Gap()
    assert (gap.measured, gap.worth, gap.nearest_articles) == (None, None, [])

    gap.nearest_articles = [NearestArticle("a1", 0.5)]
    gap.worth = PAYLOADS[0]

    assert gap.nearest == [{"article": "a1", "score": 0.5}]
    assert gap.value == json.loads(json.dumps(asdict(PAYLOADS[0])))
    assert gap.worth == PAYLOADS[0]
    assert Judgement().explained == JudgementEvidence()
    assert Run(self_service={}).served == SelfService()


def test_an_event_says_nothing_that_it_is_not_about() -> None:
    assert to_json(EventData(questions=2)) == {"questions": 2}
    assert to_json(EventData(assignee=None)) == {"assignee": None}
