"""Questions known to be answered by an article teach which others it answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.sparse import csr_array

from gapfinder.engine.coverage import exemplars
from gapfinder.engine.coverage.exemplars import (
    MIN_SHARED_CONTACTS,
    SHARPNESS,
    Exemplars,
    vote_weight,
    weigh_links,
)
from gapfinder.engine.embeddings.nearest_neighbours import Neighbours

FRONT_PAGE = 0  # a family whose link agents paste everywhere

seeds = st.integers(0, 10_000)


def near(rows, similarity=None):
    row = np.array(rows, dtype=np.int64)
    alike = np.ones(row.shape) if similarity is None else similarity
    return Neighbours(row, np.array(alike, dtype=np.float32))


def votes(*election):
    return exemplars.votes(*election).toarray()


def peers(*needs):
    """Everybody's neighbours are all with the same need, oneself among them."""
    return near([range(min(need), max(need) + 1) for need in needs for _ in need])


# --- What agents shared ---------------------------------------------------------------


def test_who_shared_two_articles_gives_each_half_a_vote():
    shared = Exemplars.shared([[2], [], [0, 1]])

    assert_array_equal(shared.row, [0, 2, 2])
    assert_array_equal(shared.family, [2, 0, 1])
    assert_allclose(shared.weight, [1, 0.5, 0.5])
    assert_allclose(shared.table(3, 3).toarray(), [[0, 0, 1], [0, 0, 0], [0.5, 0.5, 0]])


@pytest.mark.parametrize("families", [[], [[], []]])
def test_who_shares_nothing_is_no_exemplar(families):
    shared = Exemplars.shared(families)

    assert len(shared.row) == len(shared.family) == len(shared.weight) == 0


# --- Votes ----------------------------------------------------------------------------


def test_neighbours_vote_with_the_weight_of_their_closeness():
    """Question 0 has neighbours at 0.6 and 0.2: 0.1296 and 0.0016 to the fourth."""
    neighbours = near(
        [[0, 1, 2], [1, -1, -1], [2, -1, -1]], [[1, 0.6, 0.2], [1, 0, 0], [1, 0, 0]]
    )

    ballots = votes(Exemplars.shared([[], [0], [1]]), neighbours, 3, 2)

    assert_allclose(ballots, [[81 / 82, 1 / 82], [0, 0], [0, 0]], atol=1e-6)


def test_who_is_far_does_not_vote():
    ballots = votes(
        Exemplars.shared([[], [0]]), near([[1], [0]], [[-1.0], [-1.0]]), 2, 1
    )

    assert_array_equal(ballots, [[0], [0]])


def test_questions_of_other_weeks_vote_but_are_not_asked_about():
    """Rows 1 and 2 are only among those that the neighbours were searched in."""
    ballots = votes(Exemplars.shared([[], [0], [1]]), near([[0, 1, 2]]), 3, 2)

    assert_allclose(ballots, [[0.5, 0.5]])


def test_an_editors_no_is_a_vote_against():
    """Of two neighbours one was told that the article answers not."""
    told = Exemplars(np.array([1]), np.array([0]), np.float32([-1]))

    assert_allclose(votes(told, near([[1, 2]]), 3, 1), [[-0.5]])


@st.composite
def elections(draw):
    n, k, n_families = (draw(st.integers(low, 6)) for low in (1, 0, 1))
    families = st.lists(st.integers(0, n_families - 1), unique=True)
    shared = draw(st.lists(families, min_size=n, max_size=n))
    random = np.random.default_rng(draw(seeds))
    neighbours = near(
        random.integers(-1, n, size=(n, k)), random.uniform(-1, 1, (n, k))
    )
    return shared, neighbours, n_families


@given(elections())
@settings(deadline=None, max_examples=100)
def test_votes_are_the_part_of_the_neighbours_weight(election):
    shared, neighbours, n_families = election
    by_hand = np.zeros((len(shared), n_families))
    for asked in range(len(shared)):
        voters = [
            (row, max(float(similarity), 0) ** SHARPNESS)
            for row, similarity in zip(
                neighbours.row[asked], neighbours.similarity[asked], strict=True
            )
            if row not in {-1, asked}
        ]
        total = max(sum(weight for _, weight in voters), 1e-9)
        for row, weight in voters:
            for family in shared[row]:
                by_hand[asked, family] += weight / total / len(shared[row])

    ballots = votes(Exemplars.shared(shared), neighbours, len(shared), n_families)

    assert_allclose(ballots, by_hand, atol=1e-5)
    assert (ballots.sum(axis=1) <= 1 + 1e-5).all()


