"""Two encoders together: one reads all languages, the other reads one of them better.

Small encoders see different things, and both see more than either. What the second
would make of a text it cannot read is guessed from what the first makes of it, so that
all texts stay comparable: the same need in two languages is close, and two questions in
the second's own language are compared by both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .centering import BLOCK_ROWS, centre, to_unit_length
from .encoder import Encoder, EncoderError, SentenceEncoder, Vectors

JOINED_BY = "+"
NAMED_BY = "="
GUESS_PRIOR = 20  # texts, in each direction, before a guess is half as long as it could


@dataclass(frozen=True, slots=True)
class Ensemble:
    """A first encoder, and perhaps a second for the texts of one language."""

    first: Encoder
    second: Encoder | None = None
    language: str = ""  # that the second reads

    @classmethod
    def of(cls, name: str, *, cache: Path) -> "Ensemble":
        """Read a name such as ``FIRST`` or ``FIRST + en=SECOND``.

        Raises:
            EncoderError: what follows the plus names no language.
        """
        first, plus, rest = (part.strip() for part in name.partition(f" {JOINED_BY} "))
        language, named, second = (part.strip() for part in rest.partition(NAMED_BY))
        if plus and not (language and named and second):
            raise EncoderError(
                f"The encoder {name!r} names no language for its second model: write "
                f"FIRST {JOINED_BY} en{NAMED_BY}SECOND."
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
        second = f"{self.language}{NAMED_BY}{self.second.identity}"
        return f"{self.first.identity} {JOINED_BY} {second}"

    @property
    def identities(self) -> list[str]:
        """Those of its encoders, each by itself: vectors are kept under them."""
        return [each.identity for each in (self.first, self.second) if each]

    def read_by_second(self, locales: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows of texts in the second's language."""
        read = [self.second is not None and each == self.language for each in locales]
        return np.flatnonzero(np.array(read, dtype=np.bool_))


@dataclass(frozen=True, slots=True)
class Seen:
    """n texts as both encoders of an ensemble see them."""

    first: Vectors  # (n, dimensions)
    locales: Sequence[str]  # n languages
    second: Vectors  # (n_read, dimensions of the second)
    read: NDArray[np.int64]  # (n_read,) rows of the texts that the second can read


def join(texts: Sequence[Seen]) -> list[Vectors]:
    """Return vectors in which both encoders count the same, unit rows, for each texts.

    Each side is centred in its language. The guess is a ridge regression (Hoerl &
    Kennard 1970) from the first side to the second over all texts that both read; where
    little is known it is short, and counts less.

    Args:
        texts: kinds of texts of one help centre, such as passages and questions. The
            first is what the others are compared with. If the second encoder can read
            none of them, they stay as the first sees them.
    """
    if not any(len(seen.read) for seen in texts):
        return [seen.first for seen in texts]
    firsts = [centre(seen.first, seen.locales, around=texts[0].first) for seen in texts]
    seconds = [_centred_second(seen) for seen in texts if len(seen.read)]
    known = [
        first[seen.read]
        for first, seen in zip(firsts, texts, strict=True)
        if len(seen.read)
    ]
    guess = _ridge(np.concatenate(known), np.concatenate(seconds))
    return [
        _side_by_side(first, _centred_second(seen), seen.read, guess)
        for first, seen in zip(firsts, texts, strict=True)
    ]


def _centred_second(seen: Seen) -> Vectors:
    if not len(seen.read):
        return seen.second
    return centre(seen.second, [""] * len(seen.read))


def _ridge(first: Vectors, second: Vectors) -> Vectors:
    """Return a matrix (dimensions, dimensions of the second) from one to the other.

    Both are of the same texts, centred, unit rows.
    """
    covariance = first.T @ first + GUESS_PRIOR * np.eye(first.shape[1])
    return np.asarray(np.linalg.solve(covariance, first.T @ second), dtype=np.float32)


def _side_by_side(
    first: Vectors, second: Vectors, read: NDArray[np.int64], guess: Vectors
) -> Vectors:
    """Return both as one, unit rows; what the second cannot read is guessed.

    Args:
        first: (n, dimensions), centred.
        second: (n_read, dimensions of the second), centred.
        read: (n_read,) the rows of the first that these are of.
        guess: what `_ridge` returns.
    """
    width = len(guess)
    joined = np.zeros((len(first), sum(guess.shape)), dtype=np.float32)
    if not len(first):
        return joined
    joined[:, :width] = first
    joined[:, width:] = first @ guess
    if len(read):
        joined[read, width:] = second
    for start in range(0, len(joined), BLOCK_ROWS):  # all would be held twice
        some = slice(start, start + BLOCK_ROWS)
        joined[some] = to_unit_length(joined[some])
    return joined
