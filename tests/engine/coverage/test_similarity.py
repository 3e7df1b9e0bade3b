"""How close every article comes to every question."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from gapfinder.engine.coverage.similarity import (
    ANSWER_WEIGHT,
    HUB_NEIGHBOURS,
    SEARCHED_PASSAGES,
    ArticleIndex,
    add_answers,
    article_similarity,
    damp_hubs,
)
from gapfinder.engine.embeddings.centering import centre, to_unit_length
from gapfinder.engine.embeddings.nearest_neighbours import EXACT_UP_TO

EAST, NORTH, WEST, SOUTH = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]

seeds = st.integers(0, 10_000)


def vectors(*rows):
    return np.array(rows, dtype=np.float32)


def random_vectors(random, n, dimensions=6):
    return to_unit_length(random.normal(size=(n, dimensions)))


def library(family, locale, passages, owner, is_title):
    return ArticleIndex(
        np.array(family), locale, passages, np.array(owner), np.array(is_title)
    )


def random_library(random, n_articles, n_passages):
    """A title an article, the other passages where chance puts them."""
    families = np.unique(random.integers(n_articles, size=n_articles), return_inverse=1)
    owner = [*range(n_articles)]
    owner += random.integers(n_articles, size=n_passages - n_articles).tolist()
    return library(
        families[1],
        random.choice(["nb", "sv", "nl"], n_articles).tolist(),
        random_vectors(random, n_passages),
        owner,
        np.arange(n_passages) < n_articles,
    )


def closeness_by_hand(questions, locales, books):
    asked = centre(questions, locales, around=books.passages)
    said = centre(books.passages, [books.locale[owner] for owner in books.owner])
    by_article = np.zeros((len(asked), len(books.family)))
    for article in range(len(books.family)):
        own = books.owner == article
        titles, bodies = said[own & books.is_title], said[own & ~books.is_title]
        if not len(titles):
            titles = bodies
        if not len(bodies):
            bodies = titles
        for row, question in enumerate(asked):
            cosines = [
                question @ to_unit_length(titles.mean(axis=0, keepdims=True))[0],
                question @ to_unit_length(bodies.mean(axis=0, keepdims=True))[0],
                max(said[own] @ question),
            ]
            by_article[row, article] = np.mean(cosines)
    scores = np.zeros((len(asked), books.n_families))
    for family in range(books.n_families):
        members = np.flatnonzero(books.family == family)
        for row, locale in enumerate(locales):
            score = by_article[row, members].mean()
            own = [article for article in members if books.locale[article] == locale]
            scores[row, family] = (
                (score + by_article[row, own[-1]]) / 2 if own else score
            )
    return scores


def compass():
    """Two families: the first north in two languages, the second south."""
    return library(
        [0, 0, 1],
        ["nb", "sv", "nb"],
        vectors(NORTH, NORTH, SOUTH),
        [0, 1, 2],
        [True, True, True],
    )


@given(seed=seeds, n_articles=st.integers(1, 8), n_questions=st.integers(0, 6))
@settings(deadline=None, max_examples=30)
def test_closeness_is_the_mean_of_title_body_and_best_passage(
    seed, n_articles, n_questions
):
    random = np.random.default_rng(seed)
    books = random_library(random, n_articles, n_articles + 12)
    questions = random_vectors(random, n_questions)
    locales = random.choice(["nb", "nl", ""], n_questions).tolist()

    close = article_similarity(questions, locales, books)[:]

    assert close.dtype == np.float32
    assert_allclose(close, closeness_by_hand(questions, locales, books), atol=1e-5)


def test_a_question_is_closest_to_the_article_in_its_direction():
    close = article_similarity(vectors(NORTH, SOUTH), ["nb", "nb"], compass())[:]

    assert close.argmax(axis=1).tolist() == [0, 1]


def test_a_family_is_compared_whatever_the_language():
    """No article is Dutch, yet the question gets the same two families."""
    close = article_similarity(vectors(NORTH), ["nl"], compass())[:]

    assert close.shape == (1, 2)
    assert close.argmax() == 0


def test_the_article_in_ones_own_language_counts_more():
    """Family 0 is close in Norwegian and far in Swedish."""
    books = library(
        [0, 0, 1, 1],
        ["nb", "sv"] * 2,
        vectors(NORTH, SOUTH, SOUTH, SOUTH),
        range(4),
        [True] * 4,
    )

    norwegian, dutch, swedish = (
        article_similarity(vectors(NORTH), [locale], books)[:][0, 0]
        for locale in ("nb", "nl", "sv")
    )

    assert norwegian > dutch > swedish


@pytest.mark.parametrize("is_title", [True, False])
def test_only_titles_or_only_bodies_will_do(is_title):
    books = library([0, 1], ["nb"] * 2, vectors(NORTH, SOUTH), [0, 1], [is_title] * 2)

    assert article_similarity(vectors(NORTH), ["nb"], books)[:].argmax() == 0


def test_one_article_and_one_question_have_a_closeness():
    books = library([0], ["nb"], vectors(NORTH), [0], [True])

    assert np.isfinite(article_similarity(vectors(EAST), ["nb"], books)[:]).all()


def test_an_article_beyond_the_passages_searched_is_far_but_not_lost():
    """One article fills the search with its passages; the other is on the far side."""
    passages = vectors(*[NORTH] * SEARCHED_PASSAGES, SOUTH)
    owner = [0] * SEARCHED_PASSAGES + [1]
    books = library([0, 1], ["nb"] * 2, passages, owner, [False] * len(owner))

    close = article_similarity(vectors(NORTH), ["nb"], books)[:]

    assert np.isfinite(close).all()
    assert close[0, 0] > close[0, 1]


@given(seed=seeds, n=st.integers(1, 60), n_families=st.integers(1, 5))
@settings(deadline=None, max_examples=30)
def test_hubs_lose_half_the_mean_of_their_nearest_questions(seed, n, n_families):
    scores = np.random.default_rng(seed).normal(size=(n, n_families))
    nearest = -np.sort(-scores, axis=0)[:HUB_NEIGHBOURS]

    damped = damp_hubs(scores.astype(np.float32))[:]

    assert_allclose(damped, scores - nearest.mean(axis=0) / 2, atol=1e-5)


def test_an_article_near_to_everything_gives_way_to_the_fitting_one():
    scores = np.float32([[0.8, 0.7], [0.8, 0.1], [0.8, 0.1]])

    damped = damp_hubs(scores)[:]

    assert scores[0].argmax() == 0
    assert damped[0].argmax() == 1


@pytest.mark.parametrize("shape", [(0, 3), (3, 0)])
def test_nothing_has_no_hubs(shape):
    assert damp_hubs(np.zeros(shape, np.float32)).shape == shape


def test_what_the_agent_said_draws_the_question_to_the_article():
    scores = np.zeros((3, 2), np.float32)

    told = article_similarity(vectors(NORTH, SOUTH), ["nb", "nb"], compass())

    total = add_answers(scores, told, np.array([0, 2]))[:]

    assert total[0].argmax() == 0
    assert total[2].argmax() == 1
    assert_array_equal(total[1], [0, 0])
    assert_array_equal(scores, 0)


@given(seed=seeds, n_answered=st.integers(1, 6))
@settings(deadline=None, max_examples=20)
def test_an_answered_question_has_no_advantage_on_the_whole(seed, n_answered):
    random = np.random.default_rng(seed)
    books = random_library(random, 4, 10)
    answers, spoken = random_vectors(random, n_answered), ["nb"] * n_answered
    close = article_similarity(answers, spoken, books)[:]
    rows = np.arange(n_answered) * 2

    total = add_answers(np.zeros((20, books.n_families)), close, rows)[:]

    assert total.sum() == pytest.approx(0, abs=1e-4)
    assert_allclose(total[rows], ANSWER_WEIGHT * (close - close.mean()), atol=1e-5)


def test_without_answers_nothing_changes():
    scores = np.float32([[0.5, 0.1]])

    none = add_answers(scores, np.zeros((0, 2), np.float32), np.zeros(0, np.int64))

    assert_array_equal(none, scores)


def test_questions_are_centred_by_their_style_and_read_in_their_language():
    """Styles change what is usual, not which article is in one's own language."""
    books = compass()
    questions = random_vectors(np.random.default_rng(7), 4, dimensions=2)
    styles = ["nb", "nb search", "nb search", "nb"]

    close = article_similarity(questions, ["nb"] * 4, books, styles=styles)[:]

    asked = centre(questions, styles, around=books.passages)
    around = centre(questions, ["nb"] * 4, around=books.passages)
    assert not np.allclose(asked, around)
    assert not np.allclose(close, article_similarity(questions, ["nb"] * 4, books)[:])
    alike = article_similarity(questions, ["nb"] * 4, books, styles=["nb"] * 4)[:]
    assert_allclose(alike, article_similarity(questions, ["nb"] * 4, books)[:])