@given(elections())
@settings(deadline=None, max_examples=100)
def test_nobody_votes_for_oneself(election):
    shared, neighbours, n_families = election
    n = len(shared)
    ballots = votes(Exemplars.shared(shared), neighbours, n, n_families)
    for row in range(n):
        without = Exemplars.shared([*shared[:row], [], *shared[row + 1 :]])

        silent = votes(without, neighbours, n, n_families)

        assert_allclose(silent[row], ballots[row], atol=1e-6)


# --- Whom to believe ------------------------------------------------------------------


def test_an_article_that_neighbours_share_too_is_believed():
    """Shared by all with the need, half of all: twice as often as anywhere."""
    shared = Exemplars.shared([[1], [1], [1], [2], [2], [2]])

    sure = weigh_links(shared, peers(range(3), range(3, 6)), 6, 3)

    assert_allclose(sure.weight, [1] * 6)


def test_an_article_that_everybody_shares_says_next_to_nothing():
    """Six of six, here as anywhere: what is left is 2 of 6 + 2."""
    shared = Exemplars.shared([[FRONT_PAGE]] * 6)

    sure = weigh_links(shared, peers(range(3), range(3, 6)), 6, 1)

    assert_allclose(sure.weight, [0.25] * 6)


def test_one_that_is_pasted_anywhere_takes_nothing_from_the_one_that_answers():
    """Two needs of five: two paste the front page, three share what answers.

    The front page has 1 of 4 votes near by and 4 of 10 anywhere. What answers has 2 of
    4, and 3 of 10 anywhere: 5/3 as often, which is believed to log₂ 5/3 = 0.737.
    """
    shared = Exemplars.shared([*[[FRONT_PAGE]] * 2, *[[1]] * 3] * 2)
    shared.family[5:][shared.family[5:] == 1] = 2

    sure = weigh_links(shared, peers(range(5), range(5, 10)), 10, 3)

    pasted, fits = 2 / (4 + 2), (3 * np.log2(5 / 3) + 2) / (3 + 2)
    assert_allclose(sure.weight, [*[pasted] * 2, *[fits] * 3] * 2, rtol=1e-5)


def test_the_first_of_an_article_are_believed_until_others_speak():
    """Nobody near by shared anything, so nobody can confirm it."""
    shared = Exemplars.shared([[0], [], [1], []])

    sure = weigh_links(shared, near([[0, 1], [1, 0], [2, 3], [3, 2]]), 4, 2)

    assert_allclose(sure.weight, [1, 1])


def test_without_exemplars_there_is_nothing_to_believe():
    sure = weigh_links(Exemplars.shared([[], []]), near([[0, 1], [1, 0]]), 2, 1)

    assert len(sure.weight) == 0


@given(elections())
@settings(deadline=None, max_examples=100)
def test_belief_takes_away_but_never_adds_and_never_takes_all(election):
    shared, neighbours, n_families = election
    given_to = Exemplars.shared(shared)

    sure = weigh_links(given_to, neighbours, len(shared), n_families)

    assert_array_equal(sure.row, given_to.row)
    assert_array_equal(sure.family, given_to.family)
    assert (sure.weight > 0).all()
    assert (sure.weight <= given_to.weight + 1e-6).all()


# --- How much votes count -------------------------------------------------------------


def test_a_few_shared_articles_are_too_few_to_learn_from():
    shared = [[0]] * (MIN_SHARED_CONTACTS - 1)
    n = len(shared)
    text, ballots = np.float32([[0, 0.1]] * n), np.float32([[1, 0]] * n)

    assert vote_weight(text, csr_array(ballots), shared) == 0


def test_votes_that_know_better_than_the_text_count():
    """The text prefers family 1 by 0.4: votes need a weight of ½ to outdo it."""
    n = MIN_SHARED_CONTACTS
    text, ballots = np.float32([[0, 0.4]] * n), np.float32([[1, 0]] * n)

    assert vote_weight(text, csr_array(ballots), [[0]] * n) == 0.5


def test_votes_that_add_nothing_do_not_count():
    n = MIN_SHARED_CONTACTS
    text, ballots = np.float32([[0.4, 0]] * n), np.float32([[1, 0]] * n)

    assert vote_weight(text, csr_array(ballots), [[0]] * n) == 0


def test_votes_that_mislead_do_not_count():
    n = MIN_SHARED_CONTACTS
    text, ballots = np.float32([[0.4, 0]] * n), np.float32([[0, 1]] * n)

    assert vote_weight(text, csr_array(ballots), [[0]] * n) == 0
