"""Vectors are made once, kept in half precision, and never mixed."""

import numpy as np
import pytest

from gapfinder.embedding_store import CHUNK, fingerprint, rows_to_encode, vectors_of
from gapfinder.models import Vector, VectorSpace
from tests.support.hashing_encoder import HashingEncoder

pytestmark = pytest.mark.django_db


@pytest.fixture
def encoder():
    return HashingEncoder()


def test_every_text_gets_its_row(encoder):
    texts = ["long text", "b", "a", "b"]

    vectors = vectors_of(texts, "question", encoder)

    assert vectors.dtype == np.float32
    assert vectors == pytest.approx(
        HashingEncoder().encode(texts, "question"), abs=1e-3
    )


def test_no_text_is_encoded_twice(encoder):
    first = vectors_of(["a", "b", "a"], "question", encoder)
    second = vectors_of(["b", "a", "c"], "question", encoder)

    assert sorted(encoder.texts) == ["a", "b", "c"]
    assert Vector.objects.count() == 3
    np.testing.assert_array_equal(second[:2], first[1::-1])


def test_the_first_run_sees_the_same_numbers_as_the_second(encoder):
    texts = [f"text {number}" for number in range(50)]

    first, second = (vectors_of(texts, "passage", encoder) for _ in range(2))

    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(first, first.astype(np.float16))


def test_a_question_and_a_passage_of_the_same_words_are_two(encoder):
    asked = vectors_of(["a"], "question", encoder)
    said = vectors_of(["a"], "passage", encoder)

    assert [role for _, role in encoder.calls] == ["question", "passage"]
    assert not np.array_equal(asked, said)


def test_vectors_of_two_encoders_never_meet(encoder):
    other = HashingEncoder("hashing-8b")

    ours, theirs = (vectors_of(["a"], "question", e) for e in (encoder, other))

    assert not np.array_equal(ours, theirs)
    np.testing.assert_array_equal(ours, vectors_of(["a"], "question", encoder))
    assert set(VectorSpace.objects.values_list("encoder", flat=True)) == {
        "hashing-8",
        "hashing-8b",
    }
    assert Vector.objects.count() == 2


def test_no_texts_are_no_rows(encoder):
    assert vectors_of([], "question", encoder).shape[0] == 0
    assert not encoder.calls


def test_texts_of_one_length_are_encoded_together_in_an_order_of_their_own(encoder):
    texts = ["ccc", "a", "bb", "dd", "b"]
    backwards = HashingEncoder("backwards")

    vectors_of(texts, "question", encoder)
    vectors_of(texts[::-1], "question", backwards)

    assert encoder.calls == backwards.calls
    assert [len(text) for text in encoder.texts] == [1, 1, 2, 2, 3]


def test_progress_is_told_chunk_by_chunk_and_adds_up_to_the_new_texts(encoder):
    texts = [f"text {number}" for number in range(CHUNK + 3)]
    vectors_of(texts[:1], "question", encoder)
    told = []
    new = len(rows_to_encode(texts * 2, "question", encoder))

    vectors_of(texts * 2, "question", encoder, progress=told.append)

    assert told == [CHUNK, 2]
    assert new == sum(told)
    assert rows_to_encode(texts, "question", encoder) == []


def test_new_texts_are_told_longest_first_without_making_a_space(encoder):
    rows = rows_to_encode(["a", "bbb", "a", "cc"], "question", encoder)

    assert rows == [1, 3, 2]
    assert not VectorSpace.objects.exists()


def test_what_is_encoded_when_a_run_is_stopped_is_kept():
    texts = [f"text {number}" for number in range(2 * CHUNK)]
    stopped, again = HashingEncoder(fails_after=1), HashingEncoder()

    with pytest.raises(KeyboardInterrupt):
        vectors_of(texts, "question", stopped)

    assert Vector.objects.count() == CHUNK
    vectors_of(texts, "question", again)
    assert sorted(stopped.texts + again.texts) == sorted(texts)


def test_another_process_may_be_faster():
    class Slow(HashingEncoder):
        def encode(self, texts, role):
            vectors_of(["a"], "question", HashingEncoder())  # meanwhile, elsewhere
            return super().encode(texts, role)

    vectors_of(["a", "b"], "question", Slow())

    assert Vector.objects.count() == 2


def test_a_vector_costs_two_bytes_a_number_and_sixteen_for_its_text(encoder):
    vectors_of(["a"], "question", encoder)

    row = Vector.objects.get()
    assert bytes(row.fingerprint) == fingerprint("a", "question")
    assert (len(row.fingerprint), len(row.values)) == (16, 2 * 8)
