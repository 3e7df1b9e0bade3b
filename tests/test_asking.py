"""Whoever asks what may never answer waits no longer than he wants to."""

import threading

import pytest

from gapfinder.asking import Asked


@pytest.fixture
def open_door():
    """Opens whatever a test keeps shut, so that no thread outlives it."""
    door = threading.Event()
    yield door
    door.set()


def test_an_answer_is_given_on():
    assert Asked(lambda: 42).answer(patience=5) == 42


def test_so_is_an_error():
    def fail():
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        Asked(fail).answer(patience=5)


def test_nobody_waits_for_ever(open_door):
    assert Asked(open_door.wait).answer(patience=0.01) is None


def test_those_who_ask_meanwhile_join_the_one_who_waits(open_door):
    calls = []

    def ask():
        calls.append(1)
        open_door.wait()
        return "open"

    asked = Asked(ask)
    assert [asked.answer(patience=0.01) for _ in range(20)] == [None] * 20
    open_door.set()

    assert asked.answer(patience=5) == "open"
    assert len(calls) <= 2  # the one that waited, and one more if it had just ended


def test_what_is_stuck_is_left_behind(open_door):
    doors = iter([open_door.wait, lambda: "open"])

    def ask():
        return next(doors)()

    asked = Asked(ask, stuck_after=0)

    assert asked.answer(patience=0.01) is None
    assert asked.answer(patience=5) == "open"
