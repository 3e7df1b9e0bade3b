"""Is a question answered, weakly, only in another language, or not at all?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.sparse import csr_array

from gapfinder.engine.coverage import coverage_model
from gapfinder.engine.coverage.coverage_model import (
    COVERED_PRIOR,
    VERDICT_BOOST,
    VERDICT_LOG_ODDS,
    Coverage,
    boost_by_verdicts,
    find_gaps,
    probability_covered,
)
from gapfinder.engine.coverage.score_matrix import Scores

cosines = st.floats(-2, 2, width=32)
pairs = st.lists(st.tuples(cosines, cosines), min_size=1, max_size=30)

ONE_GROUP = np.zeros(4, np.int64)


def cover(scores, partitions, verdicts=None, **known):
    said = None if verdicts is None else csr_array(verdicts)
    return coverage_model.estimate_coverage(
        Scores.of(scores), partitions, verdicts=said, **known
    )


def gaps(probabilities, labels=None, locales=None, **changes):
    """Find gaps among questions that are nearest to family 0 of two."""
    n = len(probabilities)
    coverage = Coverage(
        np.zeros(n, np.int64), np.array(probabilities, np.float64), np.zeros(n)
    )
    options = {
        "contact_of": np.arange(n),
        "was_gap": np.zeros(n, np.bool_),
        "readable": [{"nb"}, {"nb", "sv"}],
        "answered_from": 0.5,
        "weak_from": 0.25,
        "min_size": 3,
    }
    return find_gaps(
        coverage,
        Scores.of(changes.pop("scores", np.tile(np.float32([0.9, 0.1]), (n, 1)))),
        np.array(labels if labels is not None else [0] * n, np.int64),
        locales or ["nb"] * n,
        **(options | changes),
    )


@given(pairs)
@settings(deadline=None, max_examples=100)
def test_the_closer_an_article_the_likelier_it_answers(scores):
    closeness, masked = np.array(scores, np.float32).T

    probability = probability_covered(closeness, np.minimum(closeness, masked))

    assert np.isfinite(probability).all()
    assert ((probability >= 0) & (probability <= 1)).all()
    assert (np.diff(probability[np.argsort(closeness)]) >= -1e-6).all()


@pytest.mark.parametrize("closeness", [[], [0.5], [0.5, 0.5], [0.1, 0.9], [0.0] * 9])
@pytest.mark.parametrize("behind", [0.0, 0.1])
def test_few_or_equal_questions_have_a_probability(closeness, behind):
    closeness = np.array(closeness, np.float32)

    probability = probability_covered(closeness, closeness - np.float32(behind))

    assert probability.shape == closeness.shape
    assert ((probability >= 0) & (probability <= 1)).all()


def test_where_scores_tell_nothing_the_prior_stays():
    equal = np.full(5, 0.4, np.float32)

    assert_allclose(probability_covered(equal, equal), COVERED_PRIOR, atol=1e-3)


def test_questions_near_to_an_article_part_from_those_near_to_none():
    """Six have an article at 0.9 and the next at 0.2; four have nothing over 0.25."""
    closeness = np.float32([0.9, 0.88, 0.92, 0.9, 0.91, 0.89, 0.2, 0.25, 0.22, 0.18])
    masked = np.float32([0.2, 0.22, 0.18, 0.25, 0.2, 0.21, 0.19, 0.2, 0.21, 0.17])

    probability = probability_covered(closeness, masked)

    assert (probability[:6] > 0.95).all()
    assert (probability[6:] < 0.05).all()


def test_a_question_is_matched_to_its_nearest_family():
    scores = np.float32([[0.9, 0.1], [0.1, 0.8], [0.2, 0.1], [0.3, 0.9]])

    coverage = cover(scores, [np.arange(4), np.arange(4)])

    assert coverage.family.tolist() == [0, 1, 0, 1]


def test_its_group_speaks_for_a_question_that_wavers():
    """Alone the last question is nearer to family 1 by a hair; its group is not."""
    scores = np.float32([[0.9, 0.1], [0.9, 0.1], [0.9, 0.1], [0.44, 0.46]])

    alone = cover(scores, [np.arange(4)])
    together = cover(scores, [ONE_GROUP])

    assert alone.family.tolist() == [0, 0, 0, 1]
    assert together.family.tolist() == [0, 0, 0, 0]


def test_a_group_lifts_the_probability_of_its_weakest_question():
    random = np.random.default_rng(1)
    scores = (0.1 * random.random((40, 3))).astype(np.float32)
    scores[:20, 0] += 0.7
    scores[0, 0] = 0.3
    labels = np.repeat([0, 1], 20)

    alone = cover(scores, [np.arange(40)]).probability
    together = cover(scores, [labels]).probability

    assert together[0] > alone[0]
    assert (together[20:] < 0.5).all()


def test_without_articles_nothing_is_covered():
    coverage = cover(np.zeros((4, 0), np.float32), [ONE_GROUP])

    assert_array_equal(coverage.family, [-1] * 4)
    assert_array_equal(coverage.probability, [0] * 4)


def test_without_questions_nothing_is_judged():
    coverage = cover(np.zeros((0, 2), np.float32), [np.zeros(0, np.int64)])

    assert len(coverage.family) == len(coverage.probability) == 0


def test_a_single_article_can_be_judged():
    coverage = cover(np.float32([[0.9], [0.1], [0.8], [0.1]]), [np.arange(4)])

    assert coverage.family.tolist() == [0] * 4
    assert np.isfinite(coverage.probability).all()


# --- What editors said ----------------------------------------------------------------


def sigmoid(odds):
    return 1 / (1 + np.exp(-odds))


@pytest.mark.parametrize("said", [-1, -0.5, 0, 0.5, 1])
def test_an_editors_word_shifts_the_odds(said):
    """Where scores tell nothing, the prior's odds are all there is besides."""
    equal = np.full(5, 0.4, np.float32)
    prior = np.log(COVERED_PRIOR / (1 - COVERED_PRIOR))

    probability = probability_covered(
        equal, equal, odds=np.full(5, VERDICT_LOG_ODDS * said)
    )

    assert_allclose(probability, sigmoid(prior + VERDICT_LOG_ODDS * said), atol=1e-3)


