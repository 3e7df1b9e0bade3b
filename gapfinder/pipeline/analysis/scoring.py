"""Score: how close every family of articles comes to every question of a window."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.clustering import average_linkage
from gapfinder.engine.coverage import exemplars, similarity
from gapfinder.engine.coverage.evidence import Scored
from gapfinder.engine.coverage.exemplars import Exemplars
from gapfinder.engine.coverage.score_matrix import Rows, Scores
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window import Window


def spaces(window: Window, encoded: Encoded) -> tuple[Vectors, Vectors]:
    """Return questions, and all that teach after them, where needs lie together."""
    texts = encoded.questions
    if len(encoded.taught):
        texts = np.concatenate([*([texts] if len(texts) else []), encoded.taught])
    around = average_linkage.need_space(
        texts,
        [*window.locales, *window.taught_locales],
        encoded.answers,
        window.answered,
        styles=[*window.styles, *window.taught_styles],
    )
    return around[: len(window.questions)], around


def scores(
    window: Window, encoded: Encoded, near: average_linkage.Neighbours, links: Exemplars
) -> Scored:
    """Score by the words of articles, by agents' answers and by shared articles.

    Args:
        window: what was asked and is published.
        encoded: its vectors.
        near: the nearest questions, taught ones among them.
        links: what agents shared, as `shared` believes it.
    """
    library = encoded.library
    if library is None or not len(window.questions):
        none = Scores.of(np.zeros((len(window.questions), 0), dtype=np.float32))
        return Scored(none, np.zeros(0, dtype=np.float32))
    close: Rows = similarity.closeness(
        encoded.questions, window.locales, library, styles=window.styles
    )
    if len(window.answered):
        spoken = [window.locales[row] for row in window.answered]
        told = similarity.closeness(encoded.answers, spoken, library)
        close = similarity.add_answers(close, told, window.answered)
    damped = similarity.damp_hubs(close)
    kept = Scores.of(damped)
    if not len(links.row):
        return Scored(kept, -damped.less)
    size = _size(window, library.n_families)
    ballots = exemplars.votes(links, near, *size)
    weight = exemplars.vote_weight(kept, ballots, window.shared)
    votes = np.float32(weight) * ballots
    return Scored(kept.plus(votes), -damped.less, votes)


def shared(
    window: Window, near: average_linkage.Neighbours, n_families: int
) -> Exemplars:
    """Return what agents shared, as far as it can be believed."""
    links = Exemplars.shared([*window.shared, *window.taught_shared])
    if not len(links.row):
        return links
    return exemplars.believed(links, near, *_size(window, n_families))


def sharing_odds(
    window: Window, links: Exemplars, labels: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return what it tells of every question how often links come near it."""
    n_questions = len(window.questions)
    share = np.bincount(links.row, links.weight, n_questions)[:n_questions]
    channels = [str(window.contacts[row].channel) for row in window.contact_of]
    return exemplars.sharing_odds(np.minimum(share, 1), channels, labels)


def _size(window: Window, n_families: int) -> tuple[int, int]:
    return len(window.questions) + len(window.outside), n_families


def verdicts(window: Window, near: average_linkage.Neighbours, n_families: int) -> Any:
    """Return what editors said, -1 … 1, of each question or of those near by.

    Returns:
        Sparse (n_questions, n_families), or None where they said nothing.
    """
    inside, outside = window.verdicts, window.taught_verdicts
    said = Exemplars(
        np.concatenate([inside.row, outside.row + len(window.questions)]),
        np.concatenate([inside.family, outside.family]),
        np.concatenate([inside.weight, outside.weight]),
    )
    if not len(said.row) or not n_families or not len(window.questions):
        return None
    size = _size(window, n_families)
    outright = said.table(*size)[: len(window.questions)]
    near_by = exemplars.votes(said, near, *size)
    # Of whom an editor said anything, "partly" too, the neighbours say nothing.
    spoken_of = replace(said, weight=np.ones_like(said.weight)).table(*size)
    return outright + near_by - near_by * spoken_of[: len(window.questions)]
