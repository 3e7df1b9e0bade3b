"""A real, tiny encoder: what a vector is can be told from the text's hash."""

import hashlib

import numpy as np


class HashingEncoder:
    """Unit vectors out of a text's hash; remembers what it was asked for."""

    def __init__(self, identity="hashing-8", *, fails_after=10**9):
        self.identity = identity
        self.calls = []
        self.fails_after = fails_after

    def encode(self, texts, role):
        if len(self.calls) == self.fails_after:
            raise KeyboardInterrupt
        self.calls.append((list(texts), role))
        rows = np.stack([self.row(text, role) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def row(self, text, role):
        digest = hashlib.sha256(f"{self.identity}{role}{text}".encode()).digest()
        return np.frombuffer(digest[:8], np.int8).astype(np.float64) + 0.5

    @property
    def texts(self):
        return [text for texts, _ in self.calls for text in texts]
