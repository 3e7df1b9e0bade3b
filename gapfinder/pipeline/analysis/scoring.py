"""Scores: how close every family of articles comes to every question of a window."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.clustering import average_linkage
from gapfinder.engine.clustering.constraints import Labels
from gapfinder.engine.coverage import exemplars, similarity
from gapfinder.engine.coverage.evidence import Scored
from gapfinder.engine.coverage.exemplars import Exemplars
from gapfinder.engine.coverage.score_matrix import Rows, Scores
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.embeddings.nearest_neighbours import Neighbours
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window_features import WindowFeatures


@dataclass(frozen=True, slots=True)
class Matches:
    """The scores of articles, and the feedback of agents and editors.

    Attributes:
        scored: the scores of all questions and families, and their parts.
        links: the articles that agents shared, weighed by how far others agree.
        verdicts: sparse (n_questions, n_families), editors' verdicts on each question
            or those near by, -1 … 1; None where there are none.
    """

    scored: Scored
    links: Exemplars
    verdicts: Any


def need_spaces(features: WindowFeatures, encoded: Encoded) -> tuple[Vectors, Vectors]:
    """Return vectors of questions, and of exemplars, where equal needs lie together."""
    questions, exemplars = features.questions, features.exemplars
    vectors = encoded.questions
    if len(encoded.exemplars):
        own = [vectors] if len(vectors) else []
        vectors = np.concatenate([*own, encoded.exemplars])
    space = average_linkage.need_space(
        vectors,
        [*questions.locales, *exemplars.locales],
        encoded.answers,
        features.answered,
        styles=[*questions.styles, *exemplars.styles],
    )
    return space[: len(questions)], space[len(questions) :]


def match(
    features: WindowFeatures, encoded: Encoded, neighbours: Neighbours
) -> Matches:
    """Score all families by their texts, agents' answers, and the feedback.

    Args:
        features: what was asked and is published.
        encoded: its vectors.
        neighbours: the nearest questions of each, exemplars among them.
    """
    links = _links(features, neighbours)
    return Matches(
        scored=_scores(features, encoded, neighbours, links),
        links=links,
        verdicts=_verdicts(features, neighbours),
    )


def sharing_odds(
    features: WindowFeatures, links: Exemplars, labels: Labels
) -> NDArray[np.float64]:
    """Return log-odds (n_questions,) by how often agents share links in each group."""
    n_questions = len(features.questions)
    share = np.bincount(links.row, links.weight, n_questions)[:n_questions]
    channels = [str(contact.channel) for contact in features.questions.contacts]
    return exemplars.sharing_odds(np.minimum(share, 1), channels, labels)


def _links(features: WindowFeatures, neighbours: Neighbours) -> Exemplars:
    links = Exemplars.shared([*features.questions.shared, *features.exemplars.shared])
    if not len(links.row):
        return links
    return exemplars.weigh_links(links, neighbours, *_size(features))


def _scores(
    features: WindowFeatures,
    encoded: Encoded,
    neighbours: Neighbours,
    links: Exemplars,
) -> Scored:
    library, questions = encoded.library, features.questions
    if library is None or not len(questions):
        none = Scores.of(np.zeros((len(questions), 0), dtype=np.float32))
        return Scored(none, np.zeros(0, dtype=np.float32))
    by_words: Rows = similarity.article_similarity(
        encoded.questions, questions.locales, library, styles=questions.styles
    )
    if len(features.answered):
        by_answers = similarity.article_similarity(
            encoded.answers, features.answer_locales, library
        )
        by_words = similarity.add_answers(by_words, by_answers, features.answered)
    damped = similarity.damp_hubs(by_words)
    scores = Scores.of(damped)
    if not len(links.row):
        return Scored(scores, -damped.reduction)
    neighbour_votes = exemplars.votes(links, neighbours, *_size(features))
    weight = exemplars.vote_weight(scores, neighbour_votes, questions.shared)
    votes = np.float32(weight) * neighbour_votes
    return Scored(scores.plus(votes), -damped.reduction, votes)


def _verdicts(features: WindowFeatures, neighbours: Neighbours) -> Any:
    questions = features.questions
    inside, outside = questions.verdicts, features.exemplars.verdicts
    verdicts = Exemplars(
        np.concatenate([inside.row, outside.row + len(questions)]),
        np.concatenate([inside.family, outside.family]),
        np.concatenate([inside.weight, outside.weight]),
    )
    size = _size(features)
    if not len(verdicts.row) or not size[1] or not len(questions):
        return None
    outright = verdicts.table(*size)[: len(questions)]
    near_by = exemplars.votes(verdicts, neighbours, *size)
    # Questions with a verdict, "partly" too, ignore the neighbours' votes.
    judged = replace(verdicts, weight=np.ones_like(verdicts.weight)).table(*size)
    return outright + near_by - near_by * judged[: len(questions)]


def _size(features: WindowFeatures) -> tuple[int, int]:
    """Return how many questions there are, exemplars among them, and families."""
    n_rows = len(features.questions) + len(features.exemplars)
    return n_rows, len(features.articles.originals)
