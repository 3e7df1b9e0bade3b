"""`{"id": …, "deleted": true}`: what a help desk deleted goes, with all made of it."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from gapfinder.embedding_store import fingerprint
from gapfinder.engine.embeddings.encoder import Role
from gapfinder.ingest import ARTICLES, CONTACTS, Imported, store
from gapfinder.ingest.page import BATCH_RECORDS
from gapfinder.models import (
    Article,
    Contact,
    Gap,
    HelpCenter,
    Judgement,
    Passage,
    Question,
    Vector,
    VectorSpace,
    Verdict,
)
from tests.support.desk import listed, page_of
from tests.support.factories import NOON, a_gap, a_help_center, a_judgement, a_verdict
from tests.support.jsonl import NOW, article, contact, written

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize(
    ("kind", "model", "record"),
    [(ARTICLES, Article, article), (CONTACTS, Contact, contact)],
    ids=["articles", "contacts"],
)
Make = Callable[..., dict[str, Any]]


@pytest.fixture
def lumevik() -> HelpCenter:
    return a_help_center("lumevik")


def deletion(name: object) -> dict[str, Any]:
    return {"id": name, "deleted": True}


def stored(center: HelpCenter, kind: Any, *records: dict[str, Any]) -> Imported:
    return store(records, kind, center, now=NOW)


def a_vector(text: str, role: Role) -> Vector:
    space, _ = VectorSpace.objects.get_or_create(encoder="tests")
    key = fingerprint(text, role)
    return Vector.objects.create(space=space, fingerprint=key, values=b"")


# --- Records --------------------------------------------------------------------------


@KINDS
def test_a_deleted_record_goes_and_the_others_stay(
    lumevik: HelpCenter, kind: Any, model: Any, record: Make
) -> None:
    other = a_help_center("other")
    stored(lumevik, kind, record(id=1), record(id=2))
    stored(other, kind, record(id=1))

    imported = stored(lumevik, kind, deletion(1))

    assert imported == Imported(1, 0, 0, 0, 0, deleted=1)
    left = model.objects.values_list("help_center__slug", "external_id")
    assert sorted(left) == [("lumevik", "2"), ("other", "1")]


@KINDS
def test_what_is_not_there_to_delete_is_counted_apart(
    lumevik: HelpCenter, kind: Any, model: Any, record: Make
) -> None:
    stored(lumevik, kind, record(id=1))

    imported = stored(lumevik, kind, deletion(1), deletion(1), deletion("never"))

    assert imported == Imported(3, 0, 0, 0, 0, deleted=1, unknown=2)
    assert stored(lumevik, kind, deletion(1)).unknown == 1


@KINDS
@pytest.mark.parametrize("apart", [0, BATCH_RECORDS], ids=["a batch", "two batches"])
def test_in_a_page_the_last_record_of_an_id_counts(
    lumevik: HelpCenter, kind: Any, model: Any, record: Make, apart: int
) -> None:
    stored(lumevik, kind, record(id="back"), record(id="gone"))
    old = model.objects.get(external_id="back")

    imported = stored(
        lumevik,
        kind,
        *(deletion("back"), record(id="gone", note=1), record(id="new")),
        *(deletion("never") for _ in range(apart)),
        *(record(id="back"), deletion("gone"), deletion("new"), deletion("new")),
    )

    assert imported == Imported(7 + apart, 2, 1, 0, 0, deleted=3, unknown=1 + apart)
    assert model.objects.get().external_id == "back"
    assert model.objects.get().pk != old.pk  # nothing hangs on it any more


@KINDS
def test_a_record_that_is_not_deleted_is_stored(
    lumevik: HelpCenter, kind: Any, model: Any, record: Make
) -> None:
    stored(lumevik, kind, record(deleted=False))

    assert model.objects.get().extra == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            {"deleted": True},
            'no "id", expected a text of 1 to 200 characters or a whole number',
        ),
        (
            {"id": " ", "deleted": True},
            '"id" is a text of 1 character, expected a text of 1 to 200 characters or '
            "a whole number",
        ),
        (
            contact(deleted="yes"),
            '"deleted" is a text of 3 characters, expected true or false',
        ),
        (contact(deleted=1), '"deleted" is 1, expected true or false'),
    ],
    ids=["no id", "blank id", "a text", "a number"],
)
def test_a_wrong_deletion_deletes_nothing(
    lumevik: HelpCenter, tmp_path: Path, line: dict[str, Any], sentence: str
) -> None:
    stored(lumevik, CONTACTS, contact())
    file = written(tmp_path / "lines.jsonl", deletion("c1"), line)

    with pytest.raises(CommandError) as refused:
        call_command("import_contacts", file, help_center="lumevik")

    assert str(refused.value) == f"{file}:2: {sentence}"
    assert Contact.objects.exists()


# --- Files ----------------------------------------------------------------------------


@KINDS
def test_a_file_deletes_and_its_command_says_how_many(
    lumevik: HelpCenter, tmp_path: Path, kind: Any, model: Any, record: Make
) -> None:
    stored(lumevik, kind, record(id=1), record(id=2))
    lines = (deletion(1), deletion(9), record(id=2), "bad", record(id=3))
    file = written(tmp_path / "lines.jsonl", *lines)
    out = StringIO()

    call_command(
        f"import_{model._meta.model_name}s",
        file,
        help_center="lumevik",
        skip_bad=True,
        stdout=out,
    )

    assert out.getvalue().startswith(
        f"5 {model._meta.model_name}s read: 1 new, 0 updated, 1 unchanged, 1 rejected "
        f"({file}.rejected.jsonl), 1 deleted, 1 not there to delete, in "
    )
    rejected = Path(f"{file}.rejected.jsonl").read_text().splitlines()
    assert [json.loads(line)["line"] for line in rejected] == [4]
    left = model.objects.order_by("external_id").values_list("external_id", flat=True)
    assert list(left) == ["2", "3"]


# --- What hangs on them ---------------------------------------------------------------


def test_a_deleted_contact_takes_everything_derived_along(lumevik: HelpCenter) -> None:
    page = [
        contact(id=1, text="Moving my fibre to Bø in June", channel="search"),
        contact(id=2, text="Can I take my line along?", channel="search"),
    ]
    stored(lumevik, CONTACTS, *page)
    mine = Contact.objects.get(external_id="1")
    gap = a_gap(help_center=lumevik)
    for question in Question.objects.all():
        a_judgement(question, gap=gap)
    a_verdict(contact=mine)
    kept = a_vector("Can I take my line along?", "question")
    gone = a_vector(mine.questions.get().text, "question")

    stored(lumevik, CONTACTS, deletion(1))

    assert Contact.objects.get().external_id == "2"
    assert Question.objects.get().contact.external_id == "2"
    assert Judgement.objects.get().question == Question.objects.get()
    assert not Verdict.objects.exists()
    left = Vector.objects.filter(pk__in=[kept.pk, gone.pk])
    assert list(left) == [kept]


def test_a_gap_does_not_quote_a_deleted_contact(lumevik: HelpCenter) -> None:
    stored(
        lumevik,
        CONTACTS,
        contact(id=1, text="Moving my fibre to Bø in June", channel="search"),
    )
    question = Question.objects.get()
    gap = a_gap(
        help_center=lumevik,
        title_of=question,
        examples=[question, "Can I take my line along?"],
    )
    a_judgement(question, gap=gap)

    stored(lumevik, CONTACTS, deletion(1))

    gap = Gap.objects.get(pk=gap.pk)
    assert gap.examples == ["Can I take my line along?"]
    assert "fibre" not in gap.title


def test_a_deleted_article_takes_its_passages_vectors_and_verdicts_along(
    lumevik: HelpCenter,
) -> None:
    stored(
        lumevik,
        ARTICLES,
        article(id="a1", title="Change your Wi-Fi password"),
        article(id="a2", title="Wi-Fi", body="# Change your Wi-Fi password\n\nHere."),
        article(id="a3", title="Only here"),
    )
    stored(lumevik, CONTACTS, contact())
    Contact.objects.update(answer="As an agent says it")
    Verdict.objects.give(
        article=Article.objects.get(external_id="a3"),
        answer="yes",
        contact=Contact.objects.get(),
    )
    kept = a_vector("Change your Wi-Fi password", "passage")
    gone = a_vector("Only here", "passage")

    stored(lumevik, ARTICLES, deletion("a1"), deletion("a3"))

    assert Article.objects.get().external_id == "a2"
    assert set(Passage.objects.values_list("article__external_id", flat=True)) == {"a2"}
    assert list(Vector.objects.filter(pk__in=[kept.pk, gone.pk])) == [kept]
    assert not Verdict.objects.exists()


def test_an_article_leaves_the_vector_of_what_an_agent_says_as_well(
    lumevik: HelpCenter,
) -> None:
    stored(lumevik, ARTICLES, article(title="Open the app"))
    stored(lumevik, CONTACTS, contact())
    Contact.objects.update(answer="Open the app")
    kept = a_vector("Open the app", "passage")

    stored(lumevik, ARTICLES, deletion("a1"))

    assert Vector.objects.filter(pk=kept.pk).exists()


def test_a_deleted_article_leaves_gaps_with_their_history_and_every_screen(
    lumevik: HelpCenter, client: Client, tmp_path: Path
) -> None:
    editor = User.objects.create(username="e", is_staff=True, is_superuser=True)
    lumevik.members.add(editor)
    client.force_login(editor)
    stored(lumevik, ARTICLES, article(id="a1"), article(id="a2", title="Moving"))
    stored(lumevik, CONTACTS, contact(id=1), contact(id=2))
    old, other = Article.objects.order_by("external_id")
    near = [{"article": "a1", "score": 0.6}]
    improved = a_gap(help_center=lumevik, kind="weak", article=old, nearest=near)
    translated = a_gap(help_center=lumevik, kind="translation", article=old)
    done = a_gap(help_center=lumevik, nearest=near)
    for gap, row in zip((improved, done), Contact.objects.all(), strict=True):
        a_judgement(
            row.questions.get(),
            gap=gap,
            match="weak",
            article=old,
            passage=old.passages.get(),
        )
    a_verdict(gap=improved, article=old)
    done.publish(old, editor=editor, at=NOON)
    events = list(done.events.values())

    stored(lumevik, ARTICLES, deletion("a1"))

    assert set(Gap.objects.all()) == {improved, translated, done}
    done.refresh_from_db()
    assert (done.status, done.published_article) == ("published", None)
    assert done.published_at == NOON
    assert list(done.events.values()) == events
    assert set(Judgement.objects.values_list("match", "article")) == {("weak", None)}
    pages = [listed(name) for name in ("gap", "article", "contact", "publishedgap")]
    pages += [listed("verdict"), f"{listed('gap')}review/", "/admin/gapfinder/"]
    pages += [page_of(row) for row in (improved, translated, done, other)]
    pages += [f"{listed('gap')}{gap.pk}/brief/" for gap in (improved, translated, done)]
    pages += [page_of(row) for row in Contact.objects.all()]
    answers = {page: client.get(page, follow=True).status_code for page in pages}
    assert answers == dict.fromkeys(pages, 200)
