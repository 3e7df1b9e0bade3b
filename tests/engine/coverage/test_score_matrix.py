"""How close many families come to many questions, without a number for every pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.sparse import csr_array

from gapfinder.engine.coverage.coverage_model import estimate_coverage
from gapfinder.engine.coverage.score_matrix import (
    BLOCK_PAIRS,
    NEAREST_FAMILIES,
    Scores,
    blocks,
)

seeds = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def many():
    """Of 3,000 questions and 2,000 families, so many that they come in two blocks."""
    scores = np.random.default_rng(1).random((3_000, 2_000), dtype=np.float32)
    assert scores.size > BLOCK_PAIRS
    return scores


@given(n=st.integers(0, 5_000), n_families=st.integers(0, 2 * BLOCK_PAIRS))
@settings(deadline=None, max_examples=50)
def test_every_question_is_in_one_block(n, n_families):
    covered = [row for some in blocks(n, n_families) for row in range(n)[some]]

    assert covered == list(range(n))


@given(seed=seeds, n=st.integers(0, 20), n_families=st.integers(0, 10))
@settings(deadline=None, max_examples=50)
def test_few_scores_are_all_kept_as_they_are(seed, n, n_families):
    plain = np.random.default_rng(seed).normal(size=(n, n_families)).astype("f4")

    assert_array_equal(Scores.of(plain)[:], plain)


def test_many_scores_are_kept_as_they_are_while_they_are_not_too_many(many):
    assert_array_equal(Scores.of(many)[:], many)


def test_of_too_many_the_nearest_are_kept_and_the_rest_are_like_the_last_of_them(many):
    kept = Scores.of(many, max_dense_pairs=many.size - 1)

    last = -np.sort(-many, axis=1)[:, NEAREST_FAMILIES - 1 : NEAREST_FAMILIES]
    assert_allclose(kept[:], np.maximum(many, last), atol=1e-6)
    assert kept.above.nnz <= NEAREST_FAMILIES * len(many)


def test_of_few_families_all_are_kept_however_many_questions():
    plain = np.random.default_rng(2).random((50, NEAREST_FAMILIES), dtype=np.float32)

    assert_array_equal(Scores.of(plain, max_dense_pairs=0)[:], plain)


@given(seed=seeds, n=st.integers(1, 20), max_dense_pairs=st.sampled_from([0, 10_000]))
@settings(deadline=None, max_examples=50)
def test_what_is_worked_out_of_scores_is_what_plain_numbers_give(
    seed, n, max_dense_pairs
):
    random = np.random.default_rng(seed)
    scores = Scores.of(
        random.normal(size=(n, 2 * NEAREST_FAMILIES)), max_dense_pairs=max_dense_pairs
    )
    plain, more = (
        scores[:],
        random.random((n, 2 * NEAREST_FAMILIES)) * (random.random() < 0.5),
    )
    rows = random.integers(n, size=4)
    labels = np.unique(random.integers(n, size=n), return_inverse=True)[1]

    means = [plain[labels == label].mean(axis=0) for label in np.unique(labels)]
    assert_array_equal(scores[rows], plain[rows])
    assert_allclose(scores.plus(csr_array(more))[:], plain + more, atol=1e-6)
    assert_allclose(scores.mean(rows), plain[rows].mean(axis=0), atol=1e-6)
    assert_allclose(scores.means(labels)[:], means, atol=1e-6)


def test_questions_are_judged_alike_with_the_nearest_families_alone(many):
    """Groups of one, so that nothing is wanted but the two nearest of each."""
    some = many[:300]
    alone = [np.arange(300)]

    all_kept = estimate_coverage(Scores.of(some), alone)
    nearest = estimate_coverage(Scores.of(some, max_dense_pairs=0), alone)

    assert_array_equal(nearest.family, all_kept.family)
    assert_allclose(nearest.probability, all_kept.probability, atol=1e-5)
