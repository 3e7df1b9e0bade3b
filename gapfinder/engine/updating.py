"""Sort new questions into what a full run found, by those that ask nearly the same.

How sure a vote must be is learnt from the questions that are known: each of a sample is
sorted as if it were new, and what comes of it is compared with where it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .changes import NOTABLE, SURE
from .constraints import NO_GAP, Labels
from .encoders import Vectors
from .exemplars import SHARPNESS
from .grouping import NEIGHBOURS, Neighbours
from .neighbours import EXACT_UP_TO, nearest
from .reasons import CONTENT

SAMPLE = 1_000  # known questions that are sorted as if they were new
RARELY = 0.01  # of known questions are farther from their nearest than what is strange
NOBODY = -1  # in place of a row


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of n questions; all have length n."""

    need: Labels  # the number of the gap each is in or asks for, or `NO_GAP`
    family: NDArray[np.int64]  # of the nearest article, -1 for none
    score: NDArray[np.float64]  # 0 … 1, that it answers
    reason: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where n new questions belong; all have length n.

    Attributes:
        need: the number of a gap, or `NO_GAP`.
        family: of the nearest article, -1 for none.
        score: 0 … 1, that it answers.
        reason: what most of those near by have.
        like: row of the nearest known question that agrees on gap and article, or
            `NOBODY`.
        strange: that it is far from all that is known: it is in no gap, and as badly
            answered as the worst of those near by.
    """

    need: Labels
    family: NDArray[np.int64]
    score: NDArray[np.float64]
    reason: list[str]
    like: NDArray[np.int64]
    strange: NDArray[np.bool_]

    def alone(self, answered_from: float) -> NDArray[np.bool_]:
        """Return which want content, are in no gap and have no answer, (n,)."""
        wanting = np.array([name == CONTENT for name in self.reason], dtype=np.bool_)
        outside = (self.need == NO_GAP) & (self.score < answered_from)
        return np.asarray(outside & wanting)


@dataclass(frozen=True, slots=True)
class Trust:
    """How far the known questions can be trusted to say where a new one belongs.

    Attributes:
        share: of the votes near by, from which a gap is believed.
        cosine: to the nearest known question, below which a new one is strange.
        sampled: how many were sorted as if they were new.
        recovered: share of those in a gap that came to it again.
        right: share of those put into a gap that are in it.
    """

    share: float
    cosine: float
    sampled: int
    recovered: float
    right: float


def near_by(vectors: Vectors, among: Vectors, *, k: int = NEIGHBOURS) -> Neighbours:
    """Find the k nearest known questions of each, exactly however many these are.

    Args:
        vectors: (n, dimensions), unit rows.
        among: (n_known, dimensions), unit rows; one at least.
        k: how many; fewer where fewer are known.
    """
    step = max(EXACT_UP_TO**2 // len(among), 1)
    found = [
        nearest(vectors[start : start + step], among, k=min(k, len(among)))
        for start in range(0, max(len(vectors), 1), step)
    ]
    cosine, row = (np.concatenate(column) for column in zip(*found, strict=True))
    return Neighbours(row, cosine)


def sort(near: Neighbours, known: Known, trust: Trust) -> Sorted:
    """Sort questions by what their neighbours are, the nearest counting most.

    Args:
        near: rows of `known`, -1 for none; (n, k).
        known: what is sorted into.
        trust: as `trusted` returns it.
    """
    weight = _weights(near)
    need, share = _voted(weight, known.need[near.row], besides=NO_GAP)
    strange = near.similarity.max(axis=1, initial=-1.0) < trust.cosine
    need = np.where((share >= trust.share) & ~strange, need, NO_GAP)
    family, _ = _voted(weight, known.family[near.row])
    names, reason = np.unique(np.asarray(known.reason), return_inverse=True)
    named, _ = _voted(weight, reason[near.row])
    score = known.score[near.row]
    mean = (weight * score).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-9)
    worst = score.min(axis=1, initial=1.0, where=weight > 0)
    agrees = (known.need[near.row] == need[:, None]) & (weight > 0)
    agrees &= known.family[near.row] == family[:, None]
    first = agrees.argmax(axis=1)  # neighbours come nearest first
    like = np.take_along_axis(near.row, first[:, None], axis=1)[:, 0]
    return Sorted(
        need=need,
        family=family,
        score=np.where(strange, np.minimum(worst, mean), mean),
        reason=[str(names[place]) for place in named],
        like=np.where(agrees.any(axis=1), like, NOBODY),
        strange=strange,
    )


def trusted(space: Vectors, known: Known) -> tuple[Trust, Sorted]:
    """Learn how sure a vote must be, by sorting known questions as if they were new.

    A gap is believed from the share of votes at which as many of the sample are put
    into gaps as are in gaps: what is wrongly left out is made up by what is wrongly put
    in (the break-even point of precision and recall), so that the volumes of all gaps
    together neither grow nor shrink by the sorting. What is farther from its nearest
    than 99 of 100 known questions are from theirs is strange.

    Args:
        space: (n_known, dimensions), unit rows; two at least.
        known: the same questions.

    Returns:
        That, and how the sample was sorted.
    """
    rows = np.arange(0, len(space), -(-len(space) // SAMPLE))
    near = _without(near_by(space[rows], space, k=NEIGHBOURS + 1), rows)
    _, share = _voted(_weights(near), known.need[near.row], besides=NO_GAP)
    closest = near.similarity.max(axis=1, initial=-1.0)
    own = known.need[rows]
    in_gaps = int((own != NO_GAP).sum())
    least = float(np.sort(share)[-in_gaps]) if in_gaps else math.inf
    cosine = float(np.quantile(closest, RARELY, method="lower"))
    found = sort(near, known, Trust(least, cosine, len(rows), 0.0, 0.0))
    right = int(((found.need == own) & (own != NO_GAP)).sum())
    put = int((found.need != NO_GAP).sum())
    trust = Trust(
        *(max(least, 1e-9), cosine, len(rows)),
        recovered=round(right / in_gaps, 4) if in_gaps else 0.0,
        right=round(right / put, 4) if put else 0.0,
    )
    return trust, found


def needs_full_run(alone: int, of: int, *, usual: int, sampled: int) -> bool:
    """Whether more new questions than usual are alone, by far more than chance.

    Then there is something new to be found, which only a full run finds.

    Args:
        alone: new questions that want content and are neither answered nor in a gap.
        of: all new questions.
        usual: the same of the sample of known ones.
        sampled: how many these are.

    Returns:
        Whether the share is above `NOTABLE` times the usual one, and apart from it by
        `SURE` standard deviations of the difference of two shares.

    >>> needs_full_run(60, 100, usual=200, sampled=1000)
    True
    >>> needs_full_run(3, 5, usual=200, sampled=1000)  # of five anything may be
    False
    """
    if not of or not sampled:
        return False
    share, before = alone / of, usual / sampled
    both = (alone + usual) / (of + sampled)
    spread = math.sqrt(both * (1 - both) * (1 / of + 1 / sampled))
    return share > NOTABLE * before and share - before >= SURE * spread > 0


def _weights(near: Neighbours) -> NDArray[np.float64]:
    """Return what each neighbour's vote weighs, (n, k); 0 where there is none."""
    power = np.maximum(near.similarity, 0).astype(np.float64) ** SHARPNESS
    return np.asarray(np.where(near.row >= 0, power, 0))


