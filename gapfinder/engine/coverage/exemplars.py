"""Exemplars: questions with a known answer, whose neighbours vote for the article.

An exemplar comes from an article that an agent shared in a contact, or from an editor's
verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.embeddings.nearest_neighbours import Neighbours

from .coverage_model import COVERED_PRIOR
from .score_matrix import Scores, blocks

SHARPNESS = 4  # power of the cosine: the nearest neighbours count most
WEIGHTS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
MIN_SHARED_CONTACTS = 5  # with a shared article, to choose a vote weight
TRUSTED_LINKS = 2  # of an article, which count before neighbours confirm them


@dataclass(frozen=True, slots=True)
class Exemplars:
    """Pairs of a question and a family; all arrays have shape (n,)."""

    row: NDArray[np.int64]  # of the questions among which neighbours were searched
    family: NDArray[np.int64]
    weight: NDArray[np.float32]  # 1: the family surely answers, -1: surely not

    @classmethod
    def shared(cls, families: Sequence[Sequence[int]]) -> "Exemplars":
        """Return the shared articles; the links of a contact divide one vote."""
        counts = [len(contact_families) for contact_families in families]
        return cls(
            np.repeat(np.arange(len(families)), counts),
            np.array(
                [
                    family
                    for contact_families in families
                    for family in contact_families
                ],
                np.int64,
            ),
            np.repeat([1 / max(count, 1) for count in counts], counts).astype("f4"),
        )

    def table(self, n_rows: int, n_families: int) -> Any:
        """Return a sparse array of the weights, (n_rows, n_families)."""
        from scipy.sparse import csr_array

        indices = (self.row, self.family)
        return csr_array((self.weight, indices), shape=(n_rows, n_families))


def votes(
    exemplars: Exemplars, neighbours: Neighbours, n_rows: int, n_families: int
) -> Any:
    """Return the votes of each question's neighbours for each family.

    Args:
        exemplars: of `n_rows` questions.
        neighbours: the nearest of those rows for the first n_questions of them.
        n_rows: number of questions, exemplars of other windows included.
        n_families: number of families.

    Returns:
        Sparse (n_questions, n_families), -1 … 1: the share of the neighbours' weight. A
        question does not vote for itself.
    """
    graph = _weights(neighbours, n_rows)
    table = exemplars.table(n_rows, n_families)
    return (graph @ table).astype(np.float32)


def weigh_links(
    exemplars: Exemplars, neighbours: Neighbours, n_rows: int, n_families: int
) -> Exemplars:
    """Weigh shared articles by how often agents share them with similar questions.

    An article that agents paste everywhere (opening hours, the front page) is shared
    near all kinds of questions, as often as anywhere else, so its links prove nothing.
    An article that answers a need is shared again with the neighbours of its questions.
    Links count fully from twice the overall rate on; the first `TRUSTED_LINKS` of an
    article count without that.

    Args:
        exemplars: shared articles, all weights above 0.
        neighbours: as for `votes`.
        n_rows: as for `votes`.
        n_families: number of families.
    """
    graph = _weights(neighbours, n_rows)
    table = exemplars.table(n_rows, n_families)
    voters = graph @ table.sum(axis=1)
    is_question = exemplars.row < len(voters)
    rows, families = exemplars.row[is_question], exemplars.family[is_question]
    has_voters = voters[rows] > 0
    rows, families = rows[has_voters], families[has_voters]
    if not len(rows):
        return exemplars
    agreeing_share = np.asarray((graph @ table)[rows, families]).ravel() / voters[rows]
    count = np.bincount(families, minlength=n_families)
    agreement = np.bincount(families, agreeing_share, n_families) / np.maximum(count, 1)
    chance = np.asarray(table.sum(axis=0)).ravel() / table.sum()
    excess = np.clip(
        np.log2(np.maximum(agreement, 1e-9) / np.maximum(chance, 1e-9)), 0, 1
    )
    trust = (count * excess + TRUSTED_LINKS) / (count + TRUSTED_LINKS)
    return Exemplars(
        exemplars.row,
        exemplars.family,
        (exemplars.weight * trust[exemplars.family]).astype(np.float32),
    )


def vote_weight(
    scores: Scores | NDArray[np.float32],
    neighbour_votes: Any,
    shared: Sequence[Sequence[int]],
) -> float:
    """Choose the weight of the neighbours' votes by cross-validation on shared links.

    Where agents often share articles, neighbours predict the article better than its
    text does; where they seldom do, one stray link would decide for all neighbours. The
    function returns the weight whose votes best predict the shared articles of each
    contact from those of the others; of equals, the smallest.

    Args:
        scores: (n_questions, n_families), without votes.
        neighbour_votes: sparse (n_questions, n_families), as `votes` returns them.
        shared: for every question, the families that agents shared in its contact.

    Returns:
        One of `WEIGHTS`, a factor of the neighbours' votes.
    """
    pairs = [
        (row, family)
        for row, contact_families in enumerate(shared)
        for family in contact_families
    ]
    if len(pairs) < MIN_SHARED_CONTACTS:
        return 0.0
    rows, true_families = (np.array(column) for column in zip(*pairs, strict=True))
    n_correct = np.zeros(len(WEIGHTS), dtype=np.int64)
    for block in blocks(len(pairs), scores.shape[1]):
        text_scores, votes = scores[rows[block]], neighbour_votes[rows[block]].toarray()
        for place, weight in enumerate(WEIGHTS):
            best = (text_scores + weight * votes).argmax(axis=1)
            n_correct[place] += (best == true_families[block]).sum()
    return WEIGHTS[int(np.argmax(n_correct))]


def _weights(neighbours: Neighbours, n_rows: int) -> Any:
    """Return each neighbour's part of one vote, sparse (n_questions, n_rows)."""
    from scipy.sparse import csr_array

    n_questions, k = neighbours.row.shape
    is_itself = np.arange(n_questions)[:, None] == neighbours.row
    weight = np.where(
        (neighbours.row >= 0) & ~is_itself,
        np.maximum(neighbours.similarity, 0) ** SHARPNESS,
        0,
    )
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    rows = np.repeat(np.arange(n_questions), k)
    indices = (rows, np.maximum(neighbours.row, 0).ravel())
    return csr_array((weight.ravel(), indices), shape=(n_questions, n_rows))


