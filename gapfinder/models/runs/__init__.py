"""Runs, their state, and chunks of encoding."""
