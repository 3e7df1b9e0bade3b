"""Where needs lie: learnt from known questions, for others that come later."""

import numpy as np
import pytest

from gapfinder.engine.ensembles import Seen, join
from gapfinder.engine.ground import Asked, Ground
from gapfinder.engine.grouping import need_space
from gapfinder.engine.spaces import to_unit_length

NONE = np.zeros((0, 0), dtype=np.float32)
NO_ROWS = np.zeros(0, dtype=np.int64)


def unit(n, dimensions=6, *, seed=1, shift=0.0):
    rows = np.random.default_rng(seed).normal(size=(n, dimensions)) + shift
    return to_unit_length(rows.astype(np.float32))


def seen(first, locales, second=NONE, read=NO_ROWS):
    return Seen(first, locales, second, np.asarray(read, dtype=np.int64))


def asked(questions, *, answers=None, answered=NO_ROWS):
    told = answers or seen(np.zeros((0, 6), np.float32), [])
    return Asked(questions, questions.locales, told, np.asarray(answered, np.int64))


def cosines(vectors):
    return vectors @ vectors.T


@pytest.fixture
def known():
    """Forty questions in two languages; the second encoder reads one of them."""
    locales = ["en", "nb"] * 20
    read = np.arange(0, 40, 2)
    questions = seen(unit(40, shift=0.5), locales, unit(20, 3, seed=2), read)
    answers = seen(unit(5, seed=3), ["en"] * 5, unit(5, 3, seed=4), np.arange(5))
    return asked(questions, answers=answers, answered=read[:5])


def test_places_are_unit_rows(known):
    placed = Ground.of(known).place(known)

    assert np.linalg.norm(placed, axis=1) == pytest.approx(np.ones(40), abs=1e-5)


def test_a_question_lies_where_it_lies_whoever_is_placed_with_it(known):
    ground = Ground.of(known)
    together = ground.place(known)

    for rows in ([0], [3, 8, 9], list(range(10, 40))):
        alone = ground.place(known.some(np.array(rows)))
        assert alone == pytest.approx(together[rows], abs=1e-5)


def test_no_question_has_no_place(known):
    assert Ground.of(known).place(known.some(NO_ROWS)).shape[0] == 0


def test_an_answer_moves_its_question_and_no_other(known):
    ground = Ground.of(known)
    silent = Asked(known.questions, known.styles, known.answers, known.answered).some(
        np.arange(40)
    )
    without = asked(known.questions)

    moved = np.abs(ground.place(silent) - ground.place(without)).max(axis=1) > 1e-3

    assert np.flatnonzero(moved).tolist() == known.answered.tolist()


def test_one_encoder_without_answers_gives_the_space_of_a_full_run_but_for_kin():
    """`need_space` moves a question to its kin besides, unless it has none."""
    # Four directions, twenty questions each, all alike: their kin are themselves.
    first = np.repeat(np.eye(4, 6, dtype=np.float32), 20, axis=0)
    questions = seen(first, ["en"] * 80)

    placed = Ground.of(asked(questions)).place(asked(questions))
    [joined] = join([questions])
    full = need_space(joined, questions.locales, NONE, NO_ROWS)

    assert cosines(placed) == pytest.approx(cosines(full), abs=1e-4)


def test_what_comes_later_does_not_move_the_ground(known):
    """An outage: twenty new questions that all say the same stay near the one known."""
    ground = Ground.of(known)
    storm = known.some(np.array([4])).questions
    twenty = seen(
        np.repeat(storm.first, 20, axis=0),
        storm.locales * 20,
        np.repeat(storm.second, 20, axis=0),
        np.arange(20),
    )

    placed = ground.place(asked(twenty))
    lone = ground.place(asked(storm))

    assert placed @ lone[0] == pytest.approx(np.ones(20), abs=1e-5)
