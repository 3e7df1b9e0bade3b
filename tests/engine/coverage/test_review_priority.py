"""Which gap is worth an editor's word first?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.coverage.review_priority import doubt

probabilities = st.floats(0, 1)


def test_ten_contacts_that_may_or_may_not_be_answered_leave_most_doubt():
    assert doubt(10, 0.5) == pytest.approx(2.5)
    assert [doubt(10, 0.9), doubt(10, 0.1)] == pytest.approx([0.9, 0.9])


@pytest.mark.parametrize("probability", [0, 1])
def test_what_is_sure_need_not_be_asked_however_large(probability):
    assert doubt(10_000, probability) == 0


@given(st.integers(0, 1000), probabilities)
def test_one_more_contact_never_lowers_it(contacts, probability):
    assert doubt(contacts + 1, probability) >= doubt(contacts, probability)


@given(st.integers(0, 1000), probabilities)
def test_it_is_half_of_what_an_answer_moves_the_gap_by(contacts, probability):
    ranked_by = contacts * (1 - probability)
    moves = probability * ranked_by + (1 - probability) * (contacts - ranked_by)

    assert doubt(contacts, probability) == pytest.approx(moves / 2)
