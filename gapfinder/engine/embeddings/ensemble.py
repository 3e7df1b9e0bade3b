"""Combine a multilingual encoder with a better encoder of one language.

Small encoders make different errors, and two make fewer than one. For texts that the
second encoder cannot read, a regression predicts its vectors from those of the first,
so that all texts stay comparable: one need in two languages is close, and two questions
in the second's language are compared by both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .centering import BLOCK_ROWS, centre, to_unit_length
from .encoder import Encoder, EncoderError, SentenceEncoder, Vectors

SECOND_SEPARATOR = "+"
LANGUAGE_SEPARATOR = "="
RIDGE_PENALTY = 20  # texts, in each direction, at which a guess has half its length


@dataclass(frozen=True, slots=True)
class Ensemble:
    """A first encoder, and optionally a second for the texts of one language."""

    first: Encoder
    second: Encoder | None = None
    language: str = ""  # of the texts that the second encodes

    @classmethod
    def of(cls, name: str, *, cache: Path) -> "Ensemble":
        """Parse a name such as ``FIRST`` or ``FIRST + en=SECOND``.

        Raises:
            EncoderError: the part after the plus names no language.
        """
        first, plus, rest = (
            part.strip() for part in name.partition(f" {SECOND_SEPARATOR} ")
        )
        language, named, second = (
            part.strip() for part in rest.partition(LANGUAGE_SEPARATOR)
        )
        if plus and not (language and named and second):
            raise EncoderError(
                f"The encoder {name!r} names no language for its second model: write "
                f"FIRST {SECOND_SEPARATOR} en{LANGUAGE_SEPARATOR}SECOND."
            )
        return cls(
            SentenceEncoder(first, cache=cache),
            SentenceEncoder(second, cache=cache) if plus else None,
            language,
        )

    @property
    def identity(self) -> str:
        if self.second is None:
            return self.first.identity
        second = f"{self.language}{LANGUAGE_SEPARATOR}{self.second.identity}"
        return f"{self.first.identity} {SECOND_SEPARATOR} {second}"

    @property
    def identities(self) -> list[str]:
        """The identity of each encoder; embeddings are stored under it."""
        return [encoder.identity for encoder in (self.first, self.second) if encoder]

    def read_by_second(self, locales: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows of texts in the second's language."""
        is_read = [
            self.second is not None and locale == self.language for locale in locales
        ]
        return np.flatnonzero(np.array(is_read, dtype=np.bool_))


@dataclass(frozen=True, slots=True)
class EncodedTexts:
    """Vectors of n texts by both encoders of an ensemble."""

    first: Vectors  # (n, dimensions)
    locales: Sequence[str]  # n languages
    second: Vectors  # (n_read, dimensions of the second)
    read: NDArray[np.int64]  # (n_read,) rows of the texts in the second's language


def combine(texts: Sequence[EncodedTexts]) -> list[Vectors]:
    """Return concatenated vectors of both encoders, unit rows, for each of the texts.

    Both sides are centred by language and have the same weight. A ridge regression
    (Hoerl & Kennard 1970) from the first side to the second, fitted on all texts that
    both encode, predicts missing vectors; a prediction from few texts is short and has
    less weight.

    Args:
        texts: kinds of texts of one help centre, such as passages and questions. The
            others are compared with the first kind. If the second encoder can read none
            of them, the vectors of the first encoder are returned.
    """
    if not any(len(encoded.read) for encoded in texts):
        return [encoded.first for encoded in texts]
    firsts = [
        centre(encoded.first, encoded.locales, around=texts[0].first)
        for encoded in texts
    ]
    seconds = [_centred_second(encoded) for encoded in texts if len(encoded.read)]
    firsts_read = [
        first[encoded.read]
        for first, encoded in zip(firsts, texts, strict=True)
        if len(encoded.read)
    ]
    guess = _ridge(np.concatenate(firsts_read), np.concatenate(seconds))
    return [
        _concatenate(first, _centred_second(encoded), encoded.read, guess)
        for first, encoded in zip(firsts, texts, strict=True)
    ]


def _centred_second(encoded: EncodedTexts) -> Vectors:
    if not len(encoded.read):
        return encoded.second
    return centre(encoded.second, [""] * len(encoded.read))


def _ridge(first: Vectors, second: Vectors) -> Vectors:
    """Return a matrix (dimensions, dimensions of the second) from first to second.

    Both are vectors of the same texts, centred, unit rows.
    """
    covariance = first.T @ first + RIDGE_PENALTY * np.eye(first.shape[1])
    return np.asarray(np.linalg.solve(covariance, first.T @ second), dtype=np.float32)


def _concatenate(
    first: Vectors, second: Vectors, read: NDArray[np.int64], guess: Vectors
) -> Vectors:
    """Return both sides as one, unit rows; `guess` predicts missing second sides.

    Args:
        first: (n, dimensions), centred.
        second: (n_read, dimensions of the second), centred.
        read: (n_read,) the rows of `first` that `second` belongs to.
        guess: the matrix that `_ridge` returns.
    """
    width = len(guess)
    vectors = np.zeros((len(first), sum(guess.shape)), dtype=np.float32)
    if not len(first):
        return vectors
    vectors[:, :width] = first
    vectors[:, width:] = first @ guess
    if len(read):
        vectors[read, width:] = second
    for start in range(0, len(vectors), BLOCK_ROWS):  # in blocks, to save memory
        block = slice(start, start + BLOCK_ROWS)
        vectors[block] = to_unit_length(vectors[block])
    return vectors
