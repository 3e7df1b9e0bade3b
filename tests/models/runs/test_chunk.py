"""Chunks of a run's texts: planned, taken, done, and taken over from the dead."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.db.models.functions import Now

from gapfinder.engine.embeddings.ensemble import Ensemble
from gapfinder.models import Chunk, Run, SupersededError, Vector
from gapfinder.pipeline import embedding_chunks, encode_chunk
from gapfinder.pipeline.embedding import NewTexts, new_texts, texts_of
from gapfinder.pipeline.embedding_chunks import CHUNK, encode_together
from gapfinder.pipeline.window import read_window
from gapfinder.pipeline.window_features import WindowFeatures
from tests.support.factories import NOON, a_contact, a_run, an_article
from tests.support.hashing_encoder import HashingEncoder

pytestmark = pytest.mark.django_db
SINCE, UNTIL = NOON - timedelta(weeks=8), NOON + timedelta(days=1)


@pytest.fixture
def broker() -> Iterator[None]:
    """One in this process, at which nobody listens."""
    settings = current_app.conf
    before = settings.broker_url, settings.task_always_eager
    settings.broker_url, settings.task_always_eager = "memory://", False
    yield
    settings.broker_url, settings.task_always_eager = before


@pytest.fixture
def run() -> Run:
    return a_run(state="running", finished_at=None, attempts=1)


def asked(number: int) -> list[NewTexts]:
    """New texts of as many contacts, by one encoder."""
    for place in range(number):
        a_contact(f"question {place}")
    return new_of("hashing-8")


def new_of(encoder: str) -> list[NewTexts]:
    window = read_window(a_contact().help_center, SINCE, UNTIL)
    return new_texts(
        texts_of(WindowFeatures(window)), Ensemble(HashingEncoder(encoder))
    )


def made() -> int:
    """How many vectors this encoder has made; a database may hold those of others."""
    return Vector.objects.filter(space__encoder="hashing-8").count()


def a_chunk(run: Run, **fields: Any) -> Chunk:
    contact = a_contact("Where is my parcel?", answer="On its way.")
    key = contact.questions.get().pk
    defaults = {"encoder": "hashing-8", "kind": "question", "keys": [key], "texts": 1}
    return Chunk.objects.create(run=run, attempt=run.attempts, **defaults | fields)


def long_ago() -> Any:
    return Now() - timedelta(minutes=4)


# --- The run --------------------------------------------------------------------------


@pytest.mark.usefixtures("broker")
def test_without_any_worker_the_run_encodes_all_chunks_itself(run: Run) -> None:
    told: list[int] = []

    encode_together(run, asked(CHUNK + 1), told.append)

    assert made() == sum(told) == CHUNK + 2  # and `new_of` has one
    assert not Chunk.objects.exists()


@pytest.mark.usefixtures("broker")
def test_what_somebody_else_does_is_not_done_again(run: Run) -> None:
    """Another worker does the last chunk while the run is at the first."""
    new = asked(2 * CHUNK)
    [each] = new

    class Watching(HashingEncoder):
        def encode(self, texts: Any, role: Any) -> Any:
            for chunk in Chunk.objects.filter(taken_at=None):
                chunk.mark_done("elsewhere:1")
            return super().encode(texts, role)

    watching = Watching("hashing-8")
    told: list[int] = []
    encode_together(run, [NewTexts(watching, each.texts)], told.append)

    assert len(watching.texts) == CHUNK
    assert sum(told) == 2 * CHUNK + 1


@pytest.mark.usefixtures("broker")
def test_a_run_that_was_given_up_takes_no_more_chunks(run: Run) -> None:
    def given_up(texts: int) -> None:
        raise SupersededError(run)

    with pytest.raises(SupersededError):
        encode_together(run, asked(2 * CHUNK), given_up)

    assert made() == CHUNK


def test_without_a_broker_there_are_no_chunks(run: Run) -> None:
    current_app.conf.broker_url = None

    encode_together(run, asked(2 * CHUNK), print)

    assert not made()


def test_a_text_that_two_say_is_encoded_once(run: Run) -> None:
    for _ in range(3):
        a_contact("Where is my parcel?", answer="It is on its way.")
    article = an_article()
    article.passages.create(position=0, kind="title", text="It is on its way.")

    new = new_of("hashing-8")

    assert [(each.texts.kind, len(each.texts.keys)) for each in new] == [
        ("passage", 1),
        ("question", 2),
    ]


# --- One chunk ------------------------------------------------------------------------


def test_two_who_want_a_chunk_are_told_apart(run: Run) -> None:
    chunk = a_chunk(run)

    assert (chunk.take("one:1"), chunk.take("two:2")) == (True, False)


def test_a_chunk_that_was_taken_long_ago_is_free(run: Run) -> None:
    chunk = a_chunk(run, taken_at=long_ago(), taken_by="elsewhere:1")

    assert Chunk.objects.of(run).take_next("one:1") == chunk


def test_a_chunk_of_a_process_that_has_ended_is_free_at_once(run: Run) -> None:
    import platform

    dead, alive = f"{platform.node()}:{2**22 + 1}", "elsewhere:1"
    chunk = a_chunk(run, taken_at=Now(), taken_by=dead)
    a_chunk(run, taken_at=Now(), taken_by=alive)

    Chunk.objects.of(run).release_abandoned()

    assert list(Chunk.objects.free()) == [chunk]


def test_an_earlier_attempt_has_no_part_in_the_chunks_of_the_next(run: Run) -> None:
    a_chunk(run)
    run.attempts = 2

    assert not Chunk.objects.of(run).exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("question", ["Where is my parcel?"]), ("answer", ["On its way."])],
)
def test_a_chunk_names_rows_and_has_their_words_as_they_are(
    run: Run, kind: str, words: list[str]
) -> None:
    chunk = a_chunk(run, kind=kind)
    if kind == "answer":
        chunk.keys = [chunk_contact().pk]

    assert chunk.load_texts() == words


def chunk_contact() -> Any:
    from gapfinder.models import Contact

    return Contact.objects.get(answer="On its way.")


def test_what_was_erased_meanwhile_is_not_encoded(run: Run) -> None:
    chunk = a_chunk(run)
    chunk_contact().delete()

    assert chunk.load_texts() == []


@pytest.mark.parametrize("fields", [{"done_at": NOON}, {"taken_at": NOON}], ids=str)
def test_a_message_that_comes_again_encodes_nothing(
    run: Run, fields: dict[str, Any]
) -> None:
    if "taken_at" in fields:
        fields = {"taken_at": Now(), "taken_by": "elsewhere:1"}
    chunk = a_chunk(run, **fields)

    assert not encode_chunk(chunk.pk)
    assert not made()


def test_a_chunk_of_an_ended_run_is_not_encoded() -> None:
    assert not encode_chunk(a_chunk(a_run()).pk)
    assert not encode_chunk(0)


def test_a_worker_with_another_encoder_says_so_once_and_leaves_it(
    run: Run, encoder: None, caplog: pytest.LogCaptureFixture
) -> None:
    embedding_chunks._log_refusal.cache_clear()
    keys = [a_chunk(run, encoder="another").pk for _ in range(2)]

    assert [encode_chunk(key) for key in keys] == [False, False]

    assert caplog.text.count("left to other workers") == 1
    assert not Chunk.objects.exclude(taken_by="").exists()


def test_a_chunk_that_could_not_be_encoded_is_given_back(run: Run) -> None:
    chunk = a_chunk(run)
    chunk.take(embedding_chunks.this_process())

    with pytest.raises(KeyboardInterrupt):
        embedding_chunks._encode(chunk, HashingEncoder(fails_after=0))

    assert list(Chunk.objects.free()) == [chunk]
