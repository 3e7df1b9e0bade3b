"""Where new questions belong, with numbers that can be checked by hand."""

import numpy as np
import pytest

from gapfinder.engine.constraints import NO_GAP
from gapfinder.engine.grouping import Neighbours
from gapfinder.engine.updating import (
    NOBODY,
    Known,
    Trust,
    near_by,
    needs_full_run,
    sort,
    trusted,
)

EAST, NORTH, WEST, SOUTH = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]
BELIEVED = Trust(share=0.5, cosine=0.1, sampled=9, recovered=1, right=1)


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def known(*rows):
    """Known questions from (need, family, score, reason)."""
    need, family, score, reason = zip(*rows, strict=True)
    return Known(np.array(need), np.array(family), np.array(score), reason)


def near(rows, cosines):
    return Neighbours(np.array(rows), np.array(cosines, dtype=np.float32))


def test_a_question_goes_where_most_of_the_votes_near_by_are():
    among = known(
        (7, 1, 0.2, "content"), (7, 1, 0.4, "content"), (NO_GAP, 2, 0.9, "account")
    )

    found = sort(near([[0, 1, 2]], [[1.0, 1.0, 1.0]]), among, BELIEVED)

    assert (found.need[0], found.family[0], found.reason) == (7, 1, ["content"])
    assert found.score == pytest.approx([0.5])  # (0.2 + 0.4 + 0.9) / 3
    assert found.like[0] == 0


def test_a_near_neighbour_outweighs_several_far_ones():
    among = known((7, 1, 0.2, "content"), *[(NO_GAP, 2, 0.8, "content")] * 3)

    # 1⁴ against 3 · 0.5⁴ = 0.1875: of 1.1875 votes 0.84 are for gap 7.
    found = sort(near([[0, 1, 2, 3]], [[1.0, 0.5, 0.5, 0.5]]), among, BELIEVED)

    assert found.need[0] == 7
    assert found.score == pytest.approx([(0.2 + 0.1875 * 0.8) / 1.1875])


def test_a_gap_with_too_few_of_the_votes_is_not_believed():
    among = known((7, 1, 0.2, "content"), *[(NO_GAP, 1, 0.8, "content")] * 2)

    found = sort(near([[0, 1, 2]], [[1.0, 1.0, 1.0]]), among, BELIEVED)

    assert found.need[0] == NO_GAP
    assert found.like[0] == 1  # the nearest that agrees on that


def test_what_is_far_from_all_that_is_known_is_in_no_gap_and_not_answered():
    among = known((7, 1, 0.2, "content"), (7, 1, 0.9, "content"))

    found = sort(near([[0, 1]], [[0.09, 0.09]]), among, BELIEVED)

    assert found.strange[0]
    assert found.need[0] == NO_GAP
    assert found.score[0] == 0.2  # the worst of those near by, not their mean
    assert found.like[0] == NOBODY


def test_no_question_is_no_result():
    among = known((7, 1, 0.2, "content"), (7, 1, 0.9, "content"))
    nobody = near_by(np.zeros((0, 2), np.float32), vectors(EAST, NORTH))

    found = sort(nobody, among, BELIEVED)

    assert len(found.need) == len(found.score) == len(found.reason) == 0


def test_only_who_wants_content_and_has_neither_gap_nor_answer_is_alone():
    among = known(
        (7, 1, 0.2, "content"),
        (NO_GAP, 1, 0.3, "content"),
        (NO_GAP, 1, 0.8, "content"),
        (NO_GAP, 1, 0.3, "account"),
    )

    found = sort(near([[0], [1], [2], [3]], [[1.0]] * 4), among, BELIEVED)

    assert found.alone(answered_from=0.8).tolist() == [False, True, False, False]


def test_a_vote_is_believed_where_as_many_are_put_into_gaps_as_are_in_them():
    space = vectors(*[EAST] * 4, *[NORTH] * 3, *[WEST] * 3)
    among = known(*[(7, 0, 0.1, "content")] * 4, *[(NO_GAP, 0, 0.9, "content")] * 6)

    trust, found = trusted(space, among)

    # Three of the four that point east vote for each: a share of 1, others' is 0.
    assert trust.share == pytest.approx(1.0)
    assert (trust.recovered, trust.right, trust.sampled) == (1.0, 1.0, 10)
    assert found.need.tolist() == [7] * 4 + [NO_GAP] * 6


def test_where_nothing_is_in_a_gap_nothing_is_put_into_one():
    space = vectors(*[EAST] * 4, *[NORTH] * 4)
    among = known(*[(NO_GAP, 0, 0.9, "content")] * 8)

    trust, _ = trusted(space, among)
    found = sort(near_by(vectors(EAST), space), among, trust)

    assert found.need.tolist() == [NO_GAP]


def test_a_question_is_not_its_own_neighbour_when_trust_is_learnt():
    space = vectors(EAST, NORTH, WEST, SOUTH)
    among = known(*[(n, 0, 0.1, "content") for n in (1, 2, 3, 4)])

    trust, found = trusted(space, among)

    assert trust.recovered == 0.0
    assert (found.need != among.need).all()


def test_neighbours_are_found_exactly_however_many_are_known():
    chance = np.random.default_rng(1)
    among = chance.normal(size=(500, 8)).astype(np.float32)
    among /= np.linalg.norm(among, axis=1, keepdims=True)

    found = near_by(among[:20], among, k=3)

    best = np.argsort(-(among[:20] @ among.T), axis=1)[:, :3]
    assert found.row.tolist() == best.tolist()


@pytest.mark.parametrize(
    ("alone", "of", "wanted"),
    [
        (60, 100, True),  # three times the usual fifth
        (25, 100, False),  # within a factor of 1.5
        (3, 5, False),  # of five anything may be
        (0, 0, False),
    ],
)
def test_a_full_run_is_asked_for_when_far_more_than_usual_fit_nowhere(
    alone, of, wanted
):
    assert needs_full_run(alone, of, usual=200, sampled=1000) is wanted
