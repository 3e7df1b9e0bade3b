"""How often agents share an article tells whether there is one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.coverage.coverage_model import COVERED_PRIOR
from gapfinder.engine.coverage.exemplars import (
    MAX_LOG_ODDS,
    OBSERVATION_WEIGHT,
    STRAY_RATE,
    sharing_odds,
)

TWO_GROUPS = np.repeat([0, 1], 10)
CHATS = ["chat"] * 20


def test_a_group_without_a_link_has_no_article_where_others_have_many():
    shared = np.where((TWO_GROUPS == 1) & (np.arange(20) % 2 == 0), 1.0, 0.0)

    none, some = sharing_odds(shared, CHATS, TWO_GROUPS)[[0, 19]]

    # A quarter of the chats have a link: 0.25 / 0.65 of those that an article answers.
    expected = 0.25 / COVERED_PRIOR
    without = np.log((1 - expected) / (1 - expected * STRAY_RATE))
    assert none == pytest.approx(OBSERVATION_WEIGHT * 10 * without)
    assert some == pytest.approx(
        min(OBSERVATION_WEIGHT * 5 * (without - np.log(STRAY_RATE)), MAX_LOG_ODDS)
    )
    assert none < 0 < some


def test_a_channel_in_which_nobody_shares_says_nothing():
    shared = np.where(TWO_GROUPS == 1, 1.0, 0.0)
    channels = ["phone"] * 10 + ["chat"] * 10

    assert sharing_odds(shared, channels, TWO_GROUPS)[:10] == pytest.approx(0)


def test_no_questions_have_no_odds():
    assert len(sharing_odds(np.zeros(0), [], np.zeros(0, np.int64))) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4)), min_size=1))
def test_the_odds_are_bounded_and_the_same_for_all_of_a_group(contacts):
    shared, labels = (np.array(column) for column in zip(*contacts, strict=True))

    odds = sharing_odds(shared.astype(float), ["chat"] * len(labels), labels)

    assert (np.abs(odds) <= MAX_LOG_ODDS).all()
    for label in set(labels.tolist()):
        assert len(set(odds[labels == label].tolist())) == 1
