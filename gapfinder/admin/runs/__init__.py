"""Runs: the list, the start and the progress."""
