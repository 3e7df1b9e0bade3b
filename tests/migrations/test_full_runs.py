"""What updates between full runs left behind when there are none any more."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gapfinder.models import HelpCenter
from gapfinder.runs.start import has_new_questions
from tests.support.factories import NOON

WITH_UPDATES, WITHOUT = "0011_words_since", "0012_every_run_is_full"

pytestmark = pytest.mark.django_db(transaction=True)


def migrated(name: str) -> Any:
    """Bring the database to a migration; return the models of that time."""
    executor = MigrationExecutor(connection)
    executor.migrate([("gapfinder", name)])
    return executor.loader.project_state([("gapfinder", name)]).apps.get_model


@pytest.fixture(scope="module", autouse=True)
def _back_to_now(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the last test: all the way is long."""
    yield
    with django_db_blocker.unblock():
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("gapfinder"))


def rows(model: Any, name: str) -> list[Any]:
    return list(model("gapfinder", name).objects.order_by("pk").values())


@pytest.fixture
def model() -> Any:
    """A gap of two contacts: a full run found one, an update guessed the other."""
    model = migrated(WITH_UPDATES)

    def made(name: str, **fields: Any) -> Any:
        return model("gapfinder", name).objects.create(**fields)

    center = made("HelpCenter", slug="lumevik", last_gap_number=7)
    days = {"since": NOON - timedelta(weeks=8), "until": NOON + timedelta(days=1)}
    of = {"help_center": center, "state": "finished", "encoder": "hashing", **days}
    told = {"new": 1, "alone": 0, "needs_full_run": False}
    full = made("Run", **of, figures={"weeks": {}}, basis="0123")
    update = made(
        "Run", **of, kind="update", figures={"weeks": {}, "update": told}, basis="0123"
    )
    gap = made("Gap", help_center=center, number=7, title="Moving", status="drafting")
    made("GapEvent", gap=gap, kind="drafting", at=NOON)
    for run in (full, update):
        came = {"help_center": center, "external_id": run.kind, "received_at": NOON}
        contact = made("Contact", **came)
        question = made("Question", contact=contact, position=0, text="How to move?")
        asked = {"question": question, "run": run, "asked_at": NOON}
        said = {"match": "none", "score": 0.1, "gap": gap, "last_gap": gap}
        made("Judgement", **asked, **said, provisional=run is update)
    return model


def test_runs_stay_updates_among_them(model: Any) -> None:
    before = rows(model, "Run")

    after = rows(migrated(WITHOUT), "Run")

    for run in before:
        del run["kind"], run["basis"]
        run["figures"].pop("update", None)
    assert after == before


def test_gaps_contacts_and_decisions_stay(model: Any) -> None:
    kept = ("HelpCenter", "Gap", "GapEvent", "Contact", "Question")
    before = [rows(model, name) for name in kept]

    now = migrated(WITHOUT)

    assert [rows(now, name) for name in kept] == before


def test_what_an_update_guessed_is_news_to_the_next_run(model: Any) -> None:
    assert not has_new_questions(HelpCenter.objects.get())

    full = rows(model, "Run")[0]["id"]

    judged = rows(migrated(WITHOUT), "Judgement")

    assert [judgement["run_id"] for judgement in judged] == [full]
    assert has_new_questions(HelpCenter.objects.get())
