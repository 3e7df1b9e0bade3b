"""Encode: the texts of a window become the vectors the engine thinks with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gapfinder.conf import cache_dir, conf
from gapfinder.embedding_store import Progress, rows_to_encode, vectors_of
from gapfinder.engine.coverage.contact_reasons import prototype_sentences
from gapfinder.engine.coverage.similarity import Library
from gapfinder.engine.embeddings.encoder import Encoder, Role, Vectors
from gapfinder.engine.embeddings.ensemble import Ensemble, Seen, join
from gapfinder.models import Chunk, Passage

from .window import Window

Kind = Chunk.Kind

_kept: list[Ensemble] = []  # one at most: a model is half a gigabyte


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of a window."""

    questions: Vectors
    answers: Vectors
    taught: Vectors  # of `Window.taught_texts`
    library: Library | None  # None where no article has a word
    asked: Vectors  # questions as the ensemble's first encoder alone sees them
    prototypes: Vectors  # by the same encoder: their languages are mixed


def ready_ensemble() -> Ensemble:
    """Return the encoders of the settings, with the models this process has loaded.

    What they are is looked up anew: if a folder has another model now, so have we.

    Raises:
        EncoderError: an encoder cannot be found.
    """
    found = Ensemble.of(conf().encoder, cache=cache_dir())
    if not (_kept and _kept[0].identity == found.identity):
        _kept[:] = [found]
    return _kept[0]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one kind, each with its language and the key of its row."""

    texts: Sequence[str]
    role: Role
    locales: Sequence[str]
    kind: Kind
    keys: Sequence[int]

    def seen_by(self, ensemble: Ensemble, progress: Progress) -> Seen:
        first = vectors_of(self.texts, self.role, ensemble.first, progress=progress)
        read = ensemble.read_by_second(self.locales)
        if ensemble.second is None or not len(read):
            return Seen(first, self.locales, np.zeros((0, 0), np.float32), read)
        texts = [self.texts[row] for row in read]
        second = vectors_of(texts, self.role, ensemble.second, progress=progress)
        return Seen(first, self.locales, second, read)

    def some(self, rows: Iterable[int]) -> "Texts":
        return Texts(
            [self.texts[row] for row in rows],
            self.role,
            [self.locales[row] for row in rows],
            self.kind,
            [self.keys[row] for row in rows],
        )


@dataclass(frozen=True, slots=True)
class New:
    """Texts that one encoder has no vector of, each once, longest first."""

    encoder: Encoder
    texts: Texts


def new_texts(kinds: Sequence[Texts], ensemble: Ensemble) -> list[New]:
    """Return what is not encoded yet, of texts with the keys of their rows."""
    new = _new(kinds, ensemble.first)
    if ensemble.second is not None:
        read = [kind.some(ensemble.read_by_second(kind.locales)) for kind in kinds]
        new += _new(read, ensemble.second)
    return new


def texts_to_encode(new: Sequence[New], ensemble: Ensemble) -> int:
    """Return how many vectors are to be made: those, and of sentences of our own."""
    ours = prototype_sentences()
    unread = {ours[row] for row in rows_to_encode(ours, "question", ensemble.first)}
    for each in new:
        if each.encoder is ensemble.first and each.texts.role == "question":
            unread.difference_update(each.texts.texts)
    return len(unread) + sum(len(each.texts.texts) for each in new)


def encode(window: Window, ensemble: Ensemble, progress: Progress) -> Encoded:
    """Return the vectors of all texts, encoding those that are new.

    Answers are written like articles, so they are encoded as passages.
    """
    seen = [kind.seen_by(ensemble, progress) for kind in texts_of(window)]
    prototypes = vectors_of(
        prototype_sentences(), "question", ensemble.first, progress=progress
    )
    passages, questions, answers, taught = join(seen)
    return Encoded(
        questions=questions,
        answers=answers,
        taught=taught,
        library=_library(window, passages),
        asked=seen[1].first,
        prototypes=prototypes,
    )


def texts_of(window: Window) -> tuple[Texts, Texts, Texts, Texts]:
    """Return passages, questions, answers, and questions that taught."""
    answered_in = [window.locales[row] for row in window.answered]
    contacts = [window.contacts[window.contact_of[row]].pk for row in window.answered]
    passages = [passage.text for passage in window.passages]
    return (
        Texts(
            *(passages, "passage", window.passage_locales, Kind.PASSAGE),
            [passage.pk for passage in window.passages],
        ),
        Texts(
            *(window.texts, "question", window.locales, Kind.QUESTION),
            [question.pk for question in window.questions],
        ),
        Texts(window.answers, "passage", answered_in, Kind.ANSWER, contacts),
        Texts(
            *(window.taught_texts, "question", window.taught_locales, Kind.QUESTION),
            [question.pk for question in window.outside],
        ),
    )


def _new(kinds: Sequence[Texts], encoder: Encoder) -> list[New]:
    """What two kinds say alike is told once: of the first of them."""
    told: set[tuple[Role, str]] = set()
    new = []
    for kind in kinds:
        rows = [
            row
            for row in rows_to_encode(kind.texts, kind.role, encoder)
            if (kind.role, kind.texts[row]) not in told
        ]
        told.update((kind.role, kind.texts[row]) for row in rows)
        if rows:
            new.append(New(encoder, kind.some(rows)))
    return new


def _library(window: Window, passages: Vectors) -> Library | None:
    if not window.articles:
        return None
    return Library(
        family=window.families,
        locale=window.article_locales,
        passages=passages,
        owner=window.passage_owners,
        is_title=np.array(
            [passage.kind == Passage.Kind.TITLE for passage in window.passages]
        ),
    )
