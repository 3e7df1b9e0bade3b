"""Contacts by how they ended add up, whatever their questions were."""

from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.metrics.self_service import Ending, Outcomes, outcomes

endings = st.builds(
    Ending, answered=st.booleans(), in_gap=st.booleans(), reason=st.sampled_from("abc")
)


def test_contacts_are_answered_in_a_gap_or_alone() -> None:
    ended = [
        Ending(answered=True, in_gap=False, reason="account"),
        Ending(answered=True, in_gap=False, reason="content"),
        Ending(answered=True, in_gap=False, reason="content"),
        Ending(answered=False, in_gap=True, reason="content"),
        Ending(answered=False, in_gap=False, reason="other"),
    ]

    assert outcomes(ended) == Outcomes(3, 1, 1, {"content": 2, "account": 1})


def test_what_is_in_a_gap_is_not_answered() -> None:
    ended = Ending(answered=True, in_gap=True, reason="content")

    assert outcomes([ended]) == Outcomes(0, 1, 0, {})


@given(st.lists(endings))
def test_the_three_add_up(ended: list[Ending]) -> None:
    counted = outcomes(ended)

    assert counted.answered + counted.in_gaps + counted.alone == len(ended)
    assert sum(counted.reasons.values()) == counted.answered
