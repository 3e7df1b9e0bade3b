"""Score: how close every family of articles comes to every question of a window."""

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine import exemplars, grouping, matching
from gapfinder.engine.encoders import Vectors
from gapfinder.engine.evidence import Scored
from gapfinder.engine.exemplars import Exemplars

from .encoding import Encoded
from .reading import Window


def spaces(window: Window, encoded: Encoded) -> tuple[Vectors, Vectors]:
    """Return questions, and all that teach after them, where needs lie together."""
    texts = [texts for texts in (encoded.questions, encoded.taught) if len(texts)]
    around = grouping.need_space(
        np.concatenate(texts) if texts else encoded.questions,
        [*window.locales, *window.taught_locales],
        encoded.answers,
        window.answered,
        styles=[*window.styles, *window.taught_styles],
    )
    return around[: len(window.questions)], around


def scores(window: Window, encoded: Encoded, near: grouping.Neighbours) -> Scored:
    """Score by the words of articles, by agents' answers and by shared articles.

    Args:
        window: what was asked and is published.
        encoded: its vectors.
        near: the nearest questions, taught ones among them.
    """
    from scipy.sparse import csr_array

    library = encoded.library
    if library is None or not len(window.questions):
        none = np.zeros((len(window.questions), 0), dtype=np.float32)
        return Scored(none, np.zeros(0, dtype=np.float32))
    close = matching.closeness(
        encoded.questions, window.locales, library, styles=window.styles
    )
    spoken = [window.locales[row] for row in window.answered]
    close = matching.add_answers(
        close, encoded.answers, window.answered, spoken, library
    )
    before = close[0].copy()
    damped = matching.damp_hubs(close)
    damping = damped[0] - before
    shared = Exemplars.shared([*window.shared, *window.taught_shared])
    if not len(shared.row):
        return Scored(damped, damping)
    size = (len(window.questions) + len(window.outside), library.n_families)
    ballots = exemplars.votes(exemplars.believed(shared, near, *size), near, *size)
    weight = exemplars.vote_weight(damped, ballots, window.shared)
    votes = np.float32(weight) * ballots
    return Scored(damped + votes, damping, csr_array(votes))


def verdicts(
    window: Window, near: grouping.Neighbours, n_families: int
) -> NDArray[np.float32] | None:
    """Return what editors said, -1 … 1, of each question or of those near by.

    Returns:
        (n_questions, n_families), or None where they said nothing.
    """
    inside, outside = window.verdicts, window.taught_verdicts
    said = Exemplars(
        np.concatenate([inside.question, outside.question + len(window.questions)]),
        np.concatenate([inside.family, outside.family]),
        np.concatenate([inside.weight, outside.weight]),
    )
    if not len(said.row):
        return None
    size = (len(window.questions) + len(window.outside), n_families)
    outright = said.table(*size)[: len(window.questions)].toarray()
    near_by = exemplars.votes(said, near, *size)
    return np.where(outright != 0, outright, near_by).astype(np.float32)
