"""Embedding of a window: find its new texts, and return the vectors of all texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gapfinder.conf import cache_dir, conf
from gapfinder.embedding_store import Progress, rows_to_encode, vectors_of
from gapfinder.engine.coverage.contact_reasons import prototype_sentences
from gapfinder.engine.coverage.similarity import ArticleIndex
from gapfinder.engine.embeddings.encoder import Encoder, Role, Vectors
from gapfinder.engine.embeddings.ensemble import EncodedTexts, Ensemble, combine
from gapfinder.models import Chunk, Passage

from .window_features import QuestionFeatures, WindowFeatures

Kind = Chunk.Kind

_cached: list[Ensemble] = []  # one at most: a model is half a gigabyte


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of a window."""

    questions: Vectors
    answers: Vectors
    exemplars: Vectors  # of labelled questions outside the window
    library: ArticleIndex | None  # None if no article has text
    asked: Vectors  # questions as the ensemble's first encoder alone sees them
    prototypes: Vectors  # by the same encoder: their languages are mixed


def ready_ensemble() -> Ensemble:
    """Return the encoders of the settings, with the models this process has loaded.

    Their identity is read again at every call, so a new model in a folder is noticed.

    Raises:
        EncoderError: an encoder cannot be found.
    """
    ensemble = Ensemble.of(conf().encoder, cache=cache_dir())
    if not (_cached and _cached[0].identity == ensemble.identity):
        _cached[:] = [ensemble]
    return _cached[0]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one kind, each with its language and the key of its row."""

    texts: Sequence[str]
    role: Role
    locales: Sequence[str]
    kind: Kind
    keys: Sequence[int]

    def seen_by(self, ensemble: Ensemble, progress: Progress) -> EncodedTexts:
        first = vectors_of(self.texts, self.role, ensemble.first, progress=progress)
        read = ensemble.read_by_second(self.locales)
        if ensemble.second is None or not len(read):
            return EncodedTexts(first, self.locales, np.zeros((0, 0), np.float32), read)
        texts = [self.texts[row] for row in read]
        second = vectors_of(texts, self.role, ensemble.second, progress=progress)
        return EncodedTexts(first, self.locales, second, read)

    def subset(self, rows: Iterable[int]) -> "Texts":
        return Texts(
            [self.texts[row] for row in rows],
            self.role,
            [self.locales[row] for row in rows],
            self.kind,
            [self.keys[row] for row in rows],
        )


@dataclass(frozen=True, slots=True)
class NewTexts:
    """Distinct texts that one encoder has no vector of, longest first."""

    encoder: Encoder
    texts: Texts


def new_texts(kinds: Sequence[Texts], ensemble: Ensemble) -> list[NewTexts]:
    """Return the texts that are not encoded yet, with the keys of their rows."""
    new = _new_to(ensemble.first, kinds)
    if ensemble.second is not None:
        read = [kind.subset(ensemble.read_by_second(kind.locales)) for kind in kinds]
        new += _new_to(ensemble.second, read)
    return new


def texts_to_encode(new: Sequence[NewTexts], ensemble: Ensemble) -> int:
    """Count the vectors to encode: of new texts, and of prototype sentences."""
    ours = prototype_sentences()
    unread = {ours[row] for row in rows_to_encode(ours, "question", ensemble.first)}
    for part in new:
        if part.encoder is ensemble.first and part.texts.role == "question":
            unread.difference_update(part.texts.texts)
    return len(unread) + sum(len(part.texts.texts) for part in new)


def encode(features: WindowFeatures, ensemble: Ensemble, progress: Progress) -> Encoded:
    """Return the vectors of all texts, encoding those that are new.

    Answers are written like articles, so they are encoded as passages.
    """
    seen = [kind.seen_by(ensemble, progress) for kind in texts_of(features)]
    prototypes = vectors_of(
        prototype_sentences(), "question", ensemble.first, progress=progress
    )
    passages, questions, answers, exemplars = combine(seen)
    return Encoded(
        questions=questions,
        answers=answers,
        exemplars=exemplars,
        library=_library(features, passages),
        asked=seen[1].first,
        prototypes=prototypes,
    )


def texts_of(features: WindowFeatures) -> tuple[Texts, Texts, Texts, Texts]:
    """Return passages, questions, answers and exemplars."""
    articles, questions = features.articles, features.questions
    return (
        Texts(
            [passage.text for passage in articles.passages],
            "passage",
            articles.passage_locales,
            Kind.PASSAGE,
            [passage.pk for passage in articles.passages],
        ),
        _question_texts(questions),
        Texts(
            features.answers,
            "passage",
            features.answer_locales,
            Kind.ANSWER,
            [questions.contacts[row].pk for row in features.answered],
        ),
        _question_texts(features.exemplars),
    )


def _question_texts(questions: QuestionFeatures) -> Texts:
    keys = [question.pk for question in questions.questions]
    return Texts(questions.texts, "question", questions.locales, Kind.QUESTION, keys)


def _new_to(encoder: Encoder, kinds: Sequence[Texts]) -> list[NewTexts]:
    """Return texts without a vector of an encoder, each in the first of its kinds."""
    seen: set[tuple[Role, str]] = set()
    new = []
    for kind in kinds:
        rows = [
            row
            for row in rows_to_encode(kind.texts, kind.role, encoder)
            if (kind.role, kind.texts[row]) not in seen
        ]
        seen.update((kind.role, kind.texts[row]) for row in rows)
        if rows:
            new.append(NewTexts(encoder, kind.subset(rows)))
    return new


def _library(features: WindowFeatures, passages: Vectors) -> ArticleIndex | None:
    articles = features.articles
    if not articles.articles:
        return None
    return ArticleIndex(
        family=articles.families,
        locale=articles.locales,
        passages=passages,
        owner=articles.passage_owners,
        is_title=np.array(
            [passage.kind == Passage.Kind.TITLE for passage in articles.passages]
        ),
    )
