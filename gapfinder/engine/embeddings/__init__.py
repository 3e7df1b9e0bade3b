"""Embeddings of texts: encoders, centring and nearest-neighbour search."""