def _voted(
    weight: NDArray[np.float64], labels: Labels, *, besides: int | None = None
) -> tuple[Labels, NDArray[np.float64]]:
    """Return the label with the most votes, and its share of all, both (n,).

    Of equals the nearest neighbour's. One label may be left out of the count, but not
    its votes; where there is no other, it is returned with a share of 0.
    """
    n, k = labels.shape
    same = labels[:, :, None] == labels[:, None, :]
    total = (same * weight[:, None, :]).sum(axis=2)
    if besides is not None:
        total = np.where(labels == besides, 0, total)
    best = total.argmax(axis=1) if k else np.zeros(n, dtype=np.int64)
    rows = np.arange(n)
    share = total[rows, best] / np.maximum(weight.sum(axis=1), 1e-9)
    label = labels[rows, best]
    if besides is not None:
        label = np.where(share > 0, label, besides)
    return label, share


def _without(near: Neighbours, rows: NDArray[np.int64]) -> Neighbours:
    """Take each question out of its own neighbours, which are one too many."""
    own = near.row == rows[:, None]
    own[~own.any(axis=1), -1] = True  # equals stand before it: the last goes
    kept = near.row.shape[0], near.row.shape[1] - 1
    return Neighbours(near.row[~own].reshape(kept), near.similarity[~own].reshape(kept))
