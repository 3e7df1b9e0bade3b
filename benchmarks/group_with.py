#!/usr/bin/env python
"""Group questions in one way, in a process of its own, and write the groups down.

`peers.py` starts it: `group_with.py WAY IN OUT`. The clock starts when the libraries
are loaded and a few questions have gone the same way, so nothing is compiled on it.
"""

import json
import pickle
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from questions import Questions

from gapfinder.engine.clustering import average_linkage
from gapfinder.engine.embeddings.nearest_neighbours import find_neighbours

Labels = NDArray[np.int64]  # (n_questions,), -1 for what is in no group

WARM_UP = 500  # questions
SEED = 1


def gapfinder(asked: Questions) -> Labels:
    """As the main job does it: with the languages, and what agents answered."""
    return _gapfinder(asked, coarser=0)


def gapfinder_coarse(asked: Questions) -> Labels:
    """The larger groups that the main job judges coverage by besides."""
    return _gapfinder(asked, coarser=average_linkage.COARSER)


def _gapfinder(asked: Questions, *, coarser: float) -> Labels:
    space = average_linkage.need_space(
        asked.vectors,
        asked.locales,
        asked.answers,
        asked.answered,
        styles=asked.styles,
    )
    neighbours = find_neighbours(space)
    threshold = average_linkage.threshold(neighbours, has_articles=asked.written)
    return average_linkage.group(space, neighbours, similarity=threshold - coarser)


def bertopic(asked: Questions) -> Labels:
    """All defaults: UMAP to 5 dimensions, HDBSCAN from 10 questions, topics' words."""
    from bertopic import BERTopic

    topics, _ = BERTopic().fit_transform(asked.texts, asked.vectors)
    return np.array(topics)


def community_detection(asked: Questions) -> Labels:
    """All defaults: cosine 0.75 to the centre, from 10 questions."""
    from sentence_transformers.util import community_detection

    labels = np.full(len(asked.vectors), -1)
    for place, rows in enumerate(community_detection(asked.vectors)):
        labels[rows] = place
    return labels


def k_means(asked: Questions) -> Labels:
    """With √(n/2) groups: a rule of thumb, as nobody knows how many needs there are."""
    return _k_means(asked.vectors, round(np.sqrt(len(asked.vectors) / 2)))


def k_means_told(asked: Questions) -> Labels:
    """With as many groups as there are needs, which only the labels know."""
    return _k_means(asked.vectors, asked.needs)


def _k_means(vectors: NDArray[np.float32], k: int) -> Labels:
    from sklearn.cluster import KMeans

    return np.asarray(KMeans(k, random_state=SEED).fit_predict(vectors))


TOLD = "k-means, true k"
WAYS: dict[str, Callable[[Questions], Labels]] = {
    "gapfinder": gapfinder,
    "gapfinder, coarse": gapfinder_coarse,
    "BERTopic": bertopic,
    "k-means, k = √(n/2)": k_means,
    TOLD: k_means_told,
    "community detection": community_detection,
}


def peak_memory(process: int | str = "self") -> int:
    """Return the most bytes a process held, from its start to now; on Linux only.

    `getrusage` would count the memory of the process that started it as well.
    """
    status = Path(f"/proc/{process}/status").read_text()
    [kilobytes] = re.findall(r"VmHWM:\s+(\d+)", status)
    return int(kilobytes) * 1024


def main() -> None:
    way, source, target = sys.argv[1:]
    with Path(source).open("rb") as file:
        asked = pickle.load(file)
    WAYS[way](asked.first(WARM_UP))
    start = perf_counter()
    labels = WAYS[way](asked).tolist()
    told = {"seconds": perf_counter() - start, "memory": peak_memory()}
    Path(target).write_text(json.dumps(told | {"labels": labels}))


if __name__ == "__main__":
    main()