@given(st.lists(st.tuples(cosines, cosines, st.floats(-1, 1)), min_size=2, max_size=20))
@settings(deadline=None, max_examples=100)
def test_who_is_closer_and_spoken_better_of_is_likelier_answered(questions):
    closeness, masked, said = np.array(questions).T

    probability = probability_covered(
        closeness, np.minimum(closeness, masked), odds=VERDICT_LOG_ODDS * said
    )

    for row in range(len(questions)):
        worse = (closeness <= closeness[row]) & (said <= said[row])
        assert (probability[worse] <= probability[row] + 1e-6).all()


def verdicts_on_the_first(*said):
    """What editors said of the two families, on the first of ten questions."""
    return np.float32([said, *[[0, 0]] * 9])


def two_needs():
    """Ten questions, each nearest to one of two families by 0.1, and alone."""
    return np.float32([[0.4, 0.3], [0.3, 0.4]] * 5), [np.arange(10)]


@given(pairs)
@settings(deadline=None, max_examples=50)
def test_editors_who_said_nothing_change_nothing(scores):
    scores = np.array(scores, np.float32)
    groups = [np.arange(len(scores)) // 3]

    silent, none = (
        cover(scores, groups, verdicts=np.zeros_like(scores)),
        cover(scores, groups),
    )

    assert_array_equal(silent.family, none.family)
    assert_allclose(silent.probability, none.probability)


def test_an_article_that_an_editor_said_yes_to_answers():
    scores, groups = two_needs()

    coverage = cover(scores, groups, verdicts=verdicts_on_the_first(0, 1))

    assert coverage.family.tolist() == [1, 1] + [0, 1] * 4
    assert coverage.probability[0] > 0.99


def test_an_article_that_an_editor_said_no_to_is_near_but_answers_not():
    scores, groups = two_needs()

    coverage = cover(scores, groups, verdicts=verdicts_on_the_first(-1, 0))

    assert coverage.family.tolist() == [0, 1] * 5
    assert coverage.probability[0] < 0.02


def test_a_no_to_an_article_that_is_not_the_nearest_changes_nothing():
    scores, groups = two_needs()

    coverage = cover(scores, groups, verdicts=verdicts_on_the_first(0, -1))

    assert_allclose(coverage.probability, cover(scores, groups).probability)


def test_a_no_to_the_nearest_takes_nothing_from_a_yes_to_another():
    scores, groups = two_needs()

    coverage = cover(scores, groups, verdicts=verdicts_on_the_first(-1, 1))

    assert coverage.family[0] == 1
    assert coverage.probability[0] > 0.99


def test_a_yes_brings_an_article_ahead_and_a_no_leaves_the_order():
    scores = Scores.of(np.float32([[0.5, 0.25], [0.5, 0.25]]))

    ahead = boost_by_verdicts(scores, csr_array(np.float32([[0, 1], [-1, 0.5]])))

    assert_allclose(
        ahead[:], [[0.5, 0.25 + VERDICT_BOOST], [0.5, 0.25 + VERDICT_BOOST / 2]]
    )
    assert boost_by_verdicts(scores, None) is scores


# --- What is a gap --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("probability", "kinds"),
    [
        (0.0, ["missing"]),
        (0.24, ["missing"]),
        (0.25, ["weak"]),
        (0.49, ["weak"]),
        (0.5, []),
        (1.0, []),
    ],
)
def test_the_less_a_group_is_covered_the_worse_is_its_gap(probability, kinds):
    assert [found.kind for found in gaps([probability] * 4)] == kinds


