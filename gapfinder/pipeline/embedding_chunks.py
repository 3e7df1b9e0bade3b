"""Embedding in chunks: several workers and machines encode the texts of one run.

The process of the run plans the chunks, sends them to the workers, and takes chunks
itself, so it also finishes without workers. A chunk's vectors are stored when it is
done: a worker that is killed loses one chunk. Afterwards `embedding.encode` makes
whatever vector is still missing.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, partial

from django.db import Error

from gapfinder.db_reconnect import retry_after_reconnect
from gapfinder.embedding_store import Progress, vectors_of
from gapfinder.engine.embeddings.encoder import Encoder, EncoderError
from gapfinder.engine.embeddings.ensemble import Ensemble
from gapfinder.log_filters import log_context
from gapfinder.models import Chunk, Run
from gapfinder.models.runs.process import this_process
from gapfinder.runs.queue import send_chunks, workers_are_used

from .embedding import NewTexts, ready_ensemble

CHUNK = 256  # texts: seconds on one core, so that a killed worker costs no more
MIN_CHUNKS = 2  # fewer are encoded without sending messages
POLL_INTERVAL = 0.3  # seconds, while other workers have all remaining chunks

logger = logging.getLogger(__name__)


def encode_together(run: Run, new: Sequence[NewTexts], progress: Progress) -> None:
    """Encode new texts together with the workers that a broker reaches, if any."""
    if not workers_are_used():
        return
    Chunk.objects.up_to_attempt(run).delete()
    planned = list(_plan(run, new))
    if len(planned) < MIN_CHUNKS:
        return
    chunks = Chunk.objects.bulk_create(planned)
    send_chunks([chunk.pk for chunk in chunks])
    encoders = {part.encoder.identity: part.encoder for part in new}
    _work_off(run, encoders, progress)
    Chunk.objects.up_to_attempt(run).delete()


def encode_chunk(key: int) -> bool:
    """Encode a chunk if it is pending and free; return whether this call did.

    A worker whose settings have another encoder leaves it to others.
    """
    chunk = Chunk.objects.pending().filter(pk=key).first()
    if chunk is None:
        return False
    with log_context(run=chunk.run_id):
        return _take_and_encode(chunk)


def _take_and_encode(chunk: Chunk) -> bool:
    try:
        encoder = _encoder(chunk.encoder, ready_ensemble())
    except EncoderError as error:
        _log_refusal(str(error))
        return False
    if encoder is None:
        _log_refusal(f"this worker's settings have another encoder: {chunk.encoder}")
        return False
    return chunk.take(this_process()) and _encode(chunk, encoder)


def _plan(run: Run, new: Sequence[NewTexts]) -> Iterator[Chunk]:
    """Yield chunks of texts of like length, which need little padding, longest first.

    So no worker begins a long chunk when all others are about to be done.
    """
    for part in new:
        keys = part.texts.keys
        for start in range(0, len(keys), CHUNK):
            batch = list(keys[start : start + CHUNK])
            yield Chunk(
                run=run,
                attempt=run.attempts,
                encoder=part.encoder.identity,
                kind=part.texts.kind,
                keys=batch,
                texts=len(batch),
            )


def _work_off(run: Run, encoders: dict[str, Encoder], progress: Progress) -> None:
    """Encode chunks while any is free, then wait for those of other workers."""
    chunks, reported = Chunk.objects.of(run), 0
    while chunks.left().exists():
        chunk = chunks.take_next(this_process())
        if chunk is not None:
            _encode(chunk, encoders[chunk.encoder])
        else:
            time.sleep(POLL_INTERVAL)
            chunks.release_abandoned()
        done = chunks.texts_done()
        progress(done - reported)  # also 0: this raises if the run was given up
        reported = done


def _encode(chunk: Chunk, encoder: Encoder) -> bool:
    try:
        retry_after_reconnect(
            lambda: vectors_of(chunk.load_texts(), chunk.role, encoder)
        )
        retry_after_reconnect(partial(chunk.mark_done, this_process()))
    except BaseException:
        with suppress(Error):  # else it is free when its lease ends
            chunk.release(this_process())
        raise
    return True


def _encoder(identity: str, ensemble: Ensemble) -> Encoder | None:
    for encoder in (ensemble.first, ensemble.second):
        if encoder is not None and encoder.identity == identity:
            return encoder
    return None


@cache
def _log_refusal(reason: str) -> None:
    """Log a reason once, as there is a message for every chunk."""
    logger.warning("chunks are left to other workers: %s", reason)
