"""How close every article comes to every question.

Translations of one article are a *family*: a question is compared with all of them, in
whatever language, and the family is what answers it or does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors
from .spaces import centre, to_unit_length

PASSAGES_SEARCHED = 64  # nearest passages a question; articles beyond them are far
HUB_NEIGHBOURS = 50
ANSWER_WEIGHT = 0.7  # of what the agent said, against what the customer asked
VOTE_SHARPNESS = 4  # the power of the cosine: the nearest neighbours know best
VOTE_WEIGHTS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
FEWEST_SHARED = 5  # contacts with a shared article, before exemplars can be weighed


@dataclass(frozen=True)
class Library:
    """The published articles of a help centre.

    `family` (n_articles,) numbers the families from 0; `locale` holds a language an
    article; `passages` (n_passages, dimensions) are unit rows, each owned by the
    article `owner` names and a title where `is_title` says so. Every article owns one
    passage at least.
    """

    family: NDArray[np.int64]
    locale: Sequence[str]
    passages: Vectors
    owner: NDArray[np.int64]
    is_title: NDArray[np.bool_]

    @property
    def n_families(self) -> int:
        return int(self.family.max()) + 1 if len(self.family) else 0

    @cached_property
    def centred(self) -> Vectors:
        return centre(self.passages, [self.locale[article] for article in self.owner])

    @cached_property
    def outlines(self) -> Vectors:
        """The title's and the mean passage's vectors added up, a row an article."""
        n_articles = len(self.family)
        return np.asarray(
            self._mean_of(self.is_title, n_articles)
            + self._mean_of(~self.is_title, n_articles),
            dtype=np.float32,
        )

    def _mean_of(self, rows: NDArray[np.bool_], n_articles: int) -> Vectors:
        means, other = (np.zeros((n_articles, self.centred.shape[1])) for _ in "ab")
        np.add.at(means, self.owner[rows], self.centred[rows])
        np.add.at(other, self.owner[~rows], self.centred[~rows])
        empty = ~np.isin(np.arange(n_articles), self.owner[rows])
        means[empty] = other[empty]  # only a title, or no title: it speaks for both
        return to_unit_length(means)


def closeness(
    questions: Vectors,
    locales: Sequence[str],
    library: Library,
    *,
    styles: Sequence[str] | None = None,
) -> NDArray[np.float32]:
    """Return how close each family comes to each question, (n_questions, n_families).

    The mean of three cosines (title, mean passage, best passage), each side centred in
    its language: one alone is fooled by short titles or by long articles. Of a family
    counts the mean over its languages and, to the same part, its article in the
    question's own, if it has one.

    Args:
        questions: (n_questions, dimensions), unit rows.
        locales: n_questions languages.
        library: the articles.
        styles: what questions are centred by; their languages if not given.
    """
    asked = centre(questions, styles or locales, around=library.passages)
    best = _best_passage(asked, library)
    by_article = np.asarray((asked @ library.outlines.T + best) / 3, dtype=np.float32)
    return _by_family(by_article, locales, library)


def damp_hubs(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take from every family half its mean closeness to its nearest questions.

    Some articles are near to everything. Cross-domain similarity local scaling of
    Conneau et al. 2018 (arXiv:1710.04087), on the side of the articles only.
    """
    if not scores.size:
        return scores
    nearest = min(HUB_NEIGHBOURS, len(scores))
    top = np.partition(scores, len(scores) - nearest, axis=0)[-nearest:]
    return np.asarray(scores - top.mean(axis=0) / 2, dtype=np.float32)


def add_answers(
    scores: NDArray[np.float32],
    answers: Vectors,
    rows: NDArray[np.int64],
    locales: Sequence[str],
    library: Library,
) -> NDArray[np.float32]:
    """Add how close the families come to what the agents answered.

    Agents write in the words of articles, customers do not. The mean closeness is taken
    off first, so that questions with an answer have no advantage over those without.

    Args:
        scores: (n_questions, n_families).
        answers: (n_answered, dimensions), unit rows.
        rows: the questions they answer, (n_answered,).
        locales: of those questions, n_answered.
        library: the articles.
    """
    if not len(rows):
        return scores
    close = closeness(answers, locales, library)
    total = scores.copy()
    total[rows] += ANSWER_WEIGHT * (close - close.mean())
    return total


