"""How long a conversation was."""

from hypothesis import given
from hypothesis import strategies as st

from gapfinder.engine.text.agent_answers import count_turns
from gapfinder.engine.text.question_extraction import Turn

speakers = st.sampled_from(["customer", "agent", "bot"])


def talk(*speakers):
    return [Turn(speaker, "…") for speaker in speakers]


def test_messages_in_a_row_are_one_time():
    conversation = talk("customer", "customer", "agent", "agent", "customer")

    assert count_turns(conversation, "customer") == 2
    assert count_turns(conversation, "agent") == 1


def test_a_bots_questions_make_no_conversation_longer():
    assert count_turns(talk("bot", "customer", "bot", "customer"), "customer") == 1


def test_who_said_nothing_spoke_no_time():
    assert count_turns(talk("customer"), "agent") == 0
    assert count_turns([], "customer") == 0


@given(st.lists(speakers))
def test_two_sides_take_turns(said):
    times = [count_turns(talk(*said), side) for side in ("customer", "agent")]

    assert abs(times[0] - times[1]) <= 1