def test_a_gap_counts_the_questions_nobody_answers():
    """Probabilities 0.1, 0.2 and 0.3: of three questions 2.4 are unanswered."""
    (found,) = gaps([0.1, 0.2, 0.3])

    assert found.unanswered == pytest.approx(2.4)
    assert found.rows.tolist() == [0, 1, 2]
    assert found.family == 0


def test_the_nearest_family_is_that_of_the_group():
    scores = np.float32([[0.6, 0.5], [0.6, 0.5], [0.1, 0.9]])

    (found,) = gaps([0.3] * 3, scores=scores)

    assert found.family == 1


def test_groups_are_judged_apart():
    found = gaps([0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.3, 0.3, 0.3], [0, 1] * 3 + [2] * 3)

    assert [(gap.kind, gap.rows.tolist()) for gap in found] == [
        ("missing", [0, 2, 4]),
        ("weak", [6, 7, 8]),
    ]


def test_a_few_questions_are_no_gap():
    assert gaps([0.0, 0.0]) == []
    assert len(gaps([0.0, 0.0], min_size=2)) == 1


def test_a_gap_has_as_many_contacts_as_ask_however_often():
    """Six questions of three contacts: 0.4 of them are answered, so 1.8 are not."""
    twice = np.array([7, 7, 8, 8, 9, 9])

    (found,) = gaps([0.4] * 6, contact_of=twice)

    assert len(found.rows) == 6
    assert found.unanswered == pytest.approx(1.8)
    assert gaps([0.4] * 6, contact_of=twice, min_size=4) == []


