"""Questions known to be answered by an article teach which others it answers.

Agents share articles in their contacts, editors give verdicts. Both speak for the
questions near by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.nearest_neighbours import Neighbours

from .coverage_model import COVERED_PRIOR
from .score_matrix import Scores, blocks

SHARPNESS = 4  # the power of the cosine: the nearest neighbours know best
WEIGHTS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
FEWEST_SHARED = 5  # contacts with a shared article, before exemplars can be weighed
TRUSTED = 2  # exemplars of an article that are believed before others confirm them


@dataclass(frozen=True, slots=True)
class Exemplars:
    """Pairs of a question and a family; all arrays have shape (n,)."""

    row: NDArray[np.int64]  # of the questions that neighbours were searched among
    family: NDArray[np.int64]
    weight: NDArray[np.float32]  # 1: surely answers, -1: surely does not

    @classmethod
    def shared(cls, families: Sequence[Sequence[int]]) -> "Exemplars":
        """Return what agents shared in each question's contact: one vote a contact."""
        counts = [len(chosen) for chosen in families]
        return cls(
            np.repeat(np.arange(len(families)), counts),
            np.array([family for chosen in families for family in chosen], np.int64),
            np.repeat([1 / max(count, 1) for count in counts], counts).astype("f4"),
        )

    def table(self, n_rows: int, n_families: int) -> Any:
        """Return a sparse array of the weights, (n_rows, n_families)."""
        from scipy.sparse import csr_array

        places = (self.row, self.family)
        return csr_array((self.weight, places), shape=(n_rows, n_families))


def votes(exemplars: Exemplars, near: Neighbours, n_rows: int, n_families: int) -> Any:
    """Return what the neighbourhood of each question says of each family.

    Args:
        exemplars: of `n_rows` questions.
        near: the nearest of those rows for the first n_questions of them.
        n_rows: questions that teach or are asked about.
        n_families: how many there are.

    Returns:
        Sparse (n_questions, n_families), -1 … 1: the part of the neighbours' weight. A
        question does not vote for itself.
    """
    graph = _weights(near, n_rows)
    table = exemplars.table(n_rows, n_families)
    return (graph @ table).astype(np.float32)


def believed(
    exemplars: Exemplars, near: Neighbours, n_rows: int, n_families: int
) -> Exemplars:
    """Weigh what agents shared by how far other agents agree near by.

    An article that is pasted everywhere (opening hours, the front page) is shared near
    questions of all kinds, as often as anywhere else: its links say nothing. One that
    answers something is shared again by the neighbours of those it was shared with.
    From twice as often as anywhere on they are believed fully; the first few exemplars
    of an article are without that.

    Args:
        exemplars: what agents shared, all weights above 0.
        near: as for `votes`.
        n_rows: as for `votes`.
        n_families: how many there are.
    """
    graph = _weights(near, n_rows)
    table = exemplars.table(n_rows, n_families)
    voters = graph @ table.sum(axis=1)
    inside = exemplars.row < len(voters)
    rows, families = exemplars.row[inside], exemplars.family[inside]
    heard = voters[rows] > 0
    rows, families = rows[heard], families[heard]
    if not len(rows):
        return exemplars
    agreeing = np.asarray((graph @ table)[rows, families]).ravel() / voters[rows]
    count = np.bincount(families, minlength=n_families)
    agreement = np.bincount(families, agreeing, n_families) / np.maximum(count, 1)
    chance = np.asarray(table.sum(axis=0)).ravel() / table.sum()
    oftener = np.clip(
        np.log2(np.maximum(agreement, 1e-9) / np.maximum(chance, 1e-9)), 0, 1
    )
    sure = (count * oftener + TRUSTED) / (count + TRUSTED)
    return Exemplars(
        exemplars.row,
        exemplars.family,
        (exemplars.weight * sure[exemplars.family]).astype(np.float32),
    )


def vote_weight(
    scores: Scores | NDArray[np.float32],
    ballots: Any,
    shared: Sequence[Sequence[int]],
) -> float:
    """Choose how much the votes of the neighbours count, on the shared articles alone.

    Where agents share often, neighbours know better than the article's text; where they
    share seldom, one stray link would speak for everything near it. The contacts with a
    shared article tell: the weight that predicts them best from the others', and the
    smallest of equals.

    Args:
        scores: (n_questions, n_families), without votes.
        ballots: sparse (n_questions, n_families), as `votes` returns them.
        shared: for every question, the families agents shared in its contact.

    Returns:
        One of `WEIGHTS`, that the ballots are multiplied by.
    """
    pairs = [(row, family) for row, chosen in enumerate(shared) for family in chosen]
    if len(pairs) < FEWEST_SHARED:
        return 0.0
    rows, truth = (np.array(column) for column in zip(*pairs, strict=True))
    right = np.zeros(len(WEIGHTS), dtype=np.int64)
    for some in blocks(len(pairs), scores.shape[1]):
        text, said = scores[rows[some]], ballots[rows[some]].toarray()
        for place, weight in enumerate(WEIGHTS):
            best = (text + weight * said).argmax(axis=1)
            right[place] += (best == truth[some]).sum()
    return WEIGHTS[int(np.argmax(right))]


def _weights(near: Neighbours, n_rows: int) -> Any:
    """Return the neighbours' parts of one vote, sparse (n_questions, n_rows)."""
    from scipy.sparse import csr_array

    n_questions, k = near.row.shape
    own = np.arange(n_questions)[:, None] == near.row
    weight = np.where(
        (near.row >= 0) & ~own, np.maximum(near.similarity, 0) ** SHARPNESS, 0
    )
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    rows = np.repeat(np.arange(n_questions), k)
    places = (rows, np.maximum(near.row, 0).ravel())
    return csr_array((weight.ravel(), places), shape=(n_questions, n_rows))


STRAY = 0.1  # links where nothing answers, for each one where something does
ALIKE = 0.5  # contacts of one group are alike: each is half an observation
STRONGEST = 3.0  # log-odds: one clue among others
MOST_OFTEN = 0.9  # share of contacts with a link that can be expected of any channel


def sharing_odds(
    shared: NDArray[np.floating],
    channels: Sequence[str],
    labels: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return how much agents' links change the odds that a question is answered.

    Where an article answers, agents share it as often as their channel allows; a group
    in which they never do, while elsewhere in the channel they often do, has none.
    Nobody shares a link on the phone, so phone calls say nothing.

    Args:
        shared: (n_questions,), 0 … 1: how surely an agent shared an article that
            answers in its contact.
        channels: n_questions channels.
        labels: (n_questions,) groups of questions that ask the same.

    Returns:
        (n_questions,) logarithms of odds, -3 … 3, the same for all of a group: the
        likelihood ratio of a binomial count under both cases.
    """
    if not len(shared):
        return np.zeros(0)
    _, channel = np.unique(np.asarray(channels), return_inverse=True)
    usual = np.bincount(channel, shared) / np.bincount(channel)
    expected = np.minimum(usual / COVERED_PRIOR, MOST_OFTEN)[channel]
    without = np.log((1 - expected) / (1 - expected * STRAY))
    told = shared * -np.log(STRAY) + (1 - shared) * without
    told[expected == 0] = 0
    total = ALIKE * np.bincount(labels, told)
    return np.asarray(np.clip(total, -STRONGEST, STRONGEST)[labels])
