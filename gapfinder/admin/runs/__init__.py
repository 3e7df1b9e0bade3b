"""Runs: list, start, progress."""
