"""Texts to vectors, encoding only what was never encoded before."""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from gapfinder.engine.embeddings.encoder import Encoder, Role, Vectors
from gapfinder.models import Contact, Passage, Question, Vector, VectorSpace
from gapfinder.models.vector import VectorSpaceQuerySet

CHUNK = 512  # texts encoded and stored at once: what a killed process loses
LOOKUP = 5_000  # fingerprints asked for in one query
HALF = np.dtype("<f2")
Halves = NDArray[np.float16]  # shape (dimensions,)

# A tokenizer serves one thread at a time, and a model uses all cores anyway.
_encoding = threading.RLock()

ItemT = TypeVar("ItemT")
Progress = Callable[[int], object]  # called with the number of texts just encoded


def vectors_of(
    texts: Sequence[str],
    role: Role,
    encoder: Encoder,
    *,
    progress: Progress = lambda encoded: None,
) -> Vectors:
    """Return a unit row for every text, shape (n_texts, dimensions).

    What is new is encoded and stored chunk by chunk, each in its own transaction: a
    killed run keeps what it has paid for. A vector is always read back from its stored
    half precision, so the first run and the second see the same numbers.
    """
    space, _ = VectorSpace.objects.get_or_create(encoder=encoder.identity)
    prints = [fingerprint(text, role) for text in texts]
    known = _stored(space, set(prints))
    new = dict(zip(prints, texts, strict=True))
    # Texts of one length waste no padding; the text breaks ties so that runs agree.
    missing = sorted(new.keys() - known.keys(), key=lambda key: (len(new[key]), key))
    for chunk in _chunks(missing, CHUNK):
        with _encoding:
            encoded = encoder.encode([new[key] for key in chunk], role).astype(HALF)
        Vector.objects.bulk_create(
            [
                Vector(space=space, fingerprint=key, values=row.tobytes())
                for key, row in zip(chunk, encoded, strict=True)
            ],
            ignore_conflicts=True,  # another process may have been faster
        )
        known.update(zip(chunk, encoded, strict=True))
        progress(len(chunk))
    if not prints:
        return np.zeros((0, 0), dtype=np.float32)
    return np.stack([known[key] for key in prints]).astype(np.float32)


def rows_to_encode(texts: Sequence[str], role: Role, encoder: Encoder) -> Sequence[int]:
    """Return a row of each text that has no vector yet, longest first."""
    row_of = {fingerprint(text, role): row for row, text in enumerate(texts)}
    space = VectorSpace.objects.filter(encoder=encoder.identity).first()
    known = _known(space, row_of.keys()) if space else set()
    new = sorted(row_of.keys() - known, key=lambda key: (-len(texts[row_of[key]]), key))
    return [row_of[key] for key in new]


def fingerprint(text: str, role: Role) -> bytes:
    """Return what tells texts apart: encoders prompt questions and passages apart."""
    return hashlib.sha256(f"{role}\0{text}".encode()).digest()[:16]


def forget_vectors(questions: Iterable[str], passages: Iterable[str]) -> int:
    """Delete the vectors of texts that no row has any more; return how many.

    A text that is in another row as well keeps its vector: it is not about anybody.

    Args:
        questions: what customers asked.
        passages: what agents answered, and what stands in articles.
    """
    gone: list[bytes] = []
    for asked in _chunks(sorted(set(questions)), LOOKUP):
        kept = set(Question.objects.with_texts(asked).values_list("text", flat=True))
        gone += (fingerprint(text, "question") for text in asked if text not in kept)
    for said in _chunks(sorted(set(passages)), LOOKUP):
        kept = set(Contact.objects.answered_by(said).values_list("answer", flat=True))
        kept.update(Passage.objects.with_texts(said).values_list("text", flat=True))
        gone += (fingerprint(text, "passage") for text in said if text not in kept)
    deleted = 0
    for chunk in _chunks(gone, LOOKUP):
        deleted += Vector.objects.filter(fingerprint__in=chunk).delete()[0]
    return deleted


def forget_encoders(spaces: VectorSpaceQuerySet) -> tuple[int, int]:
    """Delete what some encoders made; return how many vectors, and their bytes."""
    with transaction.atomic():
        vectors = Vector.objects.of(spaces)
        size = vectors.size()
        vectors.delete()
        spaces.delete()
    return size


def _known(space: VectorSpace, prints: Iterable[bytes]) -> set[bytes]:
    """Return which of them have a vector, without reading any."""
    found: set[bytes] = set()
    for chunk in _chunks(sorted(prints), LOOKUP):
        rows = Vector.objects.filter(space=space, fingerprint__in=chunk)
        found.update(map(bytes, rows.values_list("fingerprint", flat=True)))
    return found


def _stored(space: VectorSpace, prints: set[bytes]) -> dict[bytes, Halves]:
    found: dict[bytes, Halves] = {}
    for chunk in _chunks(sorted(prints), LOOKUP):
        rows = Vector.objects.filter(space=space, fingerprint__in=chunk)
        # Whole, as it is small: a cursor in the database would be three more questions.
        for key, values in rows.values_list("fingerprint", "values"):
            found[bytes(key)] = np.frombuffer(values, HALF)
    return found


def _chunks(items: Sequence[ItemT], size: int) -> Iterator[Sequence[ItemT]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
