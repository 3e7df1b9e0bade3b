"""Fill an empty PostgreSQL database with the help centre of `needs.py`.

All texts have vectors, as if the encoders had seen them already, so that a run loads no
model. Rows go in by COPY.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from bulk import copy
from needs import (
    ASKED_IN,
    LOCALES,
    NEEDS_A_FAMILY,
    PASSAGES,
    Directions,
    Needs,
    Places,
    Vectors,
)

from gapfinder.conf import cache_dir, conf
from gapfinder.embedding_store import HALF, fingerprint
from gapfinder.engine.coverage.contact_reasons import prototype_sentences
from gapfinder.engine.embeddings.encoder import Encoder, Role
from gapfinder.engine.embeddings.ensemble import Ensemble
from gapfinder.models import (
    Article,
    Contact,
    HelpCenter,
    Passage,
    Question,
    Vector,
    VectorSpace,
)

DIMENSIONS = 384  # of both encoders


def fill(slug: str, n_contacts: int, n_families: int) -> None:
    """Make the help centre, its articles and contacts, and the vectors of their texts.

    The encoders are those of the settings; only their names are asked for.
    """
    center = HelpCenter.objects.create(slug=slug, name=slug.title(), time_zone="UTC")
    _Filling(center, Needs(n_contacts, n_families)).fill()


class _Filling:
    def __init__(self, center: HelpCenter, needs: Needs) -> None:
        self.center, self.needs = center, needs
        self.questions: list[str] = []
        self.answers: list[str] = []  # of `Needs.answered`
        self.passages: list[str] = []  # of `Needs.owner`
        self.keys = 0  # of vectors

    def fill(self) -> None:
        copy(Article, ARTICLE_COLUMNS, self._articles())
        copy(Passage, ("id", "article", "position", "kind", "text"), self._passages())
        copy(Contact, CONTACT_COLUMNS, self._contacts())
        rows = enumerate(self.questions, 1)
        questions = ((key, key, 0, text) for key, text in rows)
        copy(Question, ("id", "contact", "position", "text"), questions)
        self._vectors()

    def _articles(self) -> Iterator[tuple[Any, ...]]:
        for key, row in enumerate(self.needs.articles(), 1):
            title = f"Article {row['external_id']}"
            named = ("external_id", "locale", "translation_of")
            yield key, self.center.pk, title, *(row[name] for name in named)

    def _passages(self) -> Iterator[tuple[Any, ...]]:
        for row, article in enumerate(self.needs.owner.tolist()):
            family = int(self.needs.family[article])
            place = row % PASSAGES
            text = self.needs.text(NEEDS_A_FAMILY * family, ASKED_IN)
            self.passages.append(text)
            yield row + 1, article + 1, place, "body" if place else "title", text

    def _contacts(self) -> Iterator[tuple[Any, ...]]:
        for key, asked in enumerate(self.needs.contacts(), 1):
            row = asked.contact
            self.questions.append(asked.question)
            turns = [{"speaker": "customer", "text": asked.question}]
            if row["answer"]:
                self.answers.append(row["answer"])
                turns.append({"speaker": "agent", "text": row["answer"]})
            values = (row[name] for name in CONTACT_COLUMNS[3:])
            told = (
                json.dumps(value) if isinstance(value, list | dict) else value
                for value in values
            )
            yield key, self.center.pk, json.dumps(turns), *told

    def _vectors(self) -> None:
        """Of the first encoder for all, of the second for the texts of its language."""
        ensemble = Ensemble.of(conf().encoder, cache=cache_dir())
        self._store(ensemble.first, lambda places: np.arange(len(places)))
        if ensemble.second:
            spoken = np.array(LOCALES)
            self._store(
                ensemble.second,
                lambda places: ensemble.read_by_second(spoken[places].tolist()),
            )

    def _store(self, encoder: Encoder, read: Callable[[Places], Places]) -> None:
        """Store the vectors of the texts that an encoder reads, by their languages."""
        needs = self.needs
        made = Directions(needs, DIMENSIONS)
        space = VectorSpace.objects.create(encoder=encoder.identity)
        answered_in = needs.spoken[needs.answered]
        kinds: tuple[tuple[Role, list[str], Places, Callable[[], Vectors]], ...] = (
            ("question", self.questions, needs.spoken, made.questions),
            ("passage", self.answers, answered_in, made.answers),
            ("passage", self.passages, needs.language[needs.owner], made.passages),
        )
        vectors: dict[bytes, bytes] = {}
        for role, texts, languages, near in kinds:
            rows = read(languages)
            halves = near()[rows].astype(HALF)
            for row, values in zip(rows.tolist(), halves, strict=True):
                vectors[fingerprint(texts[row], role)] = values.tobytes()
        sentences = prototype_sentences()
        halves = made.unit(len(sentences)).astype(HALF)
        for text, values in zip(sentences, halves, strict=True):
            vectors[fingerprint(text, "question")] = values.tobytes()
        rows_of_space = (
            (self.keys + place, space.pk, *pair)
            for place, pair in enumerate(vectors.items(), 1)
        )
        copy(Vector, ("id", "space", "fingerprint", "values"), rows_of_space)
        self.keys += len(vectors)


ARTICLE_COLUMNS = (
    *("id", "help_center", "title", "external_id", "locale", "translation_of"),
)
CONTACT_COLUMNS = (
    *("id", "help_center", "turns", "external_id", "received_at", "channel", "locale"),
    *("customer", "articles_shared", "handle_seconds", "csat", "answer", "signals"),
)