def votes(
    shared: Sequence[Sequence[int]],
    neighbours: NDArray[np.int64],
    similarity: NDArray[np.float32],
    n_families: int,
) -> NDArray[np.float32]:
    """Return which families agents shared in the neighbourhood of each question.

    Args:
        shared: for each question, the families an agent shared in its contact.
        neighbours: (n_questions, k) rows of the nearest questions, -1 for none.
        similarity: (n_questions, k) cosines to them.
        n_families: how many there are.

    Returns:
        (n_questions, n_families), 0 … 1: the part of the neighbours' weight. A question
        does not vote for itself.
    """
    from scipy.sparse import csr_matrix

    n_questions = len(shared)
    own = np.arange(n_questions)[:, None] == neighbours
    weight = np.where(
        (neighbours >= 0) & ~own, np.maximum(similarity, 0) ** VOTE_SHARPNESS, 0
    )
    total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    rows = np.repeat(np.arange(n_questions), neighbours.shape[1])
    graph = csr_matrix(
        ((weight / total).ravel(), (rows, np.maximum(neighbours, 0).ravel())),
        shape=(n_questions, n_questions),
    )
    counts = [len(families) for families in shared]
    ballots = csr_matrix(
        (
            np.repeat([1 / max(count, 1) for count in counts], counts),
            (
                np.repeat(np.arange(n_questions), counts),
                [family for families in shared for family in families],
            ),
        ),
        shape=(n_questions, n_families),
    )
    return np.asarray((graph @ ballots).todense(), dtype=np.float32)


def vote_weight(
    scores: NDArray[np.float32],
    ballots: NDArray[np.float32],
    shared: Sequence[Sequence[int]],
) -> float:
    """Choose how much the votes of the neighbours count, on the shared articles alone.

    Where agents share often, neighbours know better than the article's text; where they
    share seldom, one stray link would speak for everything near it. The contacts with a
    shared article tell: the weight that predicts them best from the others', and the
    smallest of equals.
    """
    pairs = [(row, family) for row, chosen in enumerate(shared) for family in chosen]
    if len(pairs) < FEWEST_SHARED:
        return 0.0
    rows, truth = (np.array(column) for column in zip(*pairs, strict=True))
    right = [
        float(np.mean((scores[rows] + weight * ballots[rows]).argmax(axis=1) == truth))
        for weight in VOTE_WEIGHTS
    ]
    return VOTE_WEIGHTS[int(np.argmax(right))]


def _best_passage(asked: Vectors, library: Library) -> NDArray[np.float32]:
    import faiss

    searched = min(PASSAGES_SEARCHED, len(library.owner))
    index = faiss.IndexFlatIP(library.centred.shape[1])
    index.add(library.centred)
    similarity, passage = index.search(np.ascontiguousarray(asked), searched)
    # An article none of whose passages were found is no closer than the last one found.
    best = np.repeat(similarity[:, -1:], len(library.family), axis=1)
    rows = np.arange(len(asked))
    for column in range(searched):
        article = library.owner[passage[:, column]]
        best[rows, article] = np.maximum(best[rows, article], similarity[:, column])
    return np.asarray(best, dtype=np.float32)


def _by_family(
    by_article: NDArray[np.float32], locales: Sequence[str], library: Library
) -> NDArray[np.float32]:
    sizes = np.bincount(library.family, minlength=library.n_families)
    scores = np.zeros((len(by_article), library.n_families), dtype=np.float32)
    for article, family in enumerate(library.family):
        scores[:, family] += by_article[:, article] / sizes[family]
    asked_in = np.asarray(locales)
    mean = scores.copy()
    for article, family in enumerate(library.family):
        rows = asked_in == library.locale[article]
        scores[rows, family] = (mean[rows, family] + by_article[rows, article]) / 2
    return scores
