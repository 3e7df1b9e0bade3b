"""Encode texts as unit vectors with sentence-transformers.

An encoder knows its `identity` without loading its model, so a run whose texts are all
encoded already never loads torch.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from . import packaged_models

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]  # shape (n_texts, dimensions), rows of length 1
Role = Literal["question", "passage"]

MAX_TOKENS = 256
BATCH_TEXTS = 16  # the activations of more texts do not fit a core's cache
WEIGHTS_SAMPLE_BYTES = 1 << 20  # read from each end of a weights file to identify it


class EncoderError(Exception):
    """The encoder cannot be loaded; the message names those that can."""


class Encoder(Protocol):
    """An encoder of texts into unit vectors."""

    @property
    def identity(self) -> str:
        """Name and digest of the model; vectors of two identities never mix."""

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Return one unit row for each text, shape (n_texts, dimensions)."""


class SentenceEncoder:
    """A sentence-transformers model, loaded on the first call that needs it.

    Args:
        name: a Hub id, a folder, or ``packaged:NAME`` for one of
            `packaged_models.MODELS`.
        cache: folder in which packaged models are unpacked.
    """

    def __init__(self, name: str, *, cache: Path) -> None:
        self.name = name
        self.cache = cache

    @cached_property
    def identity(self) -> str:
        """The name with a digest of the model's files, computed without loading it."""
        if self.name.startswith(packaged_models.PREFIX):
            try:
                return (
                    f"{self.name}@{_digest(packaged_models.packaged_path(self.name))}"
                )
            except (LookupError, OSError) as error:
                raise EncoderError(_cannot_load(self.name, error)) from error
        folder = self._folder_if_present()
        if folder is None:  # a Hub model that must be fetched first
            _ = self._model
            folder = self._folder_if_present()
        return f"{self.name}@{_digest(folder)}" if folder else self.name

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Encode texts as customers' questions or as an article's passages."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        encode = (
            self._model.encode_query
            if role == "question"
            else self._model.encode_document
        )
        vectors = encode(
            list(texts),
            batch_size=BATCH_TEXTS,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)

    @property
    def dimensions(self) -> int:
        """Number of dimensions of a vector."""
        return self._model.get_embedding_dimension() or 0

    @cached_property
    def _model(self) -> "SentenceTransformer":
        # Imported here: the web process uses only encoders' names, without torch.
        from sentence_transformers import SentenceTransformer

        from .onednn import use_onednn

        packaged_models.silence_transformers()
        try:
            model = SentenceTransformer(str(self._source()))
        except Exception as error:  # torch, the Hub client and files raise their own
            raise EncoderError(_cannot_load(self.name, error)) from error
        if "e5" in self.name.lower() and not any(model.prompts.values()):
            # The Hub's E5 models need their prompts but do not carry them.
            model.prompts = {"query": "query: ", "document": "passage: "}
        model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
        use_onednn(model)
        return model

    def _source(self) -> str | Path:
        return self._folder_if_present() or self.name

    def _folder_if_present(self) -> Path | None:
        """Return the model's folder if it is on this machine, else None."""
        if self.name.startswith(packaged_models.PREFIX):
            try:
                return packaged_models.folder(self.name, cache=self.cache)
            except (LookupError, OSError) as error:
                raise EncoderError(_cannot_load(self.name, error)) from error
        if self.name and Path(self.name).is_dir():
            return Path(self.name)
        if os.sep in self.name and self.name.count("/") != 1:  # a Hub id has one slash
            missing = FileNotFoundError("there is no such folder")
            raise EncoderError(_cannot_load(self.name, missing))
        return _hub_snapshot(self.name)


def _hub_snapshot(name: str) -> Path | None:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        config = try_to_load_from_cache(name, "config.json")
    except HFValidationError as error:
        raise EncoderError(_cannot_load(name, error)) from error
    return Path(config).parent if isinstance(config, str) else None


def _digest(model: Path) -> str:
    """Digest a folder or a file by its small files and the ends of its weights."""
    digest = hashlib.sha256()
    files = model.rglob("*") if model.is_dir() else [model]
    for file in sorted(path for path in files if path.is_file()):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(model).as_posix()} {size}\n".encode())
        with file.open("rb") as content:
            digest.update(content.read(WEIGHTS_SAMPLE_BYTES))
            if size > 2 * WEIGHTS_SAMPLE_BYTES:
                content.seek(-WEIGHTS_SAMPLE_BYTES, os.SEEK_END)
                digest.update(content.read(WEIGHTS_SAMPLE_BYTES))
    return digest.hexdigest()[:12]


def _cannot_load(name: str, error: Exception) -> str:
    known = ", ".join(
        packaged_models.PREFIX + model for model in sorted(packaged_models.MODELS)
    )
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return (
        f"The encoder {name!r} cannot be loaded: {reason}. Set GAPFINDER_ENCODER to a "
        f"model folder, or to one that is a package and needs no network: {known}."
    )
