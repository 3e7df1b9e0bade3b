"""What speaks for an article, and what against it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.sparse import csr_array

from gapfinder.engine.coverage.evidence import (
    CODES,
    PARTS,
    Baseline,
    CloseGroup,
    Pairs,
    Parts,
    Point,
    PointCode,
    ScoreBreakdown,
    Scored,
    closest_groups,
    for_and_against,
    points,
)
from gapfinder.engine.coverage.score_matrix import Scores
from gapfinder.engine.coverage.similarity import (
    ANSWER_WEIGHT,
    ArticleIndex,
    add_answers,
    article_similarity,
    damp_hubs,
)
from gapfinder.engine.embeddings.centering import centre, to_unit_length

EAST, NORTH, WEST, SOUTH = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]
NORTH_EAST = [0.6, 0.8]  # cosine 0.6 to east, 0.8 to north

# Two articles whose passages are in balance, so that centring leaves them as they are.
# The first is titled north and says north and east, the second the opposite.
BOOKS = ArticleIndex(
    family=np.array([0, 1]),
    locale=["en", "en"],
    passages=np.array([NORTH, NORTH, EAST, SOUTH, SOUTH, WEST], dtype=np.float32),
    owner=np.array([0, 0, 0, 1, 1, 1]),
    is_title=np.array([True, False, False, True, False, False]),
)
HALF = 0.5**0.5  # of north and of east there is in the mean of both


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def ledger(asked, scores, *, answered=False, damping=(0, 0), votes=None):
    return ScoreBreakdown(
        vectors(*asked),
        np.array(["en"] * len(asked)),
        np.full(len(asked), answered),
        BOOKS,
        Scored(Scores.of(vectors(*scores)), vectors(damping)[0], votes),
    )


def pairs(*families):
    """One for each question; every family has one article, of the same number."""
    return Pairs(np.arange(len(families)), np.array(families), np.array(families))


def test_the_words_of_an_article_speak_by_title_body_and_best_passage():
    score = (0.8 + 1.4 * HALF + 0.8) / 3

    parts = ledger([NORTH_EAST], [[score, -1]]).parts(pairs(0))

    assert parts.values[0] == pytest.approx(
        [0.8 / 3, 1.4 * HALF / 3, 0.8 / 3, 0, 0, 0], abs=1e-6
    )
    assert_array_equal(parts.passage, [0])  # the first of two that are as close


def test_what_words_damping_and_votes_leave_is_due_to_the_answer():
    votes = csr_array(vectors([0.25, 0]))
    words = (1 + HALF + 1) / 3
    book = ledger(
        [NORTH], [[words - 0.1 + 0.25 + 0.3, 0]], answered=True, damping=(-0.1, 0)
    )
    taught = ScoreBreakdown(
        book.asked,
        book.locales,
        book.answered,
        BOOKS,
        Scored(book.scored.scores, book.scored.damping, votes),
    )

    [values] = taught.parts(pairs(0)).values

    parts = dict(zip(PARTS, values, strict=True))
    assert parts["answers"] == pytest.approx(0.3, abs=1e-6)
    assert parts["near_to_all"] == pytest.approx(-0.1)
    assert parts["shared"] == pytest.approx(0.25)


def test_without_an_answer_there_is_no_part_of_it():
    [values] = ledger([NORTH], [[2, 0]]).parts(pairs(0)).values

    assert values[PARTS.index("answers")] == 0


def test_the_closest_passage_of_a_gap_is_closest_to_its_questions_on_the_mean():
    book = ledger([NORTH, EAST, EAST], [[0, 0]] * 3)

    passage, question = book.closest(np.array([0, 1, 2]), 0)

    assert (passage, question) == (2, 1)  # east; of the equals the first


@given(seed=st.integers(0, 10_000), n_questions=st.integers(1, 6))
@settings(deadline=None, max_examples=30)
def test_the_parts_add_up_to_the_score(seed, n_questions):
    random = np.random.default_rng(seed)
    family = np.array([0, 0, 1, 2])  # the first in two languages
    books = ArticleIndex(
        family=family,
        locale=["nb", "sv", "nb", ""],
        passages=to_unit_length(random.normal(size=(12, 4))),
        owner=np.concatenate([np.arange(4), random.integers(4, size=8)]),
        is_title=np.arange(12) < 4,
    )
    questions = to_unit_length(random.normal(size=(n_questions, 4)))
    locales = random.choice(["nb", "sv", "nl"], n_questions).tolist()
    rows = np.arange(0, n_questions, 2)
    answers = to_unit_length(random.normal(size=(len(rows), 4)))
    close = article_similarity(questions, locales, books)
    spoken = [locales[row] for row in rows]
    told = article_similarity(answers, spoken, books)
    damped = damp_hubs(add_answers(close, told, rows))
    votes = csr_array(random.random((n_questions, 3)).astype(np.float32))
    scored = Scored(Scores.of(damped).plus(votes), -damped.reduction, votes)
    answered = np.isin(np.arange(n_questions), rows)
    asked = centre(questions, locales, around=books.passages)
    article = random.integers(4, size=n_questions)

    parts = ScoreBreakdown(asked, np.array(locales), answered, books, scored).parts(
        Pairs(np.arange(n_questions), family[article], article)
    )

    chosen = np.arange(n_questions), family[article]
    assert_allclose(parts.values.sum(axis=1), scored.scores.at(*chosen), atol=1e-5)
    assert_allclose(parts.values[:, :3].sum(axis=1), close[:][chosen], atol=1e-5)
    answer_part = np.zeros_like(close[:])
    answer_part[rows] = told[:]
    answer_part[rows] -= answer_part[rows].mean()
    expected = ANSWER_WEIGHT * answer_part[chosen]
    assert_allclose(parts.values[:, PARTS.index("answers")], expected, atol=1e-5)
    assert_array_equal(books.owner[parts.passage], article)


def test_what_is_usual_is_weighed_by_how_surely_an_article_answers():
    values = np.array([[0.6, 0, 0, 0.2, 0, 0], [0.2, 0, 0, 0, 0, 0]])
    parts = Parts(values, np.array([0, 1]))

    usual = Baseline.of(parts, np.array([True, False]), np.array([0.75, 0.25]))

    assert usual.values == pytest.approx([0.5, 0, 0, 0.15, 0, 0])
    assert usual.answered == 0.75


def test_an_unlike_answer_and_an_unknown_one_are_told_apart():
    usual = Baseline(np.array([0.5, 0, 0, 0.15, 0, 0]), answered=0.75)  # 0.2 an answer
    unlike, unknown = usual.differences(
        np.array([[0.5, 0, 0, -0.1, 0, 0], [0.5, 0, 0, 0, 0, 0]]), np.array([1.0, 0.0])
    )

    unlike, unknown = (dict(zip(CODES, row, strict=True)) for row in (unlike, unknown))
    assert unlike["answers"] == pytest.approx(-0.3)
    assert unlike["answer_known"] == pytest.approx(0.05)
    assert unknown["answers"] == 0
    assert unknown["answer_known"] == pytest.approx(-0.15)


@given(seed=st.integers(0, 10_000), answered=st.floats(0.1, 1))
def test_the_differences_add_up_to_that_of_the_score(seed, answered):
    random = np.random.default_rng(seed)
    usual = Baseline(random.normal(size=6), answered)
    values, share = random.normal(size=(3, 6)), random.random(3)

    more = usual.differences(values, share)

    assert_allclose(more.sum(axis=1), values.sum(axis=1) - usual.values.sum())


def test_where_no_agent_answered_answers_say_nothing():
    more = Baseline(np.zeros(6), answered=0.0).differences(
        np.zeros((1, 6)), np.zeros(1)
    )

    assert_array_equal(more, np.zeros((1, 7)))


def test_the_groups_that_an_article_is_rather_about_come_first():
    families = np.array([0, 0, 0, 0, 0, 1, 0])
    groups = np.array([5, 5, 6, 6, 7, 5, 6])

    found = closest_groups(
        families, groups, np.array([0.2, 0.4, 0.9, 0.6, 2.0, 0.1, 0.6])
    )

    assert found[0] == [
        CloseGroup(6, pytest.approx(0.7), 3),
        CloseGroup(5, pytest.approx(0.3), 2),
    ]
    assert found[1] == []  # one question is no group


def test_a_small_difference_says_nothing():
    assert points(["title", "body", "passage"], [0.009, -0.02, 0.123456]) == [
        Point("body", -0.02),
        Point("passage", 0.1235),
    ]


def test_what_is_above_nothing_speaks_for_an_article():
    against_it, for_it = Point(PointCode.FOREIGN, -6), Point(PointCode.TITLE, 0.1)

    assert for_and_against([against_it, for_it]) == ([for_it], [against_it])