@given(seed=seeds, start=st.integers(0, 8), stop=st.integers(0, 12))
@settings(deadline=None, max_examples=30)
def test_some_rows_at_a_time_are_the_rows_of_all(seed, start, stop):
    random = np.random.default_rng(seed)
    books = random_library(random, 5, 12)
    asked = article_similarity(random_vectors(random, 9), ["nb", "nl", ""] * 3, books)
    told = article_similarity(random_vectors(random, 4), ["nb"] * 4, books)
    damped = damp_hubs(add_answers(asked, told, np.array([0, 3, 4, 8])))

    some = slice(start, stop)

    assert damped[some].shape == (len(range(9)[some]), books.n_families)
    assert_allclose(damped[some], damped[:][some], atol=1e-6)


def test_hubs_are_damped_alike_in_several_blocks():
    """6,000,000 pairs come in two blocks; the nearest questions are in either."""
    scores = np.random.default_rng(1).random((3_000, 2_000), dtype=np.float32)
    nearest = -np.sort(-scores, axis=0)[:HUB_NEIGHBOURS]

    damped = damp_hubs(scores)

    assert_allclose(damped[:], scores - nearest.mean(axis=0) / 2, atol=1e-6)


def test_of_many_passages_nearly_the_same_are_found():
    """So many that they are searched in cells, in which some questions find fewer."""
    random = np.random.default_rng(1)
    n_articles, n = 2_500, 20_001
    needs = random_vectors(random, n_articles, dimensions=16)
    owner = np.arange(n_articles).repeat(8)
    said = to_unit_length(needs[owner] + 0.1 * random.normal(size=(len(owner), 16)))
    books = library(
        range(n_articles),
        ["nb"] * n_articles,
        said,
        owner,
        np.arange(len(owner)) % 8 == 0,
    )
    about = random.integers(n_articles, size=n)
    asked = to_unit_length(needs[about] + 0.1 * random.normal(size=(n, 16)))
    assert len(asked) * len(said) > EXACT_UP_TO**2

    close = article_similarity(asked, ["nb"] * n, books)

    few = slice(0, 200)
    exact = article_similarity(asked[few], ["nb"] * 200, books)
    same = close[few].argmax(axis=1) == exact[:].argmax(axis=1)
    assert same.mean() >= 0.98
    assert np.isfinite(close[few]).all()