def test_who_asks_twice_in_another_language_counts_once_for_the_translation():
    """Four Swedish questions of two contacts, in a group of five contacts."""
    asked = {"locales": ["sv"] * 4 + ["nb"] * 3, "contact_of": [0, 0, 1, 1, 2, 3, 4]}
    asked["contact_of"] = np.array(asked["contact_of"])

    (found,) = gaps([0.9] * 7, min_size=2, **asked)

    assert (found.kind, found.rows.tolist()) == ("translation", [0, 1, 2, 3])
    assert found.unanswered == pytest.approx(1.8)
    assert gaps([0.9] * 7, min_size=3, **asked) == []


def test_questions_left_out_are_no_gap():
    assert gaps([0.0] * 4, [-1] * 4) == []

    (found,) = gaps([0.0] * 7, [-1, 0, -1, 0, -1, 0, -1])
    assert found.rows.tolist() == [1, 3, 5]


def test_an_article_that_some_cannot_read_has_to_be_translated():
    """Only the three Swedish questions count, as far as the article answers them."""
    (found,) = gaps([0.9] * 5, locales=["nb", "sv", "nb", "sv", "sv"])

    assert found.kind == "translation"
    assert found.family == 0
    assert found.rows.tolist() == [1, 3, 4]
    assert found.unanswered == pytest.approx(2.7)


def test_an_article_in_all_languages_needs_no_translation():
    both = np.tile(np.float32([0.1, 0.9]), (4, 1))

    assert gaps([0.9] * 4, locales=["nb", "sv"] * 2, scores=both) == []


def test_an_unknown_language_reads_anything():
    assert gaps([0.9] * 4, locales=[""] * 4) == []


def test_too_few_foreign_readers_are_no_gap():
    assert gaps([0.9] * 5, locales=["nb", "sv", "nb", "sv", "nb"]) == []


def test_what_nobody_answers_is_not_to_be_translated():
    """Swedish all of them, yet 3.6 of 4 have no article: translating would not help."""
    (found,) = gaps([0.1] * 4, locales=["sv"] * 4)

    assert found.kind == "missing"
    assert len(found.rows) == 4


def test_without_articles_every_group_is_missing():
    (found,) = gaps([0.0] * 3, scores=np.zeros((3, 0), np.float32), readable=[])

    assert (found.kind, found.family) == ("missing", -1)
    assert found.unanswered == 3


def test_no_questions_have_no_gaps():
    assert gaps([]) == []


def test_a_gap_must_be_answered_a_little_surer_than_a_new_group():
    nearly = [0.58] * 4  # answered from 0.5 on

    assert gaps(nearly) == []
    assert len(gaps(nearly, was_gap=np.ones(4, np.bool_))) == 1
    assert gaps([0.62] * 4, was_gap=np.ones(4, np.bool_)) == []


# --- What else is known ---------------------------------------------------------------


def test_a_style_that_lies_lower_is_judged_by_its_own_level():
    # Of 400 questions the second half is in a language the encoder reads badly: all
    # closeness is 0.3 lower there, to the right articles and to the wrong ones.
    random = np.random.default_rng(0)
    covered = np.arange(400) % 2 == 0
    near = np.where(covered, 0.6, 0.1) + random.normal(0, 0.02, 400)
    scores = np.stack([near, np.full(400, 0.1)], axis=1).astype(np.float32)
    scores[200:] -= 0.3
    styles = ["nb"] * 200 + ["fi"] * 200

    one, levelled = (
        cover(scores, [np.arange(400)], styles=given).probability
        for given in ((), styles)
    )

    gap = abs(one[:200][covered[:200]].mean() - one[200:][covered[200:]].mean())
    closer = levelled[:200][covered[:200]].mean() - levelled[200:][covered[200:]].mean()
    assert abs(closer) < gap


def test_what_else_is_known_changes_the_odds_and_not_the_nearest():
    scores, groups = two_needs()
    known = np.zeros(10)
    known[0] = -3

    plain, told = cover(scores, groups), cover(scores, groups, odds=known)

    assert_array_equal(plain.family, told.family)
    assert told.probability[0] < plain.probability[0]
