"""Words that were kept as text are read from their questions after the migration."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gapfinder.digests.content.schema import facts_of
from gapfinder.digests.rendering.table import table_of
from gapfinder.erasure.erase import erase
from gapfinder.models import Contact, Digest, Gap, GapEvent, GapWords
from tests.support.database_dump import places_of
from tests.support.factories import NOON

WORDS, REFERENCES = "0012_every_run_is_full", None

SAID = "Hello! How do I move my zanzibar to Bø? Call 913 45 678"
TITLE = "How do I move my zanzibar to Bø?"
OTHER = "Can I take my line along?"
ANSWER = "Order it online."

pytestmark = pytest.mark.django_db


def migrated(name: str | None) -> Any:
    executor = MigrationExecutor(connection)
    leaf = executor.loader.graph.leaf_nodes("gapfinder")
    target = [("gapfinder", name)] if name else leaf
    executor.migrate(target)
    return executor.loader.project_state(target).apps.get_model


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The migration is done once, and each test undoes what it does."""
    with django_db_blocker.unblock():
        yield rows_of_before()
        migrated(None)
        call_command("flush", interactive=False, verbosity=0)


def rows_of_before() -> Any:
    """Migrate rows as the code before wrote them; of two customers and an editor."""
    model = migrated(WORDS)

    def make(kind: str, /, **fields: Any) -> Any:
        return model("gapfinder", kind).objects.create(**fields)

    center = make("HelpCenter", slug="lumevik", name="Lumevik")
    run = make("Run", help_center=center, since=NOON, until=NOON, encoder="e")
    rows = []
    for number, text in enumerate((SAID, OTHER)):
        contact = make(
            "Contact",
            help_center=center,
            external_id=f"c-{number}",
            received_at=NOON - timedelta(days=number),
            locale="en",
            answer=ANSWER if number else "",
        )
        rows.append(make("Question", contact=contact, position=0, text=text))
    near = {"score": 0.4, "passage": {"kind": "body", "text": "p"}}
    near |= {"for": [], "against": []}
    shared = {"help_center": center, "kind": "missing", "locale": "en"}
    gap = make(
        "Gap",
        **shared | {"number": 1, "rank": 1, "title": TITLE},
        examples=[OTHER, SAID, "nobody says it any more"],
        answers=[ANSWER, "nobody says it any more"],
        phrases=["zanzibar", "nobody says"],
        evidence=[{"article": "a", "question": SAID, **near}, {"article": "b", **near}],
    )
    lost = make("Gap", **shared, number=2, title="nobody says it", examples=[OTHER])
    named = make("Gap", **shared, number=3, title="Moving", retitled=True)
    for question in rows:
        make(
            "Judgement",
            question=question,
            run=run,
            asked_at=NOON,
            match="none",
            score=0.1,
            gap=gap,
            last_gap=gap,
        )
    make("GapWords", gap=gap, text="along nobody says zanzibar")
    make("GapWords", gap=lost, text="nobody")
    for names in ((TITLE, "First"), ("First", "Moving")):
        data = dict(zip(("from", "to"), names, strict=True))
        make("GapEvent", gap=named, kind="retitled", data=data)
    make("GapEvent", gap=gap, kind="retitled", data={"from": TITLE, "to": "x"})
    told = {"pk": gap.pk, "id": "gap-1", "title": TITLE, "locale": "en"}
    shown = SAID.replace("913 45 678", "[phone]")
    make(
        "Digest",
        help_center=center,
        monday=NOON.date(),
        facts={
            "top": [told | {"examples": [OTHER, "nobody says it any more"]}],
            "changes": {"new": {"count": 1, "gaps": [told]}},
        },
        gaps=[
            {"id": "gap-1", "title": TITLE, "examples": [shown, OTHER]},
            {"id": "gap-2", "title": "nobody says it", "examples": []},
            {"id": "gap-3", "title": "Moving", "retitled": True, "examples": []},
        ],
    )
    kind, _ = ContentType.objects.get_or_create(app_label="gapfinder", model="gap")
    LogEntry.objects.create(
        user=User.objects.create(username="editor"),
        content_type=kind,
        object_id=str(gap.pk),
        object_repr=TITLE,
        action_flag=CHANGE,
    )
    migrated(REFERENCES)
    return SimpleNamespace(gap=gap.pk, lost=lost.pk, named=named.pk)


def test_a_gap_shows_what_it_showed_and_nothing_that_nobody_says(before: Any) -> None:
    gap, lost, named = (
        Gap.objects.get(pk=key) for key in (before.gap, before.lost, before.named)
    )

    assert (gap.title, gap.examples, gap.answers) == (TITLE, [OTHER, SAID], [ANSWER])
    assert [near.question for near in gap.shown_evidence] == [SAID, ""]
    assert gap.phrases == ["zanzibar"]
    assert (lost.title, lost.examples) == (OTHER, [OTHER])
    assert named.title == "Moving"
    assert list(GapWords.objects.values_list("text", flat=True)) == ["along zanzibar"]
    assert places_of("nobody") == []


def test_an_issue_says_what_it_said_and_nothing_that_nobody_says(before: Any) -> None:
    digest = Digest.objects.get()

    facts, table = facts_of(digest), table_of(digest, "en").decode()

    assert (facts.top[0].words, facts.top[0].quotes) == (TITLE, [OTHER])
    assert facts.changes.new.gaps[0].words == TITLE
    assert "[phone]" in table
    assert OTHER in table
    assert ",gap-2," in table
    assert ",Moving," in table


def test_what_editors_named_stays_and_the_log_names_ids(before: Any) -> None:
    events = GapEvent.objects.order_by("pk")

    names = list(events.filter(gap=before.named).values_list("data", flat=True))

    assert names == [{"to": "First"}, {"from": "First", "to": "Moving"}]
    referred = events.get(gap=before.gap).data["from"]
    assert referred["sentence"] == 1
    assert LogEntry.objects.get().object_repr == "gap-1"


def test_no_word_is_left_of_who_is_erased_then(before: Any) -> None:
    erase(Contact.objects.filter(external_id="c-0"))

    assert places_of("zanzibar", "Bø") == []
    digest = Digest.objects.get()
    assert "zanzibar" not in f"{facts_of(digest)} {table_of(digest, 'en').decode()}"
    assert Gap.objects.get(pk=before.gap).title == OTHER
