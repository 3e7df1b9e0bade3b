"""The texts of a window become vectors, by one encoder or by two."""

from datetime import timedelta

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gapfinder.engine.coverage.contact_reasons import prototype_sentences
from gapfinder.engine.embeddings.ensemble import Ensemble
from gapfinder.pipeline.embedding import encode, new_texts, texts_of, texts_to_encode
from gapfinder.pipeline.window import read_window
from gapfinder.pipeline.window_features import WindowFeatures
from tests.support.factories import (
    NOON,
    a_contact,
    a_help_center,
    a_verdict,
    an_article,
)
from tests.support.hashing_encoder import HashingEncoder

pytestmark = pytest.mark.django_db

SINCE, UNTIL = NOON - timedelta(weeks=8), NOON + timedelta(days=1)


@pytest.fixture
def window():
    """A question, an answer and a title in English, the same in Norwegian, and more.

    The English question outside the window was taught.
    """
    for locale, asked, said, title in (
        ("en", "Where is my parcel?", "It is on its way.", "Follow a parcel"),
        ("nb", "Hvor er pakken min?", "Den er på vei.", "Spore en pakke"),
    ):
        article = an_article(locale=locale, title=title)
        article.passages.create(position=0, kind="title", text=title)
        a_contact(asked, locale=locale, answer=said)
    long_ago = SINCE - timedelta(weeks=1)
    taught = a_contact("Has my parcel come?", locale="en-GB", received_at=long_ago)
    a_verdict(contact=taught, article=article)
    return WindowFeatures(read_window(a_help_center(), SINCE, UNTIL))


@pytest.fixture
def both():
    return Ensemble(HashingEncoder("first"), HashingEncoder("second"), "en")


def nothing(encoded):
    pass


def test_an_english_text_is_read_twice_and_others_once(window, both):
    counts = []

    expected = texts_to_encode(new_texts(texts_of(window), both), both)
    encode(window, both, counts.append)

    assert sorted(both.second.texts) == [
        *("Follow a parcel", "Has my parcel come?"),
        *("It is on its way.", "Where is my parcel?"),
    ]
    assert len(both.first.texts) == 7 + len(set(prototype_sentences()))
    assert len(both.first.texts) == len(set(both.first.texts))
    assert sum(counts) == expected == len(both.first.texts) + len(both.second.texts)


def test_nothing_is_left_to_encode_the_second_time(window, both):
    first = encode(window, both, nothing)
    both.first.calls.clear()
    both.second.calls.clear()

    assert texts_to_encode(new_texts(texts_of(window), both), both) == 0
    assert_array_equal(encode(window, both, nothing).questions, first.questions)
    assert both.first.texts == both.second.texts == []


def test_all_kinds_of_texts_can_be_compared(window, both):
    """Eight numbers of each encoder, and rows of length 1."""
    encoded = encode(window, both, nothing)

    for vectors, n in (
        (encoded.questions, 2),
        (encoded.answers, 2),
        (encoded.exemplars, 1),
        (encoded.library.passages, 2),
    ):
        assert vectors.shape == (n, 16)
        assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_reasons_are_told_by_the_first_encoder_alone(window, both):
    """Prototypes are of all languages, so only the first can read them all."""
    encoded = encode(window, both, nothing)

    assert encoded.prototypes.shape == (len(prototype_sentences()), 8)
    assert_allclose(
        encoded.asked,
        HashingEncoder("first").encode(window.questions.texts, "question"),
        atol=1e-3,
    )


def test_one_encoder_is_not_joined_with_anything(window):
    encoded = encode(window, Ensemble(HashingEncoder("first")), nothing)

    assert_array_equal(encoded.questions, encoded.asked)


def test_without_articles_there_is_no_library(both):
    a_contact(locale="en")

    window = WindowFeatures(read_window(a_help_center(), SINCE, UNTIL))

    assert encode(window, both, nothing).library is None
