"""Encoders: what they are, what they make of texts, and how they fail."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from gapfinder.engine.embeddings.encoder import EncoderError, SentenceEncoder

MINILM = "packaged:all-MiniLM-L6-v2"
NOWHERE = Path("/nowhere")  # nothing is unpacked for all-MiniLM-L6-v2


@pytest.fixture(scope="module")
def minilm():
    return SentenceEncoder(MINILM, cache=NOWHERE)


@pytest.fixture
def e5_folder(minilm, tmp_path):
    """A folder whose name says E5, with the files of a model that has no prompts."""
    folder = tmp_path / "some-e5"
    shutil.copytree(minilm._folder_if_present(), folder)
    return folder


def a_folder(path, weights=b"weights", config="{}"):
    path.mkdir()
    (path / "config.json").write_text(config)
    (path / "model.safetensors").write_bytes(weights)
    return SentenceEncoder(str(path), cache=NOWHERE)


def test_a_text_becomes_a_row_of_length_1(minilm):
    vectors = minilm.encode(["Restart the router", "Pay", ""], "question")

    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1])


def test_no_texts_are_no_rows_of_the_same_width(minilm):
    assert minilm.encode([], "passage").shape == (0, minilm.dimensions) == (0, 384)


def test_texts_that_mean_the_same_are_close(minilm):
    router, again, invoice = minilm.encode(
        ["How do I restart my router?", "Reboot the router", "Pay my bill"], "question"
    )

    assert router @ again > 0.7
    assert router @ invoice < 0.4


def test_what_comes_after_256_tokens_is_not_read(minilm):
    page = "router " * 300

    some, more = minilm.encode([page, page + "invoice " * 50], "passage")

    assert some @ more == pytest.approx(1, abs=1e-5)


def test_one_without_prompts_reads_questions_like_passages(minilm):
    asked, said = (
        minilm.encode(["Restart the router"], role) for role in ("question", "passage")
    )

    np.testing.assert_array_equal(asked, said)


def test_an_e5_model_that_came_without_its_prompts_gets_them(minilm, e5_folder):
    """Any model would do: what counts is the words that are put before the text."""
    e5 = SentenceEncoder(str(e5_folder), cache=NOWHERE)

    for role, prompt in (("question", "query: "), ("passage", "passage: ")):
        prompted = minilm.encode([prompt + "Restart the router"], role)
        assert e5.encode(["Restart the router"], role) == pytest.approx(
            prompted, abs=1e-5
        )


def test_an_encoder_says_what_it_is_without_loading(tmp_path):
    encoder = a_folder(tmp_path / "broken", weights=b"no weights at all")

    assert encoder.identity.startswith(f"{tmp_path / 'broken'}@")
    with pytest.raises(EncoderError):
        encoder.encode(["text"], "question")


def test_an_encoder_is_another_once_a_file_of_it_changes(tmp_path):
    huge = bytes(5 << 20)
    folder = tmp_path / "model"

    identities = set()
    for weights, config in (
        (huge, "{}"),
        (b"x" + huge[1:], "{}"),
        (huge[1:] + b"x", "{}"),
        (huge[1:], "{}"),
        (huge, '{"layers": 1}'),
    ):
        identities.add(a_folder(folder, weights, config).identity)
        shutil.rmtree(folder)

    assert len(identities) == 5


def test_an_encoder_is_the_same_as_long_as_its_files_are(tmp_path):
    one = a_folder(tmp_path / "model").identity
    shutil.rmtree(tmp_path / "model")

    assert a_folder(tmp_path / "model").identity == one


@pytest.mark.parametrize(
    "name",
    [
        "packaged:nonsense",
        "acme/no-such-model",  # a hub id, and the hub is out of reach
        "/nowhere/model",
        "models/e5/small",
        "./model",
        "two words",
    ],
)
def test_one_that_cannot_be_loaded_is_told_with_those_that_can(name, tmp_path):
    encoder = SentenceEncoder(name, cache=tmp_path)

    with pytest.raises(EncoderError) as told:
        _ = encoder.identity

    assert str(told.value).startswith(f"The encoder {name!r} cannot be loaded: ")
    assert str(told.value).endswith(
        "packaged:all-MiniLM-L6-v2, packaged:multilingual-e5-small."
    )
    assert "\n" not in str(told.value)


def test_a_folder_that_holds_no_model_is_told(tmp_path):
    with pytest.raises(EncoderError, match="cannot be loaded"):
        SentenceEncoder(str(tmp_path), cache=NOWHERE).encode(["text"], "question")
