"""Encode: the texts of a window become the vectors the engine thinks with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gapfinder.engine.encoders import Encoder, Role, Vectors
from gapfinder.engine.ensembles import Ensemble, Seen, join
from gapfinder.engine.ground import Asked
from gapfinder.engine.matching import Library
from gapfinder.engine.reasons import prototype_sentences
from gapfinder.models import Passage
from gapfinder.vectors import Progress, new_texts, vectors_of

from .reading import Window

ROLES: tuple[Role, ...] = ("question", "passage")


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of a window."""

    questions: Vectors
    answers: Vectors
    taught: Vectors  # of `Window.taught_texts`
    library: Library | None  # None where no article has a word
    asked: Vectors  # questions as the ensemble's first encoder alone sees them
    prototypes: Vectors  # by the same encoder: their languages are mixed


class Conversations(Protocol):
    """What was asked, and what was answered: of a window, or of what is known."""

    @property
    def texts(self) -> Sequence[str]: ...
    @property
    def locales(self) -> Sequence[str]: ...
    @property
    def styles(self) -> Sequence[str]: ...
    @property
    def answers(self) -> Sequence[str]: ...
    @property
    def answered(self) -> NDArray[np.int64]: ...


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of one kind, each with its language."""

    texts: Sequence[str]
    role: Role
    locales: Sequence[str]

    def readable_by_second(self, ensemble: Ensemble) -> list[str]:
        return [self.texts[row] for row in ensemble.read_by_second(self.locales)]

    def seen_by(self, ensemble: Ensemble, progress: Progress) -> Seen:
        first = vectors_of(self.texts, self.role, ensemble.first, progress=progress)
        read = ensemble.read_by_second(self.locales)
        if ensemble.second is None or not len(read):
            return Seen(first, self.locales, np.zeros((0, 0), np.float32), read)
        texts = self.readable_by_second(ensemble)
        second = vectors_of(texts, self.role, ensemble.second, progress=progress)
        return Seen(first, self.locales, second, read)


def texts_to_encode(window: Window, ensemble: Ensemble) -> int:
    """Return how many vectors of the window's texts are not made yet."""
    kinds = _kinds(window)
    prototypes = _Texts(prototype_sentences(), "question", [])
    return sum(
        _new(role, [*kinds, prototypes], ensemble.first)
        + _new(role, _readable(kinds, ensemble), ensemble.second)
        for role in ROLES
    )


def encode(window: Window, ensemble: Ensemble, progress: Progress) -> Encoded:
    """Return the vectors of all texts, encoding those that are new.

    Answers are written like articles, so they are encoded as passages.
    """
    seen = [kind.seen_by(ensemble, progress) for kind in _kinds(window)]
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


def see(conversation: Conversations, ensemble: Ensemble, progress: Progress) -> Asked:
    """Return questions and answers as the encoders see them, encoding what is new."""
    questions, answers = _said(conversation)
    return Asked(
        questions.seen_by(ensemble, progress),
        conversation.styles,
        answers.seen_by(ensemble, progress),
        conversation.answered,
    )


def said_to_encode(conversation: Conversations, ensemble: Ensemble) -> int:
    """Return how many vectors of questions and answers are not made yet."""
    said = _said(conversation)
    return sum(
        _new(role, said, ensemble.first)
        + _new(role, _readable(said, ensemble), ensemble.second)
        for role in ROLES
    )


def _said(conversation: Conversations) -> tuple[_Texts, _Texts]:
    locales = conversation.locales
    answered_in = [locales[row] for row in conversation.answered]
    return (
        _Texts(conversation.texts, "question", locales),
        _Texts(conversation.answers, "passage", answered_in),
    )


def _kinds(window: Window) -> tuple[_Texts, _Texts, _Texts, _Texts]:
    """Return passages, questions, answers, and questions that taught."""
    answered_in = [window.locales[row] for row in window.answered]
    passages = [passage.text for passage in window.passages]
    return (
        _Texts(passages, "passage", window.passage_locales),
        _Texts(window.texts, "question", window.locales),
        _Texts(window.answers, "passage", answered_in),
        _Texts(window.taught_texts, "question", window.taught_locales),
    )


def _readable(kinds: Sequence[_Texts], ensemble: Ensemble) -> list[_Texts]:
    return [_Texts(kind.readable_by_second(ensemble), kind.role, []) for kind in kinds]


def _new(role: Role, kinds: Sequence[_Texts], encoder: Encoder | None) -> int:
    texts = [text for kind in kinds if kind.role == role for text in kind.texts]
    return new_texts(texts, role, encoder) if encoder and texts else 0


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
