#!/usr/bin/env python
"""Print how fast an encoder reads: as sentence-transformers has it, and as we do.

The texts are what customers say in `fixtures/`. Both read all of them in turns, so that
other work on the machine meets both; the fastest turn counts.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gapfinder.engine.embeddings.encoder import MAX_TOKENS, SentenceEncoder
from gapfinder.engine.embeddings.packaged_models import MODELS, PREFIX

ROOT = Path(__file__).resolve().parents[1]
BATCH = 64  # what would be taken without a look at the caches
CACHE = ROOT / "var" / "cache"


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    texts = _texts()[: options.texts]
    for name in options.encoders:
        _compare(name, texts, options.turns)


def _compare(name: str, texts: Sequence[str], turns: int) -> None:
    ours = SentenceEncoder(name, cache=CACHE)
    ours.encode(texts[:1], "question")
    plain = SentenceTransformer(str(ours._source()))
    plain.max_seq_length = MAX_TOKENS
    tokens = sum(len(row) for row in plain.tokenizer(list(texts))["input_ids"])
    print(f"{name}: {len(texts)} texts of {tokens / len(texts):.0f} tokens")

    def read_plainly() -> np.ndarray:
        return plain.encode_query(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )

    readers: dict[str, Callable[[], np.ndarray]] = {
        "sentence-transformers": read_plainly,
        "gapfinder": lambda: ours.encode(texts, "question"),
    }
    seconds = dict.fromkeys(readers, float("inf"))
    vectors = {}
    for _ in range(turns):
        for reader, read in readers.items():
            started = time.perf_counter()
            vectors[reader] = read()
            seconds[reader] = min(seconds[reader], time.perf_counter() - started)
    for reader, took in seconds.items():
        speed = f"{len(texts) / took:7.1f} texts/s{tokens / took:8.0f} tokens/s"
        print(f"  {reader:22}{speed}")
    one, other = vectors.values()
    print(f"  least cosine of the two: {(one * other).sum(axis=1).min():.7f}")


def _texts() -> list[str]:
    with (ROOT / "fixtures" / "contacts.jsonl").open(encoding="utf-8") as lines:
        contacts = [json.loads(line) for line in lines]
    return [
        contact.get("text")
        or " ".join(
            turn["text"] for turn in contact["turns"] if turn["speaker"] == "customer"
        )
        for contact in contacts
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    known = [PREFIX + name for name in MODELS]
    parser.add_argument("encoders", nargs="*", default=known)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


if __name__ == "__main__":
    main()
