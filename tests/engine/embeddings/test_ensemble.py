"""Two encoders together: one reads all languages, the other reads one of them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gapfinder.engine.embeddings.centering import centre, to_unit_length
from gapfinder.engine.embeddings.encoder import EncoderError
from gapfinder.engine.embeddings.ensemble import (
    RIDGE_PENALTY,
    EncodedTexts,
    Ensemble,
    combine,
)

NOWHERE = Path("/nowhere")
EAST, WEST, NORTH, SOUTH = [1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]

seeds = st.integers(0, 10_000)


class Named:
    """An encoder of which only its name is asked."""

    def __init__(self, identity):
        self.identity = identity

    def encode(self, texts, role):
        return np.ones((len(texts), 1), dtype=np.float32)


def seen(first, locales, second=(), *, dimensions=2):
    """Texts of which the second encoder reads the English ones."""
    return EncodedTexts(
        np.array(first, dtype=np.float32).reshape(len(locales), dimensions),
        locales,
        np.array(second, dtype=np.float32).reshape(-1, 2),
        np.flatnonzero(np.array(locales) == "en"),
    )


def at_random(seed, n, *, dimensions=4):
    rows = np.random.default_rng(seed).normal(size=(n, dimensions))
    return to_unit_length(rows)


# --- The name -------------------------------------------------------------------------


def test_one_name_is_one_encoder():
    ensemble = Ensemble.of("packaged:some", cache=NOWHERE)

    assert (ensemble.first.name, ensemble.second) == ("packaged:some", None)
    assert ensemble.read_by_second(["en", "nb"]).tolist() == []


@pytest.mark.parametrize(
    "name",
    [
        "some/first + en=/models/second",
        "  some/first  +  en = /models/second ",
    ],
)
def test_a_second_is_joined_by_a_plus_and_named_by_its_language(name):
    ensemble = Ensemble.of(name, cache=NOWHERE)

    assert ensemble.first.name == "some/first"
    assert (ensemble.language, ensemble.second.name) == ("en", "/models/second")
    assert ensemble.read_by_second(["en", "nb", "", "en"]).tolist() == [0, 3]


def test_a_plus_within_a_name_joins_nothing():
    assert Ensemble.of("/models/c++", cache=NOWHERE).first.name == "/models/c++"


@pytest.mark.parametrize("rest", ["second", "=second", "en=", "en"])
def test_a_second_without_a_language_is_refused(rest):
    with pytest.raises(EncoderError) as refused:
        Ensemble.of(f"first + {rest}", cache=NOWHERE)

    assert str(refused.value) == (
        f"The encoder 'first + {rest}' names no language for its second model: "
        "write FIRST + en=SECOND."
    )


def test_the_identity_names_both_and_the_language():
    alone, both = (
        Ensemble(Named("one@1")),
        Ensemble(Named("one@1"), Named("two@2"), "en"),
    )

    assert alone.identity == "one@1"
    assert both.identity == "one@1 + en=two@2"


# --- Side by side ---------------------------------------------------------------------


def test_what_the_second_reads_nothing_of_stays_as_the_first_sees_it():
    passages, questions = seen([EAST, NORTH], ["nb", "nb"]), seen([WEST], ["sv"])

    joined = combine([passages, questions])

    assert_array_equal(joined[0], [EAST, NORTH])
    assert_array_equal(joined[1], [WEST])


@given(seed=seeds, n=st.integers(2, 12))
@settings(deadline=None, max_examples=50)
def test_of_two_texts_that_both_read_both_count_the_same(seed, n):
    first, second = at_random(seed, n), at_random(seed + 1, n, dimensions=2)

    [joined] = combine([seen(first, ["en"] * n, second, dimensions=4)])

    one, other = centre(first, ["en"] * n), centre(second, [""] * n)
    assert_allclose(joined @ joined.T, (one @ one.T + other @ other.T) / 2, atol=1e-5)


@pytest.mark.parametrize(
    ("each", "length"), [(RIDGE_PENALTY // 2, 1 / 2), (RIDGE_PENALTY, 2 / 3)]
)
def test_what_the_second_cannot_read_is_guessed_the_longer_the_more_is_known(
    each, length
):
    """What is east to the first is north to the second, as often as west is south."""
    english = seen([EAST, WEST] * each, ["en"] * 2 * each, [NORTH, SOUTH] * each)
    norwegian = seen([EAST, WEST], ["nb", "nb"])

    _, guessed = combine([english, norwegian])

    east = np.array([*EAST, 0, length])
    assert_allclose(guessed, np.stack([east, -east]) / np.linalg.norm(east), atol=1e-5)


def test_one_need_is_close_in_two_languages_and_another_is_not():
    english = seen([EAST, WEST] * 20, ["en"] * 40, [NORTH, SOUTH] * 20)
    norwegian = seen([EAST], ["nb"])

    asked, [told] = combine([english, norwegian])

    assert asked[0] @ told > 0.95
    assert asked[1] @ told < -0.95


def test_kinds_without_a_text_are_as_wide_as_the_others():
    english = seen([EAST, WEST], ["en", "en"], [NORTH, SOUTH])
    nothing = np.zeros((0, 0), np.float32)
    none = EncodedTexts(nothing, [], nothing, np.zeros(0, np.int64))

    before, some, after = combine([none, english, none])

    assert (before.shape, some.shape, after.shape) == ((0, 4), (2, 4), (0, 4))


@given(seed=seeds, locales=st.lists(st.sampled_from(["en", "nb", ""]), min_size=2))
@settings(deadline=None, max_examples=50)
def test_joined_rows_have_length_one_whoever_reads_them(seed, locales):
    passages = seen(at_random(seed, 2), ["en", "nb"], [NORTH], dimensions=4)
    second = at_random(seed + 1, locales.count("en"), dimensions=2)
    questions = seen(at_random(seed + 2, len(locales)), locales, second, dimensions=4)

    joined = np.concatenate(combine([passages, questions]))

    assert joined.dtype == np.float32
    assert joined.shape == (2 + len(locales), 6)
    assert_allclose(np.linalg.norm(joined, axis=1), 1, atol=1e-5)


@given(seed=seeds, data=st.data())
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_texts_does_not_matter(seed, data):
    locales = data.draw(st.lists(st.sampled_from(["en", "nb"]), min_size=3))
    first, second = (at_random(seed + i, len(locales)) for i in range(2))
    order = data.draw(st.permutations(range(len(locales))))

    def joined(rows):
        spoken = [locales[row] for row in rows]
        read = [row for row in rows if locales[row] == "en"]
        return combine([seen(first[rows], spoken, second[read][:, :2], dimensions=4)])[
            0
        ]

    assert_allclose(joined(order), joined(list(range(len(locales))))[order], atol=1e-3)
