"""Embedding store: embeddings of texts, each text encoded once and kept."""

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

CHUNK = (
    512  # texts encoded and stored at once; a killed process loses at most one chunk
)
LOOKUP = 5_000  # fingerprints in one query
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

    New texts are encoded and stored chunk by chunk, each in its own transaction, so a
    killed run keeps its finished chunks. Vectors are always rounded to their stored
    half precision, so the first run and the second see the same numbers.
    """
    space, _ = VectorSpace.objects.get_or_create(encoder=encoder.identity)
    prints = [fingerprint(text, role) for text in texts]
    known = _stored(space, set(prints))
    new = dict(zip(prints, texts, strict=True))
    # Texts of equal length need no padding; the fingerprint makes the order unique.
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
    """Return the key of a text, 16 bytes; encoders treat the two roles differently."""
    return hashlib.sha256(f"{role}\0{text}".encode()).digest()[:16]


def delete_unused_vectors(questions: Iterable[str], passages: Iterable[str]) -> int:
    """Delete the vectors of texts that no row has any more; return how many.

    Texts shared by other contacts or articles keep their vector.

    Args:
        questions: deleted texts of customers' questions.
        passages: deleted texts of agents' answers and of articles.
    """
    unused: list[bytes] = []
    for chunk in _chunks(sorted(set(questions)), LOOKUP):
        used = set(Question.objects.with_texts(chunk).values_list("text", flat=True))
        unused += (fingerprint(text, "question") for text in chunk if text not in used)
    for chunk in _chunks(sorted(set(passages)), LOOKUP):
        used = set(Contact.objects.answered_by(chunk).values_list("answer", flat=True))
        used.update(Passage.objects.with_texts(chunk).values_list("text", flat=True))
        unused += (fingerprint(text, "passage") for text in chunk if text not in used)
    deleted = 0
    for keys in _chunks(unused, LOOKUP):
        deleted += Vector.objects.filter(fingerprint__in=keys).delete()[0]
    return deleted


def delete_encoders(spaces: VectorSpaceQuerySet) -> tuple[int, int]:
    """Delete all vectors of some encoders; return how many, and their bytes."""
    with transaction.atomic():
        vectors = Vector.objects.of(spaces)
        size = vectors.size()
        vectors.delete()
        spaces.delete()
    return size


def _known(space: VectorSpace, prints: Iterable[bytes]) -> set[bytes]:
    """Return the fingerprints that have a vector, without loading any vector."""
    known: set[bytes] = set()
    for chunk in _chunks(sorted(prints), LOOKUP):
        rows = Vector.objects.filter(space=space, fingerprint__in=chunk)
        known.update(map(bytes, rows.values_list("fingerprint", flat=True)))
    return known


def _stored(space: VectorSpace, prints: set[bytes]) -> dict[bytes, Halves]:
    stored: dict[bytes, Halves] = {}
    for chunk in _chunks(sorted(prints), LOOKUP):
        rows = Vector.objects.filter(space=space, fingerprint__in=chunk)
        # All rows at once, as they are few: a server-side cursor costs three queries.
        for key, values in rows.values_list("fingerprint", "values"):
            stored[bytes(key)] = np.frombuffer(values, HALF)
    return stored


def _chunks(items: Sequence[ItemT], size: int) -> Iterator[Sequence[ItemT]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
