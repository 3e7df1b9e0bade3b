"""The questions of labelled sets, encoded: what the ways to group are compared on."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from gapfinder.engine.embeddings.centering import to_unit_length  # noqa: E402

NOISE = 1.0  # of a repeated vector: as long as the vector is far from the mean of all
SEED = 1
EVER = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is to be grouped, and how people grouped it.

    `vectors` (n, dimensions) and `answers` (n_answered, dimensions) are unit rows,
    `answered` (n_answered,) the questions that agents answered; `truth` holds a need a
    question, or None for one that does not count.
    """

    texts: list[str]
    vectors: NDArray[np.float32]
    locales: list[str]
    styles: list[str]
    answers: NDArray[np.float32]
    answered: NDArray[np.int64]
    written: bool  # an article, at least
    truth: list[str | None]

    @property
    def needs(self) -> int:
        return len({need for need in self.truth if need})

    def first(self, n: int) -> Self:
        answered = self.answered < n
        return replace(
            self._unanswered(range(min(n, len(self.texts)))),
            answers=self.answers[answered],
            answered=self.answered[answered],
            truth=self.truth[:n],
        )

    def as_many_as(self, n: int) -> Self:
        """Draw n of the questions, without their needs and answers.

        Where there are no more, vectors are repeated with noise: a copy has a cosine of
        0.7 to its original and copies have 0.5 among each other, once the mean of all
        vectors is taken from them.
        """
        chance = np.random.default_rng(SEED)
        known = len(self.texts)
        rows = chance.permutation(known)[:n]
        rows = np.concatenate([rows, chance.integers(known, size=n - len(rows))])
        drawn = self._unanswered(rows.tolist())
        copies = drawn.vectors[known:]
        noise = NOISE * to_unit_length(chance.standard_normal(copies.shape, np.float32))
        far = np.linalg.norm(copies - self.vectors.mean(axis=0), axis=1)
        drawn.vectors[known:] = to_unit_length(copies + noise * far[:, None])
        return drawn

    def _unanswered(self, rows: Sequence[int]) -> Self:
        return replace(
            self,
            texts=[self.texts[row] for row in rows],
            vectors=self.vectors[rows],
            locales=[self.locales[row] for row in rows],
            styles=[self.styles[row] for row in rows],
            answers=self.answers[:0],
            answered=self.answered[:0],
            truth=[],
        )


def joined(sets: Sequence[Questions]) -> Questions:
    """Put sets together, without their needs and answers."""
    return Questions(
        texts=list(chain.from_iterable(each.texts for each in sets)),
        vectors=np.concatenate([each.vectors for each in sets]),
        locales=list(chain.from_iterable(each.locales for each in sets)),
        styles=list(chain.from_iterable(each.styles for each in sets)),
        answers=sets[0].answers[:0],
        answered=sets[0].answered[:0],
        written=True,
        truth=[],
    )


def read(folder: Path) -> Questions:
    """Import a set through the commands and encode it; Django has been started.

    The first question of a contact has the need of the contact's label. The others do
    not count, nor do contacts that want no content (kind "none").
    """
    from evaluate import import_set, lines

    from gapfinder.conf import cache_dir, conf
    from gapfinder.engine.embeddings.ensemble import Ensemble
    from gapfinder.models import HelpCenter
    from gapfinder.pipeline.embedding import encode
    from gapfinder.pipeline.window import read_window
    from gapfinder.pipeline.window_features import WindowFeatures

    window = read_window(HelpCenter.objects.get(slug=import_set(folder)), *EVER)
    features = WindowFeatures(window)
    ensemble = Ensemble.of(conf().encoder, cache=cache_dir())
    encoded = encode(features, ensemble, lambda _: None)
    need_of = {
        str(label["contact"]): label["need"]
        for label in lines(folder / "labels.jsonl")
        if label.get("kind") != "none"
    }
    truth: list[str | None] = [None] * len(window.questions)
    for row in np.unique(window.contact_of, return_index=True)[1].tolist():
        contact = window.contacts[window.contact_of[row]]
        truth[row] = need_of.get(contact.external_id)
    return Questions(
        texts=features.questions.texts,
        vectors=encoded.questions,
        locales=window.locales,
        styles=features.questions.styles,
        answers=encoded.answers,
        answered=features.answered,
        written=encoded.library is not None,
        truth=truth,
    )
