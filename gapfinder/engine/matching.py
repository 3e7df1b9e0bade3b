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
        return np.asarray(self.titles + self.bodies, dtype=np.float32)

    @cached_property
    def titles(self) -> Vectors:
        """Of each article; one without a title has its mean passage's."""
        return self._mean_of(self.is_title)

    @cached_property
    def bodies(self) -> Vectors:
        """Of each article the mean passage's; one without a passage has its title's."""
        return self._mean_of(~self.is_title)

    def _mean_of(self, rows: NDArray[np.bool_]) -> Vectors:
        n_articles = len(self.family)
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
