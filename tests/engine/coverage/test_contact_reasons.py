"""Why a customer makes contact: for content, or for something no page can give."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gapfinder.engine.coverage.contact_reasons import (
    CUE_WEIGHT,
    MAX_RESEMBLANCE,
    MIN_GROUP_STRENGTH,
    MIN_STRENGTH,
    MIN_SURE_STRENGTH,
    OWN_CASE_WEIGHT,
    assign_reasons,
    prototype_sentences,
    reason_strengths,
)
from gapfinder.engine.embeddings.centering import to_unit_length
from gapfinder.engine.languages import known
from gapfinder.engine.languages.reason_examples import REASONS, reason_examples
from gapfinder.engine.text.reason_signals import Signals

COMPASS = np.eye(len(REASONS) + 40, dtype=np.float32)  # a direction a reason
CONTENT = COMPASS[len(REASONS) :]  # and forty that have to do with none


def prototypes():
    """Every prototype sentence points in the direction of its reason."""
    rows = [COMPASS[REASONS.index(example.reason)] for example in reason_examples()]
    return np.array(rows)


def told(*about, signals=None):
    """Return the strengths of 40 questions about content, then of those given."""
    random = np.random.default_rng(1)
    rows = np.array([*CONTENT, *(COMPASS[REASONS.index(name)] for name in about)])
    rows = to_unit_length(rows + 0.1 * random.normal(size=rows.shape))
    signals = signals or [Signals()] * len(rows)
    return reason_strengths(rows, ["nb"] * len(rows), signals, prototypes())


def alone(strength, **options):
    """Name reasons as if every question were a group of its own."""
    return assign_reasons(strength, np.arange(len(strength)), **options)


def test_there_is_a_vector_for_every_prototype_sentence():
    sentences = prototype_sentences()

    assert len(sentences) == len(set(sentences)) == len(prototypes())


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("locale", [language.code for language in known()])
def test_every_language_has_prototypes_of_every_reason(reason, locale):
    own = [e for e in reason_examples() if (e.reason, e.locale) == (reason, locale)]

    assert len(own) >= 4


@pytest.mark.parametrize("reason", REASONS)
def test_who_says_what_the_prototypes_say_has_their_reason(reason):
    assert alone(told(reason))[-1] == reason


def test_what_is_usual_is_content():
    assert alone(told()).count("content") >= 35


def test_resemblance_alone_makes_no_more_than_the_most():
    assert told("other").max() <= MAX_RESEMBLANCE


def test_signals_are_reasons_the_more():
    """The agent's doings speak for both reasons that an own case may have."""
    quiet = told()
    signals = [Signals()] * 39 + [Signals(["account"], 2)]

    change = told(signals=signals) - quiet

    expected = np.zeros((40, len(REASONS)))
    expected[39, REASONS.index("account")] = CUE_WEIGHT + 2 * OWN_CASE_WEIGHT
    expected[39, REASONS.index("reassurance")] = 2 * OWN_CASE_WEIGHT
    assert_allclose(change, expected, atol=1e-6)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_questions_have_reasons_too(n):
    strength = reason_strengths(COMPASS[:n], ["nb"] * n, [Signals()] * n, prototypes())

    assert strength.shape == (n, len(REASONS))
    assert np.isfinite(strength).all()
    assert alone(strength) == ["content"] * n


def test_the_strongest_reason_is_named_if_it_is_believed():
    strength = np.array(
        [
            [MIN_STRENGTH, 0, MIN_STRENGTH + 1, 0],
            [MIN_STRENGTH - 0.01] * 4,
            [0, MIN_STRENGTH, 0, 0],
        ]
    )

    assert alone(strength) == [REASONS[2], "content", REASONS[1]]


def test_it_takes_more_to_be_sure():
    strength = np.array([[MIN_STRENGTH, 0, 0, 0], [MIN_SURE_STRENGTH, 0, 0, 0]])

    assert alone(strength, min_strength=MIN_SURE_STRENGTH) == ["content", REASONS[0]]


def test_a_group_that_stands_out_on_average_is_about_one_reason():
    """Sums 9 and 7 over one question more than there are: 2.25 and 1.75."""
    strength = np.zeros((6, len(REASONS)))
    strength[:, 1] = [2.4, 2.4, 2.4, 2.3, 2.4, 2.3]
    strength[0, 1] = 4.3

    assert strength[:3, 1].sum() / 4 > MIN_GROUP_STRENGTH > strength[3:, 1].sum() / 4
    assert assign_reasons(strength, np.array([0, 0, 0, 1, 1, 1])) == (
        [REASONS[1]] * 3 + ["content"] * 3
    )


def test_a_group_of_mixed_reasons_is_about_none():
    strength = MIN_GROUP_STRENGTH * np.eye(len(REASONS))

    assert set(assign_reasons(strength, np.zeros(len(REASONS), np.int64))) == {
        "content"
    }
