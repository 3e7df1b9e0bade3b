"""How long a conversation was."""

from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text.agent_answers import times_spoken
from gapfinder.engine.text.question_extraction import Turn

speakers = st.sampled_from(["customer", "agent", "bot"])


def talk(*speakers):
    return [Turn(speaker, "…") for speaker in speakers]


def test_messages_in_a_row_are_one_time():
    conversation = talk("customer", "customer", "agent", "agent", "customer")

    assert times_spoken(conversation, "customer") == 2
    assert times_spoken(conversation, "agent") == 1


def test_a_bots_questions_make_no_conversation_longer():
    assert times_spoken(talk("bot", "customer", "bot", "customer"), "customer") == 1


def test_who_said_nothing_spoke_no_time():
    assert times_spoken(talk("customer"), "agent") == 0
    assert times_spoken([], "customer") == 0


@given(st.lists(speakers))
def test_two_sides_take_turns(said):
    times = [times_spoken(talk(*said), side) for side in ("customer", "agent")]

    assert abs(times[0] - times[1]) <= 1
