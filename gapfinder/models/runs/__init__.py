"""Runs, their state, and chunks of texts to embed."""