STRAY_RATE = 0.1  # links without an answer, for each link with one
OBSERVATION_WEIGHT = 0.5  # of a contact: contacts of a group are not independent
MAX_LOG_ODDS = 3.0  # links are one clue among others
MAX_EXPECTED_RATE = 0.9  # share of contacts with a link, in any channel


def sharing_odds(
    shared: NDArray[np.floating],
    channels: Sequence[str],
    labels: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return how much agents' links change the log-odds that a question is answered.

    Where an article answers, agents share it at the usual rate of their channel. A
    group without links, in a channel where agents often share links, probably has no
    article. Agents share no links on the phone, so phone calls change nothing.

    Args:
        shared: (n_questions,), 0 … 1: the weight of the shared articles of the
            question's contact.
        channels: n_questions channels.
        labels: (n_questions,) groups of questions that ask the same.

    Returns:
        (n_questions,) log-odds, -3 … 3, the same for all questions of a group: the
        likelihood ratio of a binomial count under both cases.
    """
    if not len(shared):
        return np.zeros(0)
    _, channel = np.unique(np.asarray(channels), return_inverse=True)
    mean_rate = np.bincount(channel, shared) / np.bincount(channel)
    expected = np.minimum(mean_rate / COVERED_PRIOR, MAX_EXPECTED_RATE)[channel]
    log_ratio_without = np.log((1 - expected) / (1 - expected * STRAY_RATE))
    log_ratio = shared * -np.log(STRAY_RATE) + (1 - shared) * log_ratio_without
    log_ratio[expected == 0] = 0
    total = OBSERVATION_WEIGHT * np.bincount(labels, log_ratio)
    return np.asarray(np.clip(total, -MAX_LOG_ODDS, MAX_LOG_ODDS)[labels])
