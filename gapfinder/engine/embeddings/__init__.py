"""Texts to vectors: encoders, centring, nearest neighbours."""
